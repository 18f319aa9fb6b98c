import type { Complexity } from '../governance/actions'
import { ConcordError } from '../shared/errors'
import type { ExecutionRow } from '../store/tables'

export const EXECUTION_STATUSES = [
  ...(['pending', 'awaiting_approval', 'running', 'paused', 'completed', 'failed', 'cancelled', 'interrupted', 'blocked'] as const),
] as const
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number]

/** The states that an execution leaves no more. */
const ENDED: readonly ExecutionStatus[] = ['completed', 'failed', 'cancelled', 'interrupted', 'blocked']

export const hasEnded = (status: ExecutionStatus): boolean => ENDED.includes(status)

/** How an execution that ran can end. */
export type EndStatus = 'completed' | 'failed' | 'cancelled' | 'interrupted'

/** How the agent that answers was found (AR-05.10). */
export type ResolutionPath = 'named' | 'session' | 'default'

/** What was asked for, exactly: an approval is bound to it. */
export interface ExecutionRequest {
  readonly agent_id: string
  readonly action: string
  readonly message: string
  readonly session_id?: string
  readonly model?: string
  readonly handoff_id?: string
}

/** Which model was chosen, and why (AR-05.11). */
export interface ModelChoice {
  readonly model: string | null
  readonly complexity: string
  readonly reason: string
}

/** Tokens as the API shows them; null is what the provider did not say. */
export interface UsageView {
  readonly prompt_tokens: number | null
  readonly completion_tokens: number | null
  readonly total_tokens: number | null
}

/** One run of one agent, as it stands. */
export interface Execution {
  readonly id: string
  readonly agentId: string
  readonly askedBy: string
  readonly sessionId: string | undefined
  readonly action: string
  readonly complexity: Complexity
  readonly status: ExecutionStatus
  readonly supervised: boolean
  readonly request: ExecutionRequest
  readonly contentHash: string
  readonly resolutionPath: ResolutionPath
  readonly proposalId: string | undefined
  readonly modelChoice: ModelChoice | undefined
  readonly messageId: string | undefined
  readonly response: string | undefined
  readonly provider: string | undefined
  readonly model: string | undefined
  readonly usage: UsageView | undefined
  readonly error: { readonly code: string; readonly detail: string } | undefined
  readonly createdAt: number
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
}

export const executionOf = (row: ExecutionRow): Execution => ({
  id: row.id,
  agentId: row.agent_id,
  askedBy: row.asked_by,
  sessionId: row.session_id ?? undefined,
  action: row.action,
  complexity: row.complexity as Complexity,
  status: row.status as ExecutionStatus,
  supervised: row.supervised === 1,
  request: JSON.parse(row.request),
  contentHash: row.content_hash,
  resolutionPath: row.resolution_path as ResolutionPath,
  proposalId: row.proposal_id ?? undefined,
  modelChoice: row.model_choice === null ? undefined : JSON.parse(row.model_choice),
  messageId: row.message_id ?? undefined,
  response: row.response ?? undefined,
  provider: row.provider ?? undefined,
  model: row.model ?? undefined,
  usage: row.usage === null ? undefined : JSON.parse(row.usage),
  error: row.error_code === null ? undefined : { code: row.error_code, detail: row.error_detail ?? '' },
  createdAt: row.created_at,
  startedAt: row.started_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
})

/** Somebody ended the execution on purpose: who asked for it. */
export class ExecutionCancelled extends ConcordError {
  readonly code = 'cancelled'
}

/** A supervisor stopped the execution. */
export class ExecutionStopped extends ConcordError {
  readonly code = 'stopped'
}
