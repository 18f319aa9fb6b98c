import type { Clock } from '../../shared/clock'
import type { Store } from '../../store/store'
import { isSilent, type KeptTask } from '../task-life'
import { keptTask, taskById } from '../task-row'
import type { Jobs, Place } from './jobs'
import { openTasksAfter } from './task-store'

interface Deps {
  readonly jobs: Jobs
  readonly store: Store
  readonly clock: Clock
  readonly silenceMs: number
}

const PAGE = 500

/**
 * Puts into the engine what the rows say, and throws out what they do not: after it was emptied, after it was away, and now and then. What looks
 * wrong is looked at twice, because all this goes on while others work.
 */
export function createRefill({ jobs, store, clock, silenceMs }: Deps): () => Promise<void> {
  /** Who began while workers were given less time to be silent finds locks that ended too soon. */
  let isFirst = true
  const isRight = (task: KeptTask, place: Place): boolean =>
    isInPlace(task, place, clock.now()) && !(isFirst && place === 'a' && task.status === 'claimed' && !isSilent(task, clock.now(), silenceMs))
  const present = async (id: string): Promise<KeptTask | undefined> => {
    const [row] = await store.find(taskById, { id })
    return row === undefined ? undefined : keptTask(row)
  }
  const mend = async (known: KeptTask): Promise<void> => {
    const [place] = await jobs.whereabouts(known.queue, [known.id])
    const task = await present(known.id)
    if (place === undefined || task === undefined || task.status !== known.status || task.tries !== known.tries) return
    if (isRight(task, place)) return
    if (task.status === 'claimed') return jobs.occupy(task)
    await jobs.putBack(task, task.dueAt - clock.now())
  }
  const page = async (rows: readonly KeptTask[]): Promise<void> => {
    for (const [queue, tasks] of Map.groupBy(rows, (task) => task.queue)) {
      const places = await jobs.whereabouts(
        queue,
        tasks.map(({ id }) => id),
      )
      const wrong = tasks.filter((task, index) => !isRight(task, places[index] ?? 'n'))
      await Promise.all(wrong.map(mend))
    }
  }
  const throwOut = async (queue: string): Promise<void> => {
    for (const id of await jobs.everywhere(queue)) {
      if (!isOpen(await present(id)) && !isOpen(await present(id))) await jobs.forget({ queue, id })
    }
  }
  return async () => {
    for (let after = 0; ; ) {
      const rows = (await store.find(openTasksAfter, { number: after, limit: PAGE })).map(keptTask)
      await page(rows)
      after = rows.at(-1)?.number ?? after
      if (rows.length < PAGE) break
    }
    for (const queue of await jobs.queues()) await throwOut(queue)
    isFirst = false
  }
}

const isOpen = (task: KeptTask | undefined): boolean => task !== undefined && task.status !== 'completed' && task.status !== 'dead'

/** Whether the engine has a task where its row says. What was just taken, or fell silent just now, is on its way; what a worker has given back is not. Pure. */
function isInPlace({ status, dueAt }: KeptTask, place: Place, now: number): boolean {
  if (status === 'claimed') return place === 'l' || place === 'h' || place === 'a'
  if (place === 'l' || place === 'p') return true
  return place === 'd' && dueAt > now
}
