import type { Clock } from '../../shared/clock'

/** Somebody who has gone to bed: before looking, so that no word in between is slept through. */
export interface Sleeper {
  /** Until it is woken, `ms` have passed, or the signal is aborted; at once if it was woken already. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  leave(): void
}

/** Those who wait for a word about something. */
export interface Sleepers {
  goToBed(about: string): Sleeper
  wake(about: string): void
  wakeAll(): void
}

export function createSleepers(clock: Clock): Sleepers {
  const asleep = new Map<string, Set<AbortController>>()
  return {
    goToBed(about) {
      const sleeper = new AbortController()
      const all = asleep.get(about) ?? new Set()
      asleep.set(about, all.add(sleeper))
      return {
        sleep: (ms, signal) => clock.sleep(ms, signal === undefined ? sleeper.signal : AbortSignal.any([sleeper.signal, signal])).catch(() => undefined),
        leave() {
          all.delete(sleeper)
          if (all.size === 0 && asleep.get(about) === all) asleep.delete(about)
        },
      }
    },
    wake(about) {
      for (const each of asleep.get(about) ?? []) each.abort()
    },
    wakeAll() {
      for (const all of asleep.values()) for (const each of all) each.abort()
    },
  }
}
