import { expect } from 'chai'
import type { Api } from './api'
import { changeAgent } from './changing-agents'
import type { WayOfGiving } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** Who has a resource and who waits, as everybody is told. */
export interface LeaseView {
  readonly resource_id: string
  readonly holder: string | null
  readonly fencing: number | null
  readonly expires_at: string | null
  readonly queue: readonly string[]
}

interface Holdings {
  /** The resource that was asked for last. */
  resource: string
  readonly ways: Map<string, WayOfGiving>
  /** What was last told of each resource to those who asked for it. */
  readonly known: Map<string, LeaseView>
}

export const holdingsOf = perScenario((): Holdings => ({ resource: '', ways: new Map(), known: new Map() }))

/** An agent that nobody knows. */
export const NOBODY = '01900000-0000-7000-8000-000000000000'

export interface Wanted {
  readonly resource: string
  readonly agents: readonly string[]
  readonly seconds?: number | undefined
  readonly way?: WayOfGiving | undefined
}

/** Asks for a resource for agents, by their ids. The answer becomes the last one. */
export async function askFor(world: ConcordWorld, api: Api, { resource, agents, seconds, way }: Wanted): Promise<Reply> {
  const holdings = holdingsOf(world)
  const strategy = way ?? holdings.ways.get(resource) ?? 'fifo'
  const body = { resource_id: resource, requesting_agents: agents, allocation_strategy: strategy, ...(seconds === undefined ? {} : { ttl_seconds: seconds }) }
  const reply = world.take(await atOnce(world, api.call('POST', '/api/agents/allocate-resource', { body }), `the answer about ${resource}`))
  holdings.resource = resource
  if (reply.status === 200) holdings.known.set(resource, reply.json<LeaseView>())
  return reply
}

export const idsOf = (world: ConcordWorld, names: readonly string[]): readonly string[] => names.map((name) => world.agent(name).id)

/** An agent in words: of the cast, or one that cannot hold or write anything. */
export async function somebody(world: ConcordWorld, words: string): Promise<string> {
  if (words === 'an unknown agent') return NOBODY
  const [name = '', state = ''] = words.split(/, who was | again/)
  if (state !== '') expect((await changeAgent(world, 'Olivia', name, state === 'paused' ? 'pause' : 'retire')).status).to.equal(200)
  return world.agent(name).id
}

const addressOf = (resource: string): string => `/api/resources/${encodeURIComponent(resource)}`

/** Renews a lease or gives it back, under the number that was told when it was asked for, unless another is named. */
export async function claim(
  world: ConcordWorld,
  api: Api,
  { what, resource, fencing, seconds }: { what: 'renew' | 'release'; resource: string; fencing?: number; seconds?: number },
): Promise<Reply> {
  const body = { fencing: fencing ?? holdingsOf(world).known.get(resource)?.fencing, ...(seconds === undefined ? {} : { ttl_seconds: seconds }) }
  return world.take(await atOnce(world, api.call('POST', `${addressOf(resource)}/${what}`, { body }), `the answer about ${resource}`))
}

export const lookAt = (world: ConcordWorld, api: Api, resource: string): Promise<Reply> =>
  atOnce(world, api.call('GET', addressOf(resource)), `who holds ${resource}`)

/** Who has a resource now, as Mallory sees it: everybody may look. */
export async function leaseOf(world: ConcordWorld, resource: string): Promise<LeaseView> {
  const reply = await lookAt(world, world.as('Mallory'), resource)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<LeaseView>()
}
