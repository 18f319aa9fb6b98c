import type { Cancel, Clock } from '../shared/clock'

/** What took too long: no connection, no first byte of the answer, nothing more of it, the whole request with all its attempts and waits. */
export type Deadline = 'connect' | 'first_byte' | 'silence' | 'total'

/** What is said of a deadline that passed. */
export const PASSED: Readonly<Record<Deadline, string>> = {
  connect: 'no connection came about in time',
  first_byte: 'the answer did not begin in time',
  silence: 'the answer stopped coming',
  total: 'the whole request took longer than allowed',
}

/** All in milliseconds. The connection's deadline is kept by the connector, the others by a watch. */
export interface DeadlineSettings {
  readonly connectMs: number
  readonly firstByteMs: number
  readonly idleMs: number
  readonly totalMs: number
}

/** Watches one attempt. From the beginning the whole request is due. */
export interface Watch {
  /** From now on this is due in `ms`, unless the whole request is due before. */
  expect(deadline: 'first_byte' | 'silence', ms: number): void
  /** From now on only the whole request is due. */
  rest(): void
  stop(): void
}

/** `totalDue` is in monotonic time; `expired` is called at most once, with the deadline that passed. */
export function createWatch(clock: Clock, totalDue: number, expired: (deadline: Deadline) => void): Watch {
  const left = () => totalDue - clock.monotonic()
  const due = (deadline: Deadline, ms: number): Cancel => clock.deadline(ms, () => expired(deadline))
  let cancel = due('total', left())
  const rest = () => {
    cancel()
    cancel = due('total', left())
  }
  return {
    expect(deadline, ms) {
      if (ms >= left()) return rest()
      cancel()
      cancel = due(deadline, ms)
    },
    rest,
    stop: () => cancel(),
  }
}
