import { expect } from 'chai'
import type { Api } from './api'
import { PERSON_NAMES, type PersonName } from './cast'
import { asAgent } from './changing-agents'
import { childOf } from './child-platform'
import { idOf, membershipOf, withToken } from './membership'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** A person or an agent as everybody is shown it. */
export interface PartyView {
  readonly kind: 'person' | 'agent'
  readonly id: string
  readonly name: string
}

/** A message as both sides are shown it. */
export interface MessageView {
  readonly id: string
  readonly from: PartyView
  readonly to: PartyView
  readonly type: string
  readonly content: string
  readonly sent_at: string
}

/** Somebody that nobody knows. */
export const UNKNOWN = '01900000-0000-7000-8000-000000000000'

const isPerson = (name: string): name is PersonName => PERSON_NAMES.some((known) => known === name)
const tokensOf = perScenario(() => new Map<string, Api['identity']>())

/** Whether somebody is a person or an agent, and the id; of the cast, or brought in by the scenario. */
export function partyOf(world: ConcordWorld, name: string): Omit<PartyView, 'name'> {
  if (isPerson(name) || membershipOf(world).invited.has(name)) return { kind: 'person', id: idOf(world, name) }
  return { kind: 'agent', id: world.agent(name).id }
}

/** The platform as somebody uses it: an agent with a token of its own. */
export async function asParty(world: ConcordWorld, name: string): Promise<Api> {
  if (isPerson(name)) return world.as(name)
  if (membershipOf(world).invited.has(name)) return withToken(world, name)
  const tokens = tokensOf(world)
  const identity = tokens.get(name) ?? (await asAgent(world, name)).identity
  tokens.set(name, identity)
  return world.api(identity)
}

/** Whom words are meant for, as an id of a person or of an agent. */
export function receiverOf(world: ConcordWorld, words: string): Omit<PartyView, 'name'> {
  if (words === 'an unknown agent') return { kind: 'agent', id: UNKNOWN }
  if (words === 'an unknown person' || words === 'somebody unknown') return { kind: 'person', id: UNKNOWN }
  const [name = '', kind] = words.split(/ as if an? /)
  const party = partyOf(world, name)
  return kind === undefined ? party : { ...party, kind: kind as PartyView['kind'] }
}

/** Something that is to be sent. */
export interface Letter {
  readonly from: string
  readonly to: string
  readonly kind?: string
  readonly words: string
  /** The agent that it is written for. */
  readonly behalf?: string | undefined
  readonly key?: string | undefined
}

/** Without becoming the last answer. */
export async function deliver(world: ConcordWorld, { from, to, kind = 'message', words, behalf, key }: Letter): Promise<Reply> {
  const receiver = receiverOf(world, to)
  const address = receiver.kind === 'person' ? { to_person_id: receiver.id } : { to_agent_id: receiver.id }
  const sender = behalf === undefined ? {} : { from_agent_id: receiverOf(world, behalf).id }
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  const api = await asParty(world, from)
  return atOnce(world, api.call('POST', '/api/messages', { body: { ...sender, ...address, type: kind, content: words }, headers }), `the answer to ${from}`)
}

/** The answer becomes the last one. */
export const send = async (world: ConcordWorld, letter: Letter): Promise<Reply> => world.take(await deliver(world, letter))

/** Sends what has to arrive. */
export async function sent(world: ConcordWorld, letter: Letter): Promise<MessageView> {
  const reply = await deliver(world, letter)
  expect(reply.status, reply.text).to.equal(201)
  const message = reply.json<MessageView>()
  sentOf(world).push(message)
  return message
}

/** Sends one after the other, and kills the platform when half are on their way. */
export async function killedWhileSending(world: ConcordWorld, letters: readonly Letter[]): Promise<void> {
  const halfway = Promise.withResolvers<void>()
  const sending = (async () => {
    for (const [index, letter] of letters.entries()) {
      if (index === letters.length / 2) halfway.resolve()
      await deliver(world, letter)
    }
  })().catch(() => undefined)
  await halfway.promise
  await childOf(world).kill()
  await sending
}

/** What was sent in this scenario before the last answer, in order. */
export const sentOf = perScenario((): MessageView[] => [])

/** The address of somebody's inbox, for whoever it belongs to. */
export const inboxPath = (world: ConcordWorld, owner: string): string =>
  partyOf(world, owner).kind === 'person' ? '/api/me/inbox' : `/api/agents/${world.agent(owner).id}/inbox`

/** The inbox of somebody as its owner reads it, on pages of a size; after each page something may happen. */
export async function readInbox(
  world: ConcordWorld,
  owner: string,
  { size = 100, after = '', between = async () => {} }: { size?: number; after?: string; between?: () => Promise<void> } = {},
): Promise<readonly (readonly MessageView[])[]> {
  const api = await asParty(world, owner)
  const pages: (readonly MessageView[])[] = []
  for (let place = after; ; ) {
    const reply = await atOnce(world, api.call('GET', `${inboxPath(world, owner)}?limit=${size}${place}`), `the inbox of ${owner}`)
    expect(reply.status, reply.text).to.equal(200)
    const { items, next_cursor } = reply.json<{ items: readonly MessageView[]; next_cursor: string | null }>()
    pages.push(items)
    if (next_cursor === null) return pages
    place = `&cursor=${next_cursor}`
    await between()
  }
}

export const inboxOf = async (world: ConcordWorld, owner: string): Promise<readonly MessageView[]> => (await readInbox(world, owner)).flat()

/** Blocks a sender or lifts the block, for oneself or for an agent. The answer becomes the last one. */
export async function changeBlock(
  world: ConcordWorld,
  { by, sender, behalf, lift = false }: { by: string; sender: string; behalf?: string; lift?: boolean },
): Promise<Reply> {
  const api = await asParty(world, by)
  const own = partyOf(world, by)
  const agent = behalf === undefined ? (own.kind === 'agent' ? own.id : undefined) : receiverOf(world, behalf).id
  const owner = agent === undefined ? 'me' : `agents/${agent}`
  const path = `/api/${owner}/blocks/${receiverOf(world, sender).id}`
  return world.take(await atOnce(world, api.call(lift ? 'DELETE' : 'PUT', path), `the answer about ${sender}`))
}
