import type { Dispatcher } from 'undici'
import type { Clock } from '../shared/clock'
import type { Completion, Question } from './chat'
import { classifyConnection } from './classify'
import { createWatch, type DeadlineSettings } from './deadlines'
import { exchange, type Listener } from './exchange'
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
  let over = false
  let sent = false
  const leave = (outcome: Outcome<Completion>) => {
    over = true
    watch.stop()
    call.signal.removeEventListener('abort', cancel)
    call.over(outcome, sent)
  }
  const lose = (outcome: Outcome<never>) => {
    if (over) return
    leave(outcome)
    link.close()
    receiver.lost(outcome)
  }
  const fail = (failure: Failure) => lose(failed(withoutKey(failure, call.key)))
  const cancel = () => lose(CANCELLED)
  const watch = createWatch(wire.clock, call.totalDue, (deadline) => fail(timedOut(deadline)))
  const expectMore = () => watch.expect('silence', wire.deadlines.idleMs)
  const link = exchange(wire.dispatcher, outgoing(endpoint, call, manner), {
    sent() {
      sent = true
      watch.expect('first_byte', wire.deadlines.firstByteMs)
    },
    ...listen({ clock: wire.clock, endpoint, manner, receiver, expectMore, fail }),
  })
  call.signal.addEventListener('abort', cancel)
  link.begin()

  return {
    fail,
    cancel,
    pause() {
      watch.rest()
      link.pause()
    },
    resume() {
      expectMore()
      link.resume()
    },
    done(completion) {
      leave(answered(completion))
      link.release(wire.clock, LINGER_MS)
    },
  }
}

interface Listening {
  readonly clock: Clock
  readonly endpoint: Endpoint
  readonly manner: Manner
  readonly receiver: Receiver
  readonly expectMore: () => void
  readonly fail: (failure: Failure) => void
}

function listen({ clock, endpoint, manner, receiver, expectMore, fail }: Listening): Omit<Listener, 'sent'> {
  let refusing: Refusing | undefined
  let begun = false
  return {
    head(status, headers) {
      const type = header(headers, 'content-type')
      begun = status === 200
      if (!begun) refusing = createRefusing(status, headers, endpoint.provider.complaint)
      else if (typeOf(type) !== TYPES[manner]) fail(badResponse(`it sent ${type ?? 'something without a content type'}`, status))
    },
    data(bytes) {
      expectMore()
      if (refusing === undefined) receiver.data(bytes)
      else if (!refusing.take(bytes)) fail(refusing.failure(clock.now()))
    },
    end() {
      if (refusing === undefined) receiver.end()
      else fail(refusing.failure(clock.now()))
    },
    failed(error) {
      if (refusing !== undefined) return fail(refusing.failure(clock.now()))
      const failure = classifyConnection(error)
      fail(begun && manner === 'streaming' ? { kind: 'provider_stream_incomplete', reason: failure.reason, status: 200 } : failure)
    },
  }
}

const outgoing = ({ provider, origin, path }: Endpoint, { question, key, traceparent }: Call, manner: Manner) => ({
  origin,
  path,
  headers: [...provider.headers(key), 'traceparent', traceparent, 'user-agent', 'concord'],
  body: provider.body(question, manner === 'streaming'),
})

/** A content type without its parameters. */
const typeOf = (given: string | undefined): string | undefined => given?.split(';', 1)[0]?.trim().toLowerCase()

function withoutKey(failure: Failure, key: string): Failure {
  const clean = { ...failure, reason: scrub(failure.reason, key) }
  return clean.field === undefined ? clean : { ...clean, field: scrub(clean.field, key) }
}
