import type { TaskRow } from '../store/tables'
import type { Task } from './coordination'
import type { TaskRenewal, TaskWithRun } from './coordination-store'
import { taskOf } from './task-row'

/** The tasks of one job by their numbers, with the rows they come from. */
export interface TaskBook {
  /** As they stand now. */
  readonly tasks: readonly Task[]
  taskAt(number: number): Task
  rowAt(number: number): TaskRow
  add(found: readonly TaskWithRun[]): void
  change(number: number, what: Partial<Task>): Task
  /** It is done again, as another run. */
  renew(renewal: TaskRenewal): void
  /** Whoever began its present run will tell how it ended. */
  follow(number: number): void
  unfollow(number: number): void
  isFollowed(number: number): boolean
}

export function createTaskBook(): TaskBook {
  const tasks: Task[] = []
  const rows: TaskRow[] = []
  const followed = new Set<number>()
  const change = (number: number, what: Partial<Task>): Task => {
    const next = { ...at(tasks, number), ...what }
    tasks[number - 1] = next
    return next
  }
  return {
    tasks,
    taskAt: (number) => at(tasks, number),
    rowAt: (number) => at(rows, number),
    add(found) {
      rows.push(...found)
      tasks.push(...found.map(taskOf))
    },
    change,
    renew({ number, run_id }) {
      rows[number - 1] = { ...at(rows, number), run_id }
      const { attempt } = at(tasks, number)
      followed.delete(number)
      change(number, { status: 'pending', attempt: attempt + 1, executionId: undefined, startedAt: undefined, error: undefined, reason: undefined })
    },
    follow: (number) => void followed.add(number),
    unfollow: (number) => void followed.delete(number),
    isFollowed: (number) => followed.has(number),
  }
}

function at<Item>(list: readonly Item[], number: number): Item {
  const item = list[number - 1]
  if (item === undefined) throw new Error(`there is no task ${number}`)
  return item
}
