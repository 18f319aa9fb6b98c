import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Redis } from 'ioredis'
import { BackplaneUnavailable } from '../../app/backplane/errors'
import { createBus } from '../../app/backplane/redis/bus'
import { createConnection } from '../../app/backplane/redis/connection'
import { createKeys } from '../../app/backplane/redis/keys'
import { systemClock } from '../../app/shared/clock'
import { ShuttingDown } from '../../app/shared/errors'
import { createLogger } from '../../app/shared/logger'
import { eventually } from '../eventually'
import { layWire } from '../trials/tcp-proxy'
import { ADA, type Engines, newId, openEngines, SOL, task, UMA } from './redis-engines'
import { type OwnRedisServer, skipWithoutRedis, startRedis } from './redis-server'

const LONG_MS = 20_000
const record = (action: string) => ({ id: newId(), at: 0, actor: 'uma', action })
const question = (data: unknown) => ({ id: newId(), from: UMA, to: 'sol', data, timeoutMs: LONG_MS, record: record('request.asked') })
const arrival = (member: string, parties: number, timeoutMs = LONG_MS) => ({
  ...{ barrier: 'harvest', member, parties, timeoutMs },
  actor: { kind: 'agent', id: member, by: member } as const,
})

describe('what lies on Redis alone', { skip: skipWithoutRedis() }, () => {
  let server: OwnRedisServer
  let engines: Engines | undefined
  const open = async (instances = 2, url = server.url) => {
    await engines?.close()
    engines = await openEngines(url, instances)
    return engines
  }
  const onServer = async <Result>(work: (client: Redis) => Promise<Result>): Promise<Result> => {
    const client = new Redis(server.url)
    return work(client).finally(() => client.disconnect())
  }
  before(async () => {
    server = await startRedis()
  })
  after(async () => {
    await engines?.close()
    await server.stop()
  })

  it('the numbers of a lease never go back, whatever the server forgets', async () => {
    const { at } = await open()
    const numbers: number[] = []
    for (const round of [0, 1, 2, 3]) {
      const lease = await at(round % 2).leases.take('door', `holder ${round}`, LONG_MS)
      assert.ok(lease, 'a lease')
      await at(0).leases.release('door', lease.fencing - 1)
      assert.equal(await at((round + 1) % 2).leases.take('door', 'somebody else', LONG_MS), undefined, 'a number that is over')
      numbers.push(lease.fencing)
      if (round % 2 === 0) await onServer((client) => client.flushall())
      else await at(0).leases.release('door', lease.fencing)
    }
    assert.deepEqual(numbers, [1, 2, 3, 4])
  })

  it('of one more than are awaited exactly so many pass, and the last waits for the next time', async () => {
    const { at } = await open()
    const members = ['one', 'two', 'three', 'four']
    const leaving = new AbortController()
    const ends = members.map((member, index) => at(index % 2).barriers.arrive(arrival(member, 3), leaving.signal))
    const passed: unknown[] = []
    for (const end of ends)
      void end.then(
        (passage) => passed.push(passage),
        () => undefined,
      )
    await eventually(() => (passed.length >= 3 ? true : undefined), 'three who pass')
    const state = await at(0).barriers.state('harvest')
    assert.deepEqual([passed.length, state?.generation, state?.waiting.length], [3, 2, 1])
    leaving.abort()
    await Promise.allSettled(ends)
  })

  it('what broke a barrier is on record once, also when whoever broke it died before writing it down', async () => {
    const { at, records, prefix } = await open()
    const broken = { ...arrival('one', 2), timeoutMs: 50 }
    assert.deepEqual(await at(0).barriers.arrive(broken), { kind: 'broken', generation: 1, reason: 'timeout', member: 'one' })
    const written = { actor: 'one', details: '{"generation":1,"member":"one","reason":"timeout"}' }
    assert.deepEqual(records('barrier.broken'), [written])
    await onServer((client) => client.hset(`${prefix}:{barrier-harvest}:owed`, 'the entry', '1 7 two 9 withdrawn member two'))
    for (const index of [0, 1]) await at(index).barriers.state('harvest')
    assert.deepEqual(records('barrier.broken'), [written, { actor: 'two', details: '{"generation":9,"member":"member two","reason":"withdrawn"}' }])
  })

  it('what opened a breaker likewise', async () => {
    const { at, records, prefix } = await open()
    for (const index of [0, 1]) await at(index).breakers.record('printer', 'failure', ADA)
    const written = { actor: 'ada', details: '{"failures":2,"reported_by":"ada"}' }
    assert.deepEqual(records('breaker.opened'), [written])
    await onServer((client) => client.hset(`${prefix}:{breaker-printer}:owed`, 'the entry', '1 7 uma opened 5 agent sol'))
    for (const index of [0, 1]) await at(index).breakers.state('printer')
    assert.deepEqual(records('breaker.opened'), [written, { actor: 'uma', details: '{"failures":5,"reported_by":"sol"}' }])
  })

  it('barriers and failures that nobody comes back to are forgotten after 30 days, but no breaker that is open', async () => {
    const { at, prefix } = await open()
    const daysLeft = (key: string) => onServer(async (client) => Math.ceil((await client.pttl(`${prefix}:${key}`)) / 86_400_000))
    await Promise.all([at(0).barriers.arrive(arrival('one', 2)), at(1).barriers.arrive(arrival('two', 2))])
    await at(0).breakers.record('printer', 'failure', ADA)
    assert.deepEqual([await daysLeft('{barrier-harvest}:state'), await daysLeft('{breaker-printer}')], [30, 30])
    await at(0).breakers.record('printer', 'failure', ADA)
    assert.equal(await onServer((client) => client.pttl(`${prefix}:{breaker-printer}`)), -1)
  })

  it('each reply reaches whoever asked for it, and a second one nobody', async () => {
    const { at } = await open()
    const asked = Array.from({ length: 20 }, (_, index) => question(index))
    const replies = asked.map((one, index) => at(index % 2).requests.ask(one))
    await eventually(async () => ((await at(0).requests.pending('sol', 50)).length === asked.length ? true : undefined), 'all questions')
    const pending = (await at(1).requests.pending('sol', 50)).toReversed()
    const reply = ({ id, data }: (typeof pending)[number]) =>
      at(0).requests.reply(id, { actor: SOL, data: `reply to ${data}`, record: record('request.replied') })
    assert.deepEqual(new Set(await Promise.all(pending.map(reply))), new Set([true]))
    assert.deepEqual(new Set(await Promise.all(pending.map(reply))), new Set([false]))
    assert.deepEqual(
      await Promise.all(replies),
      asked.map((_, index) => ({ kind: 'replied', by: 'sol', data: `reply to ${index}` })),
    )
  })

  it('an event that is told twice stands in the stream once, in its order', async () => {
    const keys = createKeys(`bus-${process.pid}`)
    const log = {
      last: async () => 0,
      after: async (number: number) => [1, 2, 3].filter((each) => each > number).map((each) => ({ number: each, topic: 'news' })),
    }
    const tellers = ['one', 'two'].map((instanceId) => {
      const connection = createConnection({ url: server.url, clock: systemClock, logger: createLogger('silent') })
      return { connection, bus: createBus({ connection, keys, clock: systemClock, instanceId, log }) }
    })
    let heard = 0
    for (const { connection, bus } of tellers) {
      await connection.start()
      await bus.start()
      bus.listen(() => heard++)
    }
    for (const { bus } of tellers) bus.announce()
    await eventually(() => (heard > 0 ? true : undefined), 'somebody who hears')
    const ids = await onServer((client) => client.xrange(keys.events, '-', '+'))
    assert.deepEqual(
      ids.map(([id]) => id),
      ['1-0', '2-0', '3-0'],
    )
    for (const { connection, bus } of tellers) await bus.close().then(connection.close)
  })

  it('everybody who waits is told that the platform stops, also who comes when it does', async () => {
    const { at } = await open(1)
    const { barriers, requests, queues, close } = at(0)
    const waiting = [barriers.arrive(arrival('one', 2)), requests.ask(question('Free?')), queues.claim({ queue: 'images', worker: 'one', actor: ADA }, LONG_MS)]
    await eventually(async () => ((await barriers.state('harvest'))?.waiting.length === 1 ? true : undefined), 'one who waits')
    const late = barriers.arrive(arrival('two', 3, LONG_MS)).catch(() => undefined)
    const ended = await Promise.all([...waiting.map((each) => each.catch((error: unknown) => error)), close(), late])
    for (const error of ended.slice(0, 3)) assert.ok(error instanceof ShuttingDown, String(error))
  })
})

