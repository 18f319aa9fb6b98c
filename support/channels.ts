import { expect } from 'chai'
import type { Api } from './api'
import { asParty, type PartyView, receiverOf, UNKNOWN } from './messaging'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** A channel as whoever may find it is shown it. */
export interface ChannelView {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly is_private: boolean
  readonly created_by: string
  readonly created_at: string
  readonly members: number
}

/** What was said in a channel, as whoever may read it is shown it. */
export interface SaidView {
  readonly id: string
  readonly channel_id: string
  readonly author: PartyView
  readonly content: string
  readonly sent_at: string
}

interface Channels {
  /** The channels that were opened, by name; the latest of that name. */
  readonly opened: Map<string, string>
  /** What was said in them, in order. */
  readonly said: SaidView[]
  /** What was listed or read last, page by page. */
  pages: readonly (readonly unknown[])[]
}

export const channelsOf = perScenario((): Channels => ({ opened: new Map(), said: [], pages: [] }))

/** The address of a channel, or of something of it. */
export function pathOf(world: ConcordWorld, channel: string, what = ''): string {
  const id = channel === 'an unknown channel' ? UNKNOWN : channelsOf(world).opened.get(channel)
  if (id === undefined) throw new Error(`nobody has opened ${channel}`)
  return `/api/channels/${id}${what}`
}

/** Who does something, perhaps for an agent. */
export interface Doer {
  readonly by: string
  readonly behalf?: string
}

const behalfOf = (world: ConcordWorld, { behalf }: Doer) => (behalf === undefined ? {} : { agent_id: receiverOf(world, behalf).id })

/** The answer becomes the last one. */
export async function ask(world: ConcordWorld, doer: Doer, path: string, body: object = {}): Promise<Reply> {
  const api = await asParty(world, doer.by)
  return world.take(await atOnce(world, api.call('POST', path, { body: { ...body, ...behalfOf(world, doer) } }), `the answer to ${doer.by}`))
}

/** What has to work. */
export async function done(asked: Promise<Reply>): Promise<Reply> {
  const reply = await asked
  expect(reply.status, reply.text).to.be.below(300)
  return reply
}

export async function open(
  world: ConcordWorld,
  doer: Doer,
  body: { readonly name: string; readonly type?: string; readonly is_private?: boolean },
): Promise<Reply> {
  const reply = await ask(world, doer, '/api/channels', { type: 'general', ...body })
  if (reply.status === 201) channelsOf(world).opened.set(body.name, reply.json<ChannelView>().id)
  return reply
}

export async function bring(world: ConcordWorld, by: string, guest: string, channel: string): Promise<Reply> {
  const { kind, id } = receiverOf(world, guest)
  const api = await asParty(world, by)
  const call = api.call('POST', pathOf(world, channel, '/members'), { body: kind === 'person' ? { person_id: id } : { agent_id: id } })
  return world.take(await atOnce(world, call, `the answer to ${by}`))
}

export async function write(world: ConcordWorld, doer: Doer, channel: string, content: string): Promise<Reply> {
  const reply = await ask(world, doer, pathOf(world, channel, '/messages'), { content })
  if (reply.status === 201) channelsOf(world).said.push(reply.json<SaidView>())
  return reply
}

/** Reads a list page by page; after each page something may happen. */
export async function readPages<Item>(
  world: ConcordWorld,
  api: Api,
  path: string,
  { size = 100, between = async () => {} }: { size?: number; between?: () => Promise<void> } = {},
): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = []
  const sign = path.includes('?') ? '&' : '?'
  for (let cursor = ''; ; ) {
    const reply = await atOnce(world, api.call('GET', `${path}${sign}limit=${size}${cursor}`), path)
    expect(reply.status, reply.text).to.equal(200)
    const { items, next_cursor } = reply.json<{ items: readonly Item[]; next_cursor: string | null }>()
    pages.push(items)
    if (next_cursor === null) return pages
    cursor = `&cursor=${next_cursor}`
    await between()
  }
}

/** All channels that somebody finds. */
export const found = async (world: ConcordWorld, by: string): Promise<readonly ChannelView[]> =>
  (await readPages<ChannelView>(world, await asParty(world, by), '/api/channels')).flat()

/** All that was said in a channel, as somebody reads it. */
export const saidIn = async (world: ConcordWorld, channel: string, reader: string): Promise<readonly SaidView[]> =>
  (await readPages<SaidView>(world, await asParty(world, reader), pathOf(world, channel, '/messages'))).flat()

/** Who belongs to a channel, as somebody reads it. */
export const membersOf = async (world: ConcordWorld, channel: string, reader: string): Promise<readonly PartyView[]> =>
  (await readPages<PartyView>(world, await asParty(world, reader), pathOf(world, channel, '/members'))).flat()
