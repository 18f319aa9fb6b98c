import type { Dispatcher } from 'undici'
import type { Clock } from '../shared/clock'
import type { Completion, Question } from './chat'
import { classifyConnection } from './classify'
import { createWatch, type DeadlineSettings, type Watch } from './deadlines'
import { type Exchange, exchange, type Listener } from './exchange'
import { answered, badResponse, CANCELLED, type Failure, failed, type Outcome, timedOut } from './failure'
import type { Provider } from './providers/provider'
import { createRefusing, type Refusing } from './refusal'
import { header } from './retry-after'
import { scrub } from './scrub'

/** What every contact with a provider goes through. */
export interface Wire {
  readonly clock: Clock
  readonly dispatcher: Dispatcher
  readonly deadlines: DeadlineSettings
}

/** One provider and where it is. */
export interface Endpoint {
  readonly provider: Provider
  readonly origin: string
  readonly path: string
}

/** One attempt. */
export interface Call {
  readonly question: Question
  readonly key: string
  readonly traceparent: string
  readonly signal: AbortSignal
  /** When the whole request is due, in monotonic time. */
  readonly totalDue: number
  /** Told once, at once, how the attempt ended, whoever still reads, and whether anything of it had gone out. */
  readonly over: (outcome: Outcome<Completion>, sent: boolean) => void
}

/** Takes the body of a success. After `lost` nothing comes any more. */
export interface Receiver {
  data(bytes: Buffer): void
  end(): void
  lost(outcome: Outcome<never>): void
}

export interface Contact {
  pause(): void
  resume(): void
  /** Ends it as a failure and closes the connection. */
  fail(failure: Failure): void
  cancel(): void
  /** The answer is whole. What the provider still sends is let pass for a second, so that the connection can be used again. */
  done(completion: Completion): void
}

type Manner = 'plain' | 'streaming'

const LINGER_MS = 1_000

const TYPES: Readonly<Record<Manner, string>> = { plain: 'application/json', streaming: 'text/event-stream' }

/**
 * Asks a provider once. Whatever ends it early (the connection, a deadline, the caller) is reported as `lost`, once, with secrets taken
 * out, and closes the connection. An answer that is no success, or not of the type asked for, is lost too.
 */
export function contact(wire: Wire, endpoint: Endpoint, call: Call, manner: Manner, receiver: Receiver): Contact {
  const state: State = { over: false, sent: false, begun: false, ended: false, link: undefined, lingering: undefined }
  const lose = (outcome: Outcome<never>) => {
    if (state.over) return
    leave(outcome)
    state.link?.close()
    receiver.lost(outcome)
  }
  const leave = (outcome: Outcome<Completion>) => {
    state.over = true
    watch.stop()
    call.signal.removeEventListener('abort', cancel)
    call.over(outcome, state.sent)
  }
  const fail = (failure: Failure) => lose(failed(withoutKey(failure, call.key)))
  const cancel = () => lose(CANCELLED)
  const watch = createWatch(wire.clock, call.totalDue, (deadline) => fail(timedOut(deadline)))

  call.signal.addEventListener('abort', cancel)
  state.link = exchange(wire.dispatcher, outgoing(endpoint, call, manner), listen({ wire, endpoint, manner, receiver, state, watch, fail }))
  if (state.over) state.link.close()
  else if (!state.sent) watch.rest()

  return {
    fail,
    cancel,
    pause() {
      watch.rest()
      state.link?.pause()
    },
    resume() {
      if (!state.over) watch.expect('silence', wire.deadlines.idleMs)
      state.link?.resume()
    },
    done(completion) {
      if (state.over) return
      leave(answered(completion))
      if (state.ended) return
      state.link?.resume()
      state.lingering = wire.clock.deadline(LINGER_MS, () => state.link?.close())
    },
  }
}

interface State {
  over: boolean
  sent: boolean
  /** A success has begun. */
  begun: boolean
  ended: boolean
  link: Exchange | undefined
  lingering: (() => void) | undefined
}

interface Listening {
  readonly wire: Wire
  readonly endpoint: Endpoint
  readonly manner: Manner
  readonly receiver: Receiver
  readonly state: State
  readonly watch: Watch
  readonly fail: (failure: Failure) => void
}

function listen({ wire: { clock, deadlines }, endpoint, manner, receiver, state, watch, fail }: Listening): Listener {
  let refusing: Refusing | undefined
  const ended = () => {
    state.ended = true
    state.lingering?.()
  }
  return {
    sent() {
      state.sent = true
      watch.expect('first_byte', deadlines.firstByteMs)
    },
    head(status, headers) {
      const type = header(headers, 'content-type')
      state.begun = status === 200
      if (!state.begun) refusing = createRefusing(status, headers, endpoint.provider.complaint)
      else if (!isOfType(type, TYPES[manner])) fail(badResponse(`it sent ${type ?? 'something without a content type'}`, status))
    },
    data(bytes) {
      if (state.over) return
      watch.expect('silence', deadlines.idleMs)
      if (refusing === undefined) receiver.data(bytes)
      else if (!refusing.take(bytes)) fail(refusing.failure(clock.now()))
    },
    end() {
      ended()
      if (state.over) return
      if (refusing === undefined) receiver.end()
      else fail(refusing.failure(clock.now()))
    },
    failed(error) {
      ended()
      if (state.over) return
      if (refusing !== undefined) return fail(refusing.failure(clock.now()))
      const failure = classifyConnection(error)
      fail(state.begun && manner === 'streaming' ? { kind: 'provider_stream_incomplete', reason: failure.reason, status: 200 } : failure)
    },
  }
}

const outgoing = ({ provider, origin, path }: Endpoint, { question, key, traceparent }: Call, manner: Manner) => ({
  origin,
  path,
  headers: [...provider.headers(key, manner === 'streaming'), 'traceparent', traceparent, 'user-agent', 'concord'],
  body: provider.body(question, manner === 'streaming'),
})

/** Whether a content type, whatever its parameters, is the one asked for. */
const isOfType = (given: string | undefined, asked: string): boolean => given?.split(';', 1)[0]?.trim().toLowerCase() === asked

function withoutKey(failure: Failure, key: string): Failure {
  const clean = { ...failure, reason: scrub(failure.reason, key) }
  return clean.kind === 'invalid_request' && clean.field !== undefined ? { ...clean, field: scrub(clean.field, key) } : clean
}
