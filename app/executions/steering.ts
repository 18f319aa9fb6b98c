import { aborted } from '../shared/clock'
import type { Store } from '../store/store'
import type { Standing } from './assignment'
import { ExecutionCancelled, type ExecutionStatus, hasEnded } from './execution'
import { correctionsAfter } from './journal-store'
import type { Pen } from './pen'

/** What supervisors want of a running execution: it is held back, let go on, corrected, ended. */
export interface Steering {
  /** Follows what somebody changed. */
  notice(row: Standing): Promise<void>
  /** Looks for corrections in the journal, and has the present answer ended by them. */
  hear(): Promise<void>
  /** Whether corrections were heard and not heeded yet. */
  readonly isCorrected: boolean
  /** Number of the last correction that was heard. */
  readonly heardUpTo: number
  /** Those not heeded yet. */
  takeCorrections(): readonly string[]
  putBack(corrections: readonly string[]): void
  /** For the next answer: aborted as soon as there is a correction. */
  cut(): AbortSignal
  /** Resolves when nothing is held back any more, or there is no use in waiting. */
  untilLetGo(): Promise<void>
  /** Holds everything back until the work goes on. Rejects if it never will. */
  untilResumed(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly executionId: string
  readonly pen: Pen
  /** Ends the work. */
  readonly stop: AbortController
  /** Aborted when the work ends for whatever reason. */
  readonly signal: AbortSignal
}

export function createSteering({ store, executionId, pen, stop, signal }: Deps): Steering {
  const corrections: string[] = []
  let heardUpTo = 0
  let present: AbortController | undefined
  let corrected: PromiseWithResolvers<void> | undefined
  let resumed: PromiseWithResolvers<void> | undefined

  const hear = async (): Promise<void> => {
    for (const event of await store.find(correctionsAfter, { execution_id: executionId, after: heardUpTo })) {
      if (event.number <= heardUpTo) continue
      heardUpTo = event.number
      corrections.push(String(JSON.parse(event.data).message))
    }
    if (corrections.length === 0) return
    present?.abort()
    corrected?.resolve()
    corrected = undefined
  }

  return {
    async notice(row) {
      if (hasEnded(row.status as ExecutionStatus)) return stop.abort(new ExecutionCancelled('The execution was ended'))
      // A correction is an intervention: where there was none, there is nothing to look for.
      if (row.intervened === 1) await hear()
      if (row.status === 'running') {
        resumed?.resolve()
        resumed = undefined
      }
      if (corrections.length > 0) return
      if (row.status === 'paused') pen.hold()
      else if (pen.held) pen.release()
    },
    hear,
    get isCorrected() {
      return corrections.length > 0
    },
    get heardUpTo() {
      return heardUpTo
    },
    takeCorrections: () => corrections.splice(0),
    putBack: (orders) => void corrections.unshift(...orders),
    cut() {
      present = new AbortController()
      if (corrections.length > 0) present.abort()
      return present.signal
    },
    async untilLetGo() {
      while (pen.held && corrections.length === 0 && !signal.aborted) {
        corrected ??= Promise.withResolvers()
        await Promise.race([pen.released, corrected.promise, aborted(signal)])
      }
    },
    async untilResumed() {
      pen.hold()
      resumed ??= Promise.withResolvers()
      await Promise.race([resumed.promise, aborted(signal)])
      signal.throwIfAborted()
    },
  }
}
