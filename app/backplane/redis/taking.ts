import type { Clock } from '../../shared/clock'
import type { Store } from '../../store/store'
import { unclaimTask } from '../embedded/queue-store'
import type { Worker } from '../task'
import type { KeptTask } from '../task-life'
import { keptTask, taskById } from '../task-row'
import type { Jobs } from './jobs'
import type { Silence } from './silence'
import { claimTask } from './task-store'

export interface TakingDeps {
  readonly jobs: Jobs
  readonly silence: Silence
  readonly store: Store
  readonly clock: Clock
  /** Tells the engine what was written down; if that fails, it is told later. */
  readonly tell: (telling: Promise<unknown>) => Promise<void>
}

/** A task as it was before it was handed out, and as it is. */
export interface Handed {
  readonly before: KeptTask
  readonly task: KeptTask
}

/** Hands out what is due now. */
export interface Taking {
  /** For each worker, in their order, a task or nothing. */
  take(queue: string, workers: readonly Worker[]): Promise<readonly (Handed | undefined)[]>
  /** Gives one back that nobody was there to take. */
  undo(handed: Handed): Promise<void>
}

export function createTaking({ jobs, silence, store, clock, tell }: TakingDeps): Taking {
  const hand = async (queue: string, id: string, { worker, actor }: Worker): Promise<Handed | undefined> => {
    try {
      const claimed = await store.write(claimTask, { queue, id, worker, heldBy: actor.id, now: clock.now() })
      if (claimed.kind === 'handed' || claimed.kind === 'held') void tell(jobs.hold({ queue, id }))
      if (claimed.kind === 'handed') return claimed
      if (claimed.kind === 'early') await tell(jobs.putBack(claimed.task, claimed.task.dueAt - clock.now()))
      if (claimed.kind === 'ended') await tell(jobs.forget({ queue, id }))
      return undefined
    } catch (error) {
      const [row] = await store.find(taskById, { id }).catch(() => [])
      if (row !== undefined) await tell(jobs.putBack(keptTask(row), 0))
      throw error
    }
  }
  const take = async (queue: string, workers: readonly Worker[]): Promise<readonly (Handed | undefined)[]> => {
    const handed: (Handed | undefined)[] = workers.map(() => undefined)
    for (let isLast = false; ; ) {
      const open = workers.map((_, index) => index).filter((index) => handed[index] === undefined)
      const ids = open.length === 0 ? [] : await jobs.take(queue, open.length)
      const tried = await Promise.allSettled(
        ids.map(async (id, place) => {
          const index = open[place]
          const worker = index === undefined ? undefined : workers[index]
          if (index !== undefined && worker !== undefined) handed[index] = await hand(queue, id, worker)
        }),
      )
      const failure = tried.find(({ status }) => status === 'rejected')
      if (failure?.status === 'rejected' && handed.every((each) => each === undefined)) throw failure.reason
      if (failure !== undefined || open.length === 0) return handed
      if (ids.length === open.length) continue
      if (isLast) return handed
      // Nobody goes away with nothing before it was looked, after that, what the silent have left, or others are just putting back.
      isLast = !(await silence.settle(queue))
    }
  }
  const undo = async ({ before }: Handed): Promise<void> => {
    await store.write(unclaimTask, { before, now: clock.now() })
    await tell(jobs.putBack(before, 0))
  }
  return { take, undo }
}
