import { sql } from 'kysely'
import { type Maturity, rank } from '../agents/agent'
import { agentById } from '../agents/agent-store'
import { counted } from '../agents/tally-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { appendEvent, type NewEvent } from '../events/event-store'
import { sha256 } from '../shared/canonical-json'
import { idOnceFor } from '../shared/ids'
import { define, defineInsert } from '../store/statement'
import type { ProposalRow } from '../store/tables'
import { run, type Write } from '../store/unit'

export const insertProposal = defineInsert('proposal', [
  ...(['id', 'kind', 'agent_id', 'level', 'setbacks', 'action', 'content', 'content_hash', 'asked_by', 'status', 'expires_at'] as const),
  ...(['options', 'chosen', 'decided_by', 'decided_at', 'reason', 'execution_id', 'request_key', 'begun_at', 'decision_id', 'created_at'] as const),
])

export const proposalById = define<{ id: string }>()((db, p) => db.selectFrom('proposal').selectAll().where('id', '=', p.id))

/** Those whose time is over. The condition is that of the index `proposal_waiting`. */
export const overdueProposals = define<{ now: number }>()((db, p) =>
  db.selectFrom('proposal').selectAll().where('status', '=', 'pending').where('expires_at', '<=', p.now).limit(100),
)

const updateProposal = define<Pick<ProposalRow, 'id' | 'status' | 'decided_by' | 'decided_at' | 'reason' | 'chosen'>>()((db, p) =>
  db
    .updateTable('proposal')
    .set({ status: p.status, decided_by: p.decided_by, decided_at: p.decided_at, reason: p.reason, chosen: p.chosen })
    .where('id', '=', p.id)
    .where('status', '=', 'pending'),
)

/** A human's word on a proposal, or nobody's. */
export interface Verdict {
  readonly id: string
  /** None when its time is over. */
  readonly word?: 'approve' | 'reject'
  readonly by: string | null
  /** Of the content that was seen. */
  readonly contentHash?: string | undefined
  readonly reason?: string | undefined
  /** Which of the proposal's options is approved. */
  readonly option?: string | undefined
  readonly selfApproval: boolean
  readonly at: number
  /** Ids of the record and of the event that tell of it. */
  readonly noteId: string
  readonly eventId: string
}

/** What a verdict comes to. `stands`: nothing was changed. */
export type Judgement =
  | Refused
  | { readonly kind: 'stands'; readonly status: string | undefined }
  | { readonly kind: Ended['kind']; readonly proposal: ProposalRow }

/**
 * Part of the unit that decides a proposal of some kind: checks the verdict and, where it holds, changes the proposal and tells of it
 * (AR-05.9). What the proposal stood for is changed by that unit, which also knows if that is lost although the agent is as before.
 */
export function* judge(verdict: Verdict, lost?: string): Write<Judgement> {
  const [proposal] = yield* run(proposalById, { id: verdict.id })
  if (proposal?.status !== 'pending') return { kind: 'stands', status: proposal?.status }
  const judged = judgedBy(verdict, proposal, (yield* lostBy(proposal)) ?? lost)
  if (!('reason' in judged)) return judged
  const { kind, reason } = judged
  const chosen = kind === 'approved' ? (verdict.option ?? null) : null
  const next: ProposalRow = { ...proposal, status: kind, decided_by: verdict.by, decided_at: verdict.at, reason, chosen }
  yield* run(updateProposal, next)
  if (next.agent_id !== null && (kind === 'approved' || kind === 'rejected'))
    yield counted(next.agent_id, { decided_proposals: 1, rejected_proposals: Number(kind === 'rejected') })
  yield* appendAudit(noteOf(verdict, next))
  yield* appendEvent(eventOf(verdict, next))
  return { kind, proposal: next }
}

/** A verdict that changes nothing. */
interface Refused {
  readonly kind: 'self' | 'changed' | 'option'
}

/** What a proposal comes to, and why: in somebody's words, or because nobody's word counts any more. */
interface Ended {
  readonly kind: 'approved' | 'rejected' | 'expired' | 'void'
  readonly reason: string | null
}

/** Whether a verdict holds now. Pure. */
function judgedBy(verdict: Verdict, proposal: ProposalRow, lost: string | undefined): Refused | Ended {
  if (proposal.expires_at <= verdict.at) return { kind: 'expired', reason: 'nobody decided in time' }
  if (verdict.contentHash !== proposal.content_hash) return { kind: 'changed' }
  if (proposal.asked_by === verdict.by && !verdict.selfApproval) return { kind: 'self' }
  if (verdict.word === 'approve' && !isOffered(verdict.option, proposal)) return { kind: 'option' }
  if (lost !== undefined) return { kind: 'void', reason: lost }
  return { kind: verdict.word === 'approve' ? 'approved' : 'rejected', reason: verdict.reason ?? null }
}

