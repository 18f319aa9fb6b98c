import { days } from '../shared/clock'
import type { Held, QueueTask } from './task'

/** A task as it is kept: what is any JSON as text, its place in the order of adding, and who holds it or held it last. */
export interface KeptTask extends Omit<QueueTask, 'data' | 'result'> {
  readonly number: number
  readonly data: string
  readonly result: string | undefined
  /** The agent or person that claimed it. */
  readonly heldBy: string | undefined
}

/** How often a task is tried, and how long it waits in between. */
export interface Patience {
  readonly mostTries: number
  /** The wait after the first try; it doubles with each. */
  readonly retryMs: number
  /** A worker that was not heard for so long has lost its task. */
  readonly silenceMs: number
}

const LONGEST_RETRY_MS = days(1)
const SILENCE = 'The worker fell silent'

/** How long a task waits after so many tries: twice as long each time, a day at most. Pure. */
export const retryWait = (tries: number, retryMs: number): number => Math.min(retryMs * 2 ** (tries - 1), LONGEST_RETRY_MS)

/** The worker was silent for as long as that, to the millisecond. Pure. */
export const isSilent = ({ status, heardAt }: KeptTask, now: number, silenceMs: number): boolean =>
  status === 'claimed' && heardAt !== undefined && now >= heardAt + silenceMs

/** Whether the task is in the hands of whoever answers, as far as the answer says whose. Pure. */
export const isHeldBy = (task: KeptTask, { worker, attempt, actor, anyWorker }: Omit<Held, 'queue' | 'id'>): boolean =>
  task.status === 'claimed' &&
  (anyWorker || task.heldBy === actor.id) &&
  (worker === undefined || worker === task.worker) &&
  (attempt === undefined || attempt === task.tries)

/** The next try is this worker's. Pure. */
export const handedTo = (task: KeptTask, { worker, heldBy, now }: { worker: string; heldBy: string; now: number }): KeptTask => ({
  ...task,
  ...{ status: 'claimed', tries: task.tries + 1, worker, heldBy, claimedAt: now, heardAt: now },
})

export const heard = (task: KeptTask, now: number): KeptTask => ({ ...task, heardAt: now })

export const completed = (task: KeptTask, result: string, now: number): KeptTask => ({ ...task, status: 'completed', result, heardAt: now, endedAt: now })

/** Tried again after a wait that grows, or dead after its last try. Pure. */
export function failed(task: KeptTask, error: string, { now, mostTries, retryMs }: Omit<Patience, 'silenceMs'> & { readonly now: number }): KeptTask {
  if (task.tries >= mostTries) return dead({ ...task, error, heardAt: now }, now)
  return { ...task, status: 'failed', error, heardAt: now, dueAt: now + retryWait(task.tries, retryMs) }
}

/** Given back at once, or dead after its last try. Pure. */
export function silenced(task: KeptTask, { now, mostTries }: Pick<Patience, 'mostTries'> & { readonly now: number }): KeptTask {
  const silent = { ...task, error: SILENCE }
  return task.tries >= mostTries ? dead(silent, now) : { ...silent, status: 'pending', dueAt: now }
}

const dead = (task: KeptTask, now: number): KeptTask => ({ ...task, status: 'dead', endedAt: now })

/** From the beginning, with all its tries. Pure. */
export const putBack = (task: KeptTask, now: number): KeptTask => ({ ...task, status: 'pending', tries: 0, dueAt: now, endedAt: undefined })
