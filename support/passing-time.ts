import { setTimeout as rest } from 'node:timers/promises'
import { untilQuiet } from './event-loop'
import { nothingInFlight } from './in-flight'
import type { ScenarioClock } from './scenario-clock'

const STEP_MS = 10

/**
 * The answer of `promise`. Until it is there time passes on the scenario's clock as on the machine's, and sooner wherever certainly everybody
 * in this process waits for nothing else.
 */
export async function whileTimePasses<T>(clock: ScenarioClock, promise: Promise<T>): Promise<T> {
  let over = false
  const end = () => {
    over = true
  }
  promise.then(end, end)
  while (!over) {
    if (!nothingInFlight()) await Promise.race([rest(STEP_MS), promise.catch(end)])
    if (!over) await clock.advance(STEP_MS)
  }
  return promise
}

/** Where nobody can know that nothing comes any more, it is taken for granted after so long, by the machine's clock. */
const SURELY_MS = 2_000

/** Moves the clock by `ms` if the promise is still open when everybody in this process waits for nothing but time; once. Never rejects. */
export async function moveOnceStuck(clock: ScenarioClock, promise: Promise<unknown>, ms: number): Promise<void> {
  let over = false
  const end = () => {
    over = true
  }
  promise.then(end, end)
  for (const began = performance.now(); !over; await rest(STEP_MS)) {
    await untilQuiet({ unless: () => over })
    if (!over && (nothingInFlight() || performance.now() - began > SURELY_MS)) return clock.advance(ms)
  }
}
