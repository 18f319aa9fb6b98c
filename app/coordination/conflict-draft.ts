import type { AuditEntry } from '../audit/audit'
import type { NewEvent } from '../events/event'
import { newProposal } from '../governance/proposal'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { CoordinationRow, ProposalRow } from '../store/tables'
import { addressOf, topicOf } from './announcing'
import { type ConflictRequest, type ConflictResult, optionsOf, settledOn } from './conflict'

/** A conflict that is about to be written down: who asked, and the ids of all that may come of it. */
export interface ConflictDraft {
  readonly id: string
  readonly request: ConflictRequest
  readonly askedBy: string
  readonly askedAs: string
  readonly at: number
  readonly instanceId: string
  readonly traceId: string
  readonly proposalId: string
  readonly expiresAt: number
  readonly noteId: string
  readonly eventId: string
  readonly alertId: string
}

/** The rows of a conflict: settled at once if there is a winner, otherwise waiting for a human. Pure. */
export function conflictRow(draft: ConflictDraft, winner: string | undefined): CoordinationRow {
  const { id, request, proposalId } = draft
  const waiting: ConflictResult = { tally: optionsOf(request.proposals), proposal_id: proposalId }
  const result = winner === undefined ? waiting : settledOn(request.proposals, winner)
  return {
    ...{ id, kind: 'conflict', asked_by: draft.askedBy, asked_as: draft.askedAs, request: canonicalJson(request), result: JSON.stringify(result) },
    ...{ status: winner === undefined ? 'awaiting_approval' : 'completed', error_code: null, error_detail: null, instance_id: draft.instanceId },
    ...{ trace_id: draft.traceId, event_before: 0, created_at: draft.at, ended_at: winner === undefined ? null : draft.at },
  }
}

/** What a human is asked: it hangs on no one agent's level. Pure. */
export function conflictProposal({ id, request, askedBy, at, proposalId, expiresAt, noteId }: ConflictDraft): ProposalRow {
  return newProposal({
    ...{ id: proposalId, kind: 'conflict', action: 'resolve_conflict', content: canonicalJson({ coordination_id: id, ...request }) },
    ...{ asked_by: askedBy, expires_at: expiresAt, decision_id: noteId, created_at: at },
    ...{ options: JSON.stringify(optionsOf(request.proposals).map(({ action }) => action)) },
  })
}

/** What goes on record when a conflict is brought up: never what somebody wants, only its hash. Pure. */
export const conflictNote = ({ noteId, at, askedBy, id, request, traceId, instanceId, proposalId }: ConflictDraft, winner: string | undefined): AuditEntry => ({
  ...{ id: noteId, at, actor: askedBy, subject: id, traceId, instanceId },
  ...(winner === undefined ? { action: 'conflict.referred' } : { action: 'conflict.resolved', outcome: 'completed' }),
  details: {
    ...{ strategy: request.resolution_strategy, agents: request.proposals.map(({ agent_id }) => agent_id), content: sha256(canonicalJson(request)) },
    ...(winner === undefined ? { proposal: proposalId } : { winner: sha256(winner) }),
  },
})

/** Tells supervisors that a human is needed. Pure. */
export const conflictWaits = ({ alertId, proposalId, id, at, traceId }: ConflictDraft): NewEvent => ({
  ...{ id: alertId, topic: 'alerts', type: 'proposal.waiting', source: `/api/proposals/${proposalId}`, at, correlationId: traceId },
  data: { proposal_id: proposalId, agent_id: null, action: 'resolve_conflict', coordination_id: id },
})

/** Tells who follows a conflict how it stands. Pure. */
export const conflictStands = (row: CoordinationRow, { id, at }: { readonly id: string; readonly at: number }): NewEvent => ({
  ...{ id, topic: topicOf(row.id), type: row.status === 'awaiting_approval' ? 'coordination.awaiting_approval' : 'coordination.ended' },
  ...{ source: addressOf(row), at, correlationId: row.trace_id },
  data: { coordination_id: row.id, kind: row.kind, status: row.status },
})
