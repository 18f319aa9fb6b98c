import type { IQueueBackend } from 'bullmq'
import { systemClock } from '../../shared/clock'
import type { KeptTask } from '../task-life'
import type { Connection } from './connection'
import { gathered } from './gathering'
import { type Keys, queueName } from './keys'
import type { Script } from './script'
import { COME_DUE, EVERYWHERE, FORGET, HOLD, OCCUPY, PLACE_NEW, PROSPECT, PUT_BACK, SILENT, TAKING_MS, WHEREABOUTS } from './task-scripts'

export type Placed = Pick<KeptTask, 'id' | 'queue' | 'number' | 'priority'>

/** The tasks of the queues as BullMQ knows them: who is next, and who is silent. Which tasks there are, the rows say. */
export interface Jobs {
  start(): Promise<void>
  /** Adding twice changes nothing. */
  add(task: Placed, delayMs: number): Promise<void>
  /** The next so many that are due, each in somebody's hands for a short time; fewer if there are no more. */
  take(queue: string, count: number): Promise<readonly string[]>
  /** It waits again, where it belongs. */
  putBack(task: Placed, delayMs: number): Promise<void>
  /** It is in somebody's hands, whatever was known of it. */
  occupy(task: Placed): Promise<void>
  forget(task: Pick<Placed, 'id' | 'queue'>): Promise<void>
  /** Its worker is there. Silent if that comes too late; unknown if nothing is known of it. */
  hold(task: Pick<Placed, 'id' | 'queue'>): Promise<Heard>
  silent(queue: string): Promise<readonly string[]>
  /** In how many milliseconds there may be something to take; Infinity if nothing is in sight. */
  soon(queue: string): Promise<number>
  whereabouts(queue: string, ids: readonly string[]): Promise<readonly Place[]>
  everywhere(queue: string): Promise<readonly string[]>
  /** Queues that anything was ever put into, as far as the server remembers. */
  queues(): Promise<readonly string[]>
}

/** Waiting, by priority, delayed, in somebody's hands, in those of a worker, of somebody silent, nowhere. */
export type Place = 'w' | 'p' | 'd' | 'l' | 'h' | 'a' | 'n'

export type Heard = 'held' | 'silent' | 'unknown'

const idsOf = (tasks: readonly Pick<Placed, 'id'>[]): readonly string[] => tasks.map(({ id }) => id)

/** Our highest priority, 1,000,000, is BullMQ's 1: there the lower one goes first, and none at all before every number. */
const HIGHEST = 1_000_001
/** BullMQ keeps a priority and a place behind it in one number. */
const PLACES = 2 ** 32
/** BullMQ keeps a moment and the order within it in one number. */
const ORDERS = 2 ** 12
const SILENT_AT_ONCE = 200
const PARTS = ['wait', 'prioritized', 'delayed', 'active', 'stalled']
const EVENTS_KEPT = 100

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly silenceMs: number
}

