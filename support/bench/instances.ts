import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Environment } from '../../app/settings'
import { messageOf } from '../../app/shared/errors'
import { startRedis } from '../engines/redis-server'
import { MissingEngine } from '../storage/own-server'
import { onServer } from '../storage/postgres'
import { startPostgres } from '../storage/server'
import { foundInstallation, type Instance } from './installation'
import { table } from './table'

// What one to four platforms on one database do together, for the same people: tasks added at one, claimed and completed at the next; and events
// published. First one more each time, then one less, so that what the machine does meanwhile meets each number of them twice.

const { values } = parseArgs({ options: { ms: { type: 'string', default: '900' }, most: { type: 'string', default: '4' } } })
const TURN_MS = Number(values.ms)
const MOST = Number(values.most)
const WARM_UP_MS = 200
/** As many as ask at once, however many instances there are. */
const PEOPLE = 24
const PATIENCE_MS = 5_000

/** One thing that somebody does; `next` is another instance, if there is one. */
interface Job {
  readonly name: string
  act(here: Instance, next: Instance): Promise<void>
}

const done = new Set<string>()
const JOBS: readonly Job[] = [
  {
    name: 'tasks: add, claim, complete',
    async act(here, next) {
      await here.post('/api/queues/bench/tasks', { title: 'resize', data: { width: 100 } }, 201)
      const { id } = await next.post('/api/queues/bench/claim', { timeout_ms: PATIENCE_MS }, 200)
      await next.post(`/api/queues/bench/tasks/${id}/complete`, { result: 'done' }, 200)
      if (done.has(id)) throw new Error(`the task ${id} was done twice`)
      done.add(id)
    },
  },
  {
    name: 'events: publish',
    act: async (here) => void (await here.post('/api/events', { type: 'note.written', topic: 'bench', data: { text: 'Hello' } }, 201)),
  },
]

/** So many a second, by people who are spread over the instances. */
async function throughput(instances: readonly Instance[], { act }: Job, ms: number): Promise<number> {
  const begun = performance.now()
  let count = 0
  const at = (place: number): Instance => {
    const instance = instances[place % instances.length]
    if (instance === undefined) throw new Error('nobody is there')
    return instance
  }
  const ask = async (place: number) => {
    for (; performance.now() - begun < ms; count++) await act(at(place), at(place + 1))
  }
  await Promise.all(Array.from({ length: PEOPLE }, (_, place) => ask(place)))
  return (count / (performance.now() - begun)) * 1_000
}

/** For each job what each number of instances did a second, in the mean of both times. */
async function measure(env: Environment): Promise<readonly (readonly number[])[]> {
  const installation = foundInstallation(env)
  const rates = JOBS.map(() => Array.from({ length: MOST }, () => 0))
  const look = async () => {
    for (const [index, job] of JOBS.entries()) {
      await throughput(installation.instances, job, WARM_UP_MS)
      const rate = await throughput(installation.instances, job, TURN_MS)
      const row = rates[index] ?? []
      row[installation.instances.length - 1] = (row[installation.instances.length - 1] ?? 0) + rate / 2
    }
    process.stderr.write('.')
  }
  try {
    for (let count = 1; count <= MOST; count++) {
      await installation.grow()
      await look()
    }
    for (let count = MOST; count >= 1; count--) {
      await look()
      await installation.shrink()
    }
    return rates
  } finally {
    await installation.close()
  }
}

interface Server {
  readonly url: string
  stop(): Promise<unknown>
}

/** A server for the run; undefined where there is none, which is said. */
async function serverFor(start: () => Promise<Server>): Promise<Server | undefined> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof MissingEngine)) throw error
    process.stdout.write(`\nNot measured: ${messageOf(error)}\n`)
    return undefined
  }
}

const databaseOn = async ({ url }: Server, name: string): Promise<string> => {
  await onServer(url, (session) => session.query(`create database "${name}" template template0 encoding 'UTF8'`))
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

/** What can be had here: the settings of each installation. */
async function installations(postgres: Server | undefined, redis: Server | undefined): Promise<ReadonlyMap<string, Environment>> {
  const beside = redis && { CONCORD_BACKPLANE: 'redis', REDIS_URL: redis.url }
  const all = new Map<string, Environment>([['SQLite', {}]])
  if (beside !== undefined) all.set('SQLite, Redis beside', { ...beside, CONCORD_REDIS_PREFIX: 'sqlite' })
  if (postgres === undefined) return all
  all.set('PostgreSQL', { DATABASE_URL: await databaseOn(postgres, 'alone') })
  if (beside !== undefined)
    all.set('PostgreSQL, Redis beside', { ...beside, CONCORD_REDIS_PREFIX: 'postgres', DATABASE_URL: await databaseOn(postgres, 'beside') })
  return all
}

async function main(): Promise<void> {
  process.stdout.write(`\n${availableParallelism()} processors, load before: ${(loadavg()[0] ?? 0).toFixed(1)}; ${PEOPLE} people\n`)
  const [postgres, redis] = [await serverFor(startPostgres), await serverFor(startRedis)]
  try {
    const rows: string[][] = []
    for (const [name, env] of await installations(postgres, redis))
      for (const [index, [alone = Number.NaN, ...more]] of (await measure(env)).entries())
        rows.push([`${name}; ${JOBS[index]?.name}`, alone.toFixed(0), ...more.map((rate) => (rate / alone).toFixed(2))])
    const head = Array.from({ length: MOST - 1 }, (_, index) => `${index + 2}: times`)
    process.stdout.write(`\n${table(['instances on one database', '1: a second', ...head], rows)}\n\nLoad afterwards: ${(loadavg()[0] ?? 0).toFixed(1)}\n`)
  } finally {
    for (const server of [postgres, redis]) await server?.stop()
  }
}

void main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})
