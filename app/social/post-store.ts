import { sql } from 'kysely'
import { type Acting, type CannotAct, standingOf } from '../agents/acting'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import type { NewEvent } from '../events/event'
import { appendEvent } from '../events/event-store'
import type { Principal } from '../people/person'
import { define, defineInsert } from '../store/statement'
import type { PostRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { useHashtags, withdrawHashtags } from './hashtag-store'
import { nameOf } from './party'
import { HOUR_MS, isInHandsOf, mayRead, type NamedPostRow, POSTS_AN_HOUR, postOf } from './post'
import { type CannotSpeak, speakerOf } from './speaking'

const insertPost = defineInsert('post', ['id', 'author_id', 'author_kind', 'posted_by', 'type', 'content', 'is_public', 'place', 'created_at'])

/** SQLite prepares a statement anew for each run if a bound value is its limit; so this one is written out. */
const ONE = sql.lit(1)

/** The place of the newest public post, also if it was removed. */
export const lastPlace = define()((db) => db.selectFrom('post').select('place').where('place', 'is not', null).orderBy('place', 'desc').limit(ONE))

export const postById = define<{ id: string }>()((db, p) =>
  db.selectFrom('post').selectAll().select(nameOf('post.author_id').as('author_name')).where('id', '=', p.id),
)

/** When the author posted the last time but `count`. */
const timeBefore = (count: number) =>
  define<{ author_id: string }>()((db, p) =>
    db.selectFrom('post').select('created_at').where('author_id', '=', p.author_id).orderBy('number', 'desc').limit(ONE).offset(sql.lit(count)),
  )
/** By the limit that they are for: the oldest of the posts that use it up. */
const OLDEST = new Map(Object.values(POSTS_AN_HOUR).flatMap((limit) => (limit ? [[limit, timeBefore(limit - 1)] as const] : [])))

const removeRow = define<{ id: string; removed_at: number; removed_by: string }>()((db, p) =>
  db.updateTable('post').set({ content: '', removed_at: p.removed_at, removed_by: p.removed_by }).where('id', '=', p.id),
)

export interface Posting {
  readonly row: Omit<PostRow, 'number' | 'place' | 'removed_at' | 'removed_by'>
  readonly acting: Acting
  /** Hashtags that count: none of a private post. */
  readonly tags: readonly string[]
  readonly entry: AuditEntry
  /** What is told of it: nothing of a private post. */
  readonly event: NewEvent | undefined
}

interface TooOften {
  readonly kind: 'too-often'
  readonly name: string
  readonly limit: number
  readonly waitMs: number
}

export type Posted = { readonly kind: 'posted'; readonly post: NamedPostRow } | TooOften | { readonly kind: 'cannot'; readonly why: CannotSpeak }

/** Posts something, if its author may speak now and has not posted too often: both are looked at in the same transaction, whichever instance asks. */
export const createPost = unit('post.create', function* ({ row, acting, tags, entry, event }: Posting): Write<Posted> {
  const speaker = yield* speakerOf(acting)
  if (speaker.kind !== 'ready') return { kind: 'cannot', why: speaker }
  const limit = speaker.level && POSTS_AN_HOUR[speaker.level]
  const waitMs = limit === undefined ? 0 : yield* waitOf(row, limit)
  if (limit !== undefined && waitMs > 0) return { kind: 'too-often', name: speaker.name, limit, waitMs }
  const [last] = yield* run(lastPlace, {})
  yield* run(insertPost, { ...row, place: row.is_public === 1 ? (last?.place ?? 0) + 1 : null })
  const [post] = yield* run(postById, row)
  if (post === undefined) throw new Error('a post that was stored is not there')
  yield* useHashtags(post, tags)
  yield* appendAudit(entry)
  if (event !== undefined) yield* appendEvent(event)
  return { kind: 'posted', post }
})

/** How long until the author may post again; removed posts count like all others. An hour at most, also if the clock was set back. */
function* waitOf({ author_id, created_at: now }: Posting['row'], limit: number): Write<number> {
  const statement = OLDEST.get(limit)
  if (statement === undefined) return HOUR_MS
  const [oldest] = yield* run(statement, { author_id })
  return oldest === undefined ? 0 : Math.min(oldest.created_at + HOUR_MS - now, HOUR_MS)
}

export interface Removal {
  readonly id: string
  readonly by: Pick<Principal, 'id' | 'role'>
  readonly at: number
  readonly noteId: string
  readonly eventId: string
}

export type Removed = { readonly kind: 'removed' | 'unknown' } | { readonly kind: 'cannot'; readonly why: CannotAct }

/** Takes a post away with its words and its hashtags. What is left says that there was one, when, and who removed it. */
export const removePost = unit('post.remove', function* ({ id, by, at, noteId, eventId }: Removal): Write<Removed> {
  const standing = yield* standingOf({ kind: by.role === 'agent' ? 'agent' : 'person', id: by.id })
  if (standing.kind !== 'ready') return { kind: 'cannot', why: standing }
  const [row] = yield* run(postById, { id })
  if (row === undefined || !mayRead(postOf(row), by) || !isInHandsOf(postOf(row), by)) return { kind: 'unknown' }
  yield* run(removeRow, { id, removed_at: at, removed_by: by.id })
  yield* withdrawHashtags(row)
  yield* appendAudit({ id: noteId, at, actor: by.id, action: 'post.removed', subject: row.author_id, details: { post: id } })
  if (row.is_public === 1) yield* appendEvent({ id: eventId, topic: 'global', type: 'post.removed', source: `/api/posts/${id}`, at, data: { post_id: id } })
  return { kind: 'removed' }
})
