import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { type Clock, systemClock } from '../../shared/clock'
import { Forbidden, ShuttingDown } from '../../shared/errors'
import { createIds } from '../../shared/ids'
import { seededRandom } from '../../shared/random'
import { storeOn } from '../../store/open'
import { type Database, openSqlite } from '../../store/sqlite'
import type { Store } from '../../store/store'
import { nextReady, tasksAfter } from '../task-row'
import { prospect, silentSince } from './queue-store'
import { createQueues, type EmbeddedQueues } from './queues'

const uma = { kind: 'person', id: 'uma', by: 'uma' } as const
const worker = { queue: 'images', worker: 'w', actor: uma }

let database: Database.Database
let queues: EmbeddedQueues

/** Nobody waits so long. */
const LONG_MS = 60_000
const SETTINGS = { silenceSeconds: 15, deliveryTries: 5, taskRetryMs: 1_000 }

const open = ({ store = storeOn(database), clock = systemClock }: { store?: Store; clock?: Clock } = {}): EmbeddedQueues =>
  createQueues({ store, clock, newId: createIds({ clock: systemClock, random: seededRandom(1) }), settings: SETTINGS })
const add = (title: string, { priority = 0, delayMs = 0 } = {}) => queues.add({ queue: 'images', title, data: null, priority, delayMs, actor: uma })

/** A clock whose alarms ring when it is moved on. */
function movedClock() {
  let time = 0
  const alarms = new Set<{ readonly due: number; readonly ring: () => void }>()
  const next = () => [...alarms].reduce((one, other) => (other.due < one.due ? other : one), { due: Number.POSITIVE_INFINITY, ring: () => {} })
  return {
    ...systemClock,
    now: () => time,
    monotonic: () => time,
    deadline: (ms: number, ring: () => void) => {
      const alarm = { due: time + ms, ring }
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
    async advance(ms: number) {
      const until = time + ms
      await othersTurn()
      for (let alarm = next(); alarm.due <= until; alarm = next()) {
        alarms.delete(alarm)
        time = alarm.due
        alarm.ring()
        await othersTurn()
      }
      time = until
    },
  }
}

beforeEach(() => {
  database = openSqlite(':memory:', 1)
  queues = open()
})

describe('a claim', () => {
  it('that is given up while it is served takes nothing: the task is as it was, and the next has it', async () => {
    const { id } = await add('one')
    const controller = new AbortController()
    const given = queues.claim(worker, 1_000, controller.signal)
    await Promise.resolve()
    controller.abort(new Error('gone'))
    await assert.rejects(given, /gone/)
    const task = await queues.claim({ ...worker, worker: 'next' }, 1_000)
    assert.deepEqual({ id: task?.id, tries: task?.tries, worker: task?.worker }, { id, tries: 1, worker: 'next' })
  })

  it('that waits sees what another instance added', async () => {
    const waiting = queues.claim(worker, LONG_MS)
    await systemClock.sleep(20)
    await open().add({ queue: 'images', title: 'from elsewhere', data: null, priority: 0, delayMs: 0, actor: uma })
    assert.equal((await waiting)?.title, 'from elsewhere')
  })

  it('that waits is told when the platform stops', async () => {
    const waiting = queues.claim(worker, LONG_MS)
    await systemClock.sleep(20)
    queues.close()
    await assert.rejects(waiting, ShuttingDown)
  })

  it('that the platform stops while it is served takes nothing', async () => {
    const { id } = await add('one')
    const given = queues.claim(worker, 1_000)
    await Promise.resolve()
    queues.close()
    await assert.rejects(given, ShuttingDown)
    const task = await open().claim({ ...worker, worker: 'next' }, 1_000)
    assert.deepEqual({ id: task?.id, tries: task?.tries, worker: task?.worker }, { id, tries: 1, worker: 'next' })
  })

  it('of somebody who waited, and may have nothing any more, is refused and takes nothing', async () => {
    const stillMay = () => Promise.reject(new Forbidden('not any more'))
    const refused = queues.claim({ ...worker, stillMay }, 1_000)
    const next = queues.claim({ ...worker, worker: 'next' }, 1_000)
    await add('one')
    await assert.rejects(refused, Forbidden)
    assert.deepEqual({ tries: (await next)?.tries, worker: (await next)?.worker }, { tries: 1, worker: 'next' })
  })

  it('hardly costs the others anything, however many queues are waited at', async () => {
    let looks = 0
    const store = storeOn(database)
    const counting: Store = {
      ...store,
      find(statement, params) {
        if (statement.sql === prospect.sql) looks += 1
        return store.find(statement, params)
      },
    }
    const clock = movedClock()
    queues = open({ store: counting, clock })
    const waiting = Array.from({ length: 400 }, (_, index) => queues.claim({ ...worker, queue: `queue ${index}` }, 5_000))
    await clock.advance(200)
    looks = 0
    await clock.advance(1_000)
    assert.ok(looks > 0 && looks < 3_000, `${looks} looks in a second`)
    queues.close()
    await Promise.allSettled(waiting)
  })

  it('fails as the store does, and the next one works again', async () => {
    await add('one')
    database.exec('alter table queue_task rename to elsewhere')
    await assert.rejects(queues.claim(worker, 1_000))
    database.exec('alter table elsewhere rename to queue_task')
    assert.equal((await queues.claim(worker, 0))?.title, 'one')
  })

  it('is given what is due alone, in its order, when many ask at the same moment', async () => {
    for (let number = 1; number <= 30; number++) await add(`${number}`, { priority: number % 3, delayMs: number % 2 === 0 ? 60_000 : 0 })
    const tasks = await Promise.all(Array.from({ length: 200 }, (_, index) => queues.claim({ ...worker, worker: `${index}` }, 0)))
    const due = [2, 1, 0].flatMap((priority) =>
      Array.from({ length: 30 }, (_, index) => index + 1).filter((number) => number % 3 === priority && number % 2 === 1),
    )
    assert.deepEqual(
      tasks.map((task) => task?.title),
      [...due.map(String), ...Array(200 - due.length).fill(undefined)],
    )
  })
})

describe('the plan of a query', () => {
  const planOf = (sql: string): readonly string[] =>
    database
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(...Array(sql.split('?').length - 1).fill(1))
      .map(({ detail }) => detail)

  it('for the next task looks at none that waits for its time, and sorts nothing', () => {
    assert.deepEqual(planOf(nextReady.sql), ['SEARCH queue_task USING INDEX queue_task_next (queue=?)'])
  })

  it('for a page and for silent workers looks at nothing else', () => {
    assert.deepEqual(planOf(tasksAfter.sql), ['SEARCH queue_task USING INDEX queue_task_status (queue=? AND status=? AND number>?)'])
    assert.deepEqual(planOf(silentSince.sql), ['SEARCH queue_task USING INDEX queue_task_heard (heard_at<?)'])
  })
})
