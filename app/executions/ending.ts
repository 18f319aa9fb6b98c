import type { Agent } from '../agents/agent'
import { type Answer, PROVIDER_TITLES } from '../llm/chat'
import { contentHash } from '../shared/canonical-json'
import type { Clock } from '../shared/clock'
import { ConcordError } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { ExecutionRow } from '../store/tables'
import type { EndStatus, UsageView } from './execution'
import type { End } from './execution-store'
import type { Entry } from './journal'

/** How the conversation with the model went. */
export type Conclusion =
  | { readonly status: 'completed'; readonly answer: Answer; readonly messageId: string }
  | { readonly status: Exclude<EndStatus, 'completed'>; readonly error: unknown }

/** What is told of an execution that the platform could not finish. */
export const INTERRUPTED = { code: 'interrupted', detail: 'The platform stopped before this was finished' } as const

const tellable = (error: unknown) =>
  error instanceof ConcordError ? { code: error.code, detail: error.message } : { code: 'internal_error', detail: 'Something unexpected happened' }

const usageOf = ({ usage }: Answer): UsageView => ({
  prompt_tokens: usage.promptTokens ?? null,
  completion_tokens: usage.completionTokens ?? null,
  total_tokens: usage.totalTokens ?? null,
})

interface Parts {
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
}

/** What has run. */
interface Ran {
  readonly execution: ExecutionRow
  readonly agent: Agent
  readonly sessionId: string | undefined
}

/** The end of an execution that ran, with its last words: what is written in one transaction (AR-05.13, .19). */
export function endOf(
  { clock, newId, instanceId }: Parts,
  { execution, agent, sessionId }: Ran,
  conclusion: Conclusion,
  rest: readonly Entry[],
): Omit<End, 'from'> {
  const at = clock.now()
  const common = { id: execution.id, instanceId, status: conclusion.status, at }
  const outcome = {
    id: newId(),
    at,
    actor: execution.asked_by,
    action: 'action.ended',
    subject: agent.id,
    outcome: conclusion.status,
    traceId: execution.trace_id,
    instanceId,
  }
  if (conclusion.status !== 'completed') {
    const error = conclusion.status === 'interrupted' ? INTERRUPTED : tellable(conclusion.error)
    return {
      ...common,
      entries: [...rest, { kind: 'streaming:error', data: { execution_id: execution.id, ...error } }],
      result: { error_code: error.code, error_detail: error.detail },
      outcome: { ...outcome, details: { execution: execution.id, code: error.code } },
    }
  }
  const { answer, messageId } = conclusion
  const { content, provider, model } = answer
  const usage = usageOf(answer)
  return {
    ...common,
    entries: [...rest, { kind: 'streaming:complete', data: { message_id: messageId, content, finish_reason: answer.finishReason, usage, provider, model } }],
    result: { message_id: messageId, response: content, provider, model, usage: JSON.stringify(usage) },
    message:
      sessionId === undefined ? undefined : { id: messageId, session_id: sessionId, role: 'assistant', content, execution_id: execution.id, created_at: at },
    outcome: {
      ...outcome,
      details: { execution: execution.id, provider: PROVIDER_TITLES[provider], model, answer: contentHash(content), tokens: usage.total_tokens },
    },
  }
}

interface Without {
  readonly status: string
  /** As it stands in the record. */
  readonly outcome: string
  readonly error: { readonly code: string; readonly message: string }
  readonly at: number
  /** Of the outcome's record. */
  readonly id: string
  readonly instanceId: string
}

/** The end of something that never ran, or does no longer, with what is told of it. Pure. */
export const endWithout = (row: ExecutionRow, { status, outcome, error, at, id, instanceId }: Without): End => ({
  ...{ id: row.id, from: ['pending'], status, at },
  entries: [{ kind: 'streaming:error', data: { execution_id: row.id, code: error.code, detail: error.message } }],
  result: { error_code: error.code, error_detail: error.message },
  outcome: {
    ...{ id, at, actor: row.asked_by, action: 'action.ended', subject: row.agent_id, outcome },
    ...{ details: { execution: row.id, code: error.code }, traceId: row.trace_id, instanceId },
  },
})
