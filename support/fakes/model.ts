import type { Clock } from '../../app/shared/clock'
import { answer, page, type Reply, redirect, streamAnswer } from './answers'
import type { Received } from './calls'
import { createScript, type Question, type Said, type Script } from './model-script'
import { begunAndLost, type Frame, type Pace, rambling, type Speech, type StreamMood, sayInWords, sayWhole } from './model-stream'
import { type HttpMood, type RetryAfter, retryHeaders } from './mood'
import { type Circumstances, createService, type Service } from './service'
import { createVoices, type Intention, type Voices } from './voices'

/** How a model provider can be, beside what any service can be. */
export type ModelMood =
  | HttpMood
  | StreamMood
  | { readonly kind: 'overloaded'; readonly retryAfter?: RetryAfter }
  | { readonly kind: 'quota_used_up'; readonly status?: 402 | 429 }
  /** Something in front of it answers in its place, with a page for people. */
  | { readonly kind: 'shielded'; readonly status: number }
  /** Refuses in pages of 32 KiB, each after a wait, without end. */
  | { readonly kind: 'rambles'; readonly everyMs: number }
  /** `naming`: shows the key as what is wrong. */
  | { readonly kind: 'invalid_request'; readonly status?: 400 | 413 | 422; readonly reason?: string; readonly naming?: 'key' }
  /** Refuses credentials, and the connection breaks before all of it is said. */
  | { readonly kind: 'refuses_in_part' }

/** Why a request is refused, for each provider to say in its own words. */
export type Refusal =
  /** `shown` is as much of the key as is repeated. */
  | { readonly kind: 'credentials'; readonly status: 401 | 403; readonly shown?: string }
  | { readonly kind: 'unknown_model'; readonly model: string }
  | { readonly kind: 'invalid'; readonly status: number; readonly reason: string; readonly field?: string; readonly code?: string }
  | { readonly kind: 'rate_limited' }
  | { readonly kind: 'quota'; readonly status?: 402 | 429 }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'unavailable'; readonly status: number }
  | { readonly kind: 'no_such_address' }

/** What a request turns out to be. `violation`: no client may send such a one, whatever its user wants. */
export type Reading =
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'models' }
  | { readonly kind: 'wrong'; readonly refusal: Refusal; readonly violation?: string }

/** The language that one provider speaks. */
export interface Dialect {
  readonly name: string
  readonly hosts: readonly string[]
  credential(received: Received): string | undefined
  read(received: Received): Reading
  refuse(refusal: Refusal): Reply
  /** Headers of every answer: request id and limits. `now` is epoch milliseconds. */
  headers(state: { readonly limited: boolean; readonly now: number }): Record<string, string>
  models(): object
  whole(said: Said): object
  frames(said: Said): readonly Frame[]
  errorFrame(): Frame
}

/** A model provider that says what it is told to say. */
export interface FakeModelProvider extends Service<ModelMood>, Script {
  /** The time between two words of a streamed answer. */
  wordsCome(every: { readonly ms: number }): void
  /** The agents that asked it, by name, one for each question. */
  readonly askedBy: readonly string[]
  /** Refuses this key as a wrong one, in any mood. */
  refusesKey(key: string): void
}

/** What every fake of a model provider needs. Providers that share their voices answer each agent alike. */
export interface Surroundings {
  readonly clock: Clock
  readonly voices?: Voices
}

