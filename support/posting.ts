import { expect } from 'chai'
import type { Api } from './api'
import type { PersonName } from './cast'
import type { Owner } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import { apiOf } from './subscribing'
import type { ConcordWorld } from './world'

/** A post as everybody who may read it is shown it. */
export interface PostView {
  readonly id: string
  readonly author: { readonly kind: string; readonly id: string; readonly name: string }
  readonly posted_by: string
  readonly post_type: string
  readonly content: string
  readonly is_public: boolean
  readonly created_at: string
}

export interface FeedView {
  readonly items: readonly PostView[]
  readonly next_cursor: string | null
  readonly page?: number
  readonly as_of?: number
}

interface Posting {
  /** Every post that was made, by the words that were sent, in order. */
  readonly made: Map<string, string>
  /** The words of the post that was tried last. */
  words: string
  /** The pages that were read, in order, and the address of the last one. */
  pages: FeedView[]
  reader: Owner
  path: string
  /** What was read before that. */
  before: readonly string[]
  /** How long the processor worked on what was posted last, where that was measured. */
  workedMs: number
}

export const postingOf = perScenario((): Posting => ({ made: new Map(), words: '', pages: [], reader: 'Mallory', path: '', before: [], workedMs: Number.NaN }))

/** What is said, and how. */
export interface Wording {
  readonly content: string
  readonly type?: string
  readonly isPublic?: boolean
  /** The id of the agent for which it is said. */
  readonly agentId?: string
}

/** The answer becomes the last one. */
export async function post(world: ConcordWorld, who: Owner, wording: Wording): Promise<Reply> {
  const reply = await tryToPost(world, await apiOf(world, who), wording)
  postingOf(world).words = wording.content
  return world.take(reply)
}

async function tryToPost(world: ConcordWorld, api: Api, { content, type = 'status', isPublic, agentId }: Wording): Promise<Reply> {
  const body = {
    ...{ content, post_type: type },
    ...(isPublic === undefined ? {} : { is_public: isPublic }),
    ...(agentId === undefined ? {} : { agent_id: agentId }),
  }
  const reply = await atOnce(world, api.call('POST', '/api/posts', { body }), 'the answer about a post')
  if (reply.status === 201) postingOf(world).made.set(content, reply.json<PostView>().id)
  return reply
}

/** Several at the same moment; the last answer is none of theirs. */
export async function postAtOnce(world: ConcordWorld, who: Owner, contents: readonly string[]): Promise<readonly Reply[]> {
  const api = await apiOf(world, who)
  return Promise.all(contents.map((content) => tryToPost(world, api, { content })))
}

/** Posts that have to be taken. */
export async function posted(world: ConcordWorld, who: Owner, wording: Wording): Promise<void> {
  const reply = await post(world, who, wording)
  expect(reply.status, reply.text).to.equal(201)
}

/** Numbered texts, for whoever posts many. */
export const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `No ${index + 1}`)

const NOBODY = '01900000-0000-7000-8000-000000000000'

/** A post by its words; one that never was, if nobody said them. */
export const addressOf = (world: ConcordWorld, words: string): string => `/api/posts/${postingOf(world).made.get(words) ?? NOBODY}`

/** The answer becomes the last one. */
export async function ask(world: ConcordWorld, who: Owner, { method = 'GET', path }: { method?: 'GET' | 'PUT' | 'DELETE'; path: string }): Promise<Reply> {
  const api = await apiOf(world, who)
  return world.take(await atOnce(world, api.call(method, path), `the answer to ${method} ${path}`))
}

export async function removed(world: ConcordWorld, who: Owner, words: string): Promise<void> {
  const reply = await ask(world, who, { method: 'DELETE', path: addressOf(world, words) })
  expect(reply.status, reply.text).to.equal(204)
}

/** Reads a page, whatever comes of it. The answer becomes the last one. */
export async function readPage(world: ConcordWorld, who: Owner, query: string): Promise<Reply> {
  const state = postingOf(world)
  state.reader = who
  state.path = query.startsWith('/') ? query : `/api/feed${query === '' ? '' : `?${query}`}`
  const reply = await ask(world, who, { path: state.path })
  if (reply.status === 200) state.pages.push(reply.json<FeedView>())
  return reply
}

/** Where a page points to, by relation. */
export function pointersOf(reply: Reply): Readonly<Record<string, string>> {
  const links = [reply.headers.link ?? []].flat().join(', ')
  return Object.fromEntries(Array.from(links.matchAll(/<([^>]*)>; rel="(\w+)"/g), ([, path = '', relation = '']) => [relation, path]))
}

/** Reads on for as long as there is a next page, and it leads on. */
export async function readToTheEnd(world: ConcordWorld): Promise<void> {
  const state = postingOf(world)
  for (let next = pointersOf(world.reply).next; next !== undefined; next = pointersOf(world.reply).next) {
    expect(state.pages.length, 'pages without an end').to.be.below(500)
    expect((await readPage(world, state.reader, next)).status).to.equal(200)
  }
}

/** What was read, page after page. */
export const wordsRead = (world: ConcordWorld): readonly string[] => postingOf(world).pages.flatMap(({ items }) => items.map(({ content }) => content))

/** The newest public posts as Mallory finds them: everybody may. */
export async function feed(world: ConcordWorld): Promise<readonly PostView[]> {
  const reply = await atOnce(world, world.as('Mallory').call('GET', '/api/feed?limit=100'), 'the feed')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<FeedView>().items
}

/** An author by the name that a feature gives it. */
export const idOfAuthor = (world: ConcordWorld, name: Owner): string =>
  ['Olivia', 'Sam', 'Uma', 'Mallory'].includes(name) ? world.member(name as PersonName).id : world.agent(name).id
