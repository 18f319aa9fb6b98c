import { ConcordError, type ErrorDetails } from '../shared/errors'
import { type Attempt, attemptView, PROVIDER_TITLES, type ProviderName } from './chat'
import type { Failure } from './failure'

/** Base of what a caller is told when a model did not answer: which provider, and every attempt in order. */
export abstract class ModelError extends ConcordError {
  readonly attempts: readonly Attempt[]
  constructor(message: string, attempts: readonly Attempt[], details: ErrorDetails = {}) {
    super(message, { retryable: false, ...details, members: { ...details.members, attempts: attempts.map(attemptView) } })
    this.attempts = attempts
  }
}

export class ProviderCredentialsRejected extends ModelError {
  readonly code = 'provider_credentials_rejected'
}

export class ProviderRateLimited extends ModelError {
  readonly code = 'provider_rate_limited'
}

export class ProviderQuotaExhausted extends ModelError {
  readonly code = 'provider_quota_exhausted'
}

/** The caller's error as the provider sees it; `details.status` is the provider's own: 400, 413 or 422. */
export class InvalidRequest extends ModelError {
  readonly code = 'invalid_request'
}

export class ModelNotFound extends ModelError {
  readonly code = 'model_not_found'
}

export class ProviderUnavailable extends ModelError {
  readonly code = 'provider_unavailable'
}

/** The member `deadline` says which: connect, first_byte, silence or total. */
export class ProviderTimedOut extends ModelError {
  readonly code = 'provider_timed_out'
}

export class ProviderBadResponse extends ModelError {
  readonly code = 'provider_bad_response'
}

export class ProviderStreamIncomplete extends ModelError {
  readonly code = 'provider_stream_incomplete'
}

/** More than one provider was asked, and none answered. */
export class AllProvidersFailed extends ModelError {
  readonly code = 'all_providers_failed'
}

/** Nobody could be asked: the person has no key for any provider in question, and may not use the platform's. */
export class ProviderKeyMissing extends ModelError {
  readonly code = 'provider_key_missing'
}

/** How long a caller should wait where nobody said how long an outage lasts. */
export const USUAL_RETRY_MS = 5_000

/** One provider's failure as a sentence for people. */
export function sentence(provider: ProviderName, { kind, reason }: Failure): string {
  const name = PROVIDER_TITLES[provider]
  switch (kind) {
    case 'provider_credentials_rejected':
      return `${name} rejected our credentials: ${reason}`
    case 'provider_rate_limited':
      return `${name} asked us to slow down: ${reason}`
    case 'provider_quota_exhausted':
      return `The quota at ${name} is used up: ${reason}`
    case 'invalid_request':
      return `${name} calls the request invalid: ${reason}`
    case 'model_not_found':
      return `${name} does not know the model: ${reason}`
    case 'provider_unavailable':
      return `${name} is unavailable: ${reason}`
    case 'provider_timed_out':
      return `${name} took too long: ${reason}`
    case 'provider_bad_response':
      return `${name} answered unreadably: ${reason}`
    case 'provider_stream_incomplete':
      return `${name} ended its answer too early: ${reason}`
  }
}

/** One provider's failure as the error that the caller gets. */
export function providerError(provider: ProviderName, failure: Failure, attempts: readonly Attempt[]): ModelError {
  const text = sentence(provider, failure)
  const members = { provider }
  switch (failure.kind) {
    case 'provider_credentials_rejected':
      return new ProviderCredentialsRejected(text, attempts, { members })
    case 'provider_rate_limited':
      return new ProviderRateLimited(text, attempts, { retryable: true, retryAfterMs: failure.waitMs, members })
    case 'provider_quota_exhausted':
      return new ProviderQuotaExhausted(text, attempts, { members })
    case 'invalid_request':
      return new InvalidRequest(text, attempts, { status: failure.status, members, ...(failure.field === undefined ? {} : { field: failure.field }) })
    case 'model_not_found':
      return new ModelNotFound(text, attempts, { members })
    case 'provider_unavailable':
      return new ProviderUnavailable(text, attempts, { retryable: true, retryAfterMs: failure.waitMs ?? USUAL_RETRY_MS, members })
    case 'provider_timed_out':
      return new ProviderTimedOut(text, attempts, { retryable: true, members: { provider, deadline: failure.deadline } })
    case 'provider_bad_response':
      return new ProviderBadResponse(text, attempts, { retryable: true, members })
    case 'provider_stream_incomplete':
      return new ProviderStreamIncomplete(text, attempts, { retryable: true, members })
  }
}

/** Several providers failed; the caller may come back when the first of them may be well again. */
export function allFailed(failures: ReadonlyMap<ProviderName, Failure>, attempts: readonly Attempt[]): AllProvidersFailed {
  const reasons = [...failures].map(([provider, failure]) => sentence(provider, failure))
  const waits = [...failures.values()].map(waitOf).filter((wait) => wait !== undefined)
  return new AllProvidersFailed(`No provider could answer. ${reasons.join('. ')}`, attempts, {
    retryable: true,
    retryAfterMs: waits.length === 0 ? USUAL_RETRY_MS : Math.min(...waits),
  })
}

function waitOf(failure: Failure): number | undefined {
  switch (failure.kind) {
    case 'provider_rate_limited':
      return failure.waitMs
    case 'provider_unavailable':
      return failure.waitMs ?? USUAL_RETRY_MS
    case 'provider_timed_out':
    case 'provider_bad_response':
    case 'provider_stream_incomplete':
      return USUAL_RETRY_MS
    default:
      return undefined
  }
}

/** Nobody was asked for want of a key. */
export const keyMissing = (providers: readonly ProviderName[], attempts: readonly Attempt[]): ProviderKeyMissing =>
  new ProviderKeyMissing(
    `There is no key for ${providers.map((name) => PROVIDER_TITLES[name]).join(' or ')}; bring one of your own, or allow the platform's to be used`,
    attempts,
  )