export function createModelProvider({ clock, dialect, voices = createVoices() }: Surroundings & { readonly dialect: Dialect }): FakeModelProvider {
  const script = createScript()
  const refusedKeys = new Set<string>()
  const askedBy: string[] = []
  let wordEveryMs = 0

  const reply = (refusal: Refusal, headers: Record<string, string> = {}): Response => {
    const { headers: own = {}, ...rest } = dialect.refuse(refusal)
    const limits = dialect.headers({ limited: refusal.kind === 'rate_limited', now: clock.now() })
    return answer({ ...rest, headers: { ...limits, ...own, ...headers } })
  }
  const say = (question: Question, { mood, signal, text }: Saying): Response => {
    const speech = speechOf(dialect, script.say(question, clock.now(), text), dialect.headers({ limited: false, now: clock.now() }))
    const pace: Pace = { clock, signal, wordEveryMs }
    const saying = mood !== undefined && isSaying(mood) ? mood : undefined
    return question.stream ? sayInWords(speech, saying, pace) : sayWhole(speech, saying, pace)
  }
  const sayAs = async (intention: Intention, question: Question, saying: Saying): Promise<Response> => {
    if (intention.ms > 0) await clock.sleep(intention.ms, saying.signal)
    return intention.fails ? reply(UNWILLING) : say(question, { ...saying, text: intention.text })
  }
  const respond = (received: Received, { mood, violation }: Circumstances<ModelMood>): Response | Promise<Response> => {
    const reading = dialect.read(received)
    const heard = reading.kind === 'question' ? voices.hear(reading.question, clock.now()) : undefined
    if (heard !== undefined) askedBy.push(heard.agent)
    if (reading.kind === 'wrong' && reading.violation !== undefined) violation(reading.violation)
    if (!received.headers.get('user-agent')) violation('the client does not say who it is')
    const refusal = mood === undefined ? undefined : refusalOf(mood, dialect.credential(received) ?? '')
    if (refusal !== undefined) return reply(refusal, mood !== undefined && 'retryAfter' in mood ? retryHeaders(mood.retryAfter, clock.now()) : {})
    if (mood?.kind === 'shielded') return page(mood.status)
    if (mood?.kind === 'rambles') return streamAnswer(rambling(mood.everyMs, { clock, signal: received.signal }), {}, 400)
    if (mood?.kind === 'refuses_in_part') return streamAnswer(begunAndLost('{"error": '), {}, 401)
    if (mood?.kind === 'redirects') return redirect(mood.to ?? 'https://elsewhere.example.com/')
    if (refusedKeys.has(dialect.credential(received) ?? '')) return reply({ kind: 'credentials', status: 401 })
    if (reading.kind === 'wrong') return reply(reading.refusal)
    if (reading.kind === 'models') return answer({ status: 200, body: dialect.models(), headers: dialect.headers({ limited: false, now: clock.now() }) })
    const saying: Saying = { mood, signal: received.signal }
    return heard === undefined ? say(reading.question, saying) : sayAs(heard.intend(), reading.question, saying)
  }
  const service = createService<ModelMood>({ name: dialect.name, hosts: dialect.hosts, clock, credential: dialect.credential, answer: respond })
  return {
    ...service,
    askedBy,
    willAnswer: script.willAnswer,
    wordsCome: ({ ms }) => {
      wordEveryMs = ms
    },
    refusesKey: (key) => void refusedKeys.add(key),
  }
}

interface Saying {
  readonly mood: ModelMood | undefined
  readonly signal: AbortSignal
  readonly text?: string | undefined
}

/** How a model refuses one agent: the others are not concerned, and nobody else is asked instead. */
const UNWILLING: Refusal = { kind: 'invalid', status: 400, reason: 'The model cannot answer this' }

const speechOf = (dialect: Dialect, said: Said, headers: Record<string, string>): Speech => ({
  bodies: () => ({
    sound: dialect.whole(said),
    hollow: dialect.whole({ ...said, text: undefined, words: [] }),
    error: dialect.refuse({ kind: 'unavailable', status: 500 }).body,
  }),
  frames: () => dialect.frames(said),
  errorFrame: dialect.errorFrame,
  headers,
})

const SAYING = new Set<ModelMood['kind']>(['stalls', 'cut', 'error_event', 'split_utf8', 'drips', 'lingers', 'garbled'])
const isSaying = (mood: ModelMood): mood is Extract<ModelMood, StreamMood | { kind: 'garbled' }> => SAYING.has(mood.kind)

const REPEATED = {
  whole: (key: string) => key,
  in_part: (key: string) => `${key.slice(0, 8)}${'*'.repeat(12)}${key.slice(-4)}`,
}

function refusalOf(mood: ModelMood, key: string): Refusal | undefined {
  switch (mood.kind) {
    case 'out_of_service':
      return { kind: 'unavailable', status: mood.status ?? 503 }
    case 'refuses':
      return {
        kind: 'invalid',
        status: mood.status,
        reason: mood.reason ?? 'The request cannot be served',
        ...(mood.code === undefined ? {} : { code: mood.code }),
      }
    case 'refuses_credentials':
      return { kind: 'credentials', status: mood.status ?? 401, ...(mood.repeating === undefined ? {} : { shown: REPEATED[mood.repeating](key) }) }
    case 'overloaded':
      return { kind: 'overloaded' }
    case 'rate_limited':
      return { kind: 'rate_limited' }
    case 'quota_used_up':
      return { kind: 'quota', ...(mood.status === undefined ? {} : { status: mood.status }) }
    case 'invalid_request':
      return {
        kind: 'invalid',
        status: mood.status ?? 400,
        reason: mood.reason ?? 'The request is invalid',
        ...(mood.naming === undefined ? {} : { field: key }),
      }
    default:
      return undefined
  }
}
