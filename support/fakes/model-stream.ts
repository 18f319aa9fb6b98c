import { type Clock, hours } from '../../app/shared/clock'
import { answer, type Bodies, garbled, streamAnswer, textAnswer } from './answers'
import type { Garble } from './mood'
import { ConnectionLost } from './wire'

/** How an answer can go wrong after it began. `afterWords` counts the words that still come. */
export type StreamMood =
  | { readonly kind: 'stalls'; readonly afterWords: number }
  /** `reset`: the connection breaks. `clean`: it ends as if all were said, without the provider's end mark. */
  | { readonly kind: 'cut'; readonly afterWords: number; readonly how: 'reset' | 'clean' }
  | { readonly kind: 'error_event'; readonly afterWords: number }
  /** Bytes of one character come in different pieces. */
  | { readonly kind: 'split_utf8' }
  /** Piece by piece, each after a wait. */
  | { readonly kind: 'drips'; readonly everyMs: number }
  /** Says all of it, and does not hang up for an hour. */
  | { readonly kind: 'lingers' }

/** One server-sent event as text, and whether it opens the stream, holds a word, or comes after the last. */
export interface Frame {
  readonly part: 'open' | 'word' | 'close'
  readonly text: string
}

/** All forms of one answer, made when they are wanted. */
export interface Speech {
  readonly bodies: () => Bodies
  readonly frames: () => readonly Frame[]
  readonly errorFrame: () => Frame
  readonly headers: Readonly<Record<string, string>>
}

export interface Pace {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly wordEveryMs: number
}

type SayingMood = StreamMood | { readonly kind: 'garbled'; readonly how: Garble }

/** A server-sent event (HTML Standard, 9.2); without a name where the provider gives none. */
export const eventText = (data: string, name?: string): string => `${name === undefined ? '' : `event: ${name}\n`}data: ${data}\n\n`

const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }
const PIECES_OF_A_DRIP = 20

/** The answer as one JSON document. */
export function sayWhole({ bodies, headers }: Speech, mood: SayingMood | undefined, pace: Pace): Response {
  if (mood === undefined) return answer({ status: 200, body: bodies().sound, headers })
  if (mood.kind === 'garbled') return garbled(mood.how, bodies())
  if (mood.kind === 'error_event') return garbled('error_in_success', bodies())
  return streamAnswer(inPieces(JSON.stringify(bodies().sound), mood, pace), { 'content-type': 'application/json', ...headers })
}

/** The answer word by word. */
export function sayInWords(speech: Speech, mood: SayingMood | undefined, pace: Pace): Response {
  const headers = { ...EVENT_STREAM, ...speech.headers }
  const { frames, errorFrame, bodies } = speech
  const all = frames()
  const words = (told: readonly Frame[], going: StreamMood | undefined) => streamAnswer(inWords(told, { mood: going, errorFrame, pace }), headers)
  if (mood?.kind !== 'garbled') return words(all, mood)
  switch (mood.how) {
    case 'html':
    case 'no_type':
    case 'error_in_success':
      return garbled(mood.how, bodies())
    case 'empty':
      return textAnswer('', { type: EVENT_STREAM['content-type'] })
    case 'wrong_type':
      return textAnswer(all.map(({ text }) => text).join(''), { type: 'text/plain' })
    case 'like_type':
      return textAnswer(all.map(({ text }) => text).join(''), { type: 'text/event-stream-of-another-kind' })
    case 'no_content':
      return words(
        all.filter(({ part }) => part !== 'word'),
        undefined,
      )
    case 'broken_json':
      return words(all.map(broken), undefined)
  }
}

const broken = ({ part, text }: Frame): Frame => ({ part, text: text.includes('{') ? `${text.slice(0, Math.floor(text.length / 2))}\n\n` : text })

interface Telling {
  readonly mood: StreamMood | undefined
  readonly errorFrame: () => Frame
  readonly pace: Pace
}

async function* inWords(frames: readonly Frame[], { mood, errorFrame, pace }: Telling): AsyncGenerator<Uint8Array> {
  const total = frames.filter(({ part }) => part === 'word').length
  const lastWord = mood !== undefined && 'afterWords' in mood ? Math.min(mood.afterWords, total) : Number.POSITIVE_INFINITY
  let words = 0
  for (const { part, text } of frames) {
    if (part !== 'open' && words >= lastWord) return yield* brokenOff({ mood, errorFrame, pace })
    if (part === 'word') {
      words++
      if (pace.wordEveryMs > 0) await pace.clock.sleep(pace.wordEveryMs, pace.signal)
    }
    if (mood?.kind === 'drips') await pace.clock.sleep(mood.everyMs, pace.signal)
    yield* bytesOf(text, mood)
  }
  if (mood?.kind === 'lingers') await pace.clock.sleep(hours(1), pace.signal)
}

async function* inPieces(text: string, mood: StreamMood, pace: Pace): AsyncGenerator<Uint8Array> {
  if (mood.kind === 'split_utf8') return yield* bytesOf(text, mood)
  const whole = mood.kind === 'drips'
  const size = Math.ceil(text.length / (whole ? PIECES_OF_A_DRIP : 2))
  for (let start = 0; start < text.length; start += size) {
    if (!whole && start > 0) return yield* brokenOff({ mood, pace })
    if (whole) await pace.clock.sleep(mood.everyMs, pace.signal)
    yield Buffer.from(text.slice(start, start + size))
  }
}

/** A refusal that never comes to its end, half of 64 KiB at a time. */
export async function* rambling(everyMs: number, { clock, signal }: Omit<Pace, 'wordEveryMs'>): AsyncGenerator<Uint8Array> {
  for (;;) {
    await clock.sleep(everyMs, signal)
    yield Buffer.alloc(32 * 1024, 'no ')
  }
}

/** A refusal whose connection is lost after its first words. */
export async function* begunAndLost(words: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(words)
  throw new ConnectionLost()
}

/** How an answer ends that is not brought to its end. */
async function* brokenOff({ mood, errorFrame, pace }: Omit<Telling, 'errorFrame'> & Partial<Telling>): AsyncGenerator<Uint8Array> {
  if (mood?.kind === 'error_event' && errorFrame !== undefined) yield Buffer.from(errorFrame().text)
  if (mood?.kind === 'stalls') await pace.clock.sleep(hours(1), pace.signal)
  if (mood?.kind === 'stalls' || (mood?.kind === 'cut' && mood.how === 'reset')) throw new ConnectionLost()
}

/** The bytes of a text: all at once, or broken within every character that has several, and far enough apart not to be joined again. */
async function* bytesOf(text: string, mood: StreamMood | undefined): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  let start = 0
  for (let at = 1; at < bytes.length && mood?.kind === 'split_utf8'; at++) {
    const continues = ((bytes[at] ?? 0) & 0xc0) === 0x80
    if (!continues) continue
    yield bytes.subarray(start, at)
    await new Promise(setImmediate)
    start = at
  }
  yield bytes.subarray(start)
}