describe('a server that hangs', { skip: skipWithoutRedis() }, () => {
  const refused = (what: Promise<unknown>): Promise<void> => assert.rejects(what, BackplaneUnavailable)

  it('is told from one that is there, whatever is asked; and then all goes on', async () => {
    const server = await startRedis()
    const wire = await layWire(server.port)
    const engines = await openEngines(`redis://127.0.0.1:${wire.port}`)
    const { queues, leases, breakers, requests, barriers, trouble } = engines.at(0)
    await queues.add(task('before'))
    wire.fail('silent')
    await Promise.all([
      refused(leases.take('door', 'one', 1_000)),
      refused(breakers.state('printer')),
      refused(requests.pending('sol', 1)),
      refused(barriers.arrive(arrival('one', 2))),
      refused(queues.claim({ queue: 'images', worker: 'one', actor: ADA }, 0)),
    ])
    await eventually(() => trouble(), 'somebody who notices')
    wire.mend()
    await eventually(() => (trouble() === undefined ? true : undefined), 'the server again')
    assert.equal((await queues.claim({ queue: 'images', worker: 'one', actor: ADA }, 5_000))?.title, 'before')
    await engines.close()
    await wire.close()
    await server.stop()
  })

  it('is not waited for by whoever starts or stops', async () => {
    const server = await startRedis()
    const wire = await layWire(server.port)
    wire.fail('silent')
    const url = `redis://uma:hidden@127.0.0.1:${wire.port}`
    await assert.rejects(openEngines(url), (error: Error) => /^REDIS_URL names no Redis that answers/.test(error.message) && !error.message.includes('hidden'))
    const connection = createConnection({ url, clock: systemClock, logger: createLogger('silent') })
    const starting = assert.rejects(connection.start(), BackplaneUnavailable)
    await connection.close()
    await starting
    await wire.close()
    await server.stop()
  })
})
