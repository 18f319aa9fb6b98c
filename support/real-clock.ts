import { performance } from 'node:perf_hooks'
import { clampWait } from '../app/shared/clock'
import { patience } from './patience'
import { periodsToNextSweep, type ScenarioClock } from './scenario-clock'
import { createTimers, type Timer, type TimerKind } from './timers'

/** So much is really waited; a step that lets more time pass moves the clock on. */
const REALLY_WAITED_MS = 3_000
/** Engines have clocks of their own: what is due there is so a little later here. */
const LATER_MS = 40
/** What one timer began has so long to get somewhere before the next fires. */
const SETTLED_MS = 15

const real = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

/**
 * A clock for scenarios on engines whose clocks nobody moves: its timers fire when they really are due, and it shows `startEpochMs` at first.
 * Steps that let up to three seconds pass wait; longer times are jumped over, here alone, with all timers that fall due. What a scenario does
 * in between takes no time that it would have to reckon with: what is shown moves when a timer fires and when time is let pass.
 */
export function createRealClock(startEpochMs: number): ScenarioClock {
  const timers = createTimers()
  const began = performance.now()
  const offsets = new WeakMap<Timer, number>()
  let skipped = 0
  let shown = 0
  let jumped = 0
  let disposed = false
  let alarm: NodeJS.Timeout | undefined

  const elapsed = () => performance.now() - began + skipped
  const arm = () => {
    clearTimeout(alarm)
    const next = timers.next()
    if (next !== undefined && !disposed) alarm = setTimeout(fireDue, Math.max(0, Math.min(next.due - elapsed(), REALLY_WAITED_MS)))
  }
  const show = (ms: number) => {
    shown = Math.max(shown, ms)
  }
  const fire = (timer: Timer, periods: number) => {
    show(timer.due + (offsets.get(timer) ?? 0))
    if (timer.kind === 'every') timer.due += timer.period * periods
    else timers.remove(timer)
    timer.run()
  }
  const fireDue = () => {
    for (let timer = timers.next(); timer !== undefined && timer.due <= elapsed(); timer = timers.next()) {
      fire(timer, timer.kind === 'every' ? Math.floor((elapsed() - timer.due) / timer.period) + 1 : 1)
    }
    arm()
  }
  const watch = (kind: TimerKind, ms: number, run: () => void) => {
    const period = kind === 'every' ? Math.max(1, clampWait(ms)) : clampWait(ms)
    const timer = timers.set({ kind, period, due: elapsed() + period, run })
    offsets.set(timer, shown - (timer.due - period))
    if (disposed) timers.remove(timer)
    arm()
    return () => {
      if (timers.remove(timer)) arm()
    }
  }
  const skipTo = async (target: number): Promise<void> => {
    clearTimeout(alarm)
    const from = elapsed()
    for (let timer = timers.next(); timer !== undefined && timer.due <= target && !disposed; timer = timers.next()) {
      skipped += Math.max(0, timer.due - elapsed())
      fire(timer, timer.kind === 'every' ? periodsToNextSweep(timer, from, target) : 1)
      await real(SETTLED_MS)
    }
    skipped += Math.max(0, target - elapsed())
    arm()
  }
  const hurry = async (waiting: () => boolean): Promise<void> => {
    for (const since = performance.now(); waiting() && performance.now() - since < REALLY_WAITED_MS; ) await real(SETTLED_MS)
    while (waiting()) {
      const next = timers.next()
      if (timers.sleeping() > 0 && next !== undefined) await skipTo(next.due)
      await real(SETTLED_MS)
    }
  }

  return {
    now: () => Math.round(startEpochMs + shown + jumped),
    monotonic: () => shown,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => {
          cancel()
          reject(signal?.reason)
        }
        const cancel = watch('sleep', ms, () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        })
        signal?.addEventListener('abort', stop, { once: true })
      }),
    deadline: (ms, expired) => watch('deadline', ms, expired),
    every: (ms, task) => watch('every', ms, task),
    async advance(ms) {
      const target = shown + ms
      await (ms <= REALLY_WAITED_MS ? real(ms + LATER_MS) : skipTo(elapsed() + ms))
      show(target)
    },
    jump: (ms) => {
      jumped += ms
    },
    async whileWaiting(promise, what) {
      let waiting = true
      const late = Promise.withResolvers<never>()
      const { waitMs } = patience()
      const limit = setTimeout(() => late.reject(new Error(`Still waiting after ${waitMs / 1_000} s for ${what}`)), waitMs)
      void hurry(() => waiting)
      try {
        return await Promise.race([promise, late.promise])
      } finally {
        clearTimeout(limit)
        waiting = false
      }
    },
    elapsed: () => shown,
    pending: () => timers.inOrder().map(({ kind, due }) => ({ kind, inMs: due - elapsed() })),
    dispose: () => {
      disposed = true
      clearTimeout(alarm)
      timers.clear()
    },
  }
}
