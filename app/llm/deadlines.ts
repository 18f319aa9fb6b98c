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

/** Watches one attempt. Only one timer runs at any time, and a moved deadline costs a timer only if it comes nearer. */
export interface Watch {
  /** From now on this is due in `ms`, unless the whole request is due before. */
  expect(deadline: 'first_byte' | 'silence', ms: number): void
  /** From now on only the whole request is due. */
  rest(): void
  stop(): void
}

/** A timer may run up to a millisecond early, measured by the monotonic clock. */
const GRAIN = 1

const nothing: Cancel = () => {}

/** `totalDue` is in monotonic time; `expired` is called at most once, with the deadline that passed. */
export function createWatch(clock: Clock, totalDue: number, expired: (deadline: Deadline) => void): Watch {
  let expected: Deadline = 'total'
  let due = totalDue
  let armed = Number.POSITIVE_INFINITY
  let cancel = nothing

  const arm = (now: number) => {
    cancel()
    armed = due
    cancel = clock.deadline(due - now, check)
  }
  const check = () => {
    const now = clock.monotonic()
    armed = Number.POSITIVE_INFINITY
    cancel = nothing
    if (due - now >= GRAIN) return arm(now)
    due = Number.POSITIVE_INFINITY
    expired(expected)
  }
  const until = (deadline: Deadline, next: number, now: number) => {
    expected = next < totalDue ? deadline : 'total'
    due = Math.min(next, totalDue)
    if (due < armed) arm(now)
  }

  return {
    expect(deadline, ms) {
      const now = clock.monotonic()
      until(deadline, now + ms, now)
    },
    rest: () => until('total', totalDue, clock.monotonic()),
    stop() {
      cancel()
      cancel = nothing
      due = armed = Number.POSITIVE_INFINITY
    },
  }
}
