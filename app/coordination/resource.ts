import { type AgentStatus, type Maturity, rank } from '../agents/agent'
import { ConcordError } from '../shared/errors'
import type { ResourceRequestRow } from '../store/tables'

/** How a resource is given out: by level, then by order of asking; or by order of asking alone. */
export const STRATEGIES = ['priority', 'fifo'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** A resource lent to one agent for a time. */
export interface Lease {
  /** One more than that of the lease before. */
  readonly fencing: number
  /** From this moment on it is over. */
  readonly expiresAt: number
}

/** An agent that waits for a resource, or holds it: then it has a lease. */
export interface Wish {
  readonly id: string
  readonly agentId: string
  readonly askedBy: string
  /** By order of asking; of those asked for together, by the order in which they were named. */
  readonly place: number
  readonly ttlMs: number
  /** The agent's level and status as they are now. */
  readonly level: Maturity
  readonly agentStatus: AgentStatus
  readonly lease: Lease | undefined
}
export type Holding = Wish & { readonly lease: Lease }

/** Who has a resource, and who waits for it, the next one first. */
export interface Standing {
  readonly holder: Holding | undefined
  readonly queue: readonly Wish[]
}

/** What time and the agents' own state have brought about, and is yet to be written down. */
export interface Due {
  readonly expired: Holding | undefined
  readonly next: Wish | undefined
}

/** Who wants something done with a lease. */
export interface Claimant {
  readonly by: string
  /** Supervisors may: any lease is their business. */
  readonly mayAll: boolean
}

/** Those whom a lease concerns: who asked for it, its holder itself, and whoever may all. Pure. */
export const concerns = ({ askedBy, agentId }: Holding, { by, mayAll }: Claimant): boolean => mayAll || askedBy === by || agentId === by

const isHolding = (wish: Wish): wish is Holding => wish.lease !== undefined

/** A lease is over at the very moment at which it runs out. Pure. */
export const isOver = ({ expiresAt }: Lease, now: number): boolean => now >= expiresAt

/** Those who wait, in the order in which it is their turn; levels count as they are now. Pure. */
export const inLine = (wishes: readonly Wish[], strategy: Strategy): readonly Wish[] =>
  wishes
    .filter((wish) => !isHolding(wish))
    .toSorted((one, other) => (strategy === 'priority' ? rank(other.level) - rank(one.level) : 0) || one.place - other.place)

export const standing = (wishes: readonly Wish[], strategy: Strategy): Standing => ({ holder: wishes.find(isHolding), queue: inLine(wishes, strategy) })

/** What is due now. A lease that has not run out is never ended for anybody; paused agents are passed over (INTG-05.19). Pure. */
export function due(wishes: readonly Wish[], strategy: Strategy, now: number): Due {
  const { holder, queue } = standing(wishes, strategy)
  const expired = holder !== undefined && isOver(holder.lease, now) ? holder : undefined
  const isFree = holder === undefined || expired !== undefined
  return {
    expired,
    next: isFree ? queue.find(({ agentStatus }) => agentStatus === 'active') : undefined,
  }
}

export const isNothing = ({ expired, next }: Due): boolean => expired === undefined && next === undefined

export type WishRow = Pick<ResourceRequestRow, 'id' | 'agent_id' | 'asked_by' | 'place' | 'ttl_ms' | 'fencing' | 'expires_at'> & {
  readonly maturity: string
  readonly agent_status: string
}

/** The number of a lease and its end come together. */
type Term = { readonly fencing: number; readonly expires_at: number } | { readonly fencing: null; readonly expires_at: null }

function leaseOf(row: Pick<WishRow, 'fencing' | 'expires_at'>): Lease | undefined {
  const term = row as Term
  return term.expires_at === null ? undefined : { fencing: term.fencing, expiresAt: term.expires_at }
}

export const wishOf = (row: WishRow): Wish => ({
  id: row.id,
  agentId: row.agent_id,
  askedBy: row.asked_by,
  place: row.place,
  ttlMs: row.ttl_ms,
  level: row.maturity as Maturity,
  agentStatus: row.agent_status as AgentStatus,
  lease: leaseOf(row),
})

/** Whoever holds it or waits for it was told another order. */
export class ResourceStrategyConflict extends ConcordError {
  readonly code = 'resource_strategy_conflict'
}

/** The number is not that of a lease that runs now. */
export class LeaseNotHeld extends ConcordError {
  readonly code = 'lease_not_held'
}
