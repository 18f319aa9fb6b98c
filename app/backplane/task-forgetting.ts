import { type Clock, days } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { forgetTasks } from './task-retention-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly taskDays: number }
}

/** So much is forgotten in one transaction, and so often at one time: whoever writes meanwhile hardly waits. */
const PIECE = 200
const PIECES = 200

/** Tasks that completed or died go after a while; what is not done never does. To be called now and then. */
export function createTaskForgetting({ store, clock, newId, settings: { taskDays } }: Deps): () => Promise<void> {
  const piece = (): Promise<number> => {
    const now = clock.now()
    const entry = { id: newId(), at: now, actor: 'platform', action: 'task.forgotten', details: { days: taskDays } }
    return store.write(forgetTasks, { before: now - days(taskDays), limit: PIECE, entry })
  }
  return async () => {
    for (let count = 0; count < PIECES && (await piece()) === PIECE; count += 1);
  }
}
