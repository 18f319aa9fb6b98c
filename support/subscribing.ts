import { expect } from 'chai'
import type { Api } from './api'
import { AGENT_NAMES, type AgentName, type PersonName } from './cast'
import { asAgent } from './changing-agents'
import type { Owner } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** An event as everybody is shown it. */
export interface CloudEvent {
  readonly specversion: string
  readonly id: string
  readonly source: string
  readonly type: string
  readonly time: string
  readonly sequence: string
  readonly topic: string
  readonly correlationid?: string
  readonly datacontenttype: string
  readonly data: unknown
}

/** What stands in place of events that are no longer kept. */
export interface Gap {
  readonly gap: { readonly from: number; readonly to: number }
}

/** What somebody is given at once. */
export interface Given {
  readonly items: readonly (CloudEvent | Gap)[]
  readonly try: number
  readonly delivery: number
}

interface Subscribing {
  readonly apis: Map<Owner, Api>
  /** The subscription that each has, by its id. */
  readonly subscriptions: Map<Owner, string>
  /** Everything that was published, by its words. */
  readonly published: Map<string, CloudEvent>
  /** What was taken last, and every event that was ever taken. */
  taken: Given
  readonly given: CloudEvent[]
  /** The numbers of the deliveries so far. */
  readonly deliveries: number[]
}

export const subscribingOf = perScenario(
  (): Subscribing => ({
    apis: new Map(),
    subscriptions: new Map(),
    published: new Map(),
    taken: { items: [], try: 0, delivery: 0 },
    given: [],
    deliveries: [],
  }),
)

const isAgent = (who: Owner): who is AgentName => AGENT_NAMES.some((name) => name === who)
const isGap = (item: CloudEvent | Gap): item is Gap => 'gap' in item
const isEvent = (item: CloudEvent | Gap): item is CloudEvent => !isGap(item)

/** The platform as a person uses it, or an agent with a token of its own. */
export async function apiOf(world: ConcordWorld, who: Owner): Promise<Api> {
  if (!isAgent(who)) return world.as(who as PersonName)
  const { apis } = subscribingOf(world)
  const api = apis.get(who) ?? (await asAgent(world, who))
  apis.set(who, api)
  return api
}

/** A topic as the platform calls it. */
export function topicOf(world: ConcordWorld, words: string): string {
  if (words.startsWith('"')) return words.slice(1, -1)
  if (words === 'the alerts') return 'alerts'
  if (words.startsWith('a topic of')) return 'a'.repeat(Number(/\d+/.exec(words)?.[0]))
  if (words === 'the state of the plan') return 'state:plan'
  const [, whom = ''] = /^the topics? of (.*)$/.exec(words) ?? []
  if (whom === 'a coordination') return 'coordination:01900000-0000-7000-8000-000000000000'
  return { 'all agents': 'agent:*', 'all coordinations': 'coordination:*' }[whom] ?? `agent:${world.agent(whom).id}`
}

