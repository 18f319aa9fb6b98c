import { contentHash } from '../shared/canonical-json'
import type { Clock } from '../shared/clock'
import { ConcordError, ShuttingDown } from '../shared/errors'
import type { Random } from '../shared/random'
import type { Trace } from '../shared/trace'
import type { Breaker, Verdict } from './breaker'
import { type Attempt, type AttemptOutcome, type ChatMessage, type ChatOptions, type Completion, PROVIDER_TITLES, type ProviderName } from './chat'
import type { Call, Endpoint } from './contact'
import { allFailed, keyMissing, type ModelError, providerError } from './error'
import { CANCELLED, countsAgainstProvider, type Failure, failed, type Outcome, timedOut } from './failure'
import type { CallRecord, KeySource, ServedKey } from './record'
import { nextStep, type RetrySettings } from './retry'
import type { Stop, Wish } from './route'

/** One request to a language model. */
export interface GatewayRequest extends Wish {
  readonly messages: readonly ChatMessage[]
  readonly options: ChatOptions
  /** Whose keys are used, and which trace it belongs to. */
  readonly caller: { readonly personId: string; readonly trace: Trace }
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
  readonly settings: RetrySettings & { readonly totalMs: number }
  /** Told about each attempt that was sent, as it ends. */
  readonly observe: (provider: ProviderName, outcome: AttemptOutcome, durationMs: number) => void
}

/** One request on its way through the providers. */
export interface Pursuit {
  readonly parts: PursuitParts
  readonly request: GatewayRequest
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

export function begin(parts: PursuitParts, request: GatewayRequest, signal: AbortSignal, streaming: boolean): Pursuit {
  const startedAt = parts.clock.monotonic()
  const totalDue = startedAt + parts.settings.totalMs
  return { parts, request, signal, streaming, startedAt, totalDue, attempts: [], failures: new Map(), recordId: undefined }
}

/**
 * The one attempt loop: asks one provider after the other until one answers. Throws ModelError when none does, the signal's reason
 * when the caller has gone, and whatever the record or the keys threw.
 */
export async function pursue<T>(pursuit: Pursuit, stops: readonly Stop[], ask: Ask<T>): Promise<Won<T>> {
  for (const [index, stop] of stops.entries()) {
    const target = await targetOf(pursuit, stop)
    if (target === undefined) {
      passOver(pursuit, stop)
      continue
    }
    const result = await askProvider(pursuit, target, stops.slice(index + 1), ask)
    if (result.kind === 'answered') return { stop, value: result.value }
    if (result.kind === 'cancelled') throw pursuit.signal.reason
    if (result.kind === 'end') break
  }
  throw defeat(pursuit, stops)
}

async function targetOf({ parts, request }: Pursuit, stop: Stop): Promise<Target | undefined> {
  const endpoint = parts.endpoints.get(stop.provider)
  const served = endpoint && (await parts.keys.keyFor(request.caller.personId, stop.provider))
  return endpoint && served && { stop, endpoint, served }
}

function passOver({ parts, attempts }: Pursuit, stop: Stop): void {
  const name = PROVIDER_TITLES[stop.provider]
  const reason = parts.endpoints.has(stop.provider) ? `there is no key for ${name}` : `${name} is not set up here`
  attempts.push({ ...stop, outcome: 'passed_over', durationMs: 0, reason })
}

type Result<T> = { readonly kind: 'answered'; readonly value: T } | { readonly kind: 'cancelled' | 'next_provider' | 'end' }

/** One provider, with its waits and tries again. */
async function askProvider<T>(pursuit: Pursuit, target: Target, later: readonly Stop[], ask: Ask<T>): Promise<Result<T>> {
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
      another: limited && (await anyReady(pursuit, later)),
    }
    const next = nextStep(standing, settings, random.next())
    if (next.kind !== 'retry') return next
    if (limited) waits += 1
    else retries += 1
    await clock.sleep(next.afterMs, pursuit.signal)
  }
}

/** Whether one of these could be asked at once. */
async function anyReady(pursuit: Pursuit, stops: readonly Stop[]): Promise<boolean> {
  for (const stop of stops) {
    const target = await targetOf(pursuit, stop)
    if (target?.endpoint.breaker.wait() === 0) return true
  }
  return false
}

