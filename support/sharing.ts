import { expect } from 'chai'
import type { Api } from './api'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** A present value, as everybody is told. */
export interface ValueView {
  readonly value: unknown
  readonly version: number
}

/** What was written last. */
export const writtenOf = perScenario((): { value: unknown } => ({ value: undefined }))

/** The address of a name: what stands before the first stroke is the scope. */
export function placeOf(name: string): string {
  const [scope = '', ...rest] = name.split('/')
  return `/api/state/${encodeURIComponent(scope)}/${encodeURIComponent(rest.join('/'))}`
}

/** What is written beside the value: what was seen, for whom, and under which lease. */
export interface Beside {
  readonly version?: number
  readonly agent_id?: string
  readonly resource_id?: string
  readonly fencing?: number
}

/** The answer becomes the last one. */
export async function write(world: ConcordWorld, api: Api, name: string, { value, ...beside }: Beside & { readonly value: unknown }): Promise<Reply> {
  writtenOf(world).value = value
  return put(world, api, name, { version: 0, ...beside, value })
}

/** Sends just this. */
export const put = async (world: ConcordWorld, api: Api, name: string, body: unknown): Promise<Reply> =>
  world.take(await atOnce(world, api.call('PUT', placeOf(name), { body }), `the answer about ${name}`))

export const read = (world: ConcordWorld, api: Api, name: string): Promise<Reply> => atOnce(world, api.call('GET', placeOf(name)), name)

/** The present value, as Mallory reads it: everybody may. */
export async function presentValue(world: ConcordWorld, name: string): Promise<ValueView> {
  const reply = await read(world, world.as('Mallory'), name)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<ValueView>()
}

/** What was told under a topic, and where it comes from, in order, as Sam reads it. */
export async function toldBy(
  world: ConcordWorld,
  topic: string,
): Promise<readonly { readonly type: string; readonly source: string; readonly data: unknown }[]> {
  const reply = await atOnce(world, world.as('Sam').call('GET', `/api/events?topic=${topic}`), 'what was told')
  return reply.json<{ items: readonly { type: string; source: string; data: unknown }[] }>().items.map(({ type, source, data }) => ({ type, source, data }))
}

export const toldUnder = async (world: ConcordWorld, topic: string): Promise<readonly { readonly type: string; readonly data: unknown }[]> =>
  (await toldBy(world, topic)).map(({ type, data }) => ({ type, data }))
