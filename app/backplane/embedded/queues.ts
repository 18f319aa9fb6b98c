import { type Clock, seconds } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import type { Held, QueueTask, TaskQueues, Worker } from '../task'
import { handedTo, type KeptTask } from '../task-life'
import { createTaskReading } from '../task-reading'
import { taskOf } from '../task-row'
import { createClaimLine } from './claim-line'
import { addTask, answerTask, claimTasks, hearAnew, heardAfter, prospect, retryTask, returnSilent, silentSince, unclaimTask, type Word } from './queue-store'
import { answeredTask, completion, retriedTask, taskToAdd } from './queue-words'
import { createSteadiness } from './steadiness'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly silenceSeconds: number; readonly deliveryTries: number; readonly taskRetryMs: number }
}

/** Queues, and what must be done about them now and then. */
export interface EmbeddedQueues extends TaskQueues {
  /** Takes tasks from workers that fell silent, although nobody looks. To be called now and then. */
  lookAfter(): Promise<void>
  /** Whoever waits for a task is told that the platform stops. */
  close(): void
}

interface Handed {
  readonly before: KeptTask
  readonly task: KeptTask
}

const CHUNK = 200
const NEVER = Number.POSITIVE_INFINITY
const NEVER_SILENT = Number.MAX_SAFE_INTEGER

/** Task queues in the store. What is answered is true at that moment: silence counts to the millisecond, whether anybody looked or not. */
export function createQueues({ store, clock, newId, settings }: Deps): EmbeddedQueues {
  const patience = { silenceMs: seconds(settings.silenceSeconds), mostTries: settings.deliveryTries, retryMs: settings.taskRetryMs }
  const isSteady = createSteadiness(clock, patience.silenceMs)
  /** While nobody can tell how long somebody was silent, nobody was for too long. */
  const silenceMs = () => (isSteady() ? patience.silenceMs : NEVER_SILENT)
  const moment = () => ({ ...patience, silenceMs: silenceMs(), now: clock.now(), noteId: newId() })

  const settleDue = async (): Promise<void> => {
    for (;;) {
      const silent = await store.find(silentSince, { before: clock.now() - silenceMs(), limit: CHUNK })
      await Promise.all(silent.map(({ queue, id }) => store.write(returnSilent, { ...moment(), queue, id })))
      for (const queue of new Set(silent.map((task) => task.queue))) line.wake(queue)
      if (silent.length < CHUNK) return
    }
  }
  const take = async (queue: string, workers: readonly Worker[]): Promise<readonly Handed[]> => {
    await settleDue()
    const now = clock.now()
    const hands = workers.map(({ worker, actor }) => ({ worker, heldBy: actor.id }))
    const tasks = await store.write(claimTasks, { queue, now, workers: hands })
    return tasks.flatMap((before, index) => hands.slice(index, index + 1).map((hand) => ({ before, task: handedTo(before, { ...hand, now }) })))
  }
  const soon = async (queue: string): Promise<number> => {
    const [found] = await store.find(prospect, { queue })
    if (typeof found?.ready === 'number') return 0
    return Math.min(found?.due_at ?? NEVER, (found?.heard_at ?? NEVER) + silenceMs()) - clock.now()
  }
  const undo = ({ before }: Handed) => store.write(unclaimTask, { before, now: clock.now() })
  const line = createClaimLine({ clock, take, undo, soon })
  store.onCommit(line.lookAround)

  const answer = async (held: Held, word: Word): Promise<QueueTask> => {
    const answered = await store.write(answerTask, { ...moment(), held, word })
    if (answered.kind === 'not_held' && answered.isReturned) line.wake(held.queue)
    return taskOf(answeredTask(answered))
  }
  const reading = createTaskReading({ store, settle: settleDue })

  return {
    ...{ get: reading.get, list: reading.list, counts: reading.counts },
    async add(given) {
      const task = await store.write(addTask, taskToAdd(given, { id: newId(), noteId: newId(), now: clock.now() }))
      line.wake(given.queue)
      return taskOf(task)
    },
    async claim(worker, waitMs, signal) {
      const handed = await line.claim(worker, waitMs, signal)
      return handed === undefined ? undefined : taskOf(handed.task)
    },
    heartbeat: (held) => answer(held, { kind: 'heard' }),
    complete: (held, result) => answer(held, completion(result)),
    fail: (held, error) => answer(held, { kind: 'failed', error }),
    async retry(asked) {
      const task = retriedTask(await store.write(retryTask, { ...asked, now: clock.now(), noteId: newId() }))
      line.wake(asked.queue)
      return taskOf(task)
    },
    async lookAfter() {
      const now = clock.now()
      const time = now + patience.silenceMs
      if ((await store.find(heardAfter, { time })).length > 0) await store.write(hearAnew, { time, now })
      await settleDue()
    },
    close: line.close,
  }
}
