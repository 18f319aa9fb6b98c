import type { Clock } from '../../shared/clock'
import type { Store } from '../../store/store'
import type { Passage } from '../barrier'
import { endOf, hearMembers, type Place, passageOf, tellMembers } from './barrier-store'

/** Somebody whose call waits at this instance. */
export interface Waiter extends Place {
  readonly position: number
  resolve(passage: Passage): void
  reject(error: unknown): void
}

export interface BarrierWatch {
  add(waiter: Waiter): void
  remove(waiter: Waiter): void
  /** Something was done at a barrier. */
  stir(): void
  /** Something was done that may have been at a barrier; told ever so often. */
  rustle(): void
  /** Ends whatever waits here. */
  end(reason: Error): void
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  /** How often it is said that those who wait here are still there. */
  readonly hearEveryMs: number
  /** How often it is looked for what other instances did. */
  readonly lookEveryMs: number
  /** Breaks what somebody's silence has to break. */
  readonly settle: () => Promise<void>
}

/** A look at most so often because something rustled. */
const RUSTLES_MS = 25

/** One look for all who wait here, and one word that they are there: what waiting costs does not grow with those who wait at a barrier. */
export function createBarrierWatch({ store, clock, hearEveryMs, lookEveryMs, settle }: Deps): BarrierWatch {
  const waiters = new Set<Waiter>()
  let sleeping = new AbortController()
  let [running, heardAt, lookedAt] = [false, 0, 0]

  const look = async () => {
    lookedAt = clock.monotonic()
    if (lookedAt - heardAt >= hearEveryMs) {
      heardAt = lookedAt
      await store.write(hearMembers, { members: [...waiters].map(placeOf), now: clock.now() })
    }
    await settle()
    const passages = new Map<Waiter, Passage>()
    for (const { place, there } of byGeneration(waiters)) {
      const [end] = await store.find(endOf, place)
      if (end === undefined) continue
      for (const waiter of there) if (waiters.has(waiter)) passages.set(waiter, passageOf(end, waiter.position))
    }
    if (passages.size === 0) return
    // Before they are: whoever comes at once to the next generation is not to be told of this one again.
    await store.write(tellMembers, { members: [...passages.keys()].map(placeOf) })
    for (const [waiter, passage] of passages) waiter.resolve(passage)
    for (const waiter of passages.keys()) waiters.delete(waiter)
  }

  const keep = async () => {
    running = true
    heardAt = clock.monotonic()
    while (waiters.size > 0) {
      sleeping = new AbortController()
      const asked = [...waiters]
      await look().catch((error: unknown) => {
        for (const waiter of asked) waiter.reject(error)
        for (const waiter of asked) waiters.delete(waiter)
      })
      if (waiters.size > 0) await clock.sleep(lookEveryMs, sleeping.signal).catch(() => {})
    }
    running = false
  }
  const stir = () => sleeping.abort()

  return {
    add(waiter) {
      waiters.add(waiter)
      if (running) stir()
      else void keep()
    },
    remove(waiter) {
      waiters.delete(waiter)
      if (waiters.size === 0) stir()
    },
    stir,
    rustle() {
      if (waiters.size > 0 && clock.monotonic() - lookedAt >= RUSTLES_MS) stir()
    },
    end(reason) {
      for (const waiter of waiters) waiter.reject(reason)
      waiters.clear()
      stir()
    },
  }
}

const placeOf = ({ barrier, generation, member }: Waiter): Place => ({ barrier, generation, member })

/** Those who wait, by what they wait for. */
function byGeneration(waiters: Iterable<Waiter>): readonly { readonly place: Place; readonly there: readonly Waiter[] }[] {
  const groups = new Map<string, { readonly place: Place; readonly there: Waiter[] }>()
  for (const waiter of waiters) {
    const key = `${waiter.generation} ${waiter.barrier}`
    const group = groups.get(key) ?? { place: placeOf(waiter), there: [] }
    group.there.push(waiter)
    groups.set(key, group)
  }
  return [...groups.values()]
}
