import type { Clock } from '../shared/clock'

/** `until` is in monotonic time. Half open: the time is over, and one probe decides. */
export type BreakerState =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'half_open'; readonly probe: 'free' | 'taken' }

export interface BreakerSettings {
  /** Failures in a row that open it; 0 switches it off. */
  readonly failures: number
  readonly openMs: number
}

/** How an attempt ended for the breaker. `neutral`: the provider answered, but with what says nothing of its health (INTG-04.16). */
export type Verdict = 'success' | 'failure' | 'neutral' | 'cancelled'

/** What an attempt was let in as. */
export type Admission = 'attempt' | 'probe'

export const CLOSED: BreakerState = { kind: 'closed', failures: 0 }

/** What callers are told to wait while a probe is on its way. */
const PROBE_WAIT_MS = 1_000

/** How long until a request may be let in, in milliseconds; 0 is now. Pure. */
export function waitFor(state: BreakerState, now: number): number {
  switch (state.kind) {
    case 'closed':
      return 0
    case 'open':
      return Math.max(0, state.until - now)
    case 'half_open':
      return state.probe === 'free' ? 0 : PROBE_WAIT_MS
  }
}

/** The state once a request was let in, when `waitFor` is 0. Pure. */
export const admitted = (state: BreakerState): BreakerState => (state.kind === 'closed' ? state : { kind: 'half_open', probe: 'taken' })

/**
 * The state after an attempt. Pure. Of a probe: a failure opens again, a cancelled one frees its place, any other answer closes.
 * Of others: only failures and successes count, and only while closed; one that began before the breaker opened says nothing new.
 */
export function settled(state: BreakerState, as: Admission, verdict: Verdict, now: number, settings: BreakerSettings): BreakerState {
  const opened: BreakerState = { kind: 'open', until: now + settings.openMs }
  if (as === 'probe') {
    if (verdict === 'failure') return opened
    return verdict === 'cancelled' ? { kind: 'half_open', probe: 'free' } : CLOSED
  }
  if (state.kind !== 'closed') return state
  if (verdict === 'success') return state.failures === 0 ? state : CLOSED
  if (verdict !== 'failure') return state
  return state.failures + 1 >= settings.failures ? opened : { kind: 'closed', failures: state.failures + 1 }
}

/** Keeps requests from a provider that is unwell (INTG-04.16). */
export interface Breaker {
  /** Milliseconds until a request may be let in; 0 is now. */
  wait(): number
  /** Lets a request in, or undefined. Whoever was let in must settle, once, however it ends. */
  admit(): Admission | undefined
  settle(as: Admission, verdict: Verdict): void
  state(): BreakerState['kind']
}

const ALWAYS: Breaker = { wait: () => 0, admit: () => 'attempt', settle: () => {}, state: () => 'closed' }

/** One provider's breaker; `changed` is told each new state. */
export function createBreaker(clock: Clock, settings: BreakerSettings, changed: (state: BreakerState['kind']) => void): Breaker {
  if (settings.failures === 0) return ALWAYS
  let state = CLOSED
  const become = (next: BreakerState) => {
    const same = next.kind === state.kind
    state = next
    if (!same) changed(state.kind)
  }
  return {
    wait: () => waitFor(state, clock.monotonic()),
    admit() {
      if (state.kind === 'closed') return 'attempt'
      if (waitFor(state, clock.monotonic()) > 0) return undefined
      become(admitted(state))
      return 'probe'
    },
    settle: (as, verdict) => become(settled(state, as, verdict, clock.monotonic(), settings)),
    state: () => state.kind,
  }
}
