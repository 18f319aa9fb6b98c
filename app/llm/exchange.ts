import type { Dispatcher } from 'undici'
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
  pause(): void
  resume(): void
  /** Closes the connection, unless all of the answer came; nothing more is heard. */
  close(): void
}

const CLOSED = new Error('closed by us')

/**
 * Sends one request. undici's dispatch is used bare: `request` would put a stream around each answer, and would not let go of
 * a request that still waits for its connection.
 */
export function exchange(dispatcher: Dispatcher, outgoing: Outgoing, listener: Listener): Exchange {
  let controller: Dispatcher.DispatchController | undefined
  let over = false

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      if (over) return started.abort(CLOSED)
      controller = started
      listener.sent()
    },
    onResponseStart(_controller, status, headers) {
      if (!over && status >= 200) listener.head(status, headers)
    },
    onResponseData(_controller, bytes) {
      if (!over) listener.data(bytes)
    },
    onResponseEnd() {
      if (over) return
      over = true
      listener.end()
    },
    onResponseError(_controller, error) {
      if (over) return
      over = true
      listener.failed(error)
    },
  }
  dispatcher.dispatch({ ...outgoing, method: 'POST', headersTimeout: 0, bodyTimeout: 0 }, handler)

  return {
    pause: () => controller?.pause(),
    resume: () => controller?.resume(),
    close() {
      if (over) return
      over = true
      controller?.abort(CLOSED)
    },
  }
}
