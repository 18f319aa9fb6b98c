import { sha256 } from '../shared/canonical-json'
import { ConcordError } from '../shared/errors'
import type { ProposalRow } from '../store/tables'

export const PROPOSAL_STATUSES = ['pending', 'approved', 'rejected', 'expired', 'void'] as const
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number]

/** What stands behind a proposal. */
export type ProposalKindName = 'execution' | 'handoff' | 'send' | 'conflict'

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

/** What somebody wants a human to decide. */
export type NewProposal = Pick<ProposalRow, 'id' | 'kind' | 'action' | 'content' | 'asked_by' | 'expires_at' | 'decision_id' | 'created_at'> &
  Partial<Pick<ProposalRow, 'options' | 'execution_id' | 'request_key'>> & {
    /** Whose level it hangs on, as it is now; nobody's, where none is named. */
    readonly agent?: { readonly id: string; readonly maturity: string; readonly setbacks: number } | undefined
  }

/** A proposal that nobody has decided yet, bound to the hash of its content. Pure. */
export const newProposal = ({ agent, ...proposing }: NewProposal): ProposalRow => ({
  ...{ agent_id: agent?.id ?? null, level: agent?.maturity ?? '', setbacks: agent?.setbacks ?? 0, content_hash: sha256(proposing.content) },
  ...{ options: null, execution_id: null, request_key: null, ...proposing },
  ...{ status: 'pending', chosen: null, decided_by: null, decided_at: null, reason: null, begun_at: null },
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

/** A human does not want it. */
export class ProposalRejected extends ConcordError {
  readonly code = 'proposal_rejected'
}

const REFUSALS = { rejected: ProposalRejected, expired: ProposalExpired, void: ProposalVoid }

/** Why what was proposed is never done, in the human's words where there are any. Pure. */
export const refusalOf = ({ status, reason }: { readonly status: keyof typeof REFUSALS; readonly reason: string | null }): ConcordError =>
  new REFUSALS[status](reason ?? 'A supervisor rejected it')

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
