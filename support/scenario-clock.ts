import { type Clock, clampWait, hours } from '../app/shared/clock'
import { untilQuiet } from './event-loop'
import { patience } from './patience'
import { createTimers, type Timer, type TimerKind, type Timers } from './timers'

/** A timer that has not fired: what a failing scenario says of the time it was left in. */
export interface PendingTimer {
  readonly kind: TimerKind
  readonly inMs: number
}

/** A clock that stands still unless it is moved, or unless somebody who is waited for sleeps. */
export interface ScenarioClock extends Clock {
  /** Moves time on by `ms`; timers that fall due fire in order, and all that one started happens before the next fires. */
  advance(ms: number): Promise<void>
  /** Turns the wall clock by `ms` (back if negative), as when it is set by hand. No timer notices. */
  jump(ms: number): void
  /** The answer of `promise`; while it is awaited, time moves on whenever nothing happens and somebody sleeps. Throws when patience is over, naming `what`. */
  whileWaiting<T>(promise: Promise<T>, what: string): Promise<T>
  /** Milliseconds by which the clock was moved on so far. */
  elapsed(): number
  /** Timers that have not fired, the next one first. */
  pending(): readonly PendingTimer[]
  /** Forgets every timer: who sleeps, sleeps for ever. */
  dispose(): void
}

const SWEEPS_IN_ONE_ADVANCE = 50

/** How long the machine of a scenario has been up when it begins. */
const UP_FOR_MS = hours(1)

/** A moved clock that shows `startEpochMs` at first. */
export function createScenarioClock(startEpochMs: number): ScenarioClock {
  const timers = createTimers()
  const hand = createHand(timers)
  let jumped = 0
  let disposed = false

  const set = (kind: TimerKind, ms: number, run: () => void): Timer => {
    const period = kind === 'every' ? Math.max(1, clampWait(ms)) : clampWait(ms)
    const timer = timers.set({ kind, period, due: hand.elapsed() + period, run })
    if (disposed) timers.remove(timer)
    return timer
  }
  const watch = (kind: TimerKind, ms: number, run: () => void) => {
    const timer = set(kind, ms, run)
    return () => void timers.remove(timer)
  }
  const pending = () => timers.inOrder().map(({ kind, due }) => ({ kind, inMs: due - hand.elapsed() }))

  return {
    // As on the machine: whole milliseconds, however short a wait was.
    now: () => Math.floor(startEpochMs + hand.elapsed() + jumped),
    monotonic: () => UP_FOR_MS + hand.elapsed(),
    sleep: (ms, signal) => sleep((run) => watch('sleep', ms, run), signal),
    deadline: (ms, expired) => watch('deadline', ms, expired),
    every: (ms, task) => watch('every', ms, task),
    advance: hand.advance,
    jump: (ms) => {
      jumped += ms
    },
    whileWaiting: (promise, what) =>
      waitFor(promise, { moveWhile: hand.moveWhile, wake: timers.wake, overdue: (waitedMs) => overdue(what, waitedMs, pending()) }),
    elapsed: hand.elapsed,
    pending,
    dispose: () => {
      disposed = true
      timers.clear()
    },
  }
}

function sleep(wakeUp: (run: () => void) => () => void, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = wakeUp(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** What moves the clock. One mover at a time: two of them would fire timers behind each other's back. */
function createHand(timers: Timers) {
  let elapsed = 0
  let moving: Promise<unknown> = Promise.resolve()
  const alone = <T>(move: () => Promise<T>): Promise<T> => {
    const moved = moving.then(move)
    moving = moved.catch(() => undefined)
    return moved
  }
  const fire = (timer: Timer, from: number, until: number): void => {
    elapsed = Math.max(elapsed, timer.due)
    if (timer.kind === 'every') timer.due += timer.period * periodsToNextSweep(timer, from, until)
    else timers.remove(timer)
    timer.run()
  }
  const advance = async (ms: number): Promise<void> => {
    await untilQuiet()
    const from = elapsed
    const target = from + Math.max(0, ms)
    for (let timer = timers.next(); timer !== undefined && timer.due <= target; timer = timers.next()) {
      fire(timer, from, target)
      await untilQuiet({ lightly: timer.kind === 'every' })
    }
    elapsed = target
  }
  const moveWhile = async (waiting: () => boolean): Promise<void> => {
    let lightly = false
    while (waiting()) {
      await timers.somebodySleeps()
      await alone(async () => {
        await untilQuiet({ lightly, unless: () => !waiting() })
        const timer = timers.next()
        if (!waiting() || timers.sleeping() === 0 || timer === undefined) return
        lightly = timer.kind === 'every'
        fire(timer, elapsed, timer.due)
      })
    }
  }
  return { elapsed: () => elapsed, advance: (ms: number) => alone(() => advance(ms)), moveWhile }
}

/** A sweep is not repeated thousands of times when time is moved by a day: some fifty runs must do. */
export function periodsToNextSweep(sweep: Timer, from: number, until: number): number {
  const thinned = Math.floor((until - from) / sweep.period / SWEEPS_IN_ONE_ADVANCE)
  const toTheEnd = Math.floor((until - sweep.due) / sweep.period) + 1
  return Math.max(1, Math.min(thinned, toTheEnd))
}

interface Waiting {
  readonly moveWhile: (waiting: () => boolean) => Promise<void>
  readonly wake: () => void
  readonly overdue: (waitedMs: number) => string
}

async function waitFor<T>(promise: Promise<T>, { moveWhile, wake, overdue }: Waiting): Promise<T> {
  let waiting = true
  const { waitMs } = patience()
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(() => limit.reject(new Error(overdue(waitMs))), waitMs)
  try {
    return await Promise.race([promise, moveWhile(() => waiting).then(() => promise), limit.promise])
  } finally {
    clearTimeout(timer)
    waiting = false
    wake()
  }
}

function overdue(what: string, waitedMs: number, pending: readonly PendingTimer[]): string {
  const next = pending.slice(0, 5).map(({ kind, inMs }) => `${kind} in ${inMs} ms`)
  const timers = next.length === 0 ? 'no timer is set' : `the next of ${pending.length} timers: ${next.join(', ')}`
  return `Still waiting after ${waitedMs / 1_000} s of real time for ${what}; ${timers}`
}