async function askOnce<T>(pursuit: Pursuit, target: Target, ask: Ask<T>): Promise<Outcome<T>> {
  const { clock, keys } = pursuit.parts
  const { breaker } = target.endpoint
  if (pursuit.signal.aborted) return CANCELLED
  if (clock.monotonic() >= pursuit.totalDue) return unsent(pursuit, target, timedOut('total'))
  const admission = breaker.admit()
  if (admission === undefined) {
    return unsent(pursuit, target, {
      kind: 'provider_unavailable',
      passing: false,
      waitMs: breaker.wait(),
      reason: 'it failed too often of late and is left alone',
    })
  }
  const outcome = await send(
    pursuit,
    target,
    once((verdict) => breaker.settle(admission, verdict)),
    ask,
  )
  if (outcome.kind !== 'failed') return outcome
  const failure = withBreakerWait(outcome.failure, breaker)
  pursuit.failures.set(target.stop.provider, failure)
  if (failure.kind === 'provider_credentials_rejected') {
    await keys.rejected(pursuit.request.caller.personId, target.stop.provider, target.served)
  }
  return failed(failure)
}

function unsent(pursuit: Pursuit, { stop }: Target, failure: Failure): Outcome<never> {
  pursuit.attempts.push({ ...stop, outcome: failure.kind, durationMs: 0, reason: failure.reason })
  pursuit.failures.set(stop.provider, failure)
  return failed(failure)
}

/** The breaker knows best when an unavailable provider is worth asking again. */
function withBreakerWait(failure: Failure, breaker: Breaker): Failure {
  const waitMs = breaker.wait()
  return failure.kind === 'provider_unavailable' && waitMs > 0 ? { ...failure, waitMs } : failure
}

type Settle = (verdict: Verdict) => void

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
    const question = { model: stop.model, messages: request.messages, options: request.options }
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
  return (outcome) => {
    const attempt = attemptOf(stop, outcome, parts.clock.monotonic() - startedAt)
    attempts.push(attempt)
    settle(verdictOf(outcome))
    parts.observe(stop.provider, attempt.outcome, attempt.durationMs)
  }
}

const writeAsked = ({ parts, request, streaming }: Pursuit, { provider, model }: Stop): Promise<string> =>
  parts.record.asked({
    personId: request.caller.personId,
    provider,
    model,
    contentHash: contentHash(request.messages),
    traceId: request.caller.trace.traceId,
    streaming,
  })

function attemptOf(stop: Stop, outcome: Outcome<unknown>, durationMs: number): Attempt {
  if (outcome.kind === 'answered') return { ...stop, outcome: 'answered', status: 200, durationMs }
  if (outcome.kind === 'cancelled') return { ...stop, outcome: 'cancelled', durationMs }
  const { kind, reason, status } = outcome.failure
  return { ...stop, outcome: kind, durationMs, reason, ...(status === undefined ? {} : { status }) }
}

function verdictOf(outcome: Outcome<unknown>): Verdict {
  if (outcome.kind === 'answered') return 'success'
  if (outcome.kind === 'cancelled') return 'cancelled'
  return countsAgainstProvider(outcome.failure) ? 'failure' : 'neutral'
}

/** What the caller is told when nobody answered (INTG-04.13, .15). */
function defeat({ failures, attempts }: Pursuit, stops: readonly Stop[]): ModelError {
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

/** How a request ended for its caller: with an answer, or with what it was told instead. */
export type End = { readonly completion: Completion; readonly stop: Stop } | { readonly error: unknown }

/** The reader left before the end. */
export const LEFT: End = { error: undefined }

/** Writes down how it ended, if anything was sent. An answer that cannot be written down is none: rejects. Other ends are told anyway. */
export async function conclude(pursuit: Pursuit, end: End): Promise<void> {
  const { parts, attempts, recordId } = pursuit
  if (recordId === undefined) return
  const common = { attempts, durationMs: parts.clock.monotonic() - pursuit.startedAt }
  try {
    const written = parts.record.ended(recordId, { ...endOf(pursuit, end), ...common })
    if (written !== undefined) await written
  } catch (error) {
    if ('completion' in end) throw error
  }
}

function endOf({ signal }: Pursuit, end: End) {
  if ('completion' in end) {
    const { model, usage } = end.completion
    return { outcome: 'answered', provider: end.stop.provider, model, usage } as const
  }
  const { error } = end
  if (end === LEFT || (signal.aborted && error === signal.reason))
    return { outcome: signal.reason instanceof ShuttingDown ? 'interrupted' : 'cancelled' } as const
  return { outcome: 'failed', code: error instanceof ConcordError ? error.code : 'internal_error' } as const
}
