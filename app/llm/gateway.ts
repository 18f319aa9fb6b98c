import type { Dispatcher } from 'undici'
import type { Most } from '../people/budget'
import type { Clock } from '../shared/clock'
import type { Random } from '../shared/random'
import { type BreakerState, createBreaker } from './breaker'
import type { Answer, AttemptOutcome, Completion, ProviderName, StreamPart } from './chat'
import { conclude, type End } from './conclusion'
import type { Wire } from './contact'
import { mostOf, spentOn } from './cost'
import type { DeadlineSettings } from './deadlines'
import { providerError } from './error'
import { answered, type Outcome } from './failure'
import { askWhole } from './plain-answer'
import { anthropic } from './providers/anthropic'
import { openai } from './providers/openai'
import type { Provider } from './providers/provider'
import { type Ask, begin, type GatewayRequest, type Guarded, type Pursuit, pursue } from './pursuit'
import type { CallRecord, EndedCall, KeySource } from './record'
import { attemptsPermitted, type RetrySettings } from './retry'
import { itinerary, type ModelEntry, type ProviderSettings, type Stop } from './route'
import { openWords, type WordStep, type WordStream } from './word-stream'

export type { GatewayRequest } from './pursuit'
export type { AskedCall, CallRecord, EndedCall, KeySource, ServedKey } from './record'
export type { ModelEntry, ProviderSettings } from './route'

/** Times in milliseconds. */
export interface GatewaySettings extends DeadlineSettings, RetrySettings {
  /** In the order in which they are asked. */
  readonly providers: readonly ProviderSettings[]
  readonly models: readonly ModelEntry[]
  /** Failures in a row that open a provider's breaker; 0 switches breakers off. */
  readonly breakerFailures: number
  readonly breakerOpenMs: number
}

/** What the metrics want to know. */
export interface GatewayObserver {
  attempt(provider: ProviderName, outcome: AttemptOutcome, durationMs: number): void
  breaker(provider: ProviderName, state: BreakerState['kind']): void
}

export interface GatewayParts {
  readonly clock: Clock
  readonly random: Random
  readonly dispatcher: Dispatcher
  readonly keys: KeySource
  readonly record: CallRecord
  readonly settings: GatewaySettings
  readonly observe: GatewayObserver
}

/** The way to the language models (INTG-04.1 to .16). */
export interface Gateway {
  /**
   * The whole answer of the first provider that gives one. Throws a ModelError with every attempt when none does, and the
   * signal's reason when it is aborted, which closes the connection at once.
   */
  ask(request: GatewayRequest, signal: AbortSignal): Promise<Answer>
  /**
   * The same, word by word: `start` comes with the first word of one provider; providers change
   * only before it. A stream that breaks off throws after the words that came. Leaving the loop closes the connection; abort the signal before, else it counts as failed.
   */
  stream(request: GatewayRequest, signal: AbortSignal): AsyncIterable<StreamPart>
  /** The most that all attempts permitted for a request can cost. Pure. */
  most(request: Omit<GatewayRequest, 'caller'>): Most
  /** What a call that has ended cost, in billionths of the currency; undefined if nobody knows. Pure. */
  spent(call: EndedCall): number | undefined
  /** The models that can be named, each once: those configured, then the providers' own. */
  models(): readonly ModelEntry[]
}

const PROVIDERS: Readonly<Record<ProviderName, Provider>> = { openai, anthropic }

export function createGateway({ clock, random, dispatcher, keys, record, settings, observe }: GatewayParts): Gateway {
  const wire: Wire = { clock, dispatcher, deadlines: settings }
  const endpoints = new Map(settings.providers.map((provider) => [provider.name, guarded(clock, provider, settings, observe)]))
  const parts = { clock, random, keys, record, endpoints, settings, observe: observe.attempt }
  const route = (request: Omit<GatewayRequest, 'caller'>) => itinerary(request, settings.providers, settings.models)
  const whole: Ask<Completion> = (endpoint, call) => askWhole(wire, endpoint, call)
  const words: Ask<Heard> = async (endpoint, call) => listened(openWords(wire, endpoint, call))

  return {
    async ask(request, signal) {
      const pursuit = begin(parts, request, { stops: route(request), signal, streaming: false })
      const won = await pursue(pursuit, whole).catch((error: unknown) => concludeWith(pursuit, error))
      conclude(pursuit, { won })
      return { ...won.value, provider: won.stop.provider, attempts: pursuit.attempts }
    },
    stream: (request, signal) => told(begin(parts, request, { stops: route(request), signal, streaming: true }), words),
    most(request) {
      return mostOf(request, route(request), { models: settings.models, attempts: attemptsPermitted(settings) })
    },
    spent(call) {
      return spentOn(call, settings.models)
    },
    models() {
      return modelsOf(settings)
    },
  }
}

function guarded(clock: Clock, { name, baseUrl }: ProviderSettings, settings: GatewaySettings, observe: GatewayObserver): Guarded {
  const provider = PROVIDERS[name]
  const { origin, pathname } = new URL(baseUrl)
  function tell(state: BreakerState['kind']): void {
    observe.breaker(name, state)
  }
  const breaker = createBreaker(clock, { failures: settings.breakerFailures, openMs: settings.breakerOpenMs }, tell)
  return { provider, origin, path: `${pathname.replace(/\/+$/, '')}${provider.path}`, breaker }
}

function modelsOf({ models, providers }: GatewaySettings): readonly ModelEntry[] {
  const all = [...models.map(({ id, provider }) => ({ id, provider })), ...providers.map(({ name, model }) => ({ id: model, provider: name }))]
  return all.filter((entry, index) => all.findIndex((other) => other.id === entry.id) === index)
}

/** The end is on its way to the record before the caller is told. */
function concludeWith(pursuit: Pursuit, error: unknown): never {
  conclude(pursuit, { error })
  throw error
}

/** A stream whose first step has come. */
interface Heard {
  readonly stream: WordStream
  readonly first: WordStep
}

async function listened(stream: WordStream): Promise<Outcome<Heard>> {
  const first = await stream.next()
  return first.kind === 'text' || first.kind === 'answered' ? answered({ stream, first }) : first
}

async function* told(pursuit: Pursuit, words: Ask<Heard>): AsyncGenerator<StreamPart, void> {
  let end: End = {}
  let heard: Heard | undefined
  let answer: Answer
  try {
    const { stop, value } = await pursue(pursuit, words)
    heard = value
    yield { kind: 'start', ...stop }
    const completion = yield* spoken(pursuit, stop, heard)
    end = { won: { stop, value: completion } }
    answer = { ...completion, provider: stop.provider, attempts: pursuit.attempts }
  } catch (error) {
    end = { error }
    throw error
  } finally {
    heard?.stream.close()
    conclude(pursuit, end)
  }
  yield { kind: 'end', answer }
}

async function* spoken(pursuit: Pursuit, stop: Stop, { stream, first }: Heard): AsyncGenerator<StreamPart, Completion> {
  for (let step = first; ; step = await stream.next()) {
    switch (step.kind) {
      case 'text':
        yield { kind: 'delta', text: step.text }
        break
      case 'answered':
        return step.value
      case 'cancelled':
        throw pursuit.signal.reason
      case 'failed':
        throw providerError(stop.provider, step.failure, pursuit.attempts)
    }
  }
}
