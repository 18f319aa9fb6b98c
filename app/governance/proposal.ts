import { ConcordError } from '../shared/errors'
import type { ProposalRow } from '../store/tables'

export const PROPOSAL_STATUSES = ['pending', 'approved', 'rejected', 'expired', 'void'] as const
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number]

/** Something that waits for a human's decision, or did. */
export interface Proposal {
  readonly id: string
  readonly kind: string
  /** Whose level it hangs on, if any one's. */
  readonly agentId: string | undefined
  readonly action: string
  readonly content: unknown
  readonly contentHash: string
  readonly askedBy: string
  readonly status: ProposalStatus
  readonly expiresAt: number
  readonly options: readonly string[] | undefined
  readonly chosen: string | undefined
  readonly decidedBy: string | undefined
  readonly decidedAt: number | undefined
  readonly reason: string | undefined
  readonly executionId: string | undefined
  readonly createdAt: number
}

export const proposalOf = (row: ProposalRow): Proposal => ({
  id: row.id,
  kind: row.kind,
  agentId: row.agent_id ?? undefined,
  action: row.action,
  content: JSON.parse(row.content),
  contentHash: row.content_hash,
  askedBy: row.asked_by,
  status: row.status as ProposalStatus,
  expiresAt: row.expires_at,
  options: row.options === null ? undefined : JSON.parse(row.options),
  chosen: row.chosen ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  decidedAt: row.decided_at ?? undefined,
  reason: row.reason ?? undefined,
  executionId: row.execution_id ?? undefined,
  createdAt: row.created_at,
})

/** Somebody has decided already. */
export class ProposalDecided extends ConcordError {
  readonly code = 'proposal_decided'
}

export class ProposalExpired extends ConcordError {
  readonly code = 'proposal_expired'
}

/** The agent lost its level, was paused or retired, or the work was given up. */
export class ProposalVoid extends ConcordError {
  readonly code = 'proposal_void'
}

/** Who decides saw another content than the one that would run. */
export class ContentChanged extends ConcordError {
  readonly code = 'content_changed'
  constructor() {
    super('The content is not the one whose hash was named; look at the proposal again', { field: 'content_hash' })
  }
}

/** Nobody approves what they asked for themselves. */
export class SelfApproval extends ConcordError {
  readonly code = 'self_approval'
}
