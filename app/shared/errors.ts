/** What a problem document may carry beside its code and sentence. */
export interface ErrorDetails {
  /** The field of the input that is wrong: a path such as `messages[0].role`. */
  readonly field?: string
  /** Whether the same request may succeed later. */
  readonly retryable?: boolean
  /** How long to wait before that, in milliseconds. */
  readonly retryAfterMs?: number
  /** The HTTP status where the code alone does not say it: what the provider itself answered. */
  readonly status?: number
  /** What else the caller needs in order to act, in the names of the API. */
  readonly members?: Readonly<Record<string, unknown>>
}

/** Base of every error that a caller can act on. `code` is stable; the message is a sentence for people and holds no secret. */
export abstract class ConcordError extends Error {
  abstract readonly code: string
  readonly details: ErrorDetails

  constructor(message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.details = details
  }
}

/** The request itself is wrong; `field` says where. */
export class InvalidInput extends ConcordError {
  readonly code = 'invalid_input'
  constructor(field: string, message: string) {
    super(message, { field })
  }
}

export class Unauthenticated extends ConcordError {
  readonly code = 'unauthenticated'
}

/** The person's role lacks the right. */
export class Forbidden extends ConcordError {
  readonly code = 'forbidden'
}

/** There is no such thing, or it is somebody else's. */
export class NotFound extends ConcordError {
  readonly code = 'not_found'
}

/** The present state does not allow it. */
export class Conflict extends ConcordError {
  readonly code = 'conflict'
}

/** The store could not take or give the data; nothing of the request was stored. */
export class StorageUnavailable extends ConcordError {
  readonly code = 'storage_unavailable'
  constructor(message: string, options?: ErrorOptions) {
    super(message, { retryable: true, retryAfterMs: 1_000 }, options)
  }
}

/** The platform is stopping and takes no new work, or ended this work because it had to stop. */
export class ShuttingDown extends ConcordError {
  readonly code = 'shutting_down'
  constructor(message = 'The platform is stopping and takes no new work') {
    super(message, { retryable: true, retryAfterMs: 5_000 })
  }
}

/** What went wrong as text, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Fails the type check where a union is not handled whole; throws if it is reached all the same. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}
