import type { Failure } from './failure'

/** Milliseconds of a 429 beyond which the next provider is asked rather than waited for. */
const PATIENCE_MS = 2_000
const RATE_LIMIT_WAITS = 2
const LEAST_FIRST_WAIT_MS = 375
const SCATTER_MS = 250
const LONGEST_WAIT_MS = 8_000

/** Where a request stands after a failed attempt. Counts and time left include that attempt. */
export interface Standing {
  readonly failure: Failure
  /** Waits already made for this provider's rate limit, and tries again after its passing faults. */
  readonly waits: number
  readonly retries: number
  /** Of the whole request, in milliseconds. */
  readonly remainingMs: number
  /** The provider's breaker would let another attempt in. */
  readonly breakerClosed: boolean
  /** Failover is allowed, and another provider could be asked at once. */
  readonly another: boolean
}

export interface RetrySettings {
  readonly retries: number
  readonly failoverOnRejectedCredentials: boolean
}

/** How often one provider is contacted at most for one request. */
export const attemptsPermitted = ({ retries }: RetrySettings): number => 1 + RATE_LIMIT_WAITS + retries

/** What to do next: the same provider again after a wait, the next provider if there is one and failover is allowed, or nothing. */
export type Next = { readonly kind: 'retry'; readonly afterMs: number } | { readonly kind: 'next_provider' } | { readonly kind: 'end' }

const END: Next = { kind: 'end' }
const NEXT_PROVIDER: Next = { kind: 'next_provider' }

/** The one retry policy (INTG-04.2 to .6, .11 to .13). Pure; `chance` is from 0 up to 1. */
export function nextStep(standing: Standing, settings: RetrySettings, chance: number): Next {
  const { failure } = standing
  switch (failure.kind) {
    case 'invalid_request':
      return END
    case 'provider_credentials_rejected':
      return settings.failoverOnRejectedCredentials ? NEXT_PROVIDER : END
    case 'provider_rate_limited':
      return afterRateLimit(standing, failure.waitMs)
    case 'provider_unavailable':
      return failure.passing ? afterPassingFault(standing, settings, chance) : NEXT_PROVIDER
    case 'provider_timed_out':
      return failure.deadline === 'total' ? END : NEXT_PROVIDER
    case 'provider_quota_exhausted':
    case 'model_not_found':
    case 'provider_bad_response':
    case 'provider_stream_incomplete':
      return NEXT_PROVIDER
  }
}

function afterRateLimit(standing: Standing, waitMs: number): Next {
  const worth = standing.waits < RATE_LIMIT_WAITS && !(standing.another && waitMs > PATIENCE_MS)
  return worth ? retryIn(waitMs, standing) : NEXT_PROVIDER
}

function afterPassingFault(standing: Standing, settings: RetrySettings, chance: number): Next {
  const worth = standing.retries < settings.retries && standing.breakerClosed
  return worth ? retryIn(retryWait(standing.retries, chance), standing) : NEXT_PROVIDER
}

/** The same provider again, if time is left for it after the wait. */
const retryIn = (afterMs: number, { remainingMs }: Standing): Next => (afterMs < remainingMs ? { kind: 'retry', afterMs } : NEXT_PROVIDER)

/**
 * The wait before try number `retries` + 1, in milliseconds: 0.375 to 0.625 s, then 0.75 to 1.25 s, doubling up to 6 to 8 s.
 * Each is longer than any before it; the jitter keeps many callers from coming back at once.
 */
export const retryWait = (retries: number, chance: number): number => Math.min((LEAST_FIRST_WAIT_MS + SCATTER_MS * chance) * 2 ** retries, LONGEST_WAIT_MS)