async function ask(world: ConcordWorld, who: Owner, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Reply> {
  const api = await apiOf(world, who)
  return world.take(await atOnce(world, api.call(method, path, body === undefined ? {} : { body }), `the answer to ${method} ${path}`))
}

export interface Word {
  readonly text: unknown
  readonly topic: string
  readonly type?: string
  readonly for?: AgentName | undefined
}

/** Publishes something. The answer becomes the last one. */
export async function publish(world: ConcordWorld, who: Owner, word: Word): Promise<Reply> {
  const whom = word.for === undefined ? {} : { agent_id: world.agent(word.for).id }
  const reply = await ask(world, who, 'POST', '/api/events', { type: word.type ?? 'note.written', topic: word.topic, data: word.text, ...whom })
  if (reply.status === 201) subscribingOf(world).published.set(String(word.text), reply.json<CloudEvent>())
  return reply
}

/** Subscribes to topics, from a number on or from now on. The answer becomes the last one. */
/** The number of an event that comes in no example. */
export const YET_TO_COME = 1_000_000

export async function subscribe(world: ConcordWorld, who: Owner, topics: readonly string[], from?: number): Promise<Reply> {
  const body = { name: `what ${who} wants to know`, topics: topics.map((words) => topicOf(world, words)), ...(from === undefined ? {} : { from }) }
  const reply = await ask(world, who, 'POST', '/api/subscriptions', body)
  if (reply.status === 201) subscribingOf(world).subscriptions.set(who, reply.json<{ id: string }>().id)
  return reply
}

/** Where the subscription of somebody is, if need be with more behind it. */
export function addressOf(world: ConcordWorld, who: Owner, more = ''): string {
  const id = subscribingOf(world).subscriptions.get(who)
  if (id === undefined) throw new Error(`${who} has no subscription`)
  return `/api/subscriptions/${id}${more}`
}

/** Takes what comes next of a subscription, as somebody: its owner, if nobody else is named. The answer becomes the last one. */
export async function take(world: ConcordWorld, whose: Owner, { limit, by = whose }: { limit?: number; by?: Owner } = {}): Promise<Reply> {
  const reply = await ask(world, by, 'GET', addressOf(world, whose, `/events${limit === undefined ? '' : `?limit=${limit}`}`))
  const state = subscribingOf(world)
  state.taken = reply.status === 200 ? reply.json<Given>() : { items: [], try: 0, delivery: 0 }
  state.deliveries.push(state.taken.delivery)
  state.given.push(...state.taken.items.filter(isEvent))
  return reply
}

export interface Answer {
  readonly word: 'ack' | 'nack'
  readonly text: string
  readonly reason?: string
  /** The number of the delivery that is answered, if it is named. */
  readonly delivery?: number | undefined
  readonly by?: Owner
}

/** Acknowledges or refuses an event that was published with these words. The answer becomes the last one. */
export function answer(world: ConcordWorld, who: Owner, { word, text, by = who, ...more }: Answer): Promise<Reply> {
  const event = subscribingOf(world).published.get(text)
  if (event === undefined) throw new Error(`nobody has published "${text}"`)
  return ask(world, by, 'POST', addressOf(world, who, `/${word}`), { id: event.id, ...more })
}

export const asksAbout = (world: ConcordWorld, by: Owner, whose: Owner, more = ''): Promise<Reply> => ask(world, by, 'GET', addressOf(world, whose, more))
export const posts = (world: ConcordWorld, by: Owner, whose: Owner, more: string): Promise<Reply> => ask(world, by, 'POST', addressOf(world, whose, more))
export const ends = (world: ConcordWorld, by: Owner, whose: Owner): Promise<Reply> => ask(world, by, 'DELETE', addressOf(world, whose))

/** What must work in order that the rest makes sense. */
export function expectDone(reply: Reply): Reply {
  expect(reply.status, reply.text).to.be.below(300)
  return reply
}

export const textsOf = (items: readonly (CloudEvent | Gap)[]): readonly unknown[] => items.flatMap((item) => (isGap(item) ? [] : [item.data]))
export const gapsOf = (items: readonly (CloudEvent | Gap)[]): readonly Gap[] => items.filter(isGap)

/** All that somebody is given, one after the other, each acknowledged before the next; a gap counts once. */
export async function takeAll(world: ConcordWorld, who: Owner): Promise<readonly (CloudEvent | Gap)[]> {
  const all: (CloudEvent | Gap)[] = []
  for (;;) {
    const { items } = expectDone(await take(world, who)).json<Given>()
    all.push(...items.filter((item) => !isGap(item) || !all.some((known) => isGap(known) && known.gap.to === item.gap.to)))
    const event = items.find(isEvent)
    if (event === undefined) return all
    expectDone(await ask(world, who, 'POST', addressOf(world, who, '/ack'), { id: event.id }))
  }
}
