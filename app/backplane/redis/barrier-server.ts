import type { Clock } from '../../shared/clock'
import { Conflict } from '../../shared/errors'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import { type Arrival, type BarrierState, type BreakReason, brokenEntry, type Passage, type Withdrawal } from '../barrier'
import { BarrierMismatch } from '../errors'
import { ARRIVE, BARRIER_STATE, GIVE_UP, HEAR, WATCH, WITHDRAW } from './barrier-scripts'
import { type End, endOf, type Looked, type Place, passageOf } from './barrier-watch'
import type { Connection } from './connection'
import type { Keys } from './keys'
import { createPayOwed, type OwedEntry } from './owed'
import type { Script } from './script'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly silenceMs: number
}

export type Received = { readonly kind: 'told'; readonly passage: Passage } | { readonly kind: 'waits'; readonly generation: number; readonly position: number }

/** What the server does at barriers, by its time; what broke one is on record before anybody is answered. */
export interface BarrierServer {
  /** `generation`: that it waited in already, or 0. Throws BarrierMismatch, Conflict. */
  arrive(arrival: Arrival, generation: number): Promise<Received>
  /** These members are there: how their generation ended, if it has. */
  look(barrier: string, generation: number, members: readonly string[]): Promise<Looked>
  /** A member was there until now. */
  hear(place: Place): Promise<void>
  /** Nobody passes, unless that generation has ended; how it ended. */
  giveUp(place: Place, actorId: string): Promise<End | undefined>
  state(barrier: string): Promise<BarrierState | undefined>
  withdraw(withdrawal: Withdrawal): Promise<boolean>
}

const PARTS = ['state', 'who', 'heard', 'untold', 'end:', 'owed']

export function createBarrierServer({ connection, keys, store, clock, newId, silenceMs }: Deps): BarrierServer {
  const pay = createPayOwed({ connection, store })
  const at = async (script: Script, barrier: string, args: readonly (string | number)[]): Promise<readonly unknown[]> => {
    const places = PARTS.map((part) => keys.barrier(barrier, part))
    const own = [newId(), newId()]
    const given = [silenceMs, keys.words, barrier, clock.now(), ...own, ...args]
    const [owed, ...answer] = (await connection.run(script, places, given)) as Answer
    await pay({ key: keys.barrier(barrier, 'owed'), list: owed, own }, entryAt(barrier))
    return answer
  }
  const look: BarrierServer['look'] = async (barrier, generation, members) => {
    const [ended, ...lost] = await at(WATCH, barrier, [generation, ...members])
    return { end: ended === '' ? undefined : endOf(String(ended)), lost: lost.map(String) }
  }
  return {
    look,
    async arrive({ barrier, member, parties, actor }, generation) {
      return receivedOf(await at(ARRIVE, barrier, [member, actor.id, parties, generation]), { member, parties })
    },
    async hear({ barrier, generation, member }) {
      await at(HEAR, barrier, [generation, member])
    },
    async giveUp({ barrier, generation, member }, actorId) {
      await at(GIVE_UP, barrier, [generation, member, actorId])
      return (await look(barrier, generation, [member])).end
    },
    async state(barrier) {
      const [generation, parties, ...members] = await at(BARRIER_STATE, barrier, [])
      if (Number(generation) === 0) return undefined
      return { barrier, generation: Number(generation), parties: Number(parties), waiting: waitingOf(members.map(String)) }
    },
    async withdraw({ barrier, member, actor, anyMember }) {
      const [waited] = await at(WITHDRAW, barrier, [member, actor.id, anyMember ? 1 : 0, actor.by])
      return waited === 1
    },
  }
}

type Answer = readonly [owed: readonly string[], ...answer: readonly unknown[]]

const entryAt =
  (barrier: string) =>
  ({ about: [generation, reason, ...member], ...noted }: OwedEntry) =>
    brokenEntry({ barrier, generation: Number(generation), reason: reason as BreakReason, member: member.join(' ') }, noted)

function receivedOf([kind, ...rest]: readonly unknown[], { member, parties }: Pick<Arrival, 'member' | 'parties'>): Received {
  const [number, position, reason, whose] = rest
  const place = { generation: Number(number), position: Number(position) }
  switch (kind) {
    case 'parties':
      throw new BarrierMismatch(`Others wait there for ${number} members, and not for ${parties}`, { field: 'parties' })
    case 'taken':
      throw new Conflict(`Somebody else waits there as ${member}`, { field: 'member' })
    case 'told':
      return { kind, passage: passageOf({ reason: String(reason), member: String(whose) }, place) }
    default:
      return { kind: 'waits', ...place }
  }
}

/** Members with their positions and actors, as the server lists them, in the order of arrival. */
const waitingOf = (flat: readonly string[]): BarrierState['waiting'] =>
  flat
    .flatMap((member, index) => (index % 2 === 0 ? [{ member, ...placeOf(flat[index + 1] ?? '') }] : []))
    .toSorted((one, other) => one.position - other.position)

function placeOf(text: string) {
  const space = text.indexOf(' ')
  return { position: Number(text.slice(0, space)), actor: text.slice(space + 1) }
}
