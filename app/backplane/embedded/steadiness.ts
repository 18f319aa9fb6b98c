import type { Clock } from '../../shared/clock'

const TURNED_MS = 1_000

/**
 * Whether the wall clock was not turned by more than a second within the last `forMs`. After it was turned, times that were written down
 * before say nothing of how long somebody has been silent.
 */
export function createSteadiness(clock: Clock, forMs: number): () => boolean {
  const offset = () => clock.now() - clock.monotonic()
  let [known, turnedAt] = [offset(), Number.NEGATIVE_INFINITY]
  return () => {
    const present = offset()
    if (Math.abs(present - known) > TURNED_MS) turnedAt = clock.monotonic()
    known = present
    return clock.monotonic() - turnedAt >= forMs
  }
}
