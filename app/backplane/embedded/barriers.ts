import { type Clock, minutes, seconds } from '../../shared/clock'
import { Conflict, ShuttingDown } from '../../shared/errors'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import { type Arrival, type Barriers, type Passage, silentOf } from '../barrier'
import { BarrierMismatch } from '../errors'
import {
  arriveAtBarrier,
  barrierByName,
  endOf,
  forgetBarrierEnds,
  giveUpAtBarrier,
  hearMembers,
  membersOf,
  oldEnds,
  type Place,
  settleBarrier,
  silentBarriers,
  withdrawFromBarrier,
} from './barrier-store'
import { createBarrierWatch, type Waiter } from './barrier-watch'
import { createSteadiness } from './steadiness'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly silenceSeconds: number }
}

export interface EmbeddedBarriers extends Barriers {
  /** Breaks what somebody's silence has to break, although nobody looks. To be called now and then. */
  lookAfter(): Promise<void>
  /** Ends whatever waits here. */
  close(): void
}

const LOOK_EVERY_MS = 250
/** Longer than anybody may wait. */
const KEPT_MS = minutes(10)

/** Barriers in the store: members may wait at different instances. */
export function createBarriers({ store, clock, newId, settings }: Deps): EmbeddedBarriers {
  const silenceMs = seconds(settings.silenceSeconds)
  const hearEveryMs = silenceMs / 5
  const isSteady = createSteadiness(clock, 2 * hearEveryMs)
  const silentBefore = () => (isSteady() ? clock.now() - silenceMs : -1)
  const occasion = (barrier: string) => ({ barrier, now: clock.now(), silentBefore: silentBefore(), entryId: newId() })
  const settle = async () => {
    const silent = await store.find(silentBarriers, { before: silentBefore() })
    for (const { name } of silent) await store.write(settleBarrier, occasion(name))
  }
  const watch = createBarrierWatch({ store, clock, hearEveryMs, lookEveryMs: Math.min(LOOK_EVERY_MS, silenceMs / 4), settle })
  store.onCommit(watch.rustle)

  /** The watch tells what came first: another end, or this one. If nobody remembers the end, this instance itself was away for long. */
  const giveUp = async (waiter: Waiter, actorId: string): Promise<void> => {
    const { generation, member } = waiter
    await store.write(giveUpAtBarrier, { ...occasion(waiter.barrier), ...placeOf(waiter), actorId })
    const [end] = await store.find(endOf, placeOf(waiter))
    if (end === undefined) waiter.resolve({ kind: 'broken', generation, reason: 'silent', member })
    watch.stir()
  }
  const wait = async (place: Place & { position: number }, { timeoutMs, actor }: Arrival, signal: AbortSignal | undefined): Promise<Passage> => {
    const waiting = Promise.withResolvers<Passage>()
    const waiter: Waiter = { ...place, resolve: waiting.resolve, reject: waiting.reject }
    const leave = () => waiting.reject(signal?.reason)
    const cancel = clock.deadline(timeoutMs, () => void giveUp(waiter, actor.id).catch(waiting.reject))
    signal?.addEventListener('abort', leave, { once: true })
    if (signal?.aborted) leave()
    watch.add(waiter)
    try {
      return await waiting.promise
    } finally {
      cancel()
      signal?.removeEventListener('abort', leave)
      watch.remove(waiter)
      // Its silence begins now. If that cannot be written down, it began when the member was heard last.
      if (signal?.aborted) await store.write(hearMembers, { members: [placeOf(waiter)], now: clock.now() }).catch(() => {})
    }
  }

  return {
    async arrive(arrival, signal) {
      signal?.throwIfAborted()
      const { barrier, member, parties, actor } = arrival
      const arrived = await store.write(arriveAtBarrier, { ...occasion(barrier), parties, member, actorId: actor.id })
      watch.stir()
      switch (arrived.kind) {
        case 'other_parties':
          throw new BarrierMismatch(`Others wait there for ${arrived.parties} members, and not for ${parties}`, { field: 'parties' })
        case 'name_taken':
          throw new Conflict(`Somebody else waits there as ${member}`, { field: 'member' })
        case 'told':
          return arrived.passage
        case 'waits':
          return wait({ barrier, member, generation: arrived.generation, position: arrived.position }, arrival, signal)
      }
    },
    async state(barrier) {
      const [found] = await store.find(barrierByName, { name: barrier })
      if (found === undefined) return undefined
      const { generation, parties } = found
      const members = await store.find(membersOf, { barrier, generation })
      if (silentOf(members, silentBefore()) === undefined) {
        return { barrier, generation, parties, waiting: members.map(({ member, position, actorId }) => ({ member, position, actor: actorId })) }
      }
      await store.write(settleBarrier, occasion(barrier))
      watch.stir()
      return { barrier, generation: generation + 1, parties, waiting: [] }
    },
    async withdraw({ barrier, member, actor, anyMember }) {
      const withdrawn = await store.write(withdrawFromBarrier, { ...occasion(barrier), member, actorId: actor.id, by: actor.by, anyMember })
      watch.stir()
      return withdrawn
    },
    async lookAfter() {
      await settle()
      const before = clock.now() - KEPT_MS - silenceMs
      if ((await store.find(oldEnds, { before })).length > 0) await store.write(forgetBarrierEnds, { before })
    },
    close: () => watch.end(new ShuttingDown('The platform stopped before all had arrived')),
  }
}

const placeOf = ({ barrier, generation, member }: Place): Place => ({ barrier, generation, member })
