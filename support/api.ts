import { type Dispatcher, request } from 'undici'
import type { Conformance } from './conformance'
import { type ReadEvent, readEvents } from './event-stream'
import type { Reply } from './reply'
import { openSocket, type Socket } from './socket'

/** An answer that arrives in parts. */
export interface LiveReply {
  readonly reply: Reply | undefined
  /** What has arrived so far, in order. */
  readonly events: readonly ReadEvent[]
  /** Resolves when the stream has ended, however it ended. */
  readonly ended: Promise<'complete' | 'cut'>
  leave(): void
}

export interface Call {
  readonly body?: unknown
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** The platform's API as one person uses it. */
export interface Api {
  call(method: Dispatcher.HttpMethod, path: string, call?: Call): Promise<Reply>
  /** Resolves with the first event, or with the answer if it is no stream. */
  live(method: Dispatcher.HttpMethod, path: string, call?: Call): Promise<LiveReply>
  /** Opens a two-way line. Rejects if it is not opened. */
  open(path: string): Promise<Socket>
  /** Where the platform is, and the headers that are sent: for whoever speaks to it without this client. */
  readonly origin: string
  readonly identity: Readonly<Record<string, string>>
}

interface Deps {
  readonly origin: string
  readonly dispatcher: Dispatcher
  /** Every answer is held against the published description. */
  readonly conformance: Conformance | undefined
}

export function createApi({ origin, dispatcher, conformance }: Deps): (headers: Readonly<Record<string, string>>) => Api {
  const send = (identity: Readonly<Record<string, string>>, method: Dispatcher.HttpMethod, path: string, call: Call) => {
    const content = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
    return request(origin + path, {
      method,
      dispatcher,
      headers: { ...(content === undefined ? {} : { 'content-type': 'application/json' }), ...identity, ...call.headers },
      ...(content === undefined ? {} : { body: content }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    })
  }
  const whole = async (method: string, path: string, response: Dispatcher.ResponseData): Promise<Reply> => {
    const text = await response.body.text()
    const reply: Reply = { method, path, status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) }
    conformance?.check(reply)
    return reply
  }

  return (identity) => ({
    origin,
    identity,
    open: (path) => openSocket(origin, path, identity),
    async call(method, path, call = {}) {
      return whole(method, path, await send(identity, method, path, call))
    },
    async live(method, path, call = {}) {
      const controller = new AbortController()
      const response = await send(identity, method, path, { ...call, signal: controller.signal })
      const type = String(response.headers['content-type'] ?? '')
      if (!type.startsWith('text/event-stream')) {
        return { reply: await whole(method, path, response), events: [], ended: Promise.resolve('complete'), leave: () => {} }
      }
      const events: ReadEvent[] = []
      const ended = readEvents(response.body, (event) => events.push(event)).then(
        () => 'complete' as const,
        () => 'cut' as const,
      )
      return { reply: undefined, events, ended, leave: () => controller.abort() }
    },
  })
}
