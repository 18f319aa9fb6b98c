import { setTimeout as rest } from 'node:timers/promises'
import { type Clock, systemClock } from '../../app/shared/clock'
import type { House } from '../house'
import type { ScenarioClock } from '../scenario-clock'
import type { Control } from './control'

/** So much time really passes where a step lets time pass; whoever wants more has to move the clock. */
const PATIENCE_MS = 5_000
/** What is said more exactly than this cannot be waited for. */
const EXACT_MS = 50
/** So long an answer may take. */
const LONGEST_WAIT_MS = 40_000
/** Longer than this nobody waits for whom a service has told to wait. */
export const TOLD_TO_WAIT_MS = 6_000
/** So long a service may take that stands in for another. */
const LONGEST_SILENCE_MS = 3_000
/** What is measured from elsewhere differs by so much, and a tenth. */
const ALLOWED_MS = 1_000

/** Says that a scenario needs what it cannot have; throws. */
export type Need = (control: Control, what: string) => never

interface Circumstances {
  readonly need: Need
  /** Rejects when the scenario cannot go on. */
  readonly left: Promise<never>
  /** Where it takes place, once it has begun. */
  readonly house: () => Pick<House, 'settled' | 'isToldToWait'>
}

/**
 * The clock of a platform that is somebody else's: it is the machine's, and nobody moves it. What soon comes by itself is waited for.
 */
export function createRemoteClock({ need, left, house }: Circumstances): ScenarioClock & { begin(): void } {
  let began = performance.now()
  const tell = () => {
    try {
      need('clock', 'a service asks to be left alone for a while')
    } catch {
      // It ends the waiting by `left`.
    }
  }
  return {
    begin: () => {
      began = performance.now()
    },
    ...systemClock,
    elapsed: () => Math.round(performance.now() - began),
    pending: () => need('clock', 'what it is set to do'),
    jump: () => need('clock', 'it is set to another time'),
    async advance(ms) {
      if (ms > PATIENCE_MS || ms % EXACT_MS !== 0) need('clock', ms > PATIENCE_MS ? 'more than 5 s pass' : 'time passes that is counted in milliseconds')
      await rest(ms)
      await house().settled?.()
    },
    async whileWaiting(promise, what) {
      const late = Promise.withResolvers<never>()
      const limit = setTimeout(() => late.reject(new Error(`Still waiting after ${LONGEST_WAIT_MS / 1_000} s for ${what}`)), LONGEST_WAIT_MS)
      const sooner = setTimeout(() => house().isToldToWait?.() && tell(), TOLD_TO_WAIT_MS)
      promise.catch(() => undefined)
      return Promise.race([promise, left, late.promise]).finally(() => {
        clearTimeout(limit)
        clearTimeout(sooner)
      })
    },
    dispose: () => {},
  }
}

/** The clock of services that stand in for others: they are as late as they are told, unless that is too long to wait for. */
export const patientClock = (tooLong: (what: string) => void): Clock => ({
  ...systemClock,
  async sleep(ms, signal) {
    if (ms > LONGEST_SILENCE_MS) tooLong(ms < 3_600_000 ? `a service is silent for ${ms / 1_000} s` : 'a service says nothing at all')
    await systemClock.sleep(ms, signal)
  },
})

/** Whether a time that was measured from elsewhere may be the one that is expected. */
export const isAbout = (actual: number, expected: number): boolean => Math.abs(actual - expected) <= ALLOWED_MS + Math.abs(expected) / 10
