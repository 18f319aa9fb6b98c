import type { Most } from '../people/budget'
import type { Clock } from '../shared/clock'
import type { Random } from '../shared/random'
import type { Trace } from '../shared/trace'
import type { Breaker, Settle, Verdict } from './breaker'
import { type Attempt, type AttemptOutcome, type ChatMessage, type ChatOptions, PROVIDER_TITLES, type ProviderName } from './chat'
import type { Call, Endpoint } from './contact'
import { longestAnswer, mostOf } from './cost'
import { allFailed, keyMissing, type ModelError, providerError } from './error'
import { CANCELLED, countsAgainstProvider, type Failure, failed, type Outcome } from './failure'
import { messagesHash } from './messages-hash'
import type { CallRecord, KeySource, ServedKey } from './record'
import { attemptsPermitted, nextStep, type RetrySettings } from './retry'
import type { ModelEntry, Stop, Wish } from './route'

/** One request to a language model. */
export interface GatewayRequest extends Wish {
  readonly messages: readonly ChatMessage[]
  readonly options: ChatOptions
  /** Whose keys are used, and which trace it belongs to. */
  readonly caller: { readonly personId: string; readonly trace: Trace }
  /** Where this call is written down, if not where all others are. */
  readonly record?: CallRecord | undefined
}

/** A provider that can be asked, behind its breaker. */
export interface Guarded extends Endpoint {
  readonly breaker: Breaker
}

export interface PursuitParts {
  readonly clock: Clock
  readonly random: Random
  readonly keys: KeySource
  readonly record: CallRecord
  readonly endpoints: ReadonlyMap<ProviderName, Guarded>
  readonly settings: RetrySettings & { readonly totalMs: number; readonly models: readonly ModelEntry[] }
  /** Told about each attempt that was sent, as it ends. */
  readonly observe: (provider: ProviderName, outcome: AttemptOutcome, durationMs: number) => void
}

/** One request on its way through the providers. */
export interface Pursuit {
  readonly parts: PursuitParts
  readonly request: GatewayRequest
  /** Who is asked, in order. */
  readonly stops: readonly Stop[]
  readonly signal: AbortSignal
  readonly streaming: boolean
  readonly startedAt: number
  readonly totalDue: number
  readonly attempts: Attempt[]
  /** The last failure of each provider that was asked, in that order. */
  readonly failures: Map<ProviderName, Failure>
  recordId: string | undefined
}

/** Asks one provider once: resolves with the answer or, streaming, with its first word. Never rejects; tells `call.over` the end. */
export type Ask<T> = (endpoint: Endpoint, call: Call) => Promise<Outcome<T>>

/** What was won, and from whom. */
export interface Won<T> {
  readonly stop: Stop
  readonly value: T
}

/** A provider on the way, with the key it is asked with. */
interface Target {
  readonly stop: Stop
  readonly endpoint: Guarded
  readonly served: ServedKey
}

export interface Going {
  readonly stops: readonly Stop[]
  readonly signal: AbortSignal
  readonly streaming: boolean
}

export function begin(parts: PursuitParts, request: GatewayRequest, going: Going): Pursuit {
  const startedAt = parts.clock.monotonic()
  const totalDue = startedAt + parts.settings.totalMs
  return { parts, request, ...going, startedAt, totalDue, attempts: [], failures: new Map(), recordId: undefined }
}

/**
 * The one attempt loop: asks one provider after the other until one answers. Throws ModelError when none does, the signal's reason
 * when the caller has gone, and whatever the record or the keys threw.
 */
export async function pursue<T>(pursuit: Pursuit, ask: Ask<T>): Promise<Won<T>> {
  for (const stop of pursuit.stops) {
    const target = await targetOf(pursuit, stop)
    if (target === undefined) {
      passOver(pursuit, stop)
      continue
    }
    const result = await askProvider(pursuit, target, ask)
    if (result.kind === 'answered') return { stop, value: result.value }
    if (result.kind === 'cancelled') throw pursuit.signal.reason
    if (result.kind === 'end') break
  }
  throw defeat(pursuit)
}

async function targetOf({ parts, request }: Pursuit, stop: Stop): Promise<Target | undefined> {
  const endpoint = parts.endpoints.get(stop.provider)
  const served = endpoint && (await parts.keys.keyFor(request.caller.personId, stop.provider))
  return endpoint && served && { stop, endpoint, served }
}

function passOver({ parts, attempts }: Pursuit, stop: Stop): void {
  const name = PROVIDER_TITLES[stop.provider]
  const reason = parts.endpoints.has(stop.provider) ? `there is no key for ${name}` : `${name} is not set up here`
  attempts.push({ ...stop, outcome: 'passed_over', durationMs: 0, reason, unsent: true })
}

type Result<T> = { readonly kind: 'answered'; readonly value: T } | { readonly kind: 'cancelled' | 'next_provider' | 'end' }

/** One provider, with its waits and tries again. */
async function askProvider<T>(pursuit: Pursuit, target: Target, ask: Ask<T>): Promise<Result<T>> {
  const { clock, random, settings } = pursuit.parts
  let [waits, retries] = [0, 0]
  for (;;) {
    const outcome = await askOnce(pursuit, target, ask)
    if (outcome.kind !== 'failed') return outcome
    const { failure } = outcome
    const limited = failure.kind === 'provider_rate_limited'
    const standing = {
      failure,
      waits,
      retries,
      remainingMs: pursuit.totalDue - clock.monotonic(),
      breakerClosed: target.endpoint.breaker.wait() === 0,
      another: limited && (await anyReady(pursuit, target.stop)),
    }
    const next = nextStep(standing, settings, random.next())
    if (next.kind !== 'retry') return next
    if (limited) waits += 1
    else retries += 1
    await clock.sleep(next.afterMs, pursuit.signal)
  }
}

