import type { Trail } from '../audit/trail'
import { type Clock, minutes } from '../shared/clock'

/** Wrong tokens by origin: the more of them in a minute, the slower the answer; told to the audit trail once a minute. */
export interface Strangers {
  /** Counts a wrong token and waits as long as this origin has earned. */
  wrongToken(origin: string): Promise<void>
}

const WINDOW_MS = minutes(1)
const UNHINDERED = 5
const FIRST_DELAY_MS = 100
const LONGEST_DELAY_MS = 5_000
const MANY = 10_000

/** How long the answer to the n-th wrong token of a minute is held back: nothing for five, then 0.1 s doubling up to 5 s. Pure. */
export const delayOf = (wrong: number): number => (wrong <= UNHINDERED ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (wrong - UNHINDERED - 1)))

interface Deps {
  readonly clock: Clock
  readonly trail: Trail
  readonly count: () => void
}

interface Seen {
  startedAt: number
  wrong: number
}

export function createStrangers({ clock, trail, count }: Deps): Strangers {
  const origins = new Map<string, Seen>()

  const forgetOld = (now: number) => {
    for (const [origin, seen] of origins) if (now - seen.startedAt >= WINDOW_MS) origins.delete(origin)
  }

  const seenOf = (origin: string): Seen => {
    const now = clock.monotonic()
    if (origins.size > MANY) forgetOld(now)
    const known = origins.get(origin)
    if (known && now - known.startedAt < WINDOW_MS) return known
    const fresh = { startedAt: now, wrong: 0 }
    origins.set(origin, fresh)
    return fresh
  }

  return {
    async wrongToken(origin) {
      count()
      const seen = seenOf(origin)
      seen.wrong += 1
      if (seen.wrong === 1) await trail.record({ actor: 'stranger', action: 'token.refused', subject: origin })
      const delay = delayOf(seen.wrong)
      if (delay > 0) await clock.sleep(delay)
    },
  }
}
