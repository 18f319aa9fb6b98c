import { sql } from 'kysely'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { withdrawHashtags } from './hashtag-store'

const postsOf = define<{ person: string; after: number; limit: number }>()((db, p) =>
  db
    .selectFrom('post')
    .select(['number', 'author_id', 'created_at'])
    .where(({ eb, or }) => or([eb('posted_by', '=', p.person), eb('author_id', '=', p.person)]))
    .where('content', '<>', '')
    .where('number', '>', p.after)
    .orderBy('number')
    .limit(p.limit),
)
const emptyPost = define<{ number: number; at: number }>()((db, p) =>
  db
    .updateTable('post')
    .set(({ fn, val }) => ({ content: '', removed_at: fn.coalesce('removed_at', val(p.at)), removed_by: fn.coalesce('removed_by', val('platform')) }))
    .where('number', '=', p.number),
)

const AT_ONCE = 100

/** Takes the next of somebody's posts away, with their hashtags, as if they had been removed; the number of the last of them. */
export const erasePosts = unit('post.erase', function* ({ at, ...some }: { person: string; after: number; at: number }): Write<number | undefined> {
  const posts = yield* run(postsOf, { ...some, limit: AT_ONCE })
  for (const post of posts) {
    yield* withdrawHashtags(post)
    yield* run(emptyPost, { number: post.number, at })
  }
  return posts.at(-1)?.number
})

/** A channel in which nobody else is belongs to whoever made it, and to nobody then. */
const emptyChannels = define<{ person: string }>()((db, p) =>
  db
    .updateTable('channel')
    .set({ name: 'removed', type: 'removed' })
    .where('created_by', '=', p.person)
    .where(sql<boolean>`(name <> 'removed' or type <> 'removed')`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('channel_member').select('number').whereRef('channel_id', '=', 'channel.id').where('member_id', '<>', p.person))),
    )
    .returning('id'),
)

/** Takes away what somebody called the channels in which they were alone; how many. */
export const eraseLoneChannels = unit('channel.erase', function* (input: { person: string }): Write<number> {
  return (yield* run(emptyChannels, input)).length
})
