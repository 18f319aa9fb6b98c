import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Backplane } from '../../app/backplane/backplane'
import { createRedis } from '../../app/backplane/redis/redis'
import { createToldLog } from '../../app/events/told-log'
import { systemClock } from '../../app/shared/clock'
import { createIds } from '../../app/shared/ids'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import type { Store } from '../../app/store/store'
import { startRedis } from '../engines/redis-server'
import { openThreaded, platformOn, SOMEBODY, settingsFor } from './in-process'
import { onBullmq, type Peer, WORDS } from './queue-peers'
import { median, table } from './table'
import { publishMany } from './telling'

// The engine on Redis beside BullMQ alone on the same server: adding, taking and completing, one at a time and 50 at once. Ours writes the
// rows and the audit trail, durably, as well. And what one instance tells, until another hears it, beside bare Redis Streams and an EventEmitter.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, tasks: { type: 'string', default: '1000' } } })
const ROUNDS = Number(values.rounds)
const COUNT = Number(values.tasks)
const PIECE = 100
const WARM_UP = 200
const GROUP = 50
const TELLINGS = 200
/** So much of what BullMQ does alone. */
const GOAL = 0.8

const folder = mkdtempSync(join(tmpdir(), 'concord-redis-bench-'))
let files = 0

interface Engine {
  readonly engine: Backplane
  readonly store: Store
}

async function openEngine(url: string, store: Store, prefix: string): Promise<Engine> {
  const settings = settingsFor('bench.db', { CONCORD_BACKPLANE: 'redis', REDIS_URL: url, CONCORD_REDIS_PREFIX: prefix })
  const newId = createIds({ clock: systemClock, random: systemRandom })
  const deps = { store, clock: systemClock, newId, logger: createLogger('warn'), log: createToldLog(store), settings }
  const engine = createRedis({ ...deps, instanceId: newId() })
  await engine.start()
  return { engine, store }
}

async function openOurs(url: string): Promise<Peer> {
  const store = await openThreaded(join(folder, `${++files}.db`))
  const { engine } = await openEngine(url, store, `bench-${files}`)
  const actor = { kind: 'person', id: SOMEBODY.id, by: SOMEBODY.id } as const
  return {
    add: async () => void (await engine.queues.add({ queue: 'bench', title: 'resize', data: WORDS, priority: 0, delayMs: 0, actor })),
    async work() {
      const task = await engine.queues.claim({ queue: 'bench', worker: 'bench', actor }, 1_000)
      if (task === undefined) throw new Error('the engine has nothing to do')
      await engine.queues.complete({ queue: 'bench', id: task.id, actor, anyWorker: false }, 'done')
    },
    async close() {
      await engine.close()
      await store.close()
    },
  }
}

async function openBare(url: string): Promise<Peer> {
  const { port } = new URL(url)
  const connection = { host: '127.0.0.1', port: Number(port) }
  const queue = new Queue(`bare-${++files}`, { connection })
  const worker = new Worker(queue.name, null, { connection, autorun: false })
  await worker.waitUntilReady()
  return onBullmq(queue, worker, { priority: 1 })
}

/** Milliseconds for so many tasks, so many at once. */
async function run({ add, work }: Peer, count: number, atOnce: number): Promise<number> {
  const begun = performance.now()
  let left = count
  const one = async () => {
    while (left-- > 0) {
      await add()
      await work()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return performance.now() - begun
}

async function beside(url: string, atOnce: number): Promise<{ ours: number; bare: number }> {
  const [ours, bare] = [await openOurs(url), await openBare(url)]
  for (const peer of [ours, bare]) await run(peer, WARM_UP, atOnce)
  const ms = { ours: 0, bare: 0 }
  for (let done = 0; done < COUNT; done += PIECE) {
    ms.bare += await run(bare, PIECE, atOnce)
    ms.ours += await run(ours, PIECE, atOnce)
  }
  await ours.close()
  await bare.close()
  return { ours: (COUNT / ms.ours) * 1_000, bare: (COUNT / ms.bare) * 1_000 }
}

async function queues(url: string): Promise<string> {
  const rows: string[][] = []
  for (const atOnce of [1, GROUP]) {
    const all: { ours: number; bare: number }[] = []
    for (let round = 0; round < ROUNDS; round++) all.push(await beside(url, atOnce))
    const ratio = median(all.map(({ ours, bare }) => ours / bare))
    const goal = atOnce === GROUP ? `${ratio >= GOAL ? 'met' : 'NOT met'}: at least ${GOAL}` : ''
    rows.push([
      `add, take, complete; ${atOnce} at a time`,
      ...[all.map(({ ours }) => ours), all.map(({ bare }) => bare)].map((each) => median(each).toFixed(0)),
      ratio.toFixed(2),
      goal,
    ])
  }
  return table(['task queue on Redis', 'tasks/s', 'BullMQ alone', 'times that', 'goal'], rows)
}

/** Milliseconds from telling until somebody else has heard, the middle of many. */
async function latency(tell: () => Promise<unknown>, heard: (listener: () => void) => () => void): Promise<number> {
  const all: number[] = []
  for (let count = 0; count < TELLINGS; count++) {
    const begun = performance.now()
    const there = Promise.withResolvers<void>()
    const leave = heard(there.resolve)
    await tell()
    await there.promise
    leave()
    all.push(performance.now() - begun)
  }
  return median(all)
}

async function tellings(url: string): Promise<string> {
  const path = join(folder, `${++files}.db`)
  const store = await openThreaded(path)
  const house = await platformOn(store, path)
  const [one, other] = [await openEngine(url, store, 'bench-told'), await openEngine(url, store, 'bench-told')]
  const ours = await latency(async () => {
    await publishMany(house, 1, 1)
    one.engine.bus.announce()
  }, other.engine.bus.listen)
  const [writer, reader] = [new Redis(url), new Redis(url)]
  const emitter = new EventEmitter()
  let isOver = false
  await reader.xgroup('CREATE', 'bare', 'bench', '$', 'MKSTREAM')
  const read = async () => {
    while (!isOver) {
      const found = (await reader.xreadgroup('GROUP', 'bench', 'all', 'BLOCK', 200, 'STREAMS', 'bare', '>')) as [string, [string, string[]][]][] | null
      for (const [id] of found?.[0]?.[1] ?? []) {
        emitter.emit('heard')
        await reader.xack('bare', 'bench', id)
      }
    }
  }
  const reading = read()
  const on = (name: string) => (listener: () => void) => {
    emitter.once(name, listener)
    return () => void emitter.off(name, listener)
  }
  const bare = await latency(() => writer.xadd('bare', '*', 'topic', 'bench'), on('heard'))
  const inProcess = await latency(async () => emitter.emit('told'), on('told'))
  isOver = true
  await reading
  for (const client of [writer, reader]) client.disconnect()
  for (const { engine } of [one, other]) await engine.close()
  await house.platform.stop(0)
  await store.close()
  const row = (name: string, ms: number) => [name, (ms * 1_000).toFixed(0), (ours / ms).toFixed(1)]
  return table(
    ['told until heard elsewhere', 'µs (middle)', 'ours is so many times that'],
    [row('ours: stored, then told by Redis', ours), row('Redis Streams alone', bare), row('an EventEmitter', inProcess)],
  )
}

async function main(): Promise<void> {
  const server = await startRedis()
  try {
    process.stdout.write(`\n${await queues(server.url)}\n`)
    process.stdout.write(`\n${await tellings(server.url)}\n`)
  } finally {
    await server.stop()
  }
}

void main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }))
