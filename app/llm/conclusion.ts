import { ConcordError, ShuttingDown } from '../shared/errors'
import type { Completion } from './chat'
import { type Pursuit, recordOf, type Won } from './pursuit'

/** How a request ended for its caller: with an answer, or with what it was told instead. Whoever leaves has aborted the signal, and gets neither. */
export interface End {
  readonly won?: Won<Completion>
  readonly error?: unknown
}

/** Has it written down how it ended, if anything was sent. */
export function conclude(pursuit: Pursuit, end: End): void {
  const { parts, attempts, recordId } = pursuit
  if (recordId === undefined) return
  recordOf(pursuit).ended(recordId, { ...endOf(pursuit, end), attempts, durationMs: parts.clock.monotonic() - pursuit.startedAt })
}

function endOf({ signal }: Pursuit, { won, error }: End) {
  if (won !== undefined) {
    const { model, usage } = won.value
    return { outcome: 'answered', provider: won.stop.provider, model, usage } as const
  }
  if (signal.aborted) return { outcome: signal.reason instanceof ShuttingDown ? 'interrupted' : 'cancelled' } as const
  return { outcome: 'failed', code: error instanceof ConcordError ? error.code : 'internal_error' } as const
}
