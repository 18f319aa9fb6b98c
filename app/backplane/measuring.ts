import type { Clock } from '../shared/clock'
import { ConcordError } from '../shared/errors'
import type { Wrap } from './around'

/** How one use of the engine ended. */
export interface Measurement {
  readonly operation: string
  readonly ms: number
  /** The code of the error, or undefined where it succeeded. */
  readonly error: string | undefined
}

/** Tells `observe` of each use of the engine. */
export function measuring({ clock, observe }: { clock: Clock; observe: (measurement: Measurement) => void }): Wrap {
  return async ({ name }, call, signal) => {
    const began = clock.monotonic()
    const done = (error: string | undefined) => observe({ operation: name, ms: clock.monotonic() - began, error })
    try {
      const result = await call(signal)
      done(undefined)
      return result
    } catch (error) {
      done(error instanceof ConcordError ? error.code : 'error')
      throw error
    }
  }
}
