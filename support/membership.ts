import { expect } from 'chai'
import { DEFAULT_MODELS } from '../app/llm/models'
import type { Api, LiveReply } from './api'
import { PERSON_NAMES, type PersonName } from './cast'
import { bearer } from './house'
import type { TokenAge } from './parameter-types'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** A token as it was shown when it was made. */
export interface MadeToken {
  readonly id: string
  readonly token: string
  readonly expires_at: string
}

interface Membership {
  /** Whoever was invited in this scenario, by name; the latest of that name. */
  readonly invited: Map<string, string>
  readonly tokens: Map<string, MadeToken>
  readonly sessions: Map<string, string>
}

export const membershipOf = perScenario((): Membership => ({ invited: new Map(), tokens: new Map(), sessions: new Map() }))

const isCast = (name: string): name is PersonName => PERSON_NAMES.some((known) => known === name)

/** The id of somebody of the cast, or of whoever was invited. */
export function idOf(world: ConcordWorld, name: string): string {
  const id = isCast(name) ? world.member(name).id : membershipOf(world).invited.get(name)
  if (id === undefined) throw new Error(`nobody called ${name} was invited`)
  return id
}

export const addressOf = (name: string): string => `${name.toLowerCase()}@example.com`

export async function invite(world: ConcordWorld, by: PersonName, { name, role, email = addressOf(name) }: { name: string; role: string; email?: string }) {
  const reply = await world.call(world.as(by), 'POST', '/api/people', { body: { name, email, role } })
  if (reply.status === 201) membershipOf(world).invited.set(name, reply.json<{ id: string }>().id)
}

/** Whom an administrator sees as members. */
export async function members(world: ConcordWorld): Promise<readonly { name: string; email: string; role: string; id: string }[]> {
  const { status, text } = await world.call(world.as('Olivia'), 'GET', '/api/people')
  expect(status, text).to.equal(200)
  return JSON.parse(text).items
}

export async function makeToken(world: ConcordWorld, by: PersonName, name: string): Promise<void> {
  const reply = await world.call(world.as(by), 'POST', `/api/people/${idOf(world, name)}/tokens`)
  if (reply.status === 201) membershipOf(world).tokens.set(name, reply.json<MadeToken>())
}

export function tokenOf(world: ConcordWorld, name: string, age: TokenAge = 'new'): string {
  const token = age === 'first' && isCast(name) ? world.member(name).token : membershipOf(world).tokens.get(name)?.token
  if (token === undefined) throw new Error(`${name} has no such token`)
  return token
}

/** The API as whoever was invited uses it, with a token that an administrator makes when it is first needed. */
export async function withToken(world: ConcordWorld, name: string): Promise<Api> {
  if (!membershipOf(world).tokens.has(name)) await makeToken(world, 'Olivia', name)
  return world.api(bearer(tokenOf(world, name)))
}

/** Revokes a token as an administrator does: by the number that the list shows. */
export async function revoke(world: ConcordWorld, by: PersonName, owner: PersonName, age: TokenAge): Promise<void> {
  const address = `/api/people/${idOf(world, owner)}/tokens`
  const { items } = (await world.call(world.as(by), 'GET', address)).json<{ items: { id: string }[] }>()
  const made = membershipOf(world).tokens.get(owner)?.id
  const id = age === 'new' ? made : items.find((item) => item.id !== made)?.id
  await world.call(world.as(by), 'DELETE', `${address}/${id}`)
}

/** Who the platform takes the sender of these headers for. */
export async function recognise(world: ConcordWorld, headers: Readonly<Record<string, string>>): Promise<string> {
  await world.call(world.api(headers), 'GET', '/api/me')
  const { status } = world.reply
  const body = world.reply.json<{ name?: string; code?: string }>()
  return status === 200 ? String(body.name) : `${status} ${body.code}`
}

export const NOBODY = '401 unauthenticated'

/** Exchanges a token for a session, as a browser does. */
export async function openSession(world: ConcordWorld, person: PersonName, age: TokenAge): Promise<void> {
  await world.call(world.api(bearer(tokenOf(world, person, age))), 'POST', '/api/auth/session')
  const [cookie = ''] = [world.reply.headers['set-cookie'] ?? []].flat()
  membershipOf(world).sessions.set(person, cookie.split(';')[0] ?? '')
}

/** The cookie that stands for a person's session. */
export function sessionOf(world: ConcordWorld, person: PersonName): string {
  const cookie = membershipOf(world).sessions.get(person)
  if (cookie === undefined) throw new Error(`${person} has no session`)
  return cookie
}

/** Begins to listen to Anthropic in a person's session, as a page does. */
export function listenInSession(world: ConcordWorld, person: PersonName): Promise<LiveReply> {
  const body = { model: DEFAULT_MODELS.anthropic, messages: [{ role: 'user', content: 'Tell me a story' }], stream: true }
  return world.api({ cookie: sessionOf(world, person) }).live('POST', '/api/llm/anthropic/message', { body })
}
