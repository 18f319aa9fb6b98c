import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import type { Store } from '../store/store'
import type { Sleeper } from './alarm'
import { nextLetter } from './dead-letter-store'
import { topicsAfter } from './event-store'
import type { EventLog } from './log'
import { flightAt, type Subscription } from './subscription'
import type { Taken } from './taking-store'
import { isAskedFor } from './topic'

export interface Watching {
  readonly limit: number
  readonly by: Principal
  readonly signal: AbortSignal
}

/** Those who follow a subscription and sleep: something has changed for them alone. */
export interface Nudges {
  wake(id: string): void
  /** Answers how to leave. */
  add(id: string, sleeper: Sleeper): () => void
}

export function createNudges(): Nudges {
  const asleep = new Map<string, Set<Sleeper>>()
  return {
    wake(id) {
      for (const each of asleep.get(id) ?? []) each.wake()
    },
    add(id, sleeper) {
      const all = asleep.get(id) ?? new Set()
      asleep.set(id, all.add(sleeper))
      return () => {
        sleeper.leave()
        all.delete(sleeper)
        if (all.size === 0 && asleep.get(id) === all) asleep.delete(id)
      }
    },
  }
}

interface Deps {
  readonly store: Pick<Store, 'find'>
  readonly clock: Clock
  readonly log: Pick<EventLog, 'goToBed'>
  readonly nudges: Nudges
  readonly silenceMs: number
}

interface Followed {
  readonly id: string
  readonly signal: AbortSignal
  /** As it stands now. Throws if it has ended. */
  readonly look: () => Promise<Subscription>
  readonly take: () => Promise<Taken>
}

const CHUNK = 200
/** Once so much was passed over, it is written down. */
const MOST_PASSED_OVER = 1_000

/** Takes again and again, as soon as there may be something. Until then only reads: many may wait at the same time. */
export async function* follow({ store, clock, log, nudges, silenceMs }: Deps, { id, signal, look, take }: Followed): AsyncGenerator<Taken> {
  let passed = 0
  let toldGap = 0

  const hasEvents = async ({ doneUpTo, topics }: Subscription): Promise<boolean> => {
    for (;;) {
      const rows = await store.find(topicsAfter, { number: Math.max(passed, doneUpTo), limit: CHUNK })
      if (rows.some(({ topic }) => isAskedFor(topic, topics))) return true
      passed = rows.at(-1)?.number ?? passed
      if (passed - doneUpTo >= MOST_PASSED_OVER) return true
      if (rows.length < CHUNK) return false
    }
  }
  const isDue = async (subscription: Subscription): Promise<boolean> => {
    const standing = flightAt(subscription, clock.now(), silenceMs)
    if (standing !== 'none') return standing !== 'waiting'
    if ((subscription.gap?.to ?? 0) > toldGap) return true
    const letters = await store.find(nextLetter, { subscription: subscription.number })
    return letters.length > 0 || hasEvents(subscription)
  }

  while (!signal.aborted) {
    const sleeper = log.goToBed()
    const leave = nudges.add(id, sleeper)
    signal.addEventListener('abort', sleeper.wake, { once: true })
    try {
      if (await isDue(await look())) {
        const taken = await take()
        const isNews = taken.events.length > 0 || (taken.gap?.to ?? 0) > toldGap
        toldGap = Math.max(toldGap, taken.gap?.to ?? 0)
        if (isNews) yield taken
      } else if (!signal.aborted) await sleeper.sleep()
    } finally {
      signal.removeEventListener('abort', sleeper.wake)
      leave()
    }
  }
}
