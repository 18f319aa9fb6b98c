import { expect } from 'chai'
import type { Api } from '../api'
import type { Proposal } from '../approving'
import type { ActionRecord } from '../on-record'
import type { Reply } from '../reply'
import { atOnce, type Execution } from '../running'
import type { ConcordWorld } from '../world'

/** A record of the audit trail with its place. */
export type Noted = ActionRecord & { readonly number: number; readonly action: string }

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next_cursor: string | null
}

/** No limit stands in the way of made-up cases; before anybody uses the platform. */
export const withoutHaste = (world: ConcordWorld): void => world.set('CONCORD_REQUESTS_PER_MINUTE', '10000000')

/** One call, whatever comes of it: it is the case that says what should. */
export const call = (world: ConcordWorld, api: Api, path: string, body?: unknown): Promise<Reply> =>
  atOnce(world, api.call('POST', path, body === undefined ? {} : { body }), `the answer to ${path}`)

/** What Sam finds under an address. */
export async function found<Body>(world: ConcordWorld, path: string): Promise<Body> {
  const reply = await atOnce(world, world.as('Sam').call('GET', path), path)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Body>()
}

/** The items of a list that begins with the newest, down to the first that is known; in the order in which they came about. */
async function newer<Item>(world: ConcordWorld, path: string, isNew: (item: Item) => boolean): Promise<readonly Item[]> {
  const all: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<Item> = await found(world, `${path}limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`)
    const fresh = page.items.filter(isNew)
    all.push(...fresh)
    cursor = fresh.length < page.items.length ? null : page.next_cursor
  }
  return all.reverse()
}

/** The executions after this one, as a supervisor lists them. */
export const executionsAfter = (world: ConcordWorld, last: string): Promise<readonly Execution[]> =>
  newer<Execution>(world, '/api/executions?', ({ id }) => id > last)

/** The executions that are at work now. */
export const atWork = async (world: ConcordWorld): Promise<readonly Execution[]> =>
  (await found<Page<Execution>>(world, '/api/executions?status=running&limit=100')).items

/** Where lists stand now, for what comes after. */
export interface Mark {
  readonly execution: string
  readonly record: number
}
export async function markNow(world: ConcordWorld): Promise<Mark> {
  const last = await found<Page<Execution>>(world, '/api/executions?limit=1')
  const noted = await found<Page<Noted>>(world, '/api/audit?order=newest&limit=1')
  return { execution: last.items[0]?.id ?? '', record: noted.items[0]?.number ?? 0 }
}

/** The records after this one, as a supervisor reads them. */
export const recordsAfter = (world: ConcordWorld, last: number): Promise<readonly Noted[]> =>
  newer<Noted>(world, '/api/audit?order=newest&', ({ number }) => number > last)

/** What waits for a human. */
export const waiting = async (world: ConcordWorld): Promise<readonly (Proposal & { readonly options?: readonly string[] })[]> =>
  (await found<Page<Proposal>>(world, '/api/proposals?status=pending&limit=100')).items

/** Sam says yes or no to one of them, or to a choice the first option. */
export function decide(world: ConcordWorld, { id, content_hash, options }: Proposal & { readonly options?: readonly string[] }, approved: boolean) {
  const option = approved && options !== undefined ? { option: options[0] } : {}
  const reason = approved ? {} : { reason: 'Not now' }
  return call(world, world.as('Sam'), `/api/proposals/${id}/${approved ? 'approve' : 'reject'}`, { content_hash, ...option, ...reason })
}
