import { type Clock, days } from '../shared/clock'
import type { NewId } from '../shared/ids'
import { inPieces, PIECE } from '../store/pieces'
import type { Store } from '../store/store'
import { forgetDeadLetters, forgetEnded, forgetOldEvents } from './retention-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly eventDays: number }
}

/** Events and what was kept of their delivery go when they are older than the log reaches back (AR-12.6). To be called now and then. */
export function createForgetting({ store, clock, newId, settings }: Deps): () => Promise<void> {
  const piece = async (): Promise<boolean> => {
    const [now, before] = [clock.now(), clock.now() - days(settings.eventDays)]
    const entry = { id: newId(), at: now, actor: 'platform', action: 'event.forgotten', details: { days: settings.eventDays } }
    const events = await store.write(forgetOldEvents, { before, limit: PIECE, entry })
    const letters = await store.write(forgetDeadLetters, { before, limit: PIECE })
    const ended = await store.write(forgetEnded, { limit: PIECE })
    return ended || events === PIECE || letters === PIECE
  }
  return () => inPieces(piece)
}