export function createJobs({ connection, keys, silenceMs }: Deps): Jobs {
  const known = new Map<string, IQueueBackend>()
  let all: IQueueBackend | undefined
  connection.onReady(() => known.clear())

  const of = async (queue: string): Promise<IQueueBackend> => {
    const found = known.get(queue)
    if (found !== undefined) return found
    if (all === undefined) throw new Error('the queues were not started')
    const backend = all.forQueue(queueName(queue), keys.queuePrefix(queue))
    await connection.use((client) => Promise.all([client.sadd(keys.queues, queue), client.hset(backend.toKey('meta'), 'opts.maxLenEvents', EVENTS_KEPT)]))
    known.set(queue, backend)
    return backend
  }
  const run = async (script: Script, queue: string, args: readonly (string | number)[]): Promise<unknown> => {
    const backend = await of(queue)
    const places = PARTS.map((part) => backend.toKey(part))
    return connection.run(script, places, [backend.toKey(''), ...args])
  }
  const word = (queue: string) => [keys.words, `task:${queue}`]
  const rank = ({ priority }: Placed): number => HIGHEST - priority
  const placeOf = (task: Placed): number => rank(task) * PLACES + (task.number % PLACES)

  const place = gathered(async (queue, tasks: readonly Placed[]) => {
    await run(PLACE_NEW, queue, [...word(queue), ...tasks.flatMap((task) => [task.id, placeOf(task)])])
    return tasks.map(() => undefined)
  })
  const forget = gathered(async (queue, tasks: readonly Pick<Placed, 'id' | 'queue'>[]) => {
    await run(FORGET, queue, idsOf(tasks))
    return tasks.map(() => undefined)
  })
  const hold = gathered(
    async (queue, tasks: readonly Pick<Placed, 'id' | 'queue'>[]) => (await run(HOLD, queue, [silenceMs, ...idsOf(tasks)])) as readonly Heard[],
  )
  /** Whoever asked first gets what is next. */
  const take = gathered(async (queue, asked: readonly { readonly queue: string; readonly count: number }[]) => {
    const backend = await of(queue)
    const due = run(COME_DUE, queue, [(systemClock.now() + 1) * ORDERS - 1])
    const moving = asked.flatMap(({ count }) => Array.from({ length: count }, () => connection.use(() => backend.moveToActive('concord'))))
    const [, ...moved] = await Promise.all([due, ...moving])
    const ids = moved.flatMap((answer) => (Array.isArray(answer) && typeof answer[1] === 'string' && answer[1] !== '' ? [answer[1]] : []))
    return asked.map(({ count }) => ids.splice(0, count))
  })

  const add = async (task: Placed, delayMs: number): Promise<void> => {
    const backend = await of(task.queue)
    const delay = Math.max(0, Math.ceil(delayMs))
    const opts = { priority: rank(task), ...(delay > 0 ? { delay } : {}) }
    const job = { id: task.id, name: 'task', data: '{}', opts, timestamp: systemClock.now(), ...NEW_JOB }
    await Promise.all([connection.use(() => backend.addJob(job, task.id)), place(task)])
  }
  /** Does it to a task that BullMQ knows; one that it does not is added first. */
  const ensured = async (task: Placed, move: () => Promise<unknown>): Promise<void> => {
    if ((await move()) === 1) return
    await add(task, 0)
    await move()
  }

  return {
    async start() {
      const { createRedisBackend } = await import('bullmq')
      const opts = { prefix: 'concord', skipVersionCheck: true, lockDuration: Math.min(silenceMs, TAKING_MS) }
      all = await connection.use(async (client) => {
        const made = createRedisBackend('tasks', { ...opts, connection: client })
        made.on('error', () => {})
        await made.waitUntilReady()
        return made
      })
    },
    add,
    take: (queue, count) => take({ queue, count }),
    putBack: (task, delayMs) => {
      const score = delayMs > 0 ? (systemClock.now() + Math.ceil(delayMs)) * ORDERS : 0
      return ensured(task, () => run(PUT_BACK, task.queue, [task.id, placeOf(task), ...word(task.queue), score]))
    },
    occupy: (task) => ensured(task, () => run(OCCUPY, task.queue, [task.id, silenceMs])),
    ...{ forget, hold },
    silent: async (queue) => (await run(SILENT, queue, [SILENT_AT_ONCE])) as readonly string[],
    async soon(queue) {
      const ms = Number(await run(PROSPECT, queue, [systemClock.now()]))
      return ms < 0 ? Number.POSITIVE_INFINITY : ms
    },
    whereabouts: async (queue, ids) => (await run(WHEREABOUTS, queue, ids)) as readonly Place[],
    everywhere: async (queue) => (await run(EVERYWHERE, queue, [])) as readonly string[],
    queues: () => connection.use((client) => client.smembers(keys.queues)),
  }
}

/** What BullMQ wants to be told of a job although there is nothing to tell. */
const NEW_JOB = { progress: 0, attemptsMade: 0, attemptsStarted: 0, failedReason: '', returnvalue: '', stacktrace: '[]', stalledCounter: 0 }
