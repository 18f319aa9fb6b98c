import { type Clock, seconds } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Logger } from '../../shared/logger'
import type { Store } from '../../store/store'
import { addTask, retryTask } from '../embedded/queue-store'
import { retriedTask, taskToAdd } from '../embedded/queue-words'
import type { TaskQueues } from '../task'
import { createTaskReading } from '../task-reading'
import { taskOf } from '../task-row'
import { createClaiming } from './claiming'
import type { Connection } from './connection'
import { createFilling } from './filling'
import type { Jobs } from './jobs'
import type { Keys } from './keys'
import { createSilence } from './silence'
import { createTaskAnswers } from './task-answers'
import type { Words } from './words'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly words: Words
  readonly jobs: Jobs
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly settings: { readonly silenceSeconds: number; readonly deliveryTries: number; readonly taskRetryMs: number }
}

export interface RedisQueues extends TaskQueues {
  start(): Promise<void>
  /** Takes tasks from workers that fell silent, and fills the engine where it has lost something. */
  lookAfter(): Promise<void>
  /** Whoever waits for a task is told that the platform stops. */
  close(): void
}

/** Task queues whose tasks are rows, and whose order and silence BullMQ keeps. What cannot be said to the engine after a commit, it learns by the next look at the rows. */
export function createQueues(deps: Deps): RedisQueues {
  const { connection, words, jobs, store, clock, newId, settings } = deps
  const filling = createFilling({ ...deps, silenceMs: seconds(settings.silenceSeconds) })
  const { tell } = filling
  const silence = createSilence({ ...deps, mostTries: settings.deliveryTries, returned: (queue) => claiming.wake(queue) })
  const claiming = createClaiming({ ...deps, silence, tell })
  const reading = createTaskReading({ store, settle: (queue) => silence.settle(queue).catch(() => undefined) })
  /** Nothing is added or handed out that the engine could not be told of. */
  const demand = () => connection.use(() => Promise.resolve())
  words.on('task', claiming.wake)

  return {
    ...{ get: reading.get, list: reading.list, counts: reading.counts, close: claiming.close },
    ...createTaskAnswers({ ...deps, silence, tell }),
    async start() {
      await jobs.start()
      connection.onReady(filling.missed)
    },
    async add(given) {
      await demand()
      const task = await store.write(addTask, taskToAdd(given, { id: newId(), noteId: newId(), now: clock.now() }))
      await tell(jobs.add(task, given.delayMs))
      return taskOf(task)
    },
    async claim(worker, waitMs, signal) {
      await demand()
      const task = await claiming.claim(worker, waitMs, signal)
      return task === undefined ? undefined : taskOf(task)
    },
    async retry(asked) {
      await demand()
      const task = retriedTask(await store.write(retryTask, { ...asked, now: clock.now(), noteId: newId() }))
      await tell(jobs.putBack(task, 0))
      return taskOf(task)
    },
    async lookAfter() {
      await filling.lookAfter()
      await silence.settleAll()
    },
  }
}
