import { performance } from 'node:perf_hooks'

/** Stops a timer; calling it again, or after the timer ran, does nothing. */
export type Cancel = () => void

/**
 * Where the platform gets its time from, so that a wait of 30 seconds is tested in milliseconds.
 * All durations are milliseconds; a wait is never longer than `LONGEST_WAIT` and never shorter than 0.
 */
export interface Clock {
  /** Wall time in epoch milliseconds; it may jump. For dates that people see and for expiry. */
  now(): number
  /** Milliseconds that only ever grow. For measuring and for timeouts. */
  monotonic(): number
  /** Resolves when `ms` have passed; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls `expired` once when `ms` have passed, unless cancelled first. Does not keep the process alive. */
  deadline(ms: number, expired: () => void): Cancel
  /** Calls `task` every `ms` until cancelled. Does not keep the process alive. */
  every(ms: number, task: () => void): Cancel
}

/** The longest delay that a timer of Node keeps; a longer one would fire at once. */
export const LONGEST_WAIT = 2 ** 31 - 1

/** A wait that a timer can keep: not a number and negative become 0, too long becomes the longest. */
export const clampWait = (ms: number): number => (ms > 0 ? Math.min(ms, LONGEST_WAIT) : 0)

export const seconds = (count: number): number => count * 1_000
export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => count * 3_600_000
export const days = (count: number): number => count * 86_400_000

/** RFC 3339 in UTC, to the millisecond. */
export const rfc3339 = (epochMs: number): string => new Date(epochMs).toISOString()

/** Epoch milliseconds of a date as HTTP and RFC 3339 write it; undefined if it is none. */
export function parseDate(text: string | undefined): number | undefined {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

/** Resolves as soon as the signal is aborted; at once, if it is already. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, clampWait(ms))
      signal?.addEventListener('abort', stop, { once: true })
    }),
  deadline: (ms, expired) => {
    const timer = setTimeout(expired, clampWait(ms)).unref()
    return () => clearTimeout(timer)
  },
  every: (ms, task) => {
    const timer = setInterval(task, clampWait(ms)).unref()
    return () => clearInterval(timer)
  },
}
