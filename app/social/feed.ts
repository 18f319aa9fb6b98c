import { sql } from 'kysely'
import { may, type Principal } from '../people/person'
import { InvalidInput } from '../shared/errors'
import { define } from '../store/statement'
import type { Store } from '../store/store'
import { nameOf } from './party'
import { type NamedPostRow, type Post, postOf } from './post'
import { lastPlace } from './post-store'

/** As the indexes `post_public` and `post_private` have it. */
const isPublic = sql<boolean>`post.place is not null`
const isPrivate = sql<boolean>`post.is_public = 0`
const authorName = nameOf('post.author_id').as('author_name')

const publicBefore = define<{ place: number; limit: number }>()((db, p) =>
  db
    .selectFrom('post')
    .selectAll()
    .select(authorName)
    .where(isPublic)
    .where('removed_at', 'is', null)
    .where('place', '<', p.place)
    .orderBy('place', 'desc')
    .limit(p.limit),
)
/** Also those that were removed: they keep their places, so that a removal moves nobody. */
const publicPlaces = define<{ from: number; to: number }>()((db, p) =>
  db.selectFrom('post').selectAll().select(authorName).where(isPublic).where('place', '>=', p.from).where('place', '<=', p.to).orderBy('place', 'desc'),
)
const privateBefore = define<{ number: number; limit: number }>()((db, p) =>
  db
    .selectFrom('post')
    .selectAll()
    .select(authorName)
    .where(isPrivate)
    .where('removed_at', 'is', null)
    .where('number', '<', p.number)
    .orderBy('number', 'desc')
    .limit(p.limit),
)
const ownPrivateBefore = define<{ author_id: string; number: number; limit: number }>()((db, p) =>
  db
    .selectFrom('post')
    .selectAll()
    .select(authorName)
    .where('author_id', '=', p.author_id)
    .where(isPrivate)
    .where('removed_at', 'is', null)
    .where('number', '<', p.number)
    .orderBy('number', 'desc')
    .limit(p.limit),
)

/** Everything that stands before a place that an earlier stretch ended with, or from the newest on. */
export interface Stretch {
  readonly before: number | undefined
  readonly limit: number
}

/** One page of a set that stays the same. */
export interface Sheet {
  readonly page: number
  /** Place of the newest post of the set; the newest of all without it. */
  readonly asOf: number | undefined
  readonly limit: number
}

export interface FeedStretch {
  readonly posts: readonly Post[]
  /** Where the next one goes on, if there is more. */
  readonly next: number | undefined
}

export interface FeedSheet {
  readonly posts: readonly Post[]
  readonly hasMore: boolean
  readonly asOf: number
}

/** Public posts, newest first, by places of which no two posts share one (AR-12.11, .12). */
export interface Feed {
  /** Going on where the last stretch ended shows each once, and what came meanwhile is not among them. */
  before(stretch: Stretch): Promise<FeedStretch>
  /** What was removed meanwhile leaves its place empty; as fast for the last page as for the first. Throws InvalidInput for a set that does not exist yet. */
  page(sheet: Sheet): Promise<FeedSheet>
  /** Private posts: one's own; supervisors see all. */
  privateBefore(stretch: Stretch, reader: Pick<Principal, 'id' | 'role'>): Promise<FeedStretch>
}

const LAST = Number.MAX_SAFE_INTEGER

export function createFeed({ store }: { store: Store }): Feed {
  return {
    async before({ before = LAST, limit }) {
      return stretchOf(await store.find(publicBefore, { place: before, limit: limit + 1 }), limit)
    },
    async page({ page, asOf: asked, limit }) {
      const newest = (await store.find(lastPlace, {}))[0]?.place ?? 0
      const asOf = asked ?? newest
      if (asOf > newest) throw new InvalidInput('as_of', 'as_of is not one that we gave')
      const to = asOf - (page - 1) * limit
      const places = await store.find(publicPlaces, { from: to - limit + 1, to })
      return { posts: places.map(postOf).filter(({ isRemoved }) => !isRemoved), hasMore: to > limit, asOf }
    },
    async privateBefore({ before = LAST, limit }, reader) {
      const query = { number: before, limit: limit + 1 }
      const all = may(reader.role, 'supervisor')
      return stretchOf(all ? await store.find(privateBefore, query) : await store.find(ownPrivateBefore, { ...query, author_id: reader.id }), limit)
    },
  }
}

function stretchOf(rows: readonly NamedPostRow[], limit: number): FeedStretch {
  const posts = rows.slice(0, limit).map(postOf)
  const last = posts.at(-1)
  return { posts, next: rows.length > limit ? (last?.place ?? last?.number) : undefined }
}
