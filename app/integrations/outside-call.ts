import type { Clock } from '../shared/clock'
import { ShuttingDown } from '../shared/errors'
import type { Trace } from '../shared/trace'

/** An answer of an outside service that came whole. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/**
 * What an official client sends its requests through, and what is known of them however the client words its errors:
 * each takes the trace along, stops with the signal, and follows no redirect.
 */
export interface OutsideCall {
  fetch(url: string | URL, init?: object): Promise<Response>
  /** The latest answer, if it came whole. */
  answered(): Answered | undefined
  /** Why the latest request got none. */
  broken(): Error | undefined
}

const WITHOUT_BODY = [204, 205, 304]

/** The requests of one call. `fetch` is taken from the globe at each request, so that whoever watches the network sees it. */
export function outsideCall({ trace, signal }: { trace: Trace; signal: AbortSignal }): OutsideCall {
  let answered: Answered | undefined
  let broken: Error | undefined

  const whole = async (url: string | URL, init: RequestInit): Promise<Response> => {
    const response = await fetch(url, init)
    const body = await response.arrayBuffer()
    answered = { status: response.status, headers: Object.fromEntries(response.headers) }
    return new Response(WITHOUT_BODY.includes(response.status) ? null : body, response)
  }

  return {
    async fetch(url, init: RequestInit = {}) {
      answered = broken = undefined
      try {
        const headers = new Headers(init.headers)
        headers.set('traceparent', trace.traceparent)
        return await whole(url, { ...init, headers, signal, redirect: 'manual' })
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error))
        throw broken
      }
    },
    answered: () => answered,
    broken: () => broken,
  }
}

/** A call took longer than it may. */
export class DeadlinePassed extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
    this.name = 'DeadlinePassed'
  }
}

interface Limits {
  readonly clock: Clock
  readonly ms: number
  /** Whichever is aborted first ends it too. */
  readonly signals?: readonly AbortSignal[]
}

/** Runs `work` for at most `ms`; rejects at once when that has passed or a signal was aborted, whether or not the work heeds its own signal. */
export async function within<T>({ clock, ms, signals = [] }: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const ended = Promise.withResolvers<never>()
  const end = (reason: Error) => {
    controller.abort(reason)
    ended.reject(reason)
  }
  const stops = signals.map((signal) => whenAborted(signal, end))
  const cancel = clock.deadline(ms, () => end(new DeadlinePassed(ms)))
  try {
    return await Promise.race([ended.promise, work(controller.signal)])
  } finally {
    for (const stop of [cancel, ...stops]) stop()
  }
}

/** Calls `then` when the signal is aborted, at once if it is already; the answer undoes it. */
function whenAborted(signal: AbortSignal, then: (reason: Error) => void): () => void {
  const listener = () => then(signal.reason)
  if (signal.aborted) listener()
  else signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}

const BEFORE_SENDING = ['connect', 'getaddrinfo']
const CERTIFICATE = /^(?:ERR_TLS_CERT|CERT_|CRL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/

/**
 * Whether a request certainly never left: no address was found, no connection came about, or the service could not prove who it is.
 * Everything else that breaks may have arrived. Pure.
 */
export function neverLeft(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverLeft)
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall !== undefined && BEFORE_SENDING.includes(syscall)) return true
  if (code !== undefined && (code === 'UND_ERR_CONNECT_TIMEOUT' || CERTIFICATE.test(code))) return true
  return neverLeft(error.cause)
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its host is unknown',
  EAI_AGAIN: 'its host could not be looked up',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
}

/** In words why a request got no answer; nothing of the address or the request. Pure. */
export function whyNot(error: unknown): string {
  if (error instanceof DeadlinePassed || error instanceof ShuttingDown) return error.message
  const code = codeOf(error)
  if (CERTIFICATE.test(code)) return `no secure connection (${code})`
  return WORDS[code] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`)
}

/** The code that Node or undici gave the error, or the error behind it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause)
}
