import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type Clock, systemClock } from '../shared/clock'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { unit } from '../store/unit'
import { isAskedFor, type StoredEvent } from './event'
import { appendEvent, type NewEvent } from './event-store'
import { createEventLog } from './log'

const appendAll = unit('test.append', function* (events: readonly NewEvent[]) {
  for (const event of events) yield* appendEvent(event)
})

const told = (name: string, topic = 'alerts'): NewEvent => ({ id: name, topic, type: 'test.told', source: '/tests', at: 1_000, data: { name } })

/** A clock on which nobody wakes up by himself, unless it is told that time has passed. */
function stillClock() {
  const waiting = new Set<() => void>()
  const clock: Clock = {
    ...systemClock,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => {
          waiting.delete(resolve)
          reject(signal?.reason)
        }
        waiting.add(resolve)
        signal?.addEventListener('abort', stop, { once: true })
      }),
  }
  const pass = () => {
    for (const wake of waiting) wake()
    waiting.clear()
  }
  return { clock, asleep: () => waiting.size, pass }
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
    while (time.asleep() === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return { log, time, tell, listen, heard, left, asleep }
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

  it('shows nothing to somebody who has left already', async () => {
    await house.tell(told('one'))
    house.left.abort()
    await house.listen(['alerts'], 0)
    assert.deepEqual(house.heard, [])
  })
})

describe('topics that are asked for', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['alerts', 'alerts', true],
    ['alerts', 'alert', false],
    ['agent:*', 'agent:1', true],
    ['agent:*', 'agent:', false],
    ['agent:*', 'agent:1:private', false],
    ['agent:*', 'agents:1', false],
  ]
  for (const [pattern, topic, expected] of cases) {
    it(`${pattern} ${expected ? 'takes' : 'leaves out'} ${topic}`, () => assert.equal(isAskedFor(topic, [pattern]), expected))
  }
})
