import assert from 'node:assert/strict'
import { it } from 'node:test'
import { systemClock } from '../shared/clock'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { createTrending } from './trending'

const NOW = 1_800_000_000_000

it('counts very many hashtags, each once, while others have their turn', async () => {
  const database = openSqlite(':memory:', 0)
  const use = database.prepare('insert into hashtag_use (tag, author_id, latest) values (?, ?, ?)')
  // Many at equal times: what is read in pieces has its ends among them.
  for (let index = 0; index < 12_000; index += 1) use.run(`tag${index % 6_000}`, `author${index < 6_000 ? 1 : 2}`, NOW - (index % 7))
  let turns = 0
  const count = () => {
    turns += 1
    others = setImmediate(count)
  }
  let others = setImmediate(count)
  const trending = createTrending({ store: storeOn(database), clock: { ...systemClock, now: () => NOW } })
  const topics = await trending.list({ hours: 24, limit: 100_000 })
  clearImmediate(others)
  assert.deepEqual([topics.length, new Set(topics.map(({ topic }) => topic)).size, topics.every(({ authors }) => authors === 2)], [6_000, 6_000, true])
  assert.ok(turns >= 2, `others had ${turns} turns`)
})
