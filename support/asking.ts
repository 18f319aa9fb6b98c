import { DEFAULT_MODELS } from '../app/llm/models'
import type { LiveReply } from './api'
import type { PersonName } from './cast'
import type { ReadEvent } from './event-stream'
import type { Manner, ProviderWord } from './parameter-types'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** What somebody asks a language model, beside the words. */
export interface Wishes {
  /** Addressed directly; otherwise whichever is configured first. */
  readonly provider?: ProviderWord
  readonly model?: string
  readonly failover?: boolean
  readonly manner?: Manner
  readonly maxTokens?: number
}

const ADDRESSES: Readonly<Record<ProviderWord, string>> = { openai: '/api/llm/openai/chat', anthropic: '/api/llm/anthropic/message' }
const ANYONE = '/api/llm/chat'

/** What each scenario hears of an answer that comes word by word. */
const heard = new WeakMap<ConcordWorld, Promise<LiveReply>>()

/** Asks and waits for the end. An answer that comes word by word becomes the last reply as its end tells it. */
export async function ask(world: ConcordWorld, person: PersonName, text: string, wishes: Wishes = {}): Promise<Reply> {
  const { path, body } = question(text, wishes)
  if (wishes.manner !== 'word by word') return world.call(world.as(person), 'POST', path, { body })
  return hearOut(world, listen(world, person, text, wishes))
}

/** Begins to listen to an answer that comes word by word, and moves no time. */
export function listen(world: ConcordWorld, person: PersonName, text: string, wishes: Wishes = {}): Promise<LiveReply> {
  const { path, body } = question(text, { ...wishes, manner: 'word by word' })
  return hear(world, world.as(person).live('POST', path, { body }))
}

/** From now on this is the answer that is being listened to. */
export function hear(world: ConcordWorld, live: Promise<LiveReply>): Promise<LiveReply> {
  live.catch(() => undefined)
  heard.set(world, live)
  return live
}

/** Listens to the end. */
export async function hearOut(world: ConcordWorld, listening = hearing(world)): Promise<Reply> {
  const live = await world.wait(listening, 'the first word')
  if (live.reply !== undefined) return world.take(live.reply)
  const ended = await world.wait(live.ended, 'the last word')
  return world.take(lastOf(live.events, ended))
}

/** The answer that is being listened to. */
export function hearing(world: ConcordWorld): Promise<LiveReply> {
  const live = heard.get(world)
  if (live === undefined) throw new Error('nobody listens to an answer')
  return live
}

/** The words that have arrived so far, each as it came; none if the answer did not come word by word. */
export async function words(world: ConcordWorld): Promise<readonly string[]> {
  const events = (await heard.get(world))?.events ?? []
  return events.filter(({ event }) => event === 'streaming:update').map(({ data }) => (JSON.parse(data) as { delta: string }).delta)
}

/** What is sent to ask a model something. */
export function question(text: string, { provider, model, failover, manner, maxTokens }: Wishes): { path: string; body: object } {
  const named = model ?? (provider === undefined ? undefined : DEFAULT_MODELS[provider])
  const body = {
    messages: [{ role: 'user', content: text }],
    ...(named === undefined ? {} : { model: named }),
    ...(failover === undefined ? {} : { enable_failover: failover }),
    ...(manner === 'word by word' ? { stream: true } : {}),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
  }
  return { path: provider === undefined ? ANYONE : ADDRESSES[provider], body }
}

/** How a stream ended, as the answer that it would have been as a whole. */
function lastOf(events: readonly ReadEvent[], ended: 'complete' | 'cut'): Reply {
  const last = events.at(-1)
  if (ended === 'cut' || last === undefined) throw new Error(`the platform's own stream was cut off after ${events.length} events`)
  const told = JSON.parse(last.data) as { status?: number }
  const status = last.event === 'streaming:error' ? told.status : 200
  if (status === undefined) throw new Error(`the stream ended with an error that is none: ${last.data}`)
  if (status === 200 && last.event !== 'streaming:complete') throw new Error(`the stream ended with ${last.event} ${last.data}`)
  return { method: 'POST', path: 'the stream', status, headers: {}, text: last.data, json: () => JSON.parse(last.data) }
}
