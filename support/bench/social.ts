import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DirectMessages } from '../../app/social/direct-messages'
import type { Feed } from '../../app/social/feed'
import type { Posts } from '../../app/social/posts'
import type { Trending } from '../../app/social/trending'
import { storeOn } from '../../app/store/open'
import { type Database, openSqlite } from '../../app/store/sqlite'
import { type Operation, tellGrowth } from './growing'
import { platformOn, SOMEBODY } from './in-process'
import { median } from './table'

// Whether the feed, inboxes, trending and posting stay as fast at a million posts as at a thousand. Fully durable, written in this thread.

const { values } = parseArgs({ options: { posts: { type: 'string', default: '1000,100000,1000000' }, samples: { type: 'string', default: '300' } } })
const SIZES = values.posts.split(',').map(Number)
const SAMPLES = Number(values.samples)
const GOAL = 1.5
const PAGE = 50
/** Of 1,000 posts and of a million the same 960 are of the last 24 hours. */
const ONE_EVERY_MS = 90_000
const AUTHORS = 200
const TAGS = 300

const uuid = (index: number, kind: number) => `${index.toString(16).padStart(8, '0')}-0000-7000-8000-${kind.toString(16).padStart(12, '0')}`

/** As many messages, every other one to whoever asks. */
function fillInboxes(db: Database.Database, messages: number): void {
  const columns = 'number, id, from_id, from_kind, to_id, to_kind, type, content, sent_by, created_at'
  const message = db.prepare(`insert into direct_message (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const all = db.transaction(() => {
    for (let number = 1; number <= messages; number += 1) {
      const [from, to] = [uuid(number % AUTHORS, 2), number % 2 === 0 ? SOMEBODY.id : uuid((number + 1) % AUTHORS, 2)]
      message.run(number, uuid(number, 3), from, 'person', to, 'person', 'message', 'Something between two, of usual length.', from, number)
    }
  })
  all()
}

/** Posts as people would have left them: each tenth private, each with a hashtag. */
function fill(db: Database.Database, posts: number): void {
  fillInboxes(db, posts)
  const now = Date.now()
  const columns = 'number, id, author_id, author_kind, posted_by, type, content, is_public, place, created_at'
  const post = db.prepare(`insert into post (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const hashtag = db.prepare('insert into hashtag (created_at, post_number, tag, author_id) values (?, ?, ?, ?)')
  const use = db.prepare('insert into hashtag_use (tag, author_id, latest) values (?, ?, ?) on conflict do update set latest = excluded.latest')
  let places = 0
  const all = db.transaction(() => {
    for (let number = 1; number <= posts; number += 1) {
      const [at, author, tag] = [now - (posts - number) * ONE_EVERY_MS, uuid(number % AUTHORS, 2), `topic_${number % TAGS}`]
      const isPublic = Number(number % 10 > 0)
      const place = isPublic === 1 ? ++places : null
      post.run(number, uuid(number, 1), author, 'person', author, 'status', `Something that was said, of usual length, about #${tag}.`, isPublic, place, at)
      if (isPublic === 1) {
        hashtag.run(at, number, tag, author)
        use.run(tag, author, at)
      }
    }
  })
  all()
  db.pragma('wal_checkpoint(truncate)')
}

async function timed(work: (sample: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const begun = performance.now()
    await work(sample)
    times.push(performance.now() - begun)
  }
  return median(times)
}

interface Bench {
  readonly posts: Posts
  readonly feed: Feed
  readonly trending: Trending
  readonly messages: DirectMessages
  readonly agentId: string
}

async function operations({ posts, feed, trending, messages, agentId }: Bench, count: number): Promise<readonly Operation[]> {
  const middle = Math.floor(count / 2)
  const inbox = (after: number) => messages.inbox({ ownerId: SOMEBODY.id, reader: SOMEBODY, after, limit: PAGE })
  return [
    [`feed: first page of ${PAGE}`, await timed(() => feed.before({ before: undefined, limit: PAGE }))],
    [`feed: page of ${PAGE} in the middle`, await timed((sample) => feed.before({ before: middle + (sample % (count / 4)), limit: PAGE }))],
    [`feed: page number 3 of ${PAGE}`, await timed(() => feed.page({ page: 3, asOf: undefined, limit: PAGE }))],
    [`inbox: first page of ${PAGE}`, await timed(() => inbox(0))],
    [`inbox: page of ${PAGE} in the middle`, await timed((sample) => inbox(middle + (sample % (count / 4))))],
    ['topics of the last 24 hours', await timed(() => trending.list({ hours: 24, limit: 10 }))],
    [
      'post',
      await timed((sample) =>
        posts.post({ by: SOMEBODY, agentId, type: 'status', content: `Something new, number ${sample}, about #news`, isPublic: true, traceId: '0' }),
      ),
    ],
  ]
}

async function measure(count: number): Promise<readonly Operation[]> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-social-'))
  const path = join(folder, 'concord.db')
  const db = openSqlite(path, Date.now())
  const store = storeOn(db)
  const { platform, agentId } = await platformOn(store, path)
  await platform.stop(0)
  fill(db, count)
  const measured = await operations({ ...platform.parts, agentId }, count)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  return measured
}

void tellGrowth({ sizes: SIZES, unit: 'posts', goal: GOAL, measure }).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
