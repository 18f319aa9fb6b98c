import type { Completion } from './chat'
import { type Call, contact, type Endpoint, type Wire } from './contact'
import { answered, badResponse, type Failure, type Outcome } from './failure'
import type { StreamStep } from './providers/provider'
import { createEventReader, UnreadableStream } from './server-sent-events'

/** The next word, or how the stream ended. */
export type WordStep = { readonly kind: 'text'; readonly text: string } | Outcome<Completion>

/** Words as the provider sends them. */
export interface WordStream {
  /** Resolves with the next step; after the end, with the end again. Never rejects. One call at a time. */
  next(): Promise<WordStep>
  /** The reader has gone: closes the connection and forgets what is waiting. Does nothing after the end. */
  close(): void
}

/** Characters waiting for a slow reader beyond which the provider is made to wait as well. */
const ENOUGH = 64 * 1024

/** Asks once, streaming. A slow reader slows the provider down; the time that takes is no silence of the provider's. */
export function openWords(wire: Wire, endpoint: Endpoint, call: Call): WordStream {
  const { put, finish, next, forget, isFull } = createQueue(() => link.resume())
  const read = endpoint.provider.stream(call.question.model)
  let begun = false
  let over = false

  const fail = (failure: Failure) => {
    over = true
    link.fail({ ...failure, status: 200 })
  }
  const take = (step: StreamStep) => {
    if (step.kind === 'failed') return fail(step.failure)
    if (step.kind === 'text') return put(step.text)
    over = true
    link.done(step.completion)
    finish(answered(step.completion))
  }
  const events = createEventReader((_name, data) => {
    const step = over ? undefined : read(data)
    if (step !== undefined) take(step)
  })
  const feed = (bytes: Buffer) => {
    try {
      events.feed(bytes)
    } catch (error) {
      if (!(error instanceof UnreadableStream)) throw error
      fail(badResponse(error.message))
    }
  }
  const link = contact(wire, endpoint, call, 'streaming', {
    data(bytes) {
      begun = true
      feed(bytes)
      if (!over && isFull()) link.pause()
    },
    end: () => fail(begun ? { kind: 'provider_stream_incomplete', reason: 'the stream ended without its end mark' } : badResponse('the answer is empty')),
    lost: finish,
  })

  return {
    next,
    close() {
      over = true
      forget()
      link.cancel()
    },
  }
}

interface Queue {
  put(text: string): void
  /** What comes after the words that wait; a cancelled stream has no words left. */
  finish(end: Outcome<Completion>): void
  next(): Promise<WordStep>
  forget(): void
  isFull(): boolean
}

function createQueue(emptied: () => void): Queue {
  let words: string[] = []
  let size = 0
  let end: Outcome<Completion> | undefined
  let waiting: ((step: WordStep) => void) | undefined

  const give = (step: WordStep): boolean => {
    const ask = waiting
    waiting = undefined
    ask?.(step)
    return ask !== undefined
  }
  const forget = () => {
    words = []
    size = 0
  }
  const pull = (): WordStep | undefined => {
    const text = words.shift()
    if (text === undefined) return end
    const full = size >= ENOUGH
    size -= text.length
    if (full && size < ENOUGH) emptied()
    return { kind: 'text', text }
  }
  return {
    put(text) {
      if (give({ kind: 'text', text })) return
      words.push(text)
      size += text.length
    },
    finish(outcome) {
      end = outcome
      if (outcome.kind === 'cancelled') forget()
      give(outcome)
    },
    next: () =>
      new Promise((resolve) => {
        const step = pull()
        if (step === undefined) waiting = resolve
        else resolve(step)
      }),
    forget,
    isFull: () => size >= ENOUGH,
  }
}
