import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Clock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { seededRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { type Head, type HeadKeep, memoryHead } from './head'
import { createHeadKeeper } from './head-keeper'
import { createTrail } from './trail'

const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that stands still until `pass` moves it on. */
function handClock() {
  let time = 0
  let timers: { readonly due: number; readonly run: () => void }[] = []
  const deadline: Clock['deadline'] = (ms, run) => {
    const timer = { due: time + ms, run }
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  }
  const clock: Clock = {
    now: () => time,
    monotonic: () => time,
    sleep: (ms) => new Promise((resolve) => deadline(ms, resolve)),
    deadline,
    every: () => () => {},
  }
  const pass = async (ms: number) => {
    const until = time + ms
    const nextDue = () => timers.toSorted((a, b) => a.due - b.due).find(({ due }) => due <= until)
    for (let next = nextDue(); next !== undefined; next = nextDue()) {
      timers = timers.filter((other) => other !== next)
      time = Math.max(time, next.due)
      next.run()
      await turns()
    }
    time = until
  }
  return { clock, pass }
}

/** A trail in memory with its keeper; what was kept, each time it was written; and an operator's hand on the database. */
function bench({ kept, records = 0 }: { kept?: Head; records?: number } = {}) {
  const { clock, pass } = handClock()
  const database = openSqlite(':memory:', 0)
  const store = storeOn(database)
  const newId = createIds({ clock, random: seededRandom(1) })
  const memory = memoryHead(kept)
  const state = { writes: [] as number[], busy: false, broken: undefined as Error | undefined, meanwhile: async () => {} }
  const keep: HeadKeep = {
    ...memory,
    replace: async (next) => {
      if (state.broken) throw state.broken
      if (state.busy) return false
      await state.meanwhile()
      return memory.replace(async (before) => {
        const head = await next(before)
        if (head !== undefined) state.writes.push(head.seq)
        return head
      })
    },
  }
  const logged: string[] = []
  const logger = createLogger('warn', { write: (line: string) => void logged.push(JSON.parse(line).msg) })
  const keeper = createHeadKeeper({ store, clock, newId, logger, keep })
  const trail = createTrail({ store, clock, newId, knownHeads: keeper.known })
  const record = async (count = 1) => {
    for (let each = 0; each < count; each++) await trail.record({ actor: 'uma', action: 'test.done' })
    await turns()
  }
  const begun = record(records)
  return { database, state, memory, logged, keeper, trail, record, begun, pass }
}

describe("the keeper of the trail's head", () => {
  it('begins with the head of an empty trail, and notes nothing', async () => {
    const { keeper, trail, state } = bench()
    await keeper.start()
    assert.deepEqual(state.writes, [0])
    assert.deepEqual(await trail.verify(), { valid: true, records: 0, head: '0'.repeat(64), headMissing: undefined })
  })

  it('writes at once when it is quiet, and once every 100 ms when it is busy', async () => {
    const { keeper, record, state, pass } = bench()
    await keeper.start()
    await pass(100)
    await record()
    assert.deepEqual(state.writes, [0, 1])
    await record(3)
    await pass(99)
    assert.deepEqual(state.writes, [0, 1])
    await pass(1)
    assert.deepEqual(state.writes, [0, 1, 4])
    await pass(500)
    assert.deepEqual(state.writes, [0, 1, 4], 'nothing new, nothing written')
    await record()
    assert.deepEqual(state.writes, [0, 1, 4, 5])
  })

  it('writes what is left at the stop', async () => {
    const { keeper, record, state, pass } = bench()
    await keeper.start()
    await pass(100)
    await record(3)
    await keeper.stop()
    assert.equal(state.writes.at(-1), 3)
    await record()
    await pass(1_000)
    assert.equal(state.writes.at(-1), 3)
  })

  it('comes again when another platform is writing', async () => {
    const { keeper, record, state, pass } = bench()
    await keeper.start()
    await pass(100)
    state.busy = true
    await record()
    state.busy = false
    await pass(100)
    assert.deepEqual(state.writes, [0, 1])
    assert.equal(keeper.trouble(), undefined)
  })

  it('says that it cannot write, comes again every second, and recovers', async () => {
    const { keeper, record, state, pass, logged } = bench()
    await keeper.start()
    await pass(100)
    state.broken = new Error('the disk is gone')
    await record()
    await pass(2_500)
    assert.equal(keeper.trouble(), "The audit trail's head cannot be kept")
    assert.deepEqual(logged, ["the audit trail's head is not kept"], 'said once')
    state.broken = undefined
    await pass(1_000)
    assert.equal(keeper.trouble(), undefined)
    assert.deepEqual(state.writes, [0, 1])
  })

  it('does not start where it cannot write', async () => {
    const { keeper, state } = bench()
    state.broken = new Error('the disk is gone')
    await assert.rejects(keeper.start(), /the disk is gone/)
  })

  it('does not turn a head back that another platform has moved on meanwhile', async () => {
    const { keeper, record, state, memory, pass, database } = bench()
    await keeper.start()
    await pass(100)
    state.meanwhile = async () => {
      state.meanwhile = async () => {}
      await record(2)
      await memory.replace(async () => database.prepare('select seq, hash from audit where seq = 3').get() as Head)
    }
    await record()
    for (let turn = 0; turn < 5; turn++) await turns()
    assert.deepEqual(state.writes, [0, 3])
    assert.equal(keeper.trouble(), undefined)
  })
})

describe('a trail beside its head', () => {
  it('was begun anew, for good, where it has records but no head is kept', async () => {
    const { keeper, trail, begun, logged } = bench({ records: 2 })
    await begun
    await keeper.start()
    const { valid, records, headMissing } = await trail.verify()
    assert.deepEqual({ valid, records, headMissing }, { valid: true, records: 3, headMissing: 3 })
    assert.deepEqual(logged, ['the audit trail has records, but no head was kept apart from it'])
  })

  it('was begun anew, too, where it was emptied and people were left', async () => {
    const { keeper, trail, database } = bench()
    database.exec("insert into person (id, name, email, role, created_at) values ('uma', 'Uma', 'uma@example.com', 'user', 0)")
    await keeper.start()
    assert.equal((await trail.verify()).headMissing, 1)
  })

  it('is not tampered with if the head lags', async () => {
    const { keeper, trail, begun, database, memory, state } = bench({ records: 5 })
    await begun
    await memory.replace(async () => database.prepare('select seq, hash from audit where seq = 3').get() as Head)
    await keeper.start()
    assert.deepEqual(state.writes, [5])
    const { valid, headMissing } = await trail.verify()
    assert.deepEqual({ valid, headMissing }, { valid: true, headMissing: undefined })
  })

  it('is found cut off, and what is written afterwards does not hide it', async () => {
    const { keeper, trail, record, pass, database, memory, logged } = bench()
    await keeper.start()
    await pass(100)
    await record(5)
    await pass(100)
    database.exec('delete from audit where seq > 3')
    assert.deepEqual((await trail.verify()).firstBad, 4)
    await record(10)
    await pass(100)
    assert.deepEqual((await trail.verify()).firstBad, 5, 'the record that has another hash than the kept one')
    assert.equal((await memory.read())?.seq, 5)
    assert.equal(keeper.trouble(), undefined, 'it is evidence, and no reason to refuse work')
    assert.deepEqual(logged, ["the audit trail's head is not kept"])
  })

  it('is found cut off by a platform that starts later', async () => {
    const { keeper, trail, begun, pass, logged } = bench({ records: 3, kept: { seq: 7, hash: 'f'.repeat(64) } })
    await begun
    await keeper.start()
    await pass(100)
    assert.equal((await trail.verify()).firstBad, 4)
    assert.deepEqual(logged, ["the audit trail's head is not kept"])
  })

  it('is found cut off by the platform that saw it, even if the kept head was put back too', async () => {
    const { keeper, trail, record, pass, database, memory } = bench()
    await keeper.start()
    await pass(100)
    await record(5)
    await pass(100)
    database.exec('delete from audit where seq > 3')
    await memory.replace(async () => database.prepare('select seq, hash from audit where seq = 3').get() as Head)
    assert.equal((await trail.verify()).firstBad, 4)
  })
})
