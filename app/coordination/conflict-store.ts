import { activeAgent, type Unfit } from '../agents/standing'
import { appendAudit, appendEnd } from '../audit/audit-store'
import { appendEvent, lastEventNumber } from '../events/event-store'
import { insertProposal, type Judgement, judge, type Verdict } from '../governance/proposal-store'
import { sha256 } from '../shared/canonical-json'
import type { CoordinationRow, ProposalRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { type ConflictRequest, type RankedView, settledOn, winnerOf } from './conflict'
import { type ConflictDraft, conflictNote, conflictProposal, conflictRow, conflictStands, conflictWaits } from './conflict-draft'
import { coordinationById, insertCoordination, updateCoordination } from './coordination-store'

export type Resolved = (Unfit & { readonly place: number }) | { readonly kind: 'written'; readonly coordination: CoordinationRow }

/** Settles a conflict by the levels that the agents have at this moment, or asks a human to; nothing of it if an agent may not take part. */
export const resolveConflict = unit('conflict.resolve', function* (draft: ConflictDraft): Write<Resolved> {
  const views: RankedView[] = []
  for (const view of draft.request.proposals) {
    const found = yield* activeAgent(view.agent_id)
    if (found.kind === 'unfit') return { ...found, place: views.length }
    views.push({ ...view, level: found.agent.maturity })
  }
  const winner = winnerOf(views, draft.request.resolution_strategy)
  const [last] = yield* run(lastEventNumber, {})
  const coordination = { ...conflictRow(draft, winner), event_before: last?.number ?? 0 }
  yield* run(insertCoordination, coordination)
  yield* appendAudit(conflictNote(draft, winner))
  yield* appendEvent(conflictStands(coordination, { id: draft.eventId, at: draft.at }))
  if (winner === undefined) {
    yield* run(insertProposal, conflictProposal(draft))
    yield* appendEvent(conflictWaits(draft))
  }
  return { kind: 'written', coordination }
})

export interface ConflictDecision {
  readonly verdict: Verdict
  readonly noteId: string
  readonly eventId: string
  readonly instanceId: string
}

/** Decides a proposal that stands for a conflict: approved, the chosen option has won; otherwise nobody has. */
export const decideConflictProposal = unit('conflict.decide-proposal', function* (decision: ConflictDecision): Write<Judgement> {
  const { verdict, noteId, eventId, instanceId } = decision
  const judgement = yield* judge(verdict)
  if (!('proposal' in judgement)) return judgement
  const { proposal } = judgement
  const [row] = yield* run(coordinationById, { id: JSON.parse(proposal.content).coordination_id })
  if (row === undefined || row.status !== 'awaiting_approval') return judgement
  const ended = endedBy(row, proposal, verdict.at)
  yield* run(updateCoordination, ended)
  yield* appendEnd({
    ...{ id: noteId, at: verdict.at, actor: verdict.by ?? 'platform', subject: row.id, of: proposal.decision_id, outcome: ended.status },
    ...{ action: ended.status === 'completed' ? 'conflict.resolved' : 'conflict.failed', traceId: row.trace_id, instanceId },
    details: { proposal: proposal.id, ...(proposal.chosen === null ? { reason: ended.error_detail } : { winner: sha256(proposal.chosen) }) },
  })
  yield* appendEvent(conflictStands(ended, { id: eventId, at: verdict.at }))
  return judgement
})

/** A conflict as a human, or the lack of one, has left it. Pure. */
function endedBy(row: CoordinationRow, { id, status, chosen, reason }: ProposalRow, at: number): CoordinationRow {
  if (status !== 'approved' || chosen === null)
    return { ...row, status: 'failed', error_code: `proposal_${status}`, error_detail: reason ?? 'A supervisor rejected it', ended_at: at }
  const { proposals } = JSON.parse(row.request) as ConflictRequest
  return { ...row, status: 'completed', result: JSON.stringify({ ...settledOn(proposals, chosen), proposal_id: id }), ended_at: at }
}
