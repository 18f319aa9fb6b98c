import type { Clock } from '../shared/clock'

/** `until` is in monotonic time; then one request is let in as a probe. Half open: the probe is on its way. */
export type BreakerState =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'half_open' }

export interface BreakerSettings {
  /** Failures in a row that open it; 0 switches it off. */
  readonly failures: number
  readonly openMs: number
}

/** How an attempt ended for the breaker. `neutral`: the provider answered, but with what says nothing of its health (INTG-04.16). */
export type Verdict = 'success' | 'failure' | 'neutral' | 'cancelled'

/** Told once how whoever was let in has ended. */
export type Settle = (verdict: Verdict) => void

const CLOSED = { kind: 'closed', failures: 0 } as const

/** What callers are told to wait while a probe is on its way. */
const PROBE_WAIT_MS = 1_000

/** Keeps requests from a provider that is unwell (INTG-04.16). */
export interface Breaker {
  /** Milliseconds until a request may be let in; 0 is now. */
  wait(): number
  /** Lets a request in, or undefined. Whoever was let in must settle, once, however it ends. */
  admit(): Settle | undefined
}

/** One provider's breaker; `changed` is told each new state. */
export function createBreaker(clock: Clock, settings: BreakerSettings, changed: (state: BreakerState['kind']) => void): Breaker {
  let state: BreakerState = CLOSED
  const become = (next: BreakerState) => {
    state = next
    changed(next.kind)
  }
  const open = (ms: number) => become({ kind: 'open', until: clock.monotonic() + ms })
  const wait = () => waitFor(state, clock.monotonic())

  /** Only failures and successes count, and only while closed: an attempt that began before says nothing new. */
  const settleAttempt = (verdict: Verdict) => {
    if (state.kind !== 'closed') return
    if (verdict === 'success') state = CLOSED
    if (verdict !== 'failure') return
    const failures = state.failures + 1
    if (failures === settings.failures) open(settings.openMs)
    else state = { kind: 'closed', failures }
  }
  /** A failure opens it again, a cancelled probe leaves its place to the next, any other answer closes it. */
  const settleProbe = (verdict: Verdict) => {
    if (verdict === 'failure') open(settings.openMs)
    else if (verdict === 'cancelled') open(0)
    else become(CLOSED)
  }
  return {
    wait,
    admit() {
      if (state.kind === 'closed') return settleAttempt
      if (wait() > 0) return undefined
      become({ kind: 'half_open' })
      return settleProbe
    },
  }
}

function waitFor(state: BreakerState, now: number): number {
  switch (state.kind) {
    case 'closed':
      return 0
    case 'open':
      return Math.max(0, state.until - now)
    case 'half_open':
      return PROBE_WAIT_MS
  }
}
