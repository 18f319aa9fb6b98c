import type { Property, Tell } from '../generated'
import type { Owner } from '../parameter-types'
import { type FeedView, pointersOf } from '../posting'
import { onStage, type Stage } from '../stage'
import type { ConcordWorld } from '../world'
import { type Author, type Change, type FeedCase, feedCases } from './feed-cases'
import { listed } from './matching'

/** Who reads what, and how. */
export interface Reading {
  readonly reader: Owner
  readonly query: string
  /** Whether what an author posted, publicly or not, is for that reader. */
  readonly isFor: (author: Author, isPublic: boolean) => boolean
}

const everybody = (_: Author, isPublic: boolean) => isPublic

export const READINGS = {
  'Mallory reads the public feed page by page': { reader: 'Mallory', query: '', isFor: everybody },
  'Mallory reads the public feed by numbered pages': { reader: 'Mallory', query: '&page=1', isFor: everybody },
  'Sam reads the private posts page by page': { reader: 'Sam', query: '&visibility=private', isFor: (_, isPublic) => !isPublic },
  'Uma reads her private posts page by page': { reader: 'Uma', query: '&visibility=private', isFor: (author, isPublic) => author === 'Uma' && !isPublic },
} as const satisfies Record<string, Reading>

/** A post as the model keeps it: just its number, and whether it is there. */
interface Made {
  readonly number: number
  readonly who: Author
  readonly isPublic: boolean
  readonly id: string
  isRemoved: boolean
}

interface Course {
  readonly world: ConcordWorld
  readonly stage: Stage
  readonly tell: Tell
  readonly made: Made[]
}

/** Any posts, removals and page sizes give every visible post once, newest first, also while new ones arrive (AR-12.22). */
export const feed = (world: ConcordWorld, reading: Reading): Property<FeedCase> => ({
  cases: feedCases,
  play: ({ before, between, limit }, tell) =>
    onStage(world, async (stage) => {
      const course: Course = { world, stage, tell, made: [] }
      for (const each of before) await change(course, each)
      await read(course, reading, { between, limit })
    }),
})

async function change({ world, stage, tell, made }: Course, each: Change): Promise<void> {
  switch (each.kind) {
    case 'time':
      tell(`The clock is set ${each.minutes > 0 ? 'forward' : 'back'} by 1 minute.`)
      return world.clock.jump(each.minutes * 60_000)
    case 'post': {
      const number = made.length + 1
      tell(`${each.who} posts "${number}"${each.isPublic ? '' : ' privately'}.`)
      const body = { content: String(number), post_type: 'status', is_public: each.isPublic }
      const { id } = (await stage.done(each.who, 'POST', '/api/posts', body)).json<{ id: string }>()
      made.push({ number, who: each.who, isPublic: each.isPublic, id, isRemoved: false })
      return
    }
    case 'remove': {
      const post = made.at(-1 - each.back)
      if (post === undefined || post.isRemoved) return
      tell(`${post.who} removes "${post.number}".`)
      await stage.done(post.who, 'DELETE', `/api/posts/${post.id}`)
      post.isRemoved = true
    }
  }
}

const MOST_PAGES = 100

async function read(course: Course, { reader, query, isFor }: Reading, { between, limit }: Pick<FeedCase, 'between' | 'limit'>): Promise<void> {
  const { stage, tell, made } = course
  const atFirst = made.filter(({ who, isPublic, isRemoved }) => isFor(who, isPublic) && !isRemoved)
  const found: number[] = []
  let path: string | undefined = `/api/feed?limit=${limit}${query}`
  for (let page = 0; path !== undefined; page += 1) {
    if (page === MOST_PAGES) throw new Error('The pages have no end')
    const reply = await stage.done(reader, 'GET', path)
    const numbers = reply.json<FeedView>().items.map(({ id }) => made.findIndex((post) => post.id === id) + 1)
    tell(`${reader} reads a page of ${limit}: ${listed(numbers)}.`)
    for (const number of numbers) if (made[number - 1]?.isRemoved !== false) throw new Error(`${reader} was shown "${number}", which was removed`)
    found.push(...numbers)
    path = pointersOf(reply).next
    for (const each of between[page] ?? []) await change(course, each)
  }
  compare(reader, { found, atFirst })
}

/** What was removed while somebody read may have been read before; all else is there once. */
function compare(reader: string, { found, atFirst }: { found: readonly number[]; atFirst: readonly Made[] }): void {
  const read = new Set(found)
  const expected = atFirst
    .filter(({ number, isRemoved }) => !isRemoved || read.has(number))
    .map(({ number }) => number)
    .toReversed()
  if (found.join() !== expected.join()) throw new Error(`${reader} has read ${listed(found)}; it should have been ${listed(expected)}`)
}
