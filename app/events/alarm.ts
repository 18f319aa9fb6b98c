import type { Cancel, Clock } from '../shared/clock'

/** Somebody who has gone to bed: before looking, so that nothing told in between is slept through. */
export interface Sleeper {
  /** Until the alarm rings; at once if it has rung already. It rings now and then for what other instances told. */
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
  const abed = new Set<() => void>()
  let rounds: Cancel | undefined

  const ring = () => {
    for (const wake of abed) wake()
    abed.clear()
  }
  /** One timer for all of them, as long as there are any. */
  const round = () => {
    if (abed.size > 0) return ring()
    rounds?.()
    rounds = undefined
  }
  return {
    ring,
    goToBed() {
      const { promise: woken, resolve: wake } = Promise.withResolvers<void>()
      abed.add(wake)
      rounds ??= clock.every(LOOK_EVERY_MS, round)
      return { sleep: () => woken, wake, leave: () => void abed.delete(wake) }
    },
  }
}
