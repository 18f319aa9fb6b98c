import { ConcordError, type ErrorDetails } from '../shared/errors'

/** The engine cannot be reached or does not answer; nothing of the request was done. */
export class BackplaneUnavailable extends ConcordError {
  readonly code = 'backplane_unavailable'
  constructor(message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, { retryable: true, retryAfterMs: 1_000, ...details }, options)
  }
}

/** Nobody answered in time. */
export class NoReply extends ConcordError {
  readonly code = 'no_reply'
}

/** The request was answered, or its time is over. */
export class RequestClosed extends ConcordError {
  readonly code = 'request_closed'
}

/** The task is not held by this worker: it never was, or was given back after a silence. */
export class TaskNotHeld extends ConcordError {
  readonly code = 'task_not_held'
}

/** A member withdrew, fell silent or gave up: nobody passes this time. */
export class BarrierBroken extends ConcordError {
  readonly code = 'barrier_broken'
}

/** Others wait at the barrier for another number of members. */
export class BarrierMismatch extends ConcordError {
  readonly code = 'barrier_mismatch'
}

/** The breaker lets nobody through now; its probe is under way, or its time is not over. */
export class BreakerOpen extends ConcordError {
  readonly code = 'breaker_open'
}
