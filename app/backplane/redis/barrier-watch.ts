import type { Clock } from '../../shared/clock'
import type { Passage } from '../barrier'

/** Where somebody waits. */
export interface Place {
  readonly barrier: string
  readonly generation: number
  readonly member: string
}

/** Somebody whose call waits at this instance. */
export interface Waiter extends Place {
  readonly position: number
  resolve(passage: Passage): void
  reject(error: unknown): void
}

/** How a generation ended. */
export interface End {
  readonly reason: string
  readonly member: string
}

export interface Looked {
  readonly end: End | undefined
  /** Members that the server knows nothing of any more. */
  readonly lost: readonly string[]
}

interface Deps {
  readonly clock: Clock
  readonly everyMs: number
  /** Says that they are there, and learns what came of it. */
  readonly look: (barrier: string, generation: number, members: readonly string[]) => Promise<Looked>
  /** Arrives anew for somebody whom the server has forgotten. */
  readonly arriveAgain: (waiter: Waiter) => Promise<void>
}

export interface BarrierWatch {
  add(waiter: Waiter): void
  remove(waiter: Waiter): void
  /** It was said that a generation has ended. */
  told(barrier: string, generation: number, end: End): void
  stir(): void
  /** Ends whatever waits here, now or from now on. */
  end(reason: Error): void
}

/** One look for all who wait here for the same; while the server is away they wait on. */
export function createBarrierWatch({ clock, everyMs, look, arriveAgain }: Deps): BarrierWatch {
  const waiters = new Set<Waiter>()
  let ended: Error | undefined
  const ends = new Map<string, End>()
  let sleeping = new AbortController()
  let isRunning = false

  const settle = (group: readonly Waiter[], end: End) => {
    for (const waiter of group) if (waiters.delete(waiter)) waiter.resolve(passageOf(end, waiter))
  }
  const lookFor = async (group: readonly Waiter[]): Promise<void> => {
    const [first] = group
    if (first === undefined) return
    const { barrier, generation } = first
    const members = group.map(({ member }) => member)
    const ask = () => look(barrier, generation, members).catch(() => undefined)
    const before = await ask()
    const told = ends.get(placeOf(first))
    // Where the word overtook the look, the server is to know that they are told: it would tell them once more when they arrive for the next.
    const looked = before?.end === undefined && told !== undefined ? await ask() : before
    // Whoever was told that all have passed passes, though the server has gone since.
    const end = looked?.end ?? told
    if (end !== undefined) return settle(group, end)
    for (const waiter of group) if (looked?.lost.includes(waiter.member) && waiters.has(waiter)) await arriveAgain(waiter).catch(() => undefined)
  }
  const keep = async () => {
    isRunning = true
    while (waiters.size > 0) {
      sleeping = new AbortController()
      await Promise.all([...Map.groupBy(waiters, placeOf).values()].map(lookFor))
      ends.clear()
      if (waiters.size > 0) await clock.sleep(everyMs, sleeping.signal).catch(() => undefined)
    }
    isRunning = false
  }
  const stir = () => sleeping.abort()

  return {
    add(waiter) {
      if (ended !== undefined) return waiter.reject(ended)
      waiters.add(waiter)
      if (isRunning) stir()
      else void keep()
    },
    remove(waiter) {
      waiters.delete(waiter)
      if (waiters.size === 0) stir()
    },
    told(barrier, generation, end) {
      const place = placeOf({ barrier, generation })
      if (![...waiters].some((waiter) => placeOf(waiter) === place)) return
      ends.set(place, end)
      stir()
    },
    stir,
    end(reason) {
      ended = reason
      for (const waiter of waiters) waiter.reject(reason)
      waiters.clear()
      stir()
    },
  }
}

const placeOf = ({ barrier, generation }: Pick<Waiter, 'barrier' | 'generation'>): string => `${generation} ${barrier}`

export const passageOf = ({ reason, member }: End, { generation, position }: Pick<Waiter, 'generation' | 'position'>): Passage =>
  reason === 'withdrawn' || reason === 'silent' || reason === 'timeout'
    ? { kind: 'broken', generation, reason, member }
    : { kind: 'passed', generation, position }

export function endOf(text: string): End {
  const space = text.indexOf(' ')
  return { reason: text.slice(0, space), member: text.slice(space + 1) }
}
