import type { Clock } from '../shared/clock'

/** Somebody who has gone to bed: before looking, so that nothing told in between is slept through. */
export interface Sleeper {
  /** Until the alarm rings, or time has come to look for what other instances told; at once if it has rung already. */
  sleep(): Promise<void>
  /** Wakes this one alone. */
  wake(): void
  leave(): void
}

/** Wakes everybody who sleeps. */
export interface Alarm {
  ring(): void
  goToBed(): Sleeper
}

/** How often sleepers look for what other instances told. */
const LOOK_EVERY_MS = 500

export function createAlarm(clock: Clock): Alarm {
  const asleep = new Set<AbortController>()
  return {
    ring() {
      for (const each of asleep) each.abort()
      asleep.clear()
    },
    goToBed() {
      const sleeper = new AbortController()
      asleep.add(sleeper)
      return {
        sleep: () => clock.sleep(LOOK_EVERY_MS, sleeper.signal).catch(() => {}),
        wake: () => sleeper.abort(),
        leave: () => void asleep.delete(sleeper),
      }
    },
  }
}
