import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type Clock, systemClock } from '../shared/clock'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { unit } from '../store/unit'
import type { StoredEvent } from './event'
import { appendEvent, type NewEvent } from './event-store'
import { createEventLog } from './log'
import { forgetOldEvents } from './retention-store'

const appendAll = unit('test.append', function* (events: readonly NewEvent[]) {
  for (const event of events) yield* appendEvent(event)
})

const told = (name: string, topic = 'alerts'): NewEvent => ({ id: name, topic, type: 'test.told', source: '/tests', at: 1_000, data: { name } })

/** A clock on which nothing is done again and again, unless it is told that time has passed. */
function stillClock() {
  const sweeps = new Set<() => void>()
  const clock: Clock = {
    ...systemClock,
    every: (_ms, task) => {
      sweeps.add(task)
      return () => void sweeps.delete(task)
    },
  }
  const pass = () => {
    for (const sweep of sweeps) sweep()
  }
  return { clock, sweeps, pass }
}

const open = () => {
  const time = stillClock()
  const store = storeOn(openSqlite(':memory:', 0))
  const log = createEventLog({ store, clock: time.clock })
  const left = new AbortController()
  const heard: string[] = []
  const listen = async (topics: readonly string[], after: number) => {
    for await (const event of log.follow({ topics, after, signal: left.signal })) heard.push(event.id)
  }
  const tell = (...events: readonly NewEvent[]) => store.write(appendAll, events)
  const asleep = async () => {
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return { store, log, time, tell, listen, heard, left, asleep }
}

describe('the event log', () => {
  let house: ReturnType<typeof open>
  beforeEach(() => {
    house = open()
  })

  it('keeps what was told, as it was told', async () => {
    await house.tell({ ...told('one'), correlationId: 'c' })
    const expected: StoredEvent = { number: 1, ...told('one'), correlationId: 'c' }
    assert.deepEqual(await house.log.page({ after: 0, limit: 10 }), { events: [expected], next: undefined })
    assert.equal(await house.log.last(), 1)
  })

  it('says where the next page begins, and leaves other topics out', async () => {
    await house.tell(told('one'), told('other', 'global'), told('two'), told('three'))
    const first = await house.log.page({ topic: 'alerts', after: 0, limit: 2 })
    assert.deepEqual([first.events.map(({ id }) => id), first.next], [['one', 'two'], 3])
    const second = await house.log.page({ topic: 'alerts', after: first.next ?? 0, limit: 2 })
    assert.deepEqual([second.events.map(({ id }) => id), second.next], [['three'], undefined])
  })

  it('shows a follower what was told before and after, each once', async () => {
    await house.tell(told('known'), told('one'))
    const done = house.listen(['alerts'], 1)
    await house.asleep()
    await house.tell(told('elsewhere', 'global'), told('two'))
    house.log.notify()
    await house.tell(told('three'))
    house.log.notify()
    await house.asleep()
    house.left.abort()
    await done
    assert.deepEqual(house.heard, ['one', 'two', 'three'])
  })

  it('finds what another instance told, of which nobody here knows', async () => {
    const done = house.listen(['alerts'], 0)
    await house.asleep()
    await house.tell(told('from afar'))
    house.time.pass()
    await house.asleep()
    house.left.abort()
    await done
    assert.deepEqual(house.heard, ['from afar'])
  })

  it('looks for that only as long as somebody listens', async () => {
    const done = house.listen(['alerts'], 0)
    await house.asleep()
    assert.equal(house.time.sweeps.size, 1)
    house.left.abort()
    await done
    house.time.pass()
    assert.equal(house.time.sweeps.size, 0)
  })

  it('passes over what somebody may not read, and says where to look on', async () => {
    for (let count = 0; count < 10; count += 1) await house.tell(...Array.from({ length: 250 }, (_, index) => told(`hidden ${count} ${index}`, 'alerts')))
    await house.tell(told('seen', 'global'))
    const readable = (topic: string) => topic === 'global'
    const first = await house.log.page({ after: 0, limit: 10, readable })
    assert.deepEqual([first.events.length, first.next], [0, 2_000])
    const second = await house.log.page({ after: first.next ?? 0, limit: 10, readable })
    assert.deepEqual([second.events.map(({ id }) => id), second.next], [['seen'], undefined])
  })

  it('announces what is no longer kept', async () => {
    await house.tell(told('one'), told('two', 'global'), told('three'), told('four'))
    await house.store.write(forgetOldEvents, { before: 5_000, limit: 3, entry: { id: 'e', at: 1, actor: 'platform', action: 'event.forgotten' } })
    assert.deepEqual(
      [await house.log.gapAfter(0), await house.log.gapAfter(2), await house.log.gapAfter(3)],
      [{ from: 1, to: 3 }, { from: 3, to: 3 }, undefined],
    )
    const found: unknown[] = []
    for await (const each of house.log.read({ topics: ['alerts'], after: 1, upTo: 4, signal: house.left.signal }))
      found.push(each.kind === 'gap' ? each : each.event.id)
    assert.deepEqual(found, [{ kind: 'gap', from: 2, to: 3 }, 'four'])
  })

  it('lets others do something while somebody looks through a long past in vain', async () => {
    await house.tell(...Array.from({ length: 2_000 }, (_, index) => told(`noise ${index}`, 'noise')))
    let turns = 0
    const count = () => {
      turns += 1
      others = setImmediate(count)
    }
    let others = setImmediate(count)
    const found: unknown[] = []
    for await (const each of house.log.read({ topics: ['quiet'], after: 0, upTo: 2_000, signal: house.left.signal })) found.push(each)
    clearImmediate(others)
    assert.deepEqual(found, [])
    assert.ok(turns > 5, `others had ${turns} turns`)
  })

  it('begins with what comes next for somebody who claims to know what is yet to come', async () => {
    await house.tell(told('one'))
    const done = house.listen(['alerts'], 1_000)
    await house.asleep()
    await house.tell(told('two'))
    house.log.notify()
    await house.asleep()
    house.left.abort()
    await done
    assert.deepEqual(house.heard, ['two'])
  })

  it('shows nothing to somebody who has left already', async () => {
    await house.tell(told('one'))
    house.left.abort()
    await house.listen(['alerts'], 0)
    assert.deepEqual(house.heard, [])
  })
})
