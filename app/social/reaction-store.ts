import { sql } from 'kysely'
import type { Acting } from '../agents/acting'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import type { Principal } from '../people/person'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { mayRead, postOf } from './post'
import { postById } from './post-store'
import type { Reaction } from './reaction'
import { type CannotSpeak, speakerOf } from './speaking'

interface Kind {
  readonly post_id: string
  readonly emoji: string
}

const addReaction = define<Kind & { actor_id: string; created_at: number }>()((db, p) =>
  db
    .insertInto('reaction')
    .values({ post_id: p.post_id, emoji: p.emoji, actor_id: p.actor_id, created_at: p.created_at })
    .onConflict((same) => same.doNothing())
    .returning('post_id'),
)
const removeReaction = define<Kind & { actor_id: string }>()((db, p) =>
  db.deleteFrom('reaction').where('post_id', '=', p.post_id).where('emoji', '=', p.emoji).where('actor_id', '=', p.actor_id).returning('post_id'),
)
const countOf = define<Kind>()((db, p) =>
  db
    .selectFrom('reaction')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('post_id', '=', p.post_id)
    .where('emoji', '=', p.emoji),
)

/** Each kind of reaction to a post, the most frequent first. */
export const reactionsTo = define<{ post_id: string; reader: string }>()((db, p) =>
  db
    .selectFrom('reaction')
    .select(({ fn }) => ['emoji', fn.countAll<number>().as('count'), sql<number>`max(case when actor_id = ${p.reader} then 1 else 0 end)`.as('mine')])
    .where('post_id', '=', p.post_id)
    .groupBy('emoji')
    .orderBy('count', 'desc')
    .orderBy('emoji'),
)

export interface Reacting {
  readonly postId: string
  readonly emoji: string
  /** Whether it is to be there. */
  readonly isThere: boolean
  readonly acting: Acting
  readonly by: Pick<Principal, 'id' | 'role'>
  readonly entry: AuditEntry
}

export type Reacted = { readonly kind: 'unknown' } | { readonly kind: 'cannot'; readonly why: CannotSpeak } | ({ readonly kind: 'done' } & Reaction)

/** Adds or removes a reaction; what is there already, or is not, stays so without a record. */
export const react = unit('reaction.set', function* ({ postId, emoji, isThere, acting, by, entry }: Reacting): Write<Reacted> {
  const speaker = yield* speakerOf(acting)
  if (speaker.kind !== 'ready') return { kind: 'cannot', why: speaker }
  const [post] = yield* run(postById, { id: postId })
  if (post === undefined || !mayRead(postOf(post), by)) return { kind: 'unknown' }
  const reaction = { post_id: postId, emoji, actor_id: acting.id }
  const changed = isThere ? yield* run(addReaction, { ...reaction, created_at: entry.at }) : yield* run(removeReaction, reaction)
  if (changed.length > 0) yield* appendAudit(entry)
  const [counted] = yield* run(countOf, reaction)
  return { kind: 'done', emoji, count: counted?.count ?? 0, mine: isThere }
})
