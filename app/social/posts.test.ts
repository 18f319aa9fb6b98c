import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { ensureFirstAdministrator } from '../people/first-administrator'
import { systemClock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { seededRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { createFeed } from './feed'
import { createMask, type Mask, MaskingFailed, mask } from './masking'
import { createPosts, type PostOrder } from './posts'

const failing: Mask = createMask([
  {
    label: '[broken]',
    find() {
      throw new Error('out of order')
    },
  },
])

const NOON = 1_795_262_400_000

async function open() {
  const db = openSqlite(':memory:', 0)
  const store = storeOn(db)
  const clock = { ...systemClock, now: () => NOON }
  const newId = createIds({ clock, random: seededRandom(1) })
  await ensureFirstAdministrator({ store, clock, newId }, { givenToken: undefined, tokenDays: 1 })
  const [person] = await store.read((tables) => tables.selectFrom('person').select('id').execute())
  const by = { id: person?.id ?? '', role: 'administrator' } as const
  const postsWith = (masking: Mask) => createPosts({ store, clock, newId, mask: masking, notify: () => {} })
  const order = (content: string): PostOrder => ({ by, type: 'status', content, isPublic: true, traceId: '0' })
  const rows = (table: string) => db.prepare(`select count(*) from ${table}`).pluck().get() as number
  return { postsWith, order, rows, feed: createFeed({ store }) }
}

describe('posts', () => {
  let house: Awaited<ReturnType<typeof open>>
  beforeEach(async () => {
    house = await open()
  })

  it('are not stored, told or put on record when masking fails', async () => {
    const tables = ['post', 'hashtag', 'event', 'audit']
    const before = tables.map(house.rows)
    await assert.rejects(house.postsWith(failing).post(house.order('#one')), MaskingFailed)
    assert.deepEqual(tables.map(house.rows), before)
  })

  it('are given back as they were stored', async () => {
    const { content, number } = await house.postsWith(mask).post(house.order('Ask uma@example.com'))
    assert.deepEqual({ content, number }, { content: 'Ask [email]', number: 1 })
  })

  it('keep their order and their pages at equal times, also when some are removed', async () => {
    const posts = house.postsWith(mask)
    for (const word of ['a', 'b', 'c', 'd', 'e']) await posts.post(house.order(word))
    const first = await house.feed.page({ page: 1, asOf: undefined, limit: 2 })
    const [newest] = first.posts
    await posts.remove(newest?.id ?? '', house.order('').by)
    await posts.post(house.order('f'))
    const pages = await Promise.all([1, 2, 3].map((page) => house.feed.page({ page, asOf: first.asOf, limit: 2 })))
    assert.deepEqual(
      pages.map((page) => page.posts.map(({ content }) => content)),
      [['d'], ['c', 'b'], ['a']],
    )
    const stretch = await house.feed.before({ before: newest?.place, limit: 10 })
    assert.deepEqual(stretch, { posts: pages.flatMap((page) => page.posts), next: undefined })
  })
})
