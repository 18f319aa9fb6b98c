import { type Clock, days } from '../shared/clock'
import type { NewId } from '../shared/ids'
import { inPieces, PIECE } from '../store/pieces'
import type { Store } from '../store/store'
import { forgetIdle } from './embedded/idle-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly taskDays: number }
}

/**
 * Barriers and failures of breakers go that nobody has used for as long as ended tasks are kept. The numbers of leases stay: a late holder is
 * recognised by them. To be called now and then.
 */
export function createIdleForgetting({ store, clock, newId, settings: { taskDays } }: Deps): () => Promise<void> {
  return () =>
    inPieces(async () => {
      const now = clock.now()
      const entry = (action: string) => ({ id: newId(), at: now, actor: 'platform', action, details: { days: taskDays } })
      const entries = [entry('barrier.forgotten'), entry('breaker.forgotten')] as const
      return (await store.write(forgetIdle, { before: now - days(taskDays), limit: PIECE, entries })) === PIECE
    })
}
