import type { AuditEntry } from '../audit/audit'
import type { Actor } from './task'

/** Why nobody passed. */
export type BreakReason = 'withdrawn' | 'silent' | 'timeout'

export interface Arrival {
  readonly barrier: string
  /** How many have to arrive. */
  readonly parties: number
  /** Who arrives; arriving twice counts once. */
  readonly member: string
  readonly actor: Actor
  readonly timeoutMs: number
}

export type Passage =
  | { readonly kind: 'passed'; readonly generation: number /** 1 for the first that arrived. */; readonly position: number }
  | { readonly kind: 'broken'; readonly generation: number; readonly reason: BreakReason /** Whose doing it was. */; readonly member: string }

export interface BarrierState {
  readonly barrier: string
  /** Grows by one each time that all passed or nobody did. */
  readonly generation: number
  readonly parties: number
  /** Who waits now, in the order of arrival. */
  readonly waiting: readonly { readonly member: string; readonly position: number; readonly actor: string }[]
}

export interface Withdrawal {
  readonly barrier: string
  readonly member: string
  readonly actor: Actor
  /** Of others as well; otherwise only a member that `actor` itself arrived with. */
  readonly anyMember: boolean
}

/** Where nobody passes before all have arrived; then exactly so many pass, once (M06.5). */
export interface Barriers {
  /**
   * Resolves when all have arrived, or when it broke. A member whose call is aborted is silent from then on, and may come back before the silence
   * has lasted too long: it keeps its place, or is told what came of it meanwhile. Throws BarrierMismatch, and Conflict for a member name that
   * somebody else waits with.
   */
  arrive(arrival: Arrival, signal?: AbortSignal): Promise<Passage>
  /** Undefined for a barrier that nobody ever came to. */
  state(barrier: string): Promise<BarrierState | undefined>
  /** Breaks it for all who wait. False if that member does not wait, or is somebody else's. */
  withdraw(withdrawal: Withdrawal): Promise<boolean>
}

/** Somebody who waits. */
export interface Member {
  readonly member: string
  readonly actorId: string
  readonly position: number
  readonly heardAt: number
}

export type Reception =
  | { readonly kind: 'other_parties'; readonly parties: number }
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'kept' | 'waits' | 'passes'; readonly position: number }

/** What an arrival comes to beside those who wait. Pure. */
export function receive(
  { parties, members }: { readonly parties: number; readonly members: readonly Member[] },
  arrival: { readonly parties: number; readonly member: string; readonly actorId: string },
): Reception {
  if (members.length > 0 && arrival.parties !== parties) return { kind: 'other_parties', parties }
  const known = members.find(({ member }) => member === arrival.member)
  if (known !== undefined) return known.actorId === arrival.actorId ? { kind: 'kept', position: known.position } : { kind: 'name_taken' }
  const position = members.length + 1
  return { kind: position < arrival.parties ? 'waits' : 'passes', position }
}

/** Whoever was heard last at `before` or earlier: the one that has been silent for longest. Pure. */
export const silentOf = <One extends Pick<Member, 'heardAt'>>(members: readonly One[], before: number): One | undefined =>
  members.filter(({ heardAt }) => heardAt <= before).toSorted((one, other) => one.heardAt - other.heardAt)[0]

export type Broken = Extract<Passage, { readonly kind: 'broken' }>

const DOINGS: Readonly<Record<BreakReason, (member: string) => string>> = {
  withdrawn: (member) => `${member} withdrew`,
  silent: (member) => `${member} fell silent`,
  timeout: (member) => `the time of ${member} ran out`,
}

/** Why nobody passed, as a sentence. */
export const whyBroken = ({ reason, member }: Broken): string => `Nobody passes this time: ${DOINGS[reason](member)}`

/** What the record says of it. `by` is whoever withdrew, or `platform`; then `heldBy` may say who waited under the member's name. */
export const brokenEntry = (
  { barrier, generation, reason, member }: Omit<Broken, 'kind'> & { readonly barrier: string },
  { id, at, by, heldBy }: { readonly id: string; readonly at: number; readonly by: string; readonly heldBy?: string | undefined },
): AuditEntry => ({ id, at, actor: by, action: 'barrier.broken', subject: barrier, details: { generation, reason, member, held_by: heldBy } })
