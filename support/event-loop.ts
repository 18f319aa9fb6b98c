import { performance } from 'node:perf_hooks'
import { nothingInFlight } from './in-flight'
import { storageIdle } from './storage/under-way'

const QUIET_TURNS = 12
const QUIET_MS = 1
/** An idle turn takes some microseconds; a longer one did some work, or was held up while work came in. */
const IDLE_TURN_MS = 0.25

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const eventsSeen = (): number => performance.nodeTiming.uvMetricsInfo.events

/**
 * Resolves when this thread's event loop has come to rest: twelve turns in a row in which no socket, file or worker had anything to say,
 * and no store waits for its server. Where something may be on its way all the same, one millisecond of it. `lightly` drops the millisecond as
 * long as nothing happens at all; `unless` ends the wait early.
 */
export async function untilQuiet({ lightly = false, unless = () => false }: { lightly?: boolean; unless?: () => boolean } = {}): Promise<void> {
  let quietMs = lightly ? 0 : QUIET_MS
  let turns = 0
  let events = eventsSeen()
  let since = performance.now()
  let before = since
  while (turns < QUIET_TURNS || before - since < quietMs) {
    await turn()
    if (unless()) return
    const idle = storageIdle()
    if (idle !== undefined) {
      await idle
      turns = 0
      since = performance.now()
      before = since
      quietMs = QUIET_MS
      continue
    }
    const now = performance.now()
    const seen = eventsSeen()
    if (seen === events && now - before < IDLE_TURN_MS) turns++
    else {
      turns = 0
      since = now
      quietMs = QUIET_MS
    }
    events = seen
    before = now
    if (turns !== QUIET_TURNS) continue
    if (nothingInFlight()) return
    before = performance.now()
  }
}
