import type { Dispatcher } from 'undici'
import type { Clock } from '../shared/clock'
import type { ReplyHeaders } from './retry-after'

/** One POST. Headers are names and values in turn. */
export interface Outgoing {
  readonly origin: string
  readonly path: string
  readonly headers: string[]
  readonly body: string
}

/** Hears about one exchange, in this order; `failed` comes in place of what is left. */
export interface Listener {
  /** A connection is there and the request goes out. */
  sent(): void
  head(status: number, headers: ReplyHeaders): void
  data(bytes: Buffer): void
  end(): void
  failed(error: Error): void
}

export interface Exchange {
  /** Sends the request. */
  begin(): void
  pause(): void
  resume(): void
  /** Closes the connection, unless all of the answer came; nothing more is heard. */
  close(): void
  /** Nothing more is heard; what still comes is let pass for so long, so that the connection can be used again. */
  release(clock: Clock, ms: number): void
}

const CLOSED = new Error('closed by us')

/**
 * One request, still to be sent. undici's dispatch is used bare: `request` would put a stream around each answer, and would not let go of
 * a request that still waits for its connection.
 */
export function exchange(dispatcher: Dispatcher, outgoing: Outgoing, listener: Listener): Exchange {
  let controller: Dispatcher.DispatchController | undefined
  let over = false
  let heard = true

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started
      if (heard) listener.sent()
      else started.abort(CLOSED)
    },
    onResponseStart(_controller, status, headers) {
      if (heard && status >= 200) listener.head(status, headers)
    },
    onResponseData(_controller, bytes) {
      if (heard) listener.data(bytes)
    },
    onResponseEnd() {
      over = true
      if (heard) listener.end()
    },
    onResponseError(_controller, error) {
      over = true
      if (heard) listener.failed(error)
    },
  }
  const close = () => {
    heard = false
    if (!over) controller?.abort(CLOSED)
  }
  return {
    begin: () => void dispatcher.dispatch({ ...outgoing, method: 'POST', headersTimeout: 0, bodyTimeout: 0 }, handler),
    pause: () => controller?.pause(),
    resume: () => controller?.resume(),
    close,
    release(clock, ms) {
      heard = false
      if (!over) clock.deadline(ms, close)
    },
  }
}
