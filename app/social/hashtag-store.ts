import { sql } from 'kysely'
import { define, defineInsert } from '../store/statement'
import type { PostRow } from '../store/tables'
import { run, type Write } from '../store/unit'

const insertHashtag = defineInsert('hashtag', ['created_at', 'post_number', 'tag', 'author_id'])
const hashtagsOfPost = define<{ post_number: number }>()((db, p) => db.selectFrom('hashtag').select('tag').where('post_number', '=', p.post_number))
const deleteHashtags = define<{ post_number: number }>()((db, p) => db.deleteFrom('hashtag').where('post_number', '=', p.post_number))

interface ByAuthor {
  readonly tag: string
  readonly author_id: string
}
const latestUse = define<ByAuthor>()((db, p) =>
  db
    .selectFrom('hashtag')
    .select(({ fn }) => fn.max<number | null>('created_at').as('latest'))
    .where('tag', '=', p.tag)
    .where('author_id', '=', p.author_id),
)
const forgetUse = define<ByAuthor>()((db, p) => db.deleteFrom('hashtag_use').where('tag', '=', p.tag).where('author_id', '=', p.author_id))
const setUse = define<ByAuthor & { latest: number }>()((db, p) =>
  db
    .insertInto('hashtag_use')
    .values({ tag: p.tag, author_id: p.author_id, latest: p.latest })
    .onConflict((known) => known.columns(['tag', 'author_id']).doUpdateSet({ latest: sql<number>`excluded.latest` })),
)

/** So many uses are read at once. */
export const USES = 5_000

/**
 * When each author last used each hashtag, if since then: as many as there are authors and hashtags, however many posts. The latest first, and
 * those that come after a place.
 */
export const usesSince = define<ByAuthor & { since: number; latest: number }>()((db, p) =>
  db
    .selectFrom('hashtag_use')
    .selectAll()
    .where('latest', '>', p.since)
    .where(sql<boolean>`(latest, tag, author_id) < (${p.latest}, ${p.tag}, ${p.author_id})`)
    .orderBy('latest', 'desc')
    .orderBy('tag', 'desc')
    .orderBy('author_id', 'desc')
    .limit(sql.lit(USES)),
)

type Used = Pick<PostRow, 'number' | 'author_id' | 'created_at'>

/** Part of any unit: notes that a post uses hashtags. */
export function* useHashtags({ number, author_id, created_at }: Used, tags: readonly string[]): Write<void> {
  for (const tag of tags) {
    yield* run(insertHashtag, { created_at, post_number: number, tag, author_id })
    yield* noteLatest({ tag, author_id })
  }
}

/** Part of any unit: the hashtags of a post count no more; what the author used them in besides still does. */
export function* withdrawHashtags({ number, author_id }: Used): Write<void> {
  const tags = yield* run(hashtagsOfPost, { post_number: number })
  yield* run(deleteHashtags, { post_number: number })
  for (const { tag } of tags) yield* noteLatest({ tag, author_id })
}

function* noteLatest(use: ByAuthor): Write<void> {
  const [row] = yield* run(latestUse, use)
  const latest = row?.latest ?? undefined
  if (latest === undefined) yield* run(forgetUse, use)
  else yield* run(setUse, { ...use, latest })
}
