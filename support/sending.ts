import { expect } from 'chai'
import type { Api } from './api'
import type { PersonName } from './cast'
import type { ChildPlatform } from './child-platform'
import type { HttpMood, SilentMood } from './fakes/mood'
import { bearer } from './house'
import type { Condition } from './moods'
import type { Reply } from './reply'
import type { Fate, Lapse, ServiceWord } from './service-words'
import type { ConcordWorld } from './world'

/** What somebody asks to be sent; without anything else it is a message in #general, or an issue of acme/website. */
export interface Order {
  readonly person: PersonName
  readonly service: ServiceWord
  readonly text: string
  readonly key?: string | undefined
  /** The agent that it is sent for. */
  readonly agent?: string | undefined
  /** What makes the person leave. */
  readonly signal?: AbortSignal | undefined
}

/** The sends of one scenario. */
interface Sending {
  /** The platform that runs in a process of its own, in scenarios where it is killed. */
  child?: ChildPlatform
  latest?: { readonly person: PersonName; readonly id: string }
  onItsWay?: Promise<Reply>
}

const scenarios = new WeakMap<ConcordWorld, Sending>()

export function sendingOf(world: ConcordWorld): Sending {
  const known = scenarios.get(world) ?? {}
  scenarios.set(world, known)
  return known
}

/** The platform as a person uses it, wherever it runs. */
export function platformOf(world: ConcordWorld, person: PersonName): Api {
  const { child } = sendingOf(world)
  return child === undefined ? world.as(person) : child.api(bearer(world.member(person).token))
}

export const CHANNEL = 'general'
export const REPOSITORY = 'acme/website'
/** Slack's own name for a channel: history can be asked for by nothing else. */
export const channelId = (name: string): string => `C0${name.toUpperCase()}`

/** Where each service takes sends, and where it is searched; as the moods' limits name requests. */
const REQUESTS = { slack: { send: 'chat.postMessage', search: 'conversations.' }, github: { send: 'POST ', search: 'GET ' } } as const

/** Asks the platform to send, without waiting for its answer. */
export function begin(world: ConcordWorld, { person, service, text, key, agent, signal }: Order): Promise<Reply> {
  const given = { headers: key === undefined ? {} : { 'idempotency-key': key }, ...(signal === undefined ? {} : { signal }) }
  const api = platformOf(world, person)
  const behalf = agent === undefined ? {} : { agent_id: world.agent(agent).id }
  return service === 'slack'
    ? api.call('POST', '/api/integrations/slack/send', { body: { channel: channelId(CHANNEL), text, ...behalf }, ...given })
    : api.call('POST', '/api/integrations/github/issues', { body: { repo: REPOSITORY, title: text, ...behalf }, ...given })
}

export async function send(world: ConcordWorld, order: Order): Promise<void> {
  note(world, order.person, world.take(await world.wait(begin(world, order), `the answer to ${order.person}'s send`)))
}

/** Remembers which send an answer is about: failures name it too. */
export function note(world: ConcordWorld, person: PersonName, reply: Reply): void {
  const { id, send_id, proposal_id } = reply.json<{ id?: string; send_id?: string; proposal_id?: string }>()
  if (proposal_id !== undefined) expect(reply.headers.location, reply.text).to.equal(`/api/proposals/${proposal_id}`)
  const told = id ?? send_id
  if (told !== undefined) sendingOf(world).latest = { person, id: told }
}

export function latestSend(world: ConcordWorld): { readonly person: PersonName; readonly id: string } {
  const { latest } = sendingOf(world)
  if (latest === undefined) throw new Error('nothing was sent yet')
  return latest
}

/** What arrived with this text, as the service itself would confirm it. */
export function arrivals({ fakes }: ConcordWorld, service: ServiceWord, text: string): readonly object[] {
  if (service === 'github') {
    const issues = fakes.github.issuesIn(REPOSITORY).filter(({ title }) => title === text)
    return issues.map(({ number, html_url }) => ({ number, url: html_url }))
  }
  const messages = fakes.slack.messagesIn(CHANNEL).filter((message) => message.text === text)
  return messages.map(({ ts }) => ({ channel: channelId(CHANNEL), ts }))
}

/** The answer to a send is complete: what the service said, under a number of the platform's own. */
export function expectConfirmed({ status, text, json }: Reply, confirmed: object | undefined): void {
  expect(status, text).to.equal(201)
  const { id, ...told } = json()
  expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{18,}$/)
  expect(told).to.deep.equal(confirmed)
}

/** The last answer tells of the latest send that it has come to this: with what the service said of it only if it was sent, with a failure only if it failed. */
export function expectFate(world: ConcordWorld, fate: Fate): void {
  const { status, text, json } = world.reply
  expect(status, text).to.equal(200)
  const { service, created_at, updated_at, failure, ...told } = json()
  const { id, status: now, ...answer } = told
  expect({ id, now, failed: failure !== undefined }, text).to.deep.equal({ id: latestSend(world).id, now: fate, failed: fate === 'failed' })
  if (fate !== 'sent') expect(answer, text).to.deep.equal({})
}

/** What the service was asked, in order: to take something, or to be searched. */
export const asked = ({ fakes }: ConcordWorld, service: ServiceWord): readonly ('send' | 'search')[] =>
  fakes[service].calls.map(({ method, path }) => (`${method} ${path}`.includes(REQUESTS[service].send) ? 'send' : 'search'))

const fits = (mood: { kind: string }): mood is HttpMood | SilentMood<HttpMood> => FITTING.has(mood.kind)
const FITTING = new Set(['out_of_service', 'refuses', 'refuses_credentials', 'redirects', 'garbled', 'silent', 'hangs_up'])

type Besettable = Pick<ConcordWorld['fakes'], ServiceWord | 'google'>[ServiceWord | 'google']

/** Puts a service into a condition that any service can be in. */
export function besetService(fake: Besettable, condition: Condition): void {
  if ('line' in condition) fake.wire.fails(condition.line)
  else if (fits(condition.mood)) fake.is(condition.mood)
  else throw new Error(`${fake.name} can never be ${condition.mood.kind}`)
}

const LAPSES = {
  'takes the next send but cuts the connection': { kind: 'answer_lost', how: 'hangs_up' },
  'takes the next send but never answers': { kind: 'answer_lost', how: 'silent' },
  'loses the next send and cuts the connection': { kind: 'hangs_up' },
  'loses the next send and never answers': { kind: 'silent' },
} as const satisfies Record<Lapse, SilentMood<never>>

export function lapse({ fakes }: ConcordWorld, service: ServiceWord, words: Lapse, times = 1): void {
  fakes[service].is(LAPSES[words], { times, on: REQUESTS[service].send })
}

/** Its searches fail, or so many of them, while it takes sends as before. */
export function cannotBeSearched({ fakes }: ConcordWorld, service: ServiceWord, times = Number.POSITIVE_INFINITY): void {
  fakes[service].is({ kind: 'out_of_service' }, { times, on: REQUESTS[service].search })
}
