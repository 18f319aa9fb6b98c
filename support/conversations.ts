import { expect } from 'chai'
import type { PersonName } from './cast'
import type { ConcordWorld } from './world'

/** A conversation as its person finds it. */
export interface Conversation {
  readonly id: string
  readonly agent_id: string
}

/** One message of it. */
export interface Message {
  readonly id: string
  readonly role: string
  readonly content: string
  readonly execution_id: string
}

/** Somebody's conversations, the latest first. */
export async function conversations(world: ConcordWorld, person: PersonName): Promise<readonly Conversation[]> {
  const items = await listed<Conversation>(world, person, '/api/sessions')
  return items.toSorted((one, other) => (one.id < other.id ? 1 : -1))
}

/** All that was said in one, in the order in which it is shown. */
export const messages = (world: ConcordWorld, person: PersonName, session: string): Promise<readonly Message[]> =>
  listed(world, person, `/api/sessions/${session}/messages`)

async function listed<Item>(world: ConcordWorld, person: PersonName, path: string): Promise<readonly Item[]> {
  const reply = await world.wait(world.as(person).call('GET', `${path}?limit=100`), path)
  expect(reply.status, reply.text).to.equal(200)
  const { items, next_cursor } = reply.json<{ items: readonly Item[]; next_cursor: string | null }>()
  expect(next_cursor, 'more than one page').to.equal(null)
  return items
}
