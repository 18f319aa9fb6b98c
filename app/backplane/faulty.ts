import type { Clock } from '../shared/clock'
import type { Operation, Wrap } from './around'
import { BackplaneUnavailable } from './errors'
import { type Attempt, type FaultKind, type FaultPlan, faultOf } from './fault'

/** A fault that was made to happen. */
export interface Injected extends Attempt {
  readonly kind: FaultKind
}

interface Deps {
  readonly clock: Clock
  readonly plan: FaultPlan
  /** Told of each fault. */
  readonly injected: (fault: Injected) => void
}

/** How long somebody waits for an answer that never comes. */
const NO_ANSWER_MS = 1_000
/** How soon a waiting call loses its connection. */
const CUT_AFTER_MS = 20

/** Lets things go wrong as the plan says (M06.7). Attempts at one operation are counted from 1; what was refused or lost throws BackplaneUnavailable. */
export function faulty({ clock, plan, injected }: Deps): Wrap {
  const attempts = new Map<string, number>()
  const next = ({ name, subject }: Operation): Attempt => {
    const operation = `${name} ${subject}`
    const attempt = (attempts.get(operation) ?? 0) + 1
    attempts.set(operation, attempt)
    return { operation, attempt }
  }

  /** What was asked is begun, and done if it is done soon; nobody hears what came of it. */
  const cutOff = async (call: (signal?: AbortSignal) => Promise<unknown>, signal: AbortSignal | undefined): Promise<void> => {
    const connection = new AbortController()
    const cancel = clock.deadline(CUT_AFTER_MS, () => connection.abort(new Error('the connection was cut')))
    const either = signal === undefined ? connection.signal : AbortSignal.any([signal, connection.signal])
    await call(either).catch(() => undefined)
    cancel()
  }

  return async (operation, call, signal) => {
    const attempt = next(operation)
    const kind = faultOf(plan, attempt)
    if (kind === undefined) return call(signal)
    injected({ ...attempt, kind })
    switch (kind) {
      case 'delay':
        await clock.sleep(plan.delayMs, signal)
        return call(signal)
      case 'timeout':
        await clock.sleep(NO_ANSWER_MS, signal)
        throw new BackplaneUnavailable(`An injected failure: ${operation.name} was not answered in time`)
      case 'error':
        throw new BackplaneUnavailable(`An injected failure: ${operation.name} was refused`)
      case 'drop':
        await cutOff(call, signal)
        throw new BackplaneUnavailable(`An injected failure: the connection was lost before ${operation.name} was answered`)
    }
  }
}