/** Where there are options, approving is choosing one of them; where there are none, nothing can be chosen. Pure. */
const isOffered = (option: string | undefined, { options }: ProposalRow): boolean =>
  options === null ? option === undefined : (JSON.parse(options) as readonly unknown[]).includes(option)

/** What became of the agent since it was asked for, although it may be as before again. */
function* lostBy({ agent_id, level, setbacks }: ProposalRow): Write<string | undefined> {
  if (agent_id === null) return undefined
  const [agent] = yield* run(agentById, { id: agent_id })
  if (agent?.status !== 'active') return `the agent is ${agent?.status}`
  if (rank(agent.maturity as Maturity) < rank(level as Maturity)) return `the agent was ${level} and is ${agent.maturity} now`
  return agent.setbacks === setbacks ? undefined : 'the agent was paused, lost its level or was changed meanwhile'
}

const noteOf = ({ noteId, by, at }: Pick<Verdict, 'noteId' | 'by' | 'at'>, proposal: ProposalRow): AuditEntry => ({
  id: noteId,
  at,
  actor: by ?? 'platform',
  action: `proposal.${proposal.status}`,
  subject: proposal.agent_id ?? undefined,
  details: {
    proposal: proposal.id,
    content: proposal.content_hash,
    ...(proposal.chosen === null ? {} : { chosen: sha256(proposal.chosen) }),
    ...(proposal.reason === null ? {} : { reason: proposal.reason }),
  },
})

const eventOf = ({ eventId, at }: Pick<Verdict, 'eventId' | 'at'>, proposal: ProposalRow): NewEvent => ({
  id: eventId,
  topic: 'alerts',
  type: 'proposal.decided',
  source: `/api/proposals/${proposal.id}`,
  at,
  data: { proposal_id: proposal.id, agent_id: proposal.agent_id, status: proposal.status },
})

const markBegun = define<{ id: string; begun_at: number }>()((db, p) =>
  db
    .updateTable('proposal')
    .set({ begun_at: p.begun_at })
    .where('id', '=', p.id)
    .where('status', '=', 'approved')
    .where('begun_at', 'is', null)
    .returning('id'),
)

/** Part of the unit that begins what was approved; answers whether it is the first. */
export function* beginProposal(id: string, at: number) {
  const [begun] = yield* run(markBegun, { id, begun_at: at })
  return begun !== undefined
}

const endStanding = define<{ id: string; at: number; reason: string }>()((db, p) =>
  db
    .updateTable('proposal')
    .set({ status: 'void', decided_at: p.at, reason: p.reason })
    .where('id', '=', p.id)
    .where('status', 'in', ['pending', 'approved'])
    .where('begun_at', 'is', null)
    .returningAll(),
)

/** Why nobody decides or begins something any more, and whose doing that is: the platform's, if nobody's. */
export interface Voiding {
  readonly at: number
  readonly reason: string
  readonly by: string | null
}

/**
 * Part of any unit that gives up what a proposal stands for, or finds that it may not be done any more: that is on record and told.
 * Answers the proposal if it still stood; then whoever asked appends the outcome of their own decision.
 */
export function* voidProposal(id: string, { at, reason, by }: Voiding): Write<ProposalRow | undefined> {
  const [proposal] = yield* run(endStanding, { id, at, reason })
  if (proposal === undefined) return undefined
  const once = idOnceFor(id, 'proposal.void')
  const told = { by, at, noteId: once, eventId: once }
  yield* appendAudit(noteOf(told, proposal))
  yield* appendEvent(eventOf(told, proposal))
  return proposal
}

/** What was approved and has not begun. The condition is that of the index `proposal_unbegun`. */
export const unbegunSends = define()((db) =>
  db.selectFrom('proposal').selectAll().where(sql<boolean>`status = 'approved' and kind = 'send' and begun_at is null`).limit(100),
)

const freeRequest = define<{ id: string }>()((db, p) => db.updateTable('proposal').set({ request_key: null }).where('id', '=', p.id))

/** Part of a unit: what came to nothing gives its key back. */
export function* releaseRequest(id: string) {
  yield* run(freeRequest, { id })
}

/** Whether a proposal still stands for the request it was made of. Pure. */
export const standsForRequest = ({ status }: ProposalRow): boolean => status === 'pending' || status === 'approved'

export const proposalByRequest = define<{ asked_by: string; request_key: string | null }>()((db, p) =>
  db
    .selectFrom('proposal')
    .selectAll()
    .where('asked_by', '=', p.asked_by)
    .where('request_key', '=', p.request_key as string),
)
