import type { Clock } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import type { KeptTask } from '../task-life'
import { keptTask, taskById } from '../task-row'
import type { Jobs } from './jobs'
import { queuesAtWork, returnTask } from './task-store'

interface Deps {
  readonly jobs: Jobs
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly mostTries: number
  /** A task of this queue waits again. */
  readonly returned: (queue: string) => void
}

/** Takes tasks from workers that fell silent, by the server's time. */
export interface Silence {
  /** Of one queue; whether any of its workers had fallen silent. */
  settle(queue: string): Promise<boolean>
  /** Of every queue in which somebody holds something. */
  settleAll(): Promise<void>
}

export function createSilence({ jobs, store, clock, newId, mostTries, returned }: Deps): Silence {
  const rowOf = async (id: string): Promise<KeptTask | undefined> => {
    const [row] = await store.find(taskById, { id })
    return row === undefined ? undefined : keptTask(row)
  }
  const settleOne = async (queue: string, id: string): Promise<void> => {
    const known = await rowOf(id)
    // The lock that is missing must be that of the try that the row speaks of: so it is looked for again, after the row was read.
    const [place] = await jobs.whereabouts(queue, [id])
    // Of what is nowhere, only its name is left: it would be found silent for ever.
    if (place === 'n') return jobs.forget({ queue, id })
    if (place !== 'a') return
    if (known === undefined || known.endedAt !== undefined) return jobs.forget({ queue, id })
    // Taken, and never given to a worker: whoever took it is gone.
    if (known.status !== 'claimed') return jobs.putBack(known, known.dueAt - clock.now())
    const after = await store.write(returnTask, { queue, id, attempt: known.tries, mostTries, now: clock.now(), noteId: newId() })
    if (after === undefined) return
    if (after.status === 'dead') return jobs.forget(after)
    await jobs.putBack(after, 0)
    returned(queue)
  }
  const settle = async (queue: string): Promise<boolean> => {
    const silent = await jobs.silent(queue)
    for (const id of silent) await settleOne(queue, id)
    return silent.length > 0
  }
  return {
    settle,
    async settleAll() {
      for (const { queue } of await store.find(queuesAtWork, {})) await settle(queue)
    },
  }
}
