import type { Agent } from '../agents/agent'
import type { AuditEntry } from '../audit/audit'
import type { NewEvent } from '../events/event-store'
import { newProposal } from '../governance/proposal'
import type { Principal } from '../people/person'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { NewId } from '../shared/ids'
import type { Trace } from '../shared/trace'
import type { HandoffRow, ProposalRow } from '../store/tables'
import type { Passage } from './handoff'

/** Somebody's wish that one agent hands work on to another. */
export interface HandoffOrder {
  /** Of whoever must be able to ask again after a crash: known by it, it is the same handoff. */
  readonly id?: string | undefined
  readonly from: string
  readonly to: string
  /** Any JSON but null. */
  readonly context: unknown
  /** The handoff that brought the work to the giver. */
  readonly parentId?: string | undefined
  readonly by: Principal
  readonly trace: Trace
}

/** A wish as it was decided. */
export interface DecidedPassing {
  readonly order: HandoffOrder
  readonly giver: Agent
  readonly receiver: Agent
  readonly hop: number
  readonly passage: Passage
  readonly at: number
  readonly instanceId: string
}

/** What is handed on, in the form that an approval is bound to. Pure. */
const contentOf = ({ from, to, context, parentId }: HandoffOrder): string =>
  canonicalJson({ from_agent_id: from, to_agent_id: to, context, ...(parentId === undefined ? {} : { parent_handoff_id: parentId }) })

/** The row of a handoff that is not blocked. */
export function handoffRow({ order, giver, receiver, hop, passage, at }: DecidedPassing, newId: NewId): HandoffRow {
  const waits = passage.kind === 'needs_approval'
  return {
    id: order.id ?? newId(),
    from_agent_id: giver.id,
    to_agent_id: receiver.id,
    from_level: giver.maturity,
    parent_id: order.parentId ?? null,
    hop,
    context: JSON.stringify(order.context),
    status: waits ? 'awaiting_approval' : 'accepted',
    approved: 0,
    proposal_id: waits ? newId() : null,
    decision_id: newId(),
    asked_by: order.by.id,
    reason: null,
    begun_at: null,
    created_at: at,
    decided_at: waits ? null : at,
    trace_id: order.trace.traceId,
  }
}

/** The record of the decision. */
export function passageRecord(
  { order, giver, receiver, hop, passage, at, instanceId }: DecidedPassing,
  row: Pick<HandoffRow, 'decision_id'> & { id?: string },
): AuditEntry {
  return {
    id: row.decision_id,
    at,
    actor: order.by.id,
    action: 'handoff.decided',
    subject: giver.id,
    outcome: passage.kind,
    details: {
      ...(row.id === undefined ? {} : { handoff: row.id }),
      ...(order.parentId === undefined ? {} : { parent: order.parentId }),
      ...{ to: receiver.id, level: giver.maturity, to_level: receiver.maturity, hop, reason: passage.reason, content: sha256(contentOf(order)) },
    },
    traceId: order.trace.traceId,
    instanceId,
  }
}

/** The end of a handoff's record, still without what it came to. */
export const endRecord = ({ id, at, instanceId }: { id: string; at: number; instanceId: string }, details: Readonly<Record<string, unknown>>) => ({
  ...{ id, at, instanceId, details },
  action: 'handoff.ended',
})

/** What waits for a human where work is handed up. It hangs on the giver's level. */
export const handoffProposal = ({ order, giver, at }: DecidedPassing, row: HandoffRow, expiresAt: number): ProposalRow =>
  newProposal({
    ...{ id: row.proposal_id ?? '', kind: 'handoff', agent: giver, action: 'handoff', content: contentOf(order) },
    ...{ asked_by: order.by.id, expires_at: expiresAt, decision_id: row.decision_id, created_at: at },
  })

/** What supervisors are told where work is handed up. */
export const handoffWaits = (row: HandoffRow, id: string): NewEvent => ({
  id,
  topic: 'alerts',
  type: 'proposal.waiting',
  source: `/api/proposals/${row.proposal_id}`,
  at: row.created_at,
  data: { proposal_id: row.proposal_id, agent_id: row.from_agent_id, action: 'handoff', handoff_id: row.id, to_agent_id: row.to_agent_id },
  correlationId: row.trace_id,
})