/** Whether one of those after this could be asked at once. */
async function anyReady(pursuit: Pursuit, after: Stop): Promise<boolean> {
  for (const stop of pursuit.stops.slice(pursuit.stops.indexOf(after) + 1)) {
    const target = await targetOf(pursuit, stop)
    if (target?.endpoint.breaker.wait() === 0) return true
  }
  return false
}

async function askOnce<T>(pursuit: Pursuit, target: Target, ask: Ask<T>): Promise<Outcome<T>> {
  const { keys } = pursuit.parts
  const { breaker } = target.endpoint
  const settle = breaker.admit()
  if (settle === undefined) {
    return unsent(pursuit, target, {
      kind: 'provider_unavailable',
      passing: false,
      waitMs: breaker.wait(),
      reason: 'it failed too often of late and is left alone',
    })
  }
  const outcome = await send(pursuit, target, once(settle), ask)
  if (outcome.kind !== 'failed') return outcome
  const failure = withBreakerWait(outcome.failure, breaker)
  pursuit.failures.set(target.stop.provider, failure)
  if (failure.kind === 'provider_credentials_rejected') {
    await keys.rejected(pursuit.request.caller.personId, target.stop.provider, target.served)
  }
  return failed(failure)
}

function unsent(pursuit: Pursuit, { stop }: Target, failure: Failure): Outcome<never> {
  pursuit.attempts.push({ ...stop, outcome: failure.kind, durationMs: 0, reason: failure.reason, unsent: true })
  pursuit.failures.set(stop.provider, failure)
  return failed(failure)
}

/** The breaker knows best when an unavailable provider is worth asking again. */
function withBreakerWait(failure: Failure, breaker: Breaker): Failure {
  const waitMs = breaker.wait()
  return failure.kind === 'provider_unavailable' && waitMs > 0 ? { ...failure, waitMs } : failure
}

/** Lets only the first verdict through. */
function once(settle: Settle): Settle {
  let open = true
  return (verdict) => {
    if (open) settle(verdict)
    open = false
  }
}

/** The contact itself, written down before it is made. Whatever happens, the breaker gets its verdict. */
async function send<T>(pursuit: Pursuit, target: Target, settle: Settle, ask: Ask<T>): Promise<Outcome<T>> {
  const { request, signal, totalDue } = pursuit
  const { stop, endpoint, served } = target
  try {
    pursuit.recordId ??= await writeAsked(pursuit, stop)
    if (signal.aborted) {
      settle('cancelled')
      return CANCELLED
    }
    const options = { ...request.options, maxTokens: longestAnswer(stop, request.options, pursuit.parts.settings.models) }
    const question = { model: stop.model, messages: request.messages, options }
    const over = ending(pursuit, stop, settle)
    return await ask(endpoint, { question, key: served.key, traceparent: request.caller.trace.traceparent, signal, totalDue, over })
  } catch (error) {
    settle('cancelled')
    throw error
  }
}

/** Notes how an attempt that begins now will have ended. */
function ending({ parts, attempts }: Pursuit, stop: Stop, settle: Settle): Call['over'] {
  const startedAt = parts.clock.monotonic()
  return (outcome, sent) => {
    const ended = attemptOf(stop, outcome, parts.clock.monotonic() - startedAt)
    const attempt: Attempt = sent ? ended : { ...ended, unsent: true }
    attempts.push(attempt)
    settle(verdictOf(outcome))
    parts.observe(stop.provider, attempt.outcome, attempt.durationMs)
  }
}

/** The most that it can cost. */
const costOf = ({ parts: { settings }, request, stops }: Pursuit): Most =>
  mostOf(request, stops, { models: settings.models, attempts: attemptsPermitted(settings) })

/** Where this request is written down. */
export const recordOf = ({ parts, request }: Pursuit): CallRecord => request.record ?? parts.record

const writeAsked = (pursuit: Pursuit, { provider, model }: Stop): Promise<string> => {
  const { request, streaming } = pursuit
  return recordOf(pursuit).asked({
    personId: request.caller.personId,
    provider,
    model,
    contentHash: messagesHash(request.messages),
    most: costOf(pursuit),
    traceId: request.caller.trace.traceId,
    streaming,
  })
}

function attemptOf(stop: Stop, outcome: Outcome<unknown>, durationMs: number): Attempt {
  if (outcome.kind === 'answered') return { ...stop, outcome: 'answered', status: 200, durationMs }
  if (outcome.kind === 'cancelled') return { ...stop, outcome: 'cancelled', durationMs }
  const { kind, reason, status } = outcome.failure
  return { ...stop, outcome: kind, durationMs, reason, status }
}

function verdictOf(outcome: Outcome<unknown>): Verdict {
  if (outcome.kind === 'answered') return 'success'
  if (outcome.kind === 'cancelled') return 'cancelled'
  return countsAgainstProvider(outcome.failure) ? 'failure' : 'neutral'
}

/** What the caller is told when nobody answered (INTG-04.13, .15). */
function defeat({ failures, attempts, stops }: Pursuit): ModelError {
  const last = [...failures].at(-1)
  if (last === undefined)
    return keyMissing(
      stops.map((stop) => stop.provider),
      attempts,
    )
  const [provider, failure] = last
  const endsAll = failure.kind === 'invalid_request' || (failure.kind === 'provider_timed_out' && failure.deadline === 'total')
  return failures.size === 1 || endsAll ? providerError(provider, failure, attempts) : allFailed(failures, attempts)
}
