import { type Agent, levelOf, type Maturity, rank } from '../agents/agent'
import { may, type Principal } from '../people/person'
import { ConcordError } from '../shared/errors'
import type { HandoffRow } from '../store/tables'

export const HANDOFF_STATUSES = ['awaiting_approval', 'accepted', 'declined', 'rejected', 'expired', 'void'] as const
export type HandoffStatus = (typeof HANDOFF_STATUSES)[number]

/** Work that one agent passes on to another, as it stands. */
export interface Handoff {
  readonly id: string
  readonly fromAgentId: string
  readonly toAgentId: string
  /** The handoff that brought the work to the giver. */
  readonly parentId: string | undefined
  /** 1 for the first of a chain. */
  readonly hop: number
  readonly context: unknown
  readonly status: HandoffStatus
  /** Why it was declined or rejected, or is void. */
  readonly reason: string | undefined
  readonly proposalId: string | undefined
  /** Whether work on it has begun. */
  readonly begun: boolean
  readonly createdAt: number
  readonly decidedAt: number | undefined
}

export const handoffOf = (row: HandoffRow): Handoff => ({
  id: row.id,
  fromAgentId: row.from_agent_id,
  toAgentId: row.to_agent_id,
  parentId: row.parent_id ?? undefined,
  hop: row.hop,
  context: JSON.parse(row.context),
  status: row.status as HandoffStatus,
  reason: row.reason ?? undefined,
  proposalId: row.proposal_id ?? undefined,
  begun: row.begun_at !== null,
  createdAt: row.created_at,
  decidedAt: row.decided_at ?? undefined,
})

/** Who asked for it, supervisors, and the two agents themselves. Pure. */
export const maySee = (row: HandoffRow, { id, role }: Principal): boolean =>
  may(role, 'supervisor') || [row.asked_by, row.from_agent_id, row.to_agent_id].includes(id)

/** Whether what is shared has reached the receiver. Pure. */
export const hasArrived = ({ status }: Pick<HandoffRow, 'status'>): boolean => status === 'accepted' || status === 'declined'

/** An agent has not earned the right to hand work on to this receiver. */
export class HandoffForbidden extends ConcordError {
  readonly code = 'handoff_forbidden'
  constructor(giver: Agent, receiver: Agent) {
    const needed = levelOf(Math.max(rank('intern'), rank(receiver.maturity) - 1))
    const why = giver.maturity === 'student' ? 'a student hands on nothing' : `${receiver.name} is ${receiver.maturity}, more than one level above`
    super(`${giver.name} is ${giver.maturity} and may not hand work on to ${receiver.name}: ${why}`, {
      retryable: false,
      members: { agent_id: giver.id, agent_level: giver.maturity, needed_level: needed },
    })
  }
}

export class HandoffToSelf extends ConcordError {
  readonly code = 'handoff_to_self'
  constructor() {
    super('An agent does not hand work on to itself', { field: 'to_agent_id' })
  }
}

/** The work went through as many hands as it may. */
export class HopLimitReached extends ConcordError {
  readonly code = 'hop_limit_reached'
  constructor(hops: number) {
    super(`The work was handed on ${hops} times already, and that is the most`, { field: 'parent_handoff_id', members: { hops } })
  }
}

/** The receiver had the work already, and nobody is asked. */
export class HandoffLoop extends ConcordError {
  readonly code = 'handoff_loop'
  constructor({ id, name }: Agent) {
    super(`${name} had the work already; handing it back would be a loop`, { field: 'to_agent_id', members: { agent_id: id, agent_name: name } })
  }
}

/** Work on it has begun; it is declined no more. */
export class HandoffBegun extends ConcordError {
  readonly code = 'handoff_begun'
}

export class HandoffDeclined extends ConcordError {
  readonly code = 'handoff_declined'
}

/** It waits for approval, or was refused it. */
export class HandoffNotAccepted extends ConcordError {
  readonly code = 'handoff_not_accepted'
}

/** The work was handed to another agent than the one named. */
export class HandoffNotForAgent extends ConcordError {
  readonly code = 'handoff_not_for_agent'
}

/** Why nothing can follow from a handoff as it stands, or undefined if it is accepted. Pure. `field` is where it was named. */
export function notAccepted({ status, reason }: Pick<HandoffRow, 'status' | 'reason'>, field?: string): HandoffDeclined | HandoffNotAccepted | undefined {
  const details = field === undefined ? {} : { field }
  if (status === 'accepted') return undefined
  if (status === 'declined') return new HandoffDeclined(`The handoff was declined: ${reason}`, details)
  return new HandoffNotAccepted(status === 'awaiting_approval' ? 'The handoff still waits for approval' : `The handoff is ${status}`, details)
}

export interface Passing {
  readonly giver: Agent
  readonly receiver: Agent
  /** Where the work came from, the latest first. */
  readonly before: readonly HandoffRow[]
  /** So many times it may be handed on. */
  readonly hops: number
}

/** Whether work may be handed on, and why. */
export type Passage =
  | { readonly kind: 'allowed' | 'needs_approval'; readonly reason: string }
  | { readonly kind: 'blocked'; readonly reason: string; readonly error: HandoffForbidden | HopLimitReached | HandoffLoop }

/** Down and sideways freely, one level up by approval; not too often, and not round in circles (INTG-05.1, .2, .4). Pure. */
export function passageOf({ giver, receiver, before, hops }: Passing): Passage {
  const gap = rank(receiver.maturity) - rank(giver.maturity)
  if (giver.maturity === 'student' || gap > 1) return blocked(new HandoffForbidden(giver, receiver))
  if (before.length >= hops) return blocked(new HopLimitReached(hops))
  if (gap === 1) return { kind: 'needs_approval', reason: `${receiver.maturity} is one level above ${giver.maturity}` }
  const hadIt = before.some(({ from_agent_id, to_agent_id }) => from_agent_id === receiver.id || to_agent_id === receiver.id)
  return hadIt ? blocked(new HandoffLoop(receiver)) : { kind: 'allowed', reason: `${receiver.maturity} is not above ${giver.maturity}` }
}

const blocked = (error: HandoffForbidden | HopLimitReached | HandoffLoop) => ({ kind: 'blocked', reason: error.code, error }) as const

/** The part of a chain, the latest first, that counts for what may be done with the work: since a human last approved a step up. Pure. */
export function sinceApproval(chain: readonly HandoffRow[]): readonly HandoffRow[] {
  const step = chain.findIndex(({ approved }) => approved === 1)
  return step < 0 ? chain : chain.slice(0, step + 1)
}

/** Whose level counts there: every receiver, and every giver but the one of the approved step. Pure. */
export const membersOf = (counting: readonly HandoffRow[]): readonly string[] => [
  ...new Set(counting.flatMap(({ from_agent_id, to_agent_id, approved }) => (approved === 1 ? [to_agent_id] : [to_agent_id, from_agent_id]))),
]

/** The least level of all that count: of the members now, and of the givers then, so that rights never grow along a chain (INTG-05.5). Pure. */
export function leastLevel(counting: readonly HandoffRow[], membersNow: readonly Pick<Agent, 'maturity'>[]): Maturity {
  const then = counting.filter(({ approved }) => approved === 0).map(({ from_level }) => rank(from_level as Maturity))
  return levelOf(Math.min(...then, ...membersNow.map(({ maturity }) => rank(maturity))))
}
