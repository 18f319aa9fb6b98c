import { contentHash } from '../../shared/canonical-json'
import { Conflict } from '../../shared/errors'
import { TaskNotHeld } from '../errors'
import type { NewTask } from '../task'
import type { KeptTask } from '../task-life'
import { noSuchTask } from '../task-reading'
import type { Added, Answered, Retried, Word } from './queue-store'

/** A new task as it is kept, with what the record says of it. */
export const taskToAdd = (
  { queue, title, data, priority, delayMs, actor }: NewTask,
  { id, noteId, now }: Readonly<Record<'id' | 'noteId', string>> & { readonly now: number },
): Added => ({
  ...{ id, queue, title, data: JSON.stringify(data), priority, status: 'pending', tries: 0, worker: undefined, heldBy: undefined },
  ...{ result: undefined, error: undefined, addedBy: actor.id, createdAt: now, dueAt: now + delayMs },
  ...{ claimedAt: undefined, heardAt: undefined, endedAt: undefined, actor, noteId, content: contentHash({ title, data }) },
})

export const completion = (result: unknown): Word => ({ kind: 'completed', result: JSON.stringify(result), hash: contentHash(result) })

/** The task that was answered. Throws TaskNotHeld, NotFound. */
export function answeredTask(answered: Answered): KeptTask {
  switch (answered.kind) {
    case 'unknown':
      throw noSuchTask()
    case 'not_held':
      throw new TaskNotHeld('The task is not in the hands of this worker: it never was, has ended, or was given back after a silence')
    case 'done':
      return answered.task
  }
}

/** The task that was put back. Throws NotFound, Conflict. */
export function retriedTask(retried: Retried): KeptTask {
  switch (retried.kind) {
    case 'unknown':
      throw noSuchTask()
    case 'not_dead':
      throw new Conflict(`Only a dead task is put back; this one is ${retried.status}`)
    case 'done':
      return retried.task
  }
}
