import type { Agent } from '../agents/agent'
import { counted } from '../agents/tally-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { runAll } from '../store/unit'
import type { Action } from './actions'
import type { Decision } from './policy'

/** What was decided about an attempt, as it goes into the record. */
export interface DecisionRecord {
  readonly entry: AuditEntry
  readonly agentId: string
  readonly blocked: boolean
}

/** A decision about an agent's action, and for whom. */
export interface DecidedAction {
  readonly id: string
  readonly at: number
  readonly agent: Pick<Agent, 'id' | 'maturity'>
  readonly action: Action
  readonly decision: Decision
  /** Hash of what was asked for. */
  readonly content: string
  readonly askedBy: string
  readonly traceId: string | undefined
  readonly instanceId: string
}

/** The record of a decision; `more` is what it was about beside the action, and the first decision where it is made anew. Pure. */
export const actionDecided = (was: DecidedAction, more: Readonly<Record<string, unknown>>): DecisionRecord => ({
  entry: {
    ...{ id: was.id, at: was.at, actor: was.askedBy, action: 'action.decided', subject: was.agent.id, outcome: was.decision.kind },
    details: {
      ...{ action: was.action.name, complexity: was.action.complexity, level: was.agent.maturity, reason: was.decision.reason, content: was.content },
      ...more,
    },
    ...{ traceId: was.traceId, instanceId: was.instanceId },
  },
  agentId: was.agent.id,
  blocked: was.decision.kind === 'blocked',
})

/** Part of any unit that begins what was decided: the record of the decision, and its count (AR-05.19). */
export function* recordDecision({ entry, agentId, blocked }: DecisionRecord) {
  yield* appendAudit(entry)
  yield* runAll([counted(agentId, { decisions: 1, blocked: Number(blocked) })])
}
