import { type Deadline, PASSED } from './deadlines'

interface Told {
  /** Why, as far as the provider or the connection said so; without secrets. */
  readonly reason: string
  /** The provider's HTTP status, if one came. */
  readonly status?: number | undefined
  /** The field that it names as the wrong one. */
  readonly field?: string | undefined
}

/** Why one attempt failed: plain data, judged by the retry policy and the breaker, and made an error only for the caller. */
export type Failure =
  | (Told & { readonly kind: 'provider_credentials_rejected' })
  | (Told & { readonly kind: 'provider_rate_limited'; readonly waitMs: number })
  | (Told & { readonly kind: 'provider_quota_exhausted' })
  | (Told & { readonly kind: 'invalid_request'; readonly status: number })
  | (Told & { readonly kind: 'model_not_found' })
  /** `passing`: may be tried again on the same provider. `waitMs`: how long the provider asked to be left alone. */
  | (Told & { readonly kind: 'provider_unavailable'; readonly passing: boolean; readonly waitMs?: number | undefined })
  | (Told & { readonly kind: 'provider_timed_out'; readonly deadline: Deadline })
  | (Told & { readonly kind: 'provider_bad_response' })
  | (Told & { readonly kind: 'provider_stream_incomplete' })

/** Whether a failure says that the provider itself is unwell, so that it counts towards opening the breaker. */
export const countsAgainstProvider = ({ kind }: Failure): boolean => UNWELL[kind]

const UNWELL: Readonly<Record<Failure['kind'], boolean>> = {
  provider_credentials_rejected: false,
  provider_rate_limited: false,
  provider_quota_exhausted: false,
  invalid_request: false,
  model_not_found: false,
  provider_unavailable: true,
  provider_timed_out: true,
  provider_bad_response: true,
  provider_stream_incomplete: true,
}

/** How one attempt ended, with what it brought. `cancelled`: the caller went away. */
export type Outcome<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' }

export const answered = <T>(value: T): Outcome<T> => ({ kind: 'answered', value })
export const failed = (failure: Failure): Outcome<never> => ({ kind: 'failed', failure })
export const CANCELLED: Outcome<never> = { kind: 'cancelled' }

export const badResponse = (reason: string, status?: number): Failure => ({ kind: 'provider_bad_response', reason, status })

export const timedOut = (deadline: Deadline): Failure => ({ kind: 'provider_timed_out', deadline, reason: PASSED[deadline] })
