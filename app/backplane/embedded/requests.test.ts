import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { minutes, systemClock } from '../../shared/clock'
import { ShuttingDown } from '../../shared/errors'
import { createIds } from '../../shared/ids'
import { systemRandom } from '../../shared/random'
import { storeOn } from '../../store/open'
import { openSqlite } from '../../store/sqlite'
import type { Question } from '../request'
import { createEmbeddedRequests } from './requests'

const uma = { kind: 'person', id: 'uma', by: 'uma' } as const
const sol = { kind: 'agent', id: 'sol', by: 'sol' } as const
const LONG = 20_000

/** The bytes that are still in use when nothing is left to be put away. */
async function settledHeap(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  for (let times = 0; times < 3; times++) {
    await systemClock.sleep(20)
    collect()
  }
  return process.memoryUsage().heapUsed
}

/** Two instances on one database. Timers run as they do; the clock on the wall is set by hand. */
function house() {
  let set = 0
  const clock = { ...systemClock, now: () => systemClock.now() + set }
  const newId = createIds({ clock: systemClock, random: systemRandom })
  const database = openSqlite(':memory:', 0)
  const instance = () => createEmbeddedRequests({ store: storeOn(database), clock })
  const record = (action: string) => ({ id: newId(), at: 0, actor: 'uma', action })
  return {
    one: instance(),
    other: instance(),
    setAhead: (ms: number) => {
      set += ms
    },
    question: (data: unknown, timeoutMs = LONG): Question => ({ id: newId(), from: uma, to: 'sol', data, timeoutMs, record: record('request.asked') }),
    yes: () => ({ actor: sol, data: 'yes', record: record('request.replied') }),
    rows: () => database.prepare('select count(*) from request').pluck().get(),
    records: () => database.prepare('select action from audit order by seq').pluck().all(),
  }
}

describe('questions in the store', () => {
  let { one, other, setAhead, question, yes, rows, records } = house()
  beforeEach(() => {
    ;({ one, other, setAhead, question, yes, rows, records } = house())
  })
  /** A question that is there; its answer stands in an object, so that nobody waits for it yet. */
  const begun = async (asked: Question, signal?: AbortSignal) => {
    const answer = one.ask(asked, signal)
    answer.catch(() => undefined)
    while ((await one.find(asked.id)) === undefined) await systemClock.sleep(1)
    return { answer }
  }

  it('leave nothing behind when they are replied to, and are recorded once', async () => {
    const asked = question('free?')
    const { answer } = await begun(asked)
    assert.deepEqual(await Promise.all([one.reply(asked.id, yes()), one.reply(asked.id, yes())]), [true, false])
    assert.deepEqual(await answer, { kind: 'replied', by: 'sol', data: 'yes' })
    assert.deepEqual([rows(), records()], [0, ['request.asked', 'request.replied']])
  })

  it('leave nothing behind when their time is over', async () => {
    assert.deepEqual(await one.ask(question('free?', 20)), { kind: 'timeout' })
    assert.equal(rows(), 0)
  })

  it('leave nothing behind when they are withdrawn, before they are put or after', async () => {
    const left = new AbortController()
    const { answer } = await begun(question('free?'), left.signal)
    const early = one.ask(question('now?'), left.signal)
    left.abort(new Error('the caller left'))
    await assert.rejects(answer, /the caller left/)
    await assert.rejects(early, /the caller left/)
    await assert.rejects(one.ask(question('late?'), left.signal), /the caller left/)
    assert.equal(rows(), 0)
  })

  it('are replied to through another instance', async () => {
    const asked = question('free?')
    const { answer } = await begun(asked)
    assert.deepEqual(
      (await other.pending('sol', 10)).map(({ id, from, data }) => ({ id, from, data })),
      [{ id: asked.id, from: uma, data: 'free?' }],
    )
    assert.equal(await other.reply(asked.id, yes()), true)
    assert.deepEqual(await answer, { kind: 'replied', by: 'sol', data: 'yes' })
  })

  it('are shown the oldest first, so many at once', async () => {
    for (const data of ['first', 'second', 'third']) await begun(question(data))
    assert.deepEqual(
      (await one.pending('sol', 2)).map(({ data }) => data),
      ['first', 'second'],
    )
    assert.deepEqual(await one.pending('ada', 2), [])
    one.close()
  })

  it('are shown although as many of an asker that is gone stand before them', async () => {
    for (const data of ['first', 'second']) await begun(question(data))
    setAhead(LONG)
    for (const data of ['third', 'fourth', 'fifth']) await begun(question(data))
    assert.deepEqual(
      (await other.pending('sol', 2)).map(({ data }) => data),
      ['third', 'fourth'],
    )
    one.close()
  })

  it('take a reply as long as their asker waits, however the clock is set, and are not put away', async () => {
    const asked = question('free?')
    const { answer } = await begun(asked)
    setAhead(minutes(60))
    await one.lookAfter()
    assert.equal((await one.pending('sol', 10)).length, 1)
    assert.equal(await one.reply(asked.id, yes()), true)
    assert.equal((await answer).kind, 'replied')
  })

  it('of an asker that is gone take no reply once their time is over, and are put away', async () => {
    const asked = question('free?')
    await begun(asked)
    setAhead(LONG)
    assert.deepEqual([await other.find(asked.id), await other.pending('sol', 10), await other.reply(asked.id, yes())], [undefined, [], false])
    await other.lookAfter()
    assert.equal(rows(), 1)
    setAhead(minutes(1))
    await other.lookAfter()
    assert.equal(rows(), 0)
    one.close()
  })

  it('leave nothing in memory once they have ended', async () => {
    const ask = () => one.ask(question('free?', 1), new AbortController().signal)
    const round = async (count: number): Promise<number> => {
      for (let asked = 0; asked < count; asked += 100) await Promise.all(Array.from({ length: 100 }, ask))
      return settledHeap()
    }
    const before = await round(500)
    const grown = (await round(3_000)) - before
    assert.ok(grown < 2_000_000, `the heap has grown by ${grown} bytes`)
  })

  it('end when the engine is closed, and none can be put after that', async () => {
    const { answer } = await begun(question('free?'))
    one.close()
    await assert.rejects(answer, ShuttingDown)
    await assert.rejects(one.ask(question('now?')), ShuttingDown)
    assert.equal(rows(), 0)
  })
})
