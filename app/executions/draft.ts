import type { Agent } from '../agents/agent'
import type { NewEvent } from '../events/event-store'
import type { Action } from '../governance/actions'
import { actionDecided, type DecisionRecord } from '../governance/decision-store'
import { type DecisionKind, isSupervised } from '../governance/policy'
import { newProposal } from '../governance/proposal'
import type { Principal } from '../people/person'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { NewId } from '../shared/ids'
import type { Trace } from '../shared/trace'
import type { ChatSessionRow, ExecutionRow, ProposalRow } from '../store/tables'
import type { Asker } from './asker'
import type { ExecutionRequest, ModelChoice, ResolutionPath } from './execution'
import type { Saying } from './execution-store'
import type { HandedOnWork } from './handed-on'
import type { Entry } from './journal'

/** What somebody wants an agent to do. */
export interface Order {
  readonly agentId: string
  readonly action: string
  readonly message: string
  readonly sessionId?: string | undefined
  readonly model?: string | undefined
  readonly handoffId?: string | undefined
  readonly requireApproval?: boolean | undefined
  /** The one run of a task that this is: begun twice, the second is refused as a whole. */
  readonly runId?: string | undefined
  readonly resolutionPath: ResolutionPath
  readonly by: Principal
  readonly trace: Trace
}

/** What was ordered, in the form that an approval is bound to. Pure. */
export const requestOf = ({ agentId, action, message, sessionId, model, handoffId }: Order): ExecutionRequest => ({
  agent_id: agentId,
  action,
  message,
  ...(sessionId === undefined ? {} : { session_id: sessionId }),
  ...(model === undefined ? {} : { model }),
  ...(handoffId === undefined ? {} : { handoff_id: handoffId }),
})

/** An attempt as it was decided. */
export interface Decided {
  readonly order: Order
  /** As it was looked at; at the level that the work allows. */
  readonly agent: Agent
  /** Whoever wants it, where they were looked at. */
  readonly asker: Asker | undefined
  /** The work, where it was handed on. */
  readonly handed: HandedOnWork | undefined
  readonly action: Action
  readonly kind: DecisionKind
  /** Code of what blocks it, or the decision's own reason. */
  readonly reason: string
  readonly at: number
  readonly instanceId: string
}

const STATUS: Readonly<Record<DecisionKind, string>> = { allowed: 'running', needs_approval: 'awaiting_approval', blocked: 'blocked' }

/** The row of an attempt; what runs at once is in the conversation `sessionId`. */
export function executionRow(
  decided: Omit<Decided, 'handed'>,
  newId: NewId,
  { sessionId, proposalId, choice }: { sessionId?: string | undefined; proposalId?: string; choice?: ModelChoice },
): ExecutionRow {
  const { order, agent, action, kind, at } = decided
  const request = canonicalJson(requestOf(order))
  const runs = kind === 'allowed'
  return {
    id: newId(),
    agent_id: agent.id,
    level: agent.maturity,
    asked_by: order.by.id,
    session_id: sessionId ?? null,
    action: action.name,
    complexity: action.complexity,
    status: STATUS[kind],
    supervised: Number(runs && isSupervised(agent.maturity, action)),
    intervened: 0,
    request,
    content_hash: sha256(request),
    resolution_path: order.resolutionPath,
    decision_id: newId(),
    proposal_id: proposalId ?? null,
    run_id: order.runId ?? null,
    model_choice: choice === undefined ? null : JSON.stringify(choice),
    message_id: null,
    response: null,
    provider: null,
    model: null,
    usage: null,
    error_code: kind === 'blocked' ? 'action_forbidden' : null,
    error_detail: kind === 'blocked' ? decided.reason : null,
    reserved: null,
    instance_id: runs ? decided.instanceId : null,
    trace_id: order.trace.traceId,
    created_at: at,
    started_at: runs ? at : null,
    ended_at: kind === 'blocked' ? at : null,
    last_event: kind === 'blocked' ? 1 : null,
  }
}

/** The record of a decision about an execution. `again` is the first one where it is decided anew. */
export const decisionRecord = (
  row: Pick<ExecutionRow, 'id' | 'asked_by' | 'content_hash' | 'trace_id'>,
  { agent, action, kind, reason, at, instanceId }: Pick<Decided, 'agent' | 'action' | 'kind' | 'reason' | 'at' | 'instanceId'>,
  { id, again }: { id: string; again?: string },
): DecisionRecord =>
  actionDecided(
    {
      ...{ id, at, agent, action, decision: { kind, reason }, content: row.content_hash },
      ...{ askedBy: row.asked_by, traceId: row.trace_id, instanceId },
    },
    { execution: row.id, ...(again === undefined ? {} : { again }) },
  )

/** The conversation that something belongs to: a new one, unless it names one; none for what is part of a larger job. Pure but for the new id. */
export const sessionFor = ({ sessionId, runId }: Pick<Order, 'sessionId' | 'runId'>, newId: NewId): string | undefined =>
  runId === undefined ? (sessionId ?? newId()) : sessionId

/** What a person says to an agent, as it goes into the history of the conversation, if it is part of one. */
export function sayingOf(
  row: Pick<ExecutionRow, 'id' | 'asked_by' | 'agent_id'>,
  { message, sessionId, at }: { message: string; sessionId: string | undefined; at: number },
  newId: NewId,
): Saying | undefined {
  if (sessionId === undefined) return undefined
  const opening: ChatSessionRow = { id: sessionId, asked_by: row.asked_by, agent_id: row.agent_id, created_at: at }
  return { message: { id: newId(), session_id: sessionId, role: 'user', content: message, execution_id: row.id, created_at: at }, opening }
}

/** What waits for a human, bound to the execution's content. */
export const proposalRow = (row: ExecutionRow, { id, expiresAt, setbacks }: { id: string; expiresAt: number; setbacks: number }): ProposalRow =>
  newProposal({
    ...{ id, kind: 'execution', agent: { id: row.agent_id, maturity: row.level, setbacks }, action: row.action, content: row.request },
    ...{ asked_by: row.asked_by, expires_at: expiresAt, execution_id: row.id, decision_id: row.decision_id, created_at: row.created_at },
  })

/** What supervisors are told of. */
export const alert = (row: ExecutionRow, type: 'proposal.waiting' | 'execution.supervised', id: string): NewEvent => ({
  id,
  topic: 'alerts',
  type,
  source: `/api/executions/${row.id}`,
  at: row.created_at,
  data: { execution_id: row.id, agent_id: row.agent_id, action: row.action, ...(row.proposal_id === null ? {} : { proposal_id: row.proposal_id }) },
  correlationId: row.trace_id,
})

/** The first event of a journal. */
export function firstEntry(row: ExecutionRow, agent: Agent): Entry {
  const about = { execution_id: row.id, agent_id: agent.id, agent_name: agent.name, action: row.action }
  if (row.status === 'awaiting_approval') return { kind: 'execution:awaiting_approval', data: { ...about, proposal_id: row.proposal_id } }
  if (row.status === 'blocked') return { kind: 'streaming:error', data: { ...about, code: row.error_code, detail: row.error_detail } }
  return { kind: 'execution:started', data: { ...about, session_id: row.session_id } }
}
