import { type Clock, days } from '../shared/clock'
import type { NewId } from '../shared/ids'
import { inPieces, PIECE } from '../store/pieces'
import type { Store } from '../store/store'
import { forgetTasks } from './task-retention-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly taskDays: number }
}

/** Tasks that completed or died go after a while; what is not done never does. To be called now and then. */
export function createTaskForgetting({ store, clock, newId, settings: { taskDays } }: Deps): () => Promise<void> {
  return () =>
    inPieces(async () => {
      const now = clock.now()
      const entry = { id: newId(), at: now, actor: 'platform', action: 'task.forgotten', details: { days: taskDays } }
      return (await store.write(forgetTasks, { before: now - days(taskDays), limit: PIECE, entry })) === PIECE
    })
}
