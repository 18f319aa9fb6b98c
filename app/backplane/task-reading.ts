import { NotFound } from '../shared/errors'
import type { Store } from '../store/store'
import { type QueueTask, TASK_STATUSES, type TaskQueues, type TaskStatus } from './task'
import type { KeptTask } from './task-life'
import { countTasks, keptTask, taskById, taskOf, tasksAfter } from './task-row'

/** Tasks as their rows have them; `settle` first makes true what time alone has changed. */
export interface TaskReading extends Pick<TaskQueues, 'get' | 'list' | 'counts'> {
  /** Throws NotFound. */
  find(queue: string, id: string): Promise<KeptTask>
}

export function createTaskReading({ store, settle }: { readonly store: Store; readonly settle: (queue: string) => Promise<unknown> }): TaskReading {
  const find: TaskReading['find'] = async (queue, id) => {
    const [row] = await store.find(taskById, { id })
    if (row?.queue !== queue) throw noSuchTask()
    return keptTask(row)
  }
  const page = async (queue: string, statuses: readonly TaskStatus[], { number, limit }: { number: number; limit: number }): Promise<readonly QueueTask[]> => {
    const found = await Promise.all(statuses.map((status) => store.find(tasksAfter, { queue, status, number, limit })))
    return found
      .flat()
      .toSorted((one, other) => one.number - other.number)
      .slice(0, limit)
      .map((row) => taskOf(keptTask(row)))
  }
  return {
    find,
    async get(queue, id) {
      await settle(queue)
      return taskOf(await find(queue, id))
    },
    async list({ queue, status, after, limit }) {
      await settle(queue)
      const number = after === undefined ? 0 : (await find(queue, after)).number
      return page(queue, status === undefined ? TASK_STATUSES : [status], { number, limit })
    },
    async counts(queue) {
      await settle(queue)
      const found = new Map((await store.find(countTasks, { queue })).map(({ status, count }) => [status, count]))
      const of = (status: TaskStatus) => found.get(status) ?? 0
      return { pending: of('pending'), claimed: of('claimed'), completed: of('completed'), failed: of('failed'), dead: of('dead') }
    },
  }
}

export const noSuchTask = () => new NotFound('There is no such task')
