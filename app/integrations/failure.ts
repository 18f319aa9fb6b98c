import { ConcordError, type ErrorDetails } from '../shared/errors'

/** The operator has not given what the service needs; `setting` names it. */
export class ServiceNotConfigured extends ConcordError {
  readonly code = 'service_not_configured'
  constructor(service: string, setting: string) {
    super(`${service} is not set up here: the operator has to set ${setting}`, { retryable: false, members: { setting } })
  }
}

/** Slack does not take this message as it is; the member `reason` is Slack's own word. */
export class SlackRefused extends ConcordError {
  readonly code = 'slack_refused'
  constructor(reason: string, field: string) {
    super(`Slack refused the message: ${reason}`, { field, retryable: false, members: { reason } })
  }
}

export class SlackCredentialsRejected extends ConcordError {
  readonly code = 'slack_credentials_rejected'
  constructor(reason: string) {
    super(`Slack rejected the platform's credentials: ${reason}`, { retryable: false, members: { reason } })
  }
}

export class SlackRateLimited extends ConcordError {
  readonly code = 'slack_rate_limited'
  constructor(retryAfterMs: number) {
    super('Slack asked to slow down', { retryable: true, retryAfterMs })
  }
}

/** Any other fault of Slack's, or on the way there. */
export class SlackFailed extends ConcordError {
  readonly code = 'slack_failed'
  constructor(reason: string) {
    super(`Slack failed: ${reason}`, { retryable: true, members: { reason } })
  }
}

export class GithubCredentialsRejected extends ConcordError {
  readonly code = 'github_credentials_rejected'
  constructor(reason: string) {
    super(`GitHub rejected the platform's credentials: ${reason}`, { retryable: false, members: { reason } })
  }
}

/** GitHub shows no such repository to the platform: there is none, or its token does not reach it. */
export class RepositoryNotFound extends ConcordError {
  readonly code = 'repository_not_found'
  constructor(repo: string) {
    super(`GitHub knows no repository ${repo} that the platform may use`, { field: 'repo', retryable: false })
  }
}

/** One thing that GitHub calls invalid, in GitHub's words. */
export interface FieldError {
  readonly field?: string
  readonly code?: string
  readonly message?: string
}

/** The member `errors` lists the fields. */
export class GithubValidationFailed extends ConcordError {
  readonly code = 'github_validation_failed'
  constructor(reason: string, errors: readonly FieldError[]) {
    const field = errors.find((error) => error.field !== undefined)?.field
    super(`GitHub calls the issue invalid: ${reason}`, { ...(field === undefined ? {} : { field }), retryable: false, members: { errors } })
  }
}

export class GithubRateLimited extends ConcordError {
  readonly code = 'github_rate_limited'
  constructor(retryAfterMs: number) {
    super('GitHub asked to slow down', { retryable: true, retryAfterMs })
  }
}

/** Any other fault of GitHub's, or on the way there. */
export class GithubFailed extends ConcordError {
  readonly code = 'github_failed'
  constructor(reason: string) {
    super(`GitHub failed: ${reason}`, { retryable: true, members: { reason } })
  }
}

/** The key belongs to another request of the same person to the same address. */
export class IdempotencyKeyReused extends ConcordError {
  readonly code = 'idempotency_key_reused'
  constructor() {
    super('This Idempotency-Key was used for a request with another body', { field: 'idempotency-key', retryable: false })
  }
}

export class IdempotencyInProgress extends ConcordError {
  readonly code = 'idempotency_in_progress'
  constructor() {
    super('The first request with this Idempotency-Key is still running', { retryable: true, retryAfterMs: 1_000 })
  }
}

/** A failure that was written down earlier and is the answer again. */
export class RecordedFailure extends ConcordError {
  readonly code: string
  constructor({ code, message, details }: { code: string; message: string; details: ErrorDetails }) {
    super(message, details)
    this.code = code
  }
}

/** The stored key does not open: it was sealed for somebody else or under another secret key, or was changed. */
export class KeyUnreadable extends ConcordError {
  readonly code = 'provider_key_unreadable'
  constructor(provider: string) {
    super(`Your stored key for ${provider} cannot be read; store it again or remove it`, { retryable: false, members: { provider } })
  }
}

/** The sign-in was not begun here, by another browser, too long ago, or was used already. */
export class SignInStateInvalid extends ConcordError {
  readonly code = 'sign_in_state_invalid'
  constructor() {
    super('This sign-in was not begun in this browser, has expired, or was used already; begin again', { retryable: false })
  }
}

export class SignInRefused extends ConcordError {
  readonly code = 'sign_in_refused'
}

/** Google could not be reached, or what it said does not hold. */
export class SignInFailed extends ConcordError {
  readonly code = 'sign_in_failed'
  constructor(reason: string) {
    super(`Google did not confirm the sign-in: ${reason}`, { retryable: true })
  }
}

/** The agent changed while it was decided what it may send; to be decided again. Callers do not see it. */
export class AgentChanged extends ConcordError {
  readonly code = 'conflict'
  constructor() {
    super('The agent changed meanwhile', { retryable: true })
  }
}

/** What was approved has been begun already. */
export class BegunAlready extends ConcordError {
  readonly code = 'conflict'
  constructor() {
    super('What was approved has been begun already')
  }
}
