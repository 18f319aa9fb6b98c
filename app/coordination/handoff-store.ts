import { sql } from 'kysely'
import type { Maturity } from '../agents/agent'
import { rank } from '../agents/agent'
import { agentById } from '../agents/agent-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit, appendEnd } from '../audit/audit-store'
import { appendEvent, type NewEvent } from '../events/event-store'
import { stillSo } from '../executions/execution-store'
import { handoffStands, type Seen } from '../executions/handed-on'
import { insertProposal, type Judgement, judge, type Verdict, type Voiding, voidProposal } from '../governance/proposal-store'
import { idOnceFor } from '../shared/ids'
import { define, defineInsert } from '../store/statement'
import type { HandoffRow, ProposalRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { LED } from './coordination'

const insertHandoff = defineInsert('handoff', [
  ...(['id', 'from_agent_id', 'to_agent_id', 'from_level', 'parent_id', 'hop', 'context', 'status', 'approved', 'proposal_id'] as const),
  ...(['decision_id', 'asked_by', 'reason', 'begun_at', 'created_at', 'decided_at', 'trace_id'] as const),
])

export const handoffById = define<{ id: string }>()((db, p) => db.selectFrom('handoff').selectAll().where('id', '=', p.id))

/** In the words of the index `handoff_proposal`. */
const handoffByProposal = define<{ proposal_id: string }>()((db, p) =>
  db.selectFrom('handoff').selectAll().where('proposal_id', 'is not', null).where('proposal_id', '=', p.proposal_id),
)

const updateHandoff = define<Pick<HandoffRow, 'id' | 'status' | 'approved' | 'reason' | 'decided_at'>>()((db, p) =>
  db.updateTable('handoff').set({ status: p.status, approved: p.approved, reason: p.reason, decided_at: p.decided_at }).where('id', '=', p.id),
)

export interface Giving {
  /** Giver and receiver as they were decided about. */
  readonly seen: readonly Seen[]
  readonly decision: AuditEntry
  /** There unless it was blocked. */
  readonly handoff?: HandoffRow | undefined
  /** The end of a handoff that is accepted at once. */
  readonly outcome?: (AuditEntry & { readonly of: string }) | undefined
  readonly proposal?: ProposalRow | undefined
  readonly event?: NewEvent | undefined
}

/** `over`: what it is part of has ended, or was given up. */
export type Given = { readonly kind: 'written' | 'stale' | 'over' } | { readonly kind: 'known'; readonly handoff: HandoffRow }

/** Writes down what was decided about a handoff, with the handoff unless it is blocked; one that is known by its id is left as it is. */
export const giveHandoff = unit('handoff.give', function* ({ seen, decision, handoff, outcome, proposal, event }: Giving) {
  const [known] = handoff === undefined ? [] : yield* run(handoffById, handoff)
  if (known !== undefined) return { kind: 'known', handoff: known } as Given
  if (handoff !== undefined && !(yield* isWanted(handoff))) return { kind: 'over' } as Given
  if (!(yield* stillSo(seen)) || !(yield* handoffStands(handoff?.parent_id ?? undefined))) return { kind: 'stale' } as Given
  yield* appendAudit(decision)
  if (handoff !== undefined) yield* run(insertHandoff, handoff)
  if (outcome !== undefined) yield* appendEnd(outcome)
  if (proposal !== undefined) yield* run(insertProposal, proposal)
  if (event !== undefined) yield* appendEvent(event)
  return { kind: 'written' } as Given
})

/** In the words of the index `task_handoff`. */
const taskOfHandoff = define<{ id: string }>()((db, p) =>
  db
    .selectFrom('task')
    .innerJoin('coordination', 'coordination.id', 'task.coordination_id')
    .select(['task.status', 'coordination.status as status_of_all'])
    .where('task.handoff_id', 'is not', null)
    .where('task.handoff_id', '=', p.id),
)

/** What somebody handed on themselves is; what is a task's, as long as its job is led and it has not ended. */
function* isWanted({ id }: HandoffRow): Write<boolean> {
  const [task] = yield* run(taskOfHandoff, { id })
  return task === undefined || (task.status === 'pending' && LED.includes(task.status_of_all))
}

/** Part of any unit that gives up what a handoff is part of: it waits no more, and that it does not is its end. */
export function* voidHandoff(row: HandoffRow, { instanceId, ...voiding }: Voiding & { readonly instanceId?: string | undefined }): Write<void> {
  const { at, reason } = voiding
  yield* run(updateHandoff, { ...row, status: 'void', reason, decided_at: at })
  if (row.proposal_id !== null) yield* voidProposal(row.proposal_id, voiding)
  yield* appendEnd({
    ...{ id: idOnceFor(row.id, 'handoff.ended'), at, action: 'handoff.ended', actor: row.asked_by, subject: row.from_agent_id },
    ...{ of: row.decision_id, outcome: 'void', details: { handoff: row.id }, traceId: row.trace_id, instanceId },
  })
}

/** Handoffs that wait for a human although what they are part of is over. */
export const orphanedHandoffs = define()((db) =>
  db
    .selectFrom('proposal')
    .innerJoin('handoff', 'handoff.proposal_id', 'proposal.id')
    .innerJoin('task', 'task.handoff_id', 'handoff.id')
    .innerJoin('coordination', 'coordination.id', 'task.coordination_id')
    .select('handoff.id')
    .where(sql<boolean>`proposal.status = 'pending'`)
    .where('proposal.kind', '=', 'handoff')
    .where('coordination.status', 'in', ['completed', 'failed', 'cancelled'])
    .limit(100),
)

/** Gives up handoffs that still wait. */
export const voidHandoffs = unit('handoff.void', function* ({ ids, ...voiding }: Voiding & { readonly ids: readonly string[]; readonly instanceId: string }) {
  for (const id of ids) {
    const [row] = yield* run(handoffById, { id })
    if (row?.status === 'awaiting_approval') yield* voidHandoff(row, voiding)
  }
})

export interface DecideHandoff {
  readonly verdict: Verdict
  /** Completes the record of the decision. */
  readonly outcome: Omit<AuditEntry, 'of' | 'actor' | 'subject' | 'outcome'>
  /** Tells the receiver, if it is approved. */
  readonly eventId: string
}

export interface DecidedHandoff {
  readonly judgement: Judgement
  readonly handoff: HandoffRow | undefined
}

/** Decides a proposal that stands for a handoff: approved, what is shared arrives; otherwise it never does. */
export const decideHandoffProposal = unit('handoff.decide-proposal', function* ({ verdict, outcome, eventId }: DecideHandoff) {
  const [row] = yield* run(handoffByProposal, { proposal_id: verdict.id })
  const lost = row === undefined ? undefined : yield* lostReceiver(row)
  const judgement = yield* judge(verdict, lost)
  if (row === undefined || !('proposal' in judgement)) return { judgement, handoff: undefined } as DecidedHandoff
  const approved = judgement.kind === 'approved'
  const status = approved ? 'accepted' : judgement.kind
  const handoff: HandoffRow = { ...row, status, approved: Number(approved), reason: judgement.proposal.reason, decided_at: verdict.at }
  yield* run(updateHandoff, handoff)
  yield* appendEnd({ ...outcome, actor: row.asked_by, subject: row.from_agent_id, of: row.decision_id, outcome: status })
  if (approved) yield* appendEvent(received(handoff, eventId, verdict.at))
  return { judgement, handoff } as DecidedHandoff
})

/** Why it can be handed on no more, although the giver is as before. */
function* lostReceiver({ from_agent_id, to_agent_id, parent_id }: HandoffRow): Write<string | undefined> {
  const [giver] = yield* run(agentById, { id: from_agent_id })
  const [receiver] = yield* run(agentById, { id: to_agent_id })
  if (giver === undefined || receiver === undefined) return 'the receiver is gone'
  if (receiver.status !== 'active') return `the receiver is ${receiver.status}`
  if (rank(receiver.maturity as Maturity) - rank(giver.maturity as Maturity) > 1) return `the receiver is ${receiver.maturity} now, more than one level above`
  return (yield* handoffStands(parent_id ?? undefined)) ? undefined : 'the work was declined meanwhile'
}

/** What the receiver is told when work has arrived. */
export const received = (row: HandoffRow, id: string, at: number): NewEvent => ({
  id,
  topic: `agent:${row.to_agent_id}`,
  type: 'handoff.received',
  source: `/api/handoffs/${row.id}`,
  at,
  data: { handoff_id: row.id, from_agent_id: row.from_agent_id, to_agent_id: row.to_agent_id },
  correlationId: row.trace_id,
})

export interface Decline {
  readonly id: string
  readonly reason: string
  readonly at: number
  readonly note: AuditEntry
  readonly eventId: string
}

/** What became of a wish to decline: the handoff as it stands, and whether this changed it. */
export interface Declined {
  readonly done: boolean
  readonly handoff: HandoffRow | undefined
}

/** The receiver does not want the work; possible until work on it has begun. */
export const declineHandoff = unit('handoff.decline', function* ({ id, reason, at, note, eventId }: Decline) {
  const [row] = yield* run(handoffById, { id })
  if (row?.status !== 'accepted' || row.begun_at !== null) return { done: false, handoff: row } as Declined
  const handoff: HandoffRow = { ...row, status: 'declined', reason, decided_at: at }
  yield* run(updateHandoff, handoff)
  yield* appendAudit(note)
  yield* appendEvent({ ...received(handoff, eventId, at), topic: `agent:${row.from_agent_id}`, type: 'handoff.declined' })
  return { done: true, handoff } as Declined
})
