import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Redis } from 'ioredis'
import type { Backplane } from '../../app/backplane/backplane'
import { TaskNotHeld } from '../../app/backplane/errors'
import type { QueueTask } from '../../app/backplane/task'
import { systemClock } from '../../app/shared/clock'
import { Forbidden } from '../../app/shared/errors'
import { ADA, type Engines, handedOut, openEngines, SILENCE_MS, SOL, task } from './redis-engines'
import { type OwnRedisServer, skipWithoutRedis, startRedis } from './redis-server'

const claim = async ({ queues }: Backplane, actor: typeof ADA | typeof SOL = ADA): Promise<QueueTask> => {
  const found = await queues.claim({ queue: 'images', worker: actor.id, actor }, 0)
  assert.ok(found, 'a task')
  return found
}
const heldBy = ({ id, queue }: QueueTask, actor: typeof ADA | typeof SOL = ADA) => ({ id, queue, actor, anyWorker: false })

describe('task queues on Redis', { skip: skipWithoutRedis() }, () => {
  let server: OwnRedisServer
  let engines: Engines
  const open = async (instances = 1, settings = {}) => {
    await engines?.close()
    engines = await openEngines(server.url, instances, settings)
    return engines
  }
  before(async () => {
    server = await startRedis()
  })
  after(async () => {
    await engines?.close()
    await server.stop()
  })

  it('hands out the higher number first and then the oldest, wherever they were added', async () => {
    const { at } = await open(2)
    const wanted = [2, -1, 0, 2, 1_000_000, -1_000_000, 0]
    for (const [index, priority] of wanted.entries()) await at(index % 2).queues.add(task(`${priority} as no ${index}`, { priority }))
    const inOrder = ['1000000 as no 4', '2 as no 0', '2 as no 3', '0 as no 2', '0 as no 6', '-1 as no 1', '-1000000 as no 5']
    assert.deepEqual(await handedOut(at(1)), inOrder)
  })

  it('puts what failed back where it belongs, once its time has come', async () => {
    const { at } = await open(1, { taskRetryMs: 200 })
    for (const title of ['first', 'second']) await at(0).queues.add(task(title))
    const first = await claim(at(0))
    await at(0).queues.fail(heldBy(first), 'no paper')
    assert.deepEqual(await handedOut(at(0)), ['second'], 'the first waits for its next try')
    await at(0).queues.add(task('third'))
    await systemClock.sleep(250)
    assert.deepEqual(await handedOut(at(0)), ['first', 'third'])
  })

  it('gives nothing to whoever may not work any more once it is taken, and that to the next', async () => {
    const { at } = await open(1)
    await at(0).queues.add(task('resize'))
    const stillMay = () => Promise.reject(new Forbidden('not any more'))
    await assert.rejects(at(0).queues.claim({ queue: 'images', worker: SOL.id, actor: SOL, stillMay }, 1_000), Forbidden)
    assert.equal((await claim(at(0))).tries, 1)
  })

  it('sets aside what failed too often, and hands it out again when it was put back', async () => {
    const { at } = await open(1, { deliveryTries: 1 })
    const { id } = await at(0).queues.add(task('stubborn'))
    await at(0).queues.fail(heldBy(await claim(at(0))), 'no paper')
    assert.equal((await at(0).queues.counts('images')).dead, 1)
    await at(0).queues.retry({ queue: 'images', id, actor: SOL })
    assert.deepEqual(await handedOut(at(0)), ['stubborn'])
  })

  it('takes a task from a worker that is silent by the time of the server, and from nobody who is heard', async () => {
    const { at } = await open(2)
    for (const title of ['heard', 'silent']) await at(0).queues.add(task(title))
    const [heard, silent] = [await claim(at(0)), await claim(at(1))]
    for (let times = 0; times < 3; times++) {
      await systemClock.sleep(SILENCE_MS / 2)
      await at(0).queues.heartbeat(heldBy(heard))
    }
    await assert.rejects(at(1).queues.complete(heldBy(silent), 'late'), TaskNotHeld)
    assert.equal((await claim(at(0), SOL)).title, 'silent')
    assert.equal((await at(0).queues.complete(heldBy(heard), 'done')).status, 'completed')
  })

  it('is filled again from the rows after everything was deleted: no task is lost, and none is given twice', async () => {
    const { at } = await open(1)
    const titles = ['held', 'ended', 'low', 'high', 'late']
    for (const title of titles)
      await at(0).queues.add(task(title, { priority: { held: 9, ended: 8, high: 5 }[title] ?? 0, delayMs: title === 'late' ? 400 : 0 }))
    const [held, ended] = [await claim(at(0)), await claim(at(0))]
    await at(0).queues.complete(heldBy(ended), 'done')
    const client = new Redis(server.url)
    await client.flushall()
    client.disconnect()
    await at(0).lookAfter()
    assert.deepEqual(await handedOut(at(0)), ['high', 'low'])
    assert.equal((await at(0).queues.complete(heldBy(held), 'done')).status, 'completed')
    await systemClock.sleep(450)
    assert.deepEqual(await handedOut(at(0)), ['late'])
  })

  it('is not held up by what is left of a task that is nowhere', async () => {
    const { at, prefix } = await open(1)
    await at(0).queues.add(task('whole'))
    const client = new Redis(server.url)
    const [active] = await client.keys(`${prefix}:*:prioritized`)
    await client.lpush((active ?? '').replace(/prioritized$/, 'active'), 'a task that was never added')
    client.disconnect()
    assert.deepEqual(await handedOut(at(0)), ['whole'])
  })
})
