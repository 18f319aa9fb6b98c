import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Principal } from '../people/person'
import { systemClock } from '../shared/clock'
import { Conflict } from '../shared/errors'
import { createIds } from '../shared/ids'
import { systemRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { unit } from '../store/unit'
import { appendEvent, type NewEvent } from './event-store'
import { createForgetting } from './forgetting'
import { createEventLog } from './log'
import { createSubscriptions } from './subscriptions'

const START = 1_800_000_000_000
const uma: Principal = { id: 'uma', name: 'Uma', email: null, role: 'user' }
const mallory: Principal = { ...uma, id: 'mallory' }
const sam: Principal = { ...uma, id: 'sam', role: 'supervisor' }

const tellEvent = unit('test.tell', (event: NewEvent) => appendEvent(event))

function house() {
  let passed = 0
  const resting = new Set<string>()
  const stands = async ({ id, name }: Principal) => {
    if (resting.has(id)) throw new Conflict(`${name} rests`)
  }
  const clock = { ...systemClock, now: () => START + passed }
  const pass = (ms: number) => {
    passed += ms
  }
  const store = storeOn(openSqlite(':memory:', 0))
  const newId = createIds({ clock, random: systemRandom })
  const log = createEventLog({ store, clock })
  const subscriptions = createSubscriptions({ store, clock, newId, log, stands, settings: { silenceSeconds: 15, deliveryTries: 5 } })
  const tell = async (...topics: readonly string[]) => {
    const events = topics.map((topic) => ({ id: newId(), topic, type: 'told', source: '/api/people/uma', at: clock.now(), data: topic }))
    for (const event of events) await store.write(tellEvent, event)
    log.notify()
    return events.map(({ id }) => id)
  }
  return { pass, subscriptions, tell, resting, forget: createForgetting({ store, clock, newId, settings: { eventDays: 30 } }) }
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

describe('subscriptions', () => {
  let { pass, subscriptions, tell, resting, forget } = house()
  beforeEach(() => {
    ;({ pass, subscriptions, tell, resting, forget } = house())
  })
  const subscribe = async (...topics: readonly string[]) => (await subscriptions.subscribe({ name: 'mine', topics }, uma)).id
  const take = async (id: string, limit = 1) => (await subscriptions.take(id, { limit, by: uma })).events.map((event) => event.id)
  const acknowledge = (id: string, eventId = '') => subscriptions.acknowledge(id, { eventId, by: uma })
  const refuse = (id: string, eventId = '') => subscriptions.refuse(id, { eventId, by: uma })

  it('give several at once, each once and in order, and no more until they are acknowledged', async () => {
    const id = await subscribe('a:*', 'a:1', 'b')
    const told = await tell('a:1', 'c', 'b', 'a:2', 'a:1:x', 'b')
    const mine = [0, 2, 3, 5].map((index) => told[index])
    assert.deepEqual(await take(id, 3), mine.slice(0, 3))
    assert.deepEqual(await take(id, 3), [])
    await acknowledge(id, mine[1])
    assert.deepEqual(await take(id, 3), [])
    await acknowledge(id, mine[2])
    assert.deepEqual(await take(id, 3), mine.slice(3))
  })

  it('take the latest acknowledgement twice, and none of what is not in flight', async () => {
    const id = await subscribe('a')
    const [first, second] = await tell('a', 'a')
    assert.equal(await code(acknowledge(id, first)), 'not_in_flight')
    await take(id)
    await acknowledge(id, first)
    await acknowledge(id, first)
    assert.equal(await code(acknowledge(id, second)), 'not_in_flight')
    assert.deepEqual(await take(id), [second])
  })

  it('give nothing to somebody who may do nothing meanwhile, and take nothing from them', async () => {
    const id = await subscribe('a')
    const left = new AbortController()
    const followed: string[] = []
    const following = (async () => {
      for await (const { events } of subscriptions.follow(id, { limit: 1, by: uma, signal: left.signal })) followed.push(...events.map((event) => event.id))
    })()
    const [first] = await tell('a')
    while (followed.length === 0) await new Promise((resolve) => setImmediate(resolve))
    resting.add('uma')
    for (const tried of [acknowledge(id, first), refuse(id, first), take(id), subscribe('b'), subscriptions.end(id, uma)])
      assert.equal(await code(tried), 'conflict')
    pass(15_000)
    assert.equal(await code(following), 'conflict')
    resting.delete('uma')
    assert.deepEqual([followed, await take(id)], [[first], [first]])
    left.abort()
  })

  it('take no late answer to a delivery for one to the next', async () => {
    const id = await subscribe('a')
    const told = await tell('a', 'a')
    const first = await subscriptions.take(id, { limit: 2, by: uma })
    pass(15_000)
    const second = await subscriptions.take(id, { limit: 2, by: uma })
    for (const each of told) {
      assert.equal(await code(subscriptions.acknowledge(id, { eventId: each, delivery: first.delivery, by: uma })), 'not_in_flight')
      assert.equal(await code(subscriptions.refuse(id, { eventId: each, delivery: first.delivery, by: uma })), 'not_in_flight')
    }
    await subscriptions.acknowledge(id, { eventId: told[1] ?? '', delivery: second.delivery, by: uma })
    assert.equal(await code(subscriptions.acknowledge(id, { eventId: told[1] ?? '', delivery: first.delivery, by: uma })), 'not_in_flight')
    assert.deepEqual(await take(id), [])
  })

  it('have the first of several refused alone, and give the rest again after it', async () => {
    const id = await subscribe('a')
    const told = await tell('a', 'a', 'a')
    await take(id, 3)
    assert.equal(await code(refuse(id, told[1])), 'not_in_flight')
    await acknowledge(id, told[0])
    await refuse(id, told[1])
    assert.deepEqual(await take(id, 5), told.slice(1))
  })

  it('count tries of each event for itself, and set one aside after its fifth', async () => {
    const id = await subscribe('a')
    const told = await tell('a', 'a', 'a')
    for (let count = 0; count < 4; count += 1) {
      await take(id, 3)
      await refuse(id, told[0])
    }
    await take(id, 3)
    await acknowledge(id, told[0])
    for (let count = 1; count <= 5; count += 1) {
      if (count > 1) assert.deepEqual(await take(id, 3), told.slice(1))
      pass(14_999)
      assert.deepEqual(await take(id), [])
      pass(1)
    }
    assert.deepEqual(await take(id, 3), told.slice(2))
    const letters = await subscriptions.deadLetters(id, { after: '', limit: 10, by: sam })
    assert.deepEqual(
      letters.map(({ event, tries, status }) => [event.id, tries, status]),
      [[told[1], 5, 'set_aside']],
    )
  })

  it('deliver a dead letter next, and set it aside anew after five more tries', async () => {
    const id = await subscribe('a')
    const told = await tell('a', 'a')
    const fail = async () => {
      for (let count = 0; count < 5; count += 1) {
        assert.deepEqual(await take(id), [told[0]])
        await refuse(id, told[0])
      }
    }
    await fail()
    const [letter] = await subscriptions.deadLetters(id, { after: '', limit: 10, by: sam })
    await subscriptions.redeliver(id, letter?.id ?? '', sam)
    assert.equal(await code(subscriptions.redeliver(id, letter?.id ?? '', sam)), 'conflict')
    await fail()
    assert.deepEqual(await take(id), [told[1]])
    await subscriptions.redeliver(id, letter?.id ?? '', sam)
    assert.deepEqual(await take(id), [])
    await acknowledge(id, told[1])
    assert.deepEqual(await take(id), [told[0]])
    await acknowledge(id, told[0])
    assert.equal((await subscriptions.deadLetters(id, { after: '', limit: 10, by: sam }))[0]?.status, 'acknowledged')
    const { published, delivered, acknowledged, setAside, waiting, missing } = await subscriptions.delivery(id, 'a', uma)
    assert.deepEqual([published, delivered, acknowledged, setAside, waiting, missing], [2, 2, 2, 0, 0, 0])
  })

  it('do not tell supervisors for ever of what cannot be told them', async () => {
    const id = (await subscriptions.subscribe({ name: 'watch', topics: ['alerts'] }, sam)).id
    const other = await subscribe('a')
    const [told] = await tell('a')
    for (let count = 0; count < 5; count += 1) {
      await take(other)
      await refuse(other, told)
    }
    for (let count = 0; count < 5; count += 1) {
      const [alert] = (await subscriptions.take(id, { limit: 1, by: sam })).events
      assert.equal(alert?.type, 'subscription.set_aside')
      await subscriptions.refuse(id, { eventId: alert.id, by: sam })
    }
    assert.deepEqual((await subscriptions.take(id, { limit: 1, by: sam })).events, [])
  })

  it('are their owner’s to take from, and supervisors’ to look at', async () => {
    const id = await subscribe('a')
    assert.equal(await code(subscriptions.get(id, mallory)), 'not_found')
    assert.equal(await code(subscriptions.take(id, { limit: 1, by: mallory })), 'not_found')
    assert.equal(await code(subscriptions.get(id, sam)), 'done')
    assert.equal(await code(subscriptions.take(id, { limit: 1, by: sam })), 'forbidden')
    assert.equal(await code(subscriptions.subscribe({ name: 'x', topics: ['a', 'agent:*'] }, uma)), 'forbidden')
    const watching = (await subscriptions.subscribe({ name: 'watch', topics: ['alerts'] }, sam)).id
    assert.equal(await code(subscriptions.take(watching, { limit: 1, by: { ...sam, role: 'user' } })), 'forbidden')
    await subscriptions.end(id, uma)
    assert.equal(await code(subscriptions.get(id, uma)), 'not_found')
  })

  it('are told of a gap until they have acknowledged what follows it, and only if there was something for them', async () => {
    const [id, quiet] = [await subscribe('a'), await subscribe('quiet')]
    const told = await tell('a', 'a', 'a')
    assert.deepEqual(await take(id), [told[0]])
    await acknowledge(id, told[0])
    pass(30 * 86_400_000 + 1)
    const [late] = await tell('a', 'quiet')
    await forget()
    for (let count = 0; count < 2; count += 1) {
      const { gap, events } = await subscriptions.take(id, { limit: 1, by: uma })
      assert.deepEqual([gap, events.map((event) => event.id)], [{ from: 2, to: 3 }, [late]])
      pass(15_000)
    }
    await take(id)
    await acknowledge(id, late)
    assert.equal((await subscriptions.take(id, { limit: 1, by: uma })).gap, undefined)
    assert.equal((await subscriptions.take(quiet, { limit: 1, by: uma })).gap, undefined)
    const { published, delivered, acknowledged, waiting, missing } = await subscriptions.delivery(id, 'a', uma)
    assert.deepEqual([published, delivered, acknowledged, waiting, missing], [4, 2, 2, 0, 2])
  })

  it('let the time begin anew if the clock was set back behind a delivery', async () => {
    const id = await subscribe('a')
    const told = await tell('a', 'a')
    await take(id)
    pass(-3_600_000)
    assert.deepEqual(await take(id), [])
    pass(14_999)
    assert.deepEqual(await take(id), [])
    pass(1)
    assert.deepEqual(await take(id), [told[0]])
  })

  it('give somebody who follows what comes, as it comes', async () => {
    const id = await subscribe('a')
    const left = new AbortController()
    const heard: string[] = []
    const following = (async () => {
      for await (const { events } of subscriptions.follow(id, { limit: 2, by: uma, signal: left.signal })) {
        heard.push(events.map(({ data }) => data).join())
        await acknowledge(id, events.at(-1)?.id)
      }
    })()
    await tell('a', 'b', 'a', 'a')
    while (heard.join().length < 5) await systemClock.sleep(1)
    assert.equal(heard.join(), 'a,a,a')
    left.abort()
    await following
  })
})
