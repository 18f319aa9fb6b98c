import { type Clock, minutes } from '../shared/clock'
import { ConcordError } from '../shared/errors'

/** The token has made all the requests that it may make in this minute. */
export class RateLimited extends ConcordError {
  readonly code = 'rate_limited'
  constructor(limit: number, waitMs: number) {
    super(`More than ${limit} requests in a minute with one token`, { retryable: true, retryAfterMs: waitMs })
  }
}

/** What is left of a minute's requests. */
export interface Allowance {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** Until the next minute begins for this token. */
  readonly resetMs: number
}

export interface RateLimit {
  /** Counts one request of a credential. */
  take(credentialId: string): Allowance
}

const WINDOW_MS = minutes(1)
const MANY = 10_000

/** A fixed minute for each credential, beginning with its first request. */
export function createRateLimit({ clock, perMinute }: { clock: Clock; perMinute: number }): RateLimit {
  const windows = new Map<string, { startedAt: number; count: number }>()

  const forgetOld = (now: number) => {
    for (const [id, { startedAt }] of windows) if (now - startedAt >= WINDOW_MS) windows.delete(id)
  }

  return {
    take(credentialId) {
      const now = clock.monotonic()
      if (windows.size > MANY) forgetOld(now)
      let window = windows.get(credentialId)
      if (window === undefined || now - window.startedAt >= WINDOW_MS) {
        window = { startedAt: now, count: 0 }
        windows.set(credentialId, window)
      }
      window.count += 1
      return {
        allowed: window.count <= perMinute,
        limit: perMinute,
        remaining: Math.max(0, perMinute - window.count),
        resetMs: window.startedAt + WINDOW_MS - now,
      }
    },
  }
}
