import { ConcordError, ShuttingDown } from '../shared/errors'
import type { Completion } from './chat'
import { type Pursuit, recordOf } from './pursuit'
import type { Stop } from './route'

/** How a request ended for its caller: with an answer, or with what it was told instead. */
export type End = { readonly completion: Completion; readonly stop: Stop } | { readonly error: unknown }

/** The reader left before the end. */
export const LEFT: End = { error: undefined }

/** Writes down how it ended, if anything was sent. An answer that cannot be written down is none: rejects. Other ends are told anyway. */
export async function conclude(pursuit: Pursuit, end: End): Promise<void> {
  const { parts, attempts, recordId } = pursuit
  if (recordId === undefined) return
  const common = { attempts, durationMs: parts.clock.monotonic() - pursuit.startedAt }
  try {
    const written = recordOf(pursuit).ended(recordId, { ...endOf(pursuit, end), ...common })
    if (written !== undefined) await written
  } catch (error) {
    if ('completion' in end) throw error
  }
}

function endOf({ signal }: Pursuit, end: End) {
  if ('completion' in end) {
    const { model, usage } = end.completion
    return { outcome: 'answered', provider: end.stop.provider, model, usage } as const
  }
  const { error } = end
  if (end === LEFT || (signal.aborted && error === signal.reason))
    return { outcome: signal.reason instanceof ShuttingDown ? 'interrupted' : 'cancelled' } as const
  return { outcome: 'failed', code: error instanceof ConcordError ? error.code : 'internal_error' } as const
}
