import type { Clock } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import { answerTask, type Word } from '../embedded/queue-store'
import { answeredTask, completion } from '../embedded/queue-words'
import type { Held, TaskQueues } from '../task'
import type { KeptTask } from '../task-life'
import { taskOf } from '../task-row'
import type { Filling } from './filling'
import type { Jobs } from './jobs'
import type { Silence } from './silence'

interface Deps {
  readonly jobs: Jobs
  readonly silence: Silence
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly tell: Filling['tell']
  readonly settings: { readonly deliveryTries: number; readonly taskRetryMs: number }
}

/** Silence is the server's to tell. */
const NEVER_SILENT = Number.MAX_SAFE_INTEGER

/** What workers say of their tasks: taken while the server is away as well, on the word of the row alone. */
export function createTaskAnswers({ jobs, silence, store, clock, newId, tell, settings }: Deps): Pick<TaskQueues, 'heartbeat' | 'complete' | 'fail'> {
  const patience = { mostTries: settings.deliveryTries, retryMs: settings.taskRetryMs, silenceMs: NEVER_SILENT }

  const answer = async (held: Held, word: Word): Promise<KeptTask> => {
    // By the server's time, not by ours: who comes too late has lost the task, whether anybody noticed or not.
    const found = await jobs.hold(held).catch(() => 'unknown' as const)
    if (found === 'silent') await silence.settle(held.queue)
    return answeredTask(await store.write(answerTask, { ...patience, now: clock.now(), noteId: newId(), held, word }))
  }
  return {
    heartbeat: async (held) => taskOf(await answer(held, { kind: 'heard' })),
    async complete(held, result) {
      const task = await answer(held, completion(result))
      void tell(jobs.forget(task))
      return taskOf(task)
    },
    async fail(held, error) {
      const task = await answer(held, { kind: 'failed', error })
      await tell(task.status === 'dead' ? jobs.forget(task) : jobs.putBack(task, task.dueAt - clock.now()))
      return taskOf(task)
    },
  }
}
