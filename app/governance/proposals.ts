import { may, type Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import {
  ContentChanged,
  type Proposal,
  ProposalDecided,
  ProposalExpired,
  type ProposalKindName,
  type ProposalStatus,
  ProposalVoid,
  proposalOf,
  SelfApproval,
} from './proposal'
import { type Judgement, overdueProposals, proposalById, type Verdict } from './proposal-store'

/** What a kind of proposal stands for. */
export interface ProposalKind {
  /** Decides, and changes what the proposal stands for in the same transaction. */
  decide(verdict: Verdict): Promise<Judgement>
  /** Does what was approved. */
  carryOut(proposal: Proposal): Promise<void>
}

export interface Word {
  readonly word: 'approve' | 'reject'
  readonly contentHash: string
  readonly reason?: string | undefined
  /** Which of the proposal's options is approved. */
  readonly option?: string | undefined
}

/** Proposals, decided once each by a human (AR-05.8, .9). */
export interface Proposals {
  /** One's own; for supervisors anybody's. Throws NotFound. */
  get(id: string, asker: Principal): Promise<Proposal>
  list(query: { asker: Principal; status?: ProposalStatus | undefined; after: string; limit: number }): Promise<readonly Proposal[]>
  /** What is approved is begun, and not waited for. Throws NotFound, ProposalDecided, ProposalExpired, ProposalVoid, ContentChanged, SelfApproval, InvalidInput for an option that is not offered. */
  decide(id: string, word: Word, by: Principal): Promise<Proposal>
  /** Ends those whose time is over; one that cannot be ended now holds up no other. To be called now and then. */
  expire(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly kinds: Readonly<Record<ProposalKindName, ProposalKind>>
  /** Wakes whoever follows events. */
  readonly notify: () => void
  readonly settings: { readonly selfApproval: boolean }
}

export function createProposals({ store, clock, newId, logger, kinds, notify, settings }: Deps): Proposals {
  const stored = async (id: string) => {
    const [row] = await store.find(proposalById, { id })
    if (row === undefined) throw new NotFound('There is no such proposal')
    return row
  }
  const kindOf = (kind: string): ProposalKind => kinds[kind as ProposalKindName]
  const verdict = (id: string, said?: Word & Pick<Verdict, 'by'>): Verdict => ({
    id,
    by: null,
    selfApproval: settings.selfApproval,
    at: clock.now(),
    noteId: newId(),
    eventId: newId(),
    ...said,
  })
  const expireOne = async (id: string, kind: string): Promise<void> => {
    await kindOf(kind).decide(verdict(id))
    notify()
  }

  return {
    async get(id, asker) {
      const row = await stored(id)
      if (row.asked_by !== asker.id && !may(asker.role, 'supervisor')) throw new NotFound('There is no such proposal')
      return proposalOf(row)
    },
    list: ({ asker, status, after, limit }) =>
      store.read(async (db) => {
        let query = db.selectFrom('proposal').selectAll().where('id', '>', after).orderBy('id').limit(limit)
        if (!may(asker.role, 'supervisor')) query = query.where('asked_by', '=', asker.id)
        if (status !== undefined) query = query.where('status', '=', status)
        return (await query.execute()).map(proposalOf)
      }),
    async decide(id, word, by) {
      const { kind } = await stored(id)
      const judgement = await kindOf(kind).decide(verdict(id, { ...word, by: by.id }))
      notify()
      const proposal = decidedOr(judgement)
      if (proposal.status === 'approved') await kindOf(kind).carryOut(proposal)
      return proposal
    },
    async expire() {
      for (const { id, kind } of await store.find(overdueProposals, { now: clock.now() })) {
        await expireOne(id, kind).catch((error: unknown) => logger.warn({ error, proposal: id }, 'a proposal whose time is over is ended later'))
      }
    },
  }
}

/** The proposal if the verdict holds; otherwise throws why not. */
function decidedOr(judgement: Judgement): Proposal {
  switch (judgement.kind) {
    case 'approved':
    case 'rejected':
      return proposalOf(judgement.proposal)
    case 'self':
      throw new SelfApproval('Who asked for it does not decide it')
    case 'changed':
      throw new ContentChanged()
    case 'option':
      throw new InvalidInput('option', 'option must be one of those that the proposal offers; without offers, there is nothing to choose')
    case 'expired':
      throw new ProposalExpired('The proposal has expired')
    case 'void':
      throw new ProposalVoid(`The proposal is void: ${judgement.proposal.reason}`)
    case 'stands':
      throw standing(judgement.status)
  }
}

function standing(status: string | undefined): ProposalExpired | ProposalVoid | ProposalDecided {
  if (status === 'expired') return new ProposalExpired('The proposal has expired')
  if (status === 'void') return new ProposalVoid('The proposal is void')
  return new ProposalDecided(`The proposal was ${status} already`)
}
