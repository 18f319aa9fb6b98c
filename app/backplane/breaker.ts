import type { AuditEntry } from '../audit/audit'
import type { Actor } from './task'

/** What is reported to a shared breaker: that somebody is about to try, and how it went. */
export const BREAKER_OUTCOMES = ['attempt', 'success', 'failure'] as const
export type BreakerOutcome = (typeof BREAKER_OUTCOMES)[number]

export interface SharedBreakerState {
  /** Half open: its time is over, and one probe decides. */
  readonly state: 'closed' | 'open' | 'half_open'
  /** Failures in a row. */
  readonly failures: number
  /** When the next one may try; only while it is open or its probe is under way. */
  readonly retryAt: number | undefined
}

/** Breakers that all instances share (M06.6). */
export interface SharedBreakers {
  /** Closed for a name that nobody ever reported to. */
  state(name: string): Promise<SharedBreakerState>
  /**
   * An attempt is let in or refused: throws BreakerOpen. Half open, one attempt is let in, as the probe; until it has reported, what others report
   * says nothing new: they began before.
   */
  record(name: string, outcome: BreakerOutcome, actor: Actor): Promise<SharedBreakerState>
}

/** What is known of a breaker. `until` is in wall time; with a probe under way it is when that gives up its place. */
export type Circuit =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly failures: number; readonly until: number /** Who was let in. */; readonly probe: string | undefined }

export interface SharedBreakerSettings {
  /** Failures in a row that open it. */
  readonly breakerFailures: number
  readonly breakerOpenMs: number
}

export const CLOSED: Circuit = { kind: 'closed', failures: 0 }

/** Also when the clock was set back, so that it never stays open for longer than it was meant to. */
const isOver = (until: number, now: number, openMs: number): boolean => now >= until || until - now > openMs

/** How it stands at a moment. Pure. */
export function stateAt(circuit: Circuit, now: number, { breakerOpenMs }: SharedBreakerSettings): SharedBreakerState {
  const { failures } = circuit
  if (circuit.kind === 'closed') return { state: 'closed', failures, retryAt: undefined }
  if (isOver(circuit.until, now, breakerOpenMs)) return { state: 'half_open', failures, retryAt: undefined }
  return { state: circuit.probe === undefined ? 'open' : 'half_open', failures, retryAt: circuit.until }
}

export interface Report {
  readonly outcome: BreakerOutcome
  /** Who reports it. */
  readonly by: string
  readonly now: number
}

export type Recorded =
  | { readonly kind: 'refused' }
  | { readonly kind: 'taken'; readonly circuit: Circuit /** If it is another one now. */; readonly change: 'opened' | 'closed' | undefined }

/** What a report makes of a breaker. Pure. */
export function recorded(circuit: Circuit, { outcome, by, now }: Report, { breakerFailures, breakerOpenMs }: SharedBreakerSettings): Recorded {
  const same: Recorded = { kind: 'taken', circuit, change: undefined }
  if (outcome === 'attempt') {
    if (circuit.kind === 'closed') return same
    if (!isOver(circuit.until, now, breakerOpenMs)) return { kind: 'refused' }
    return { ...same, circuit: { ...circuit, until: now + breakerOpenMs, probe: by } }
  }
  if (circuit.kind === 'open' && circuit.probe !== by) return same
  if (outcome === 'success') return { kind: 'taken', circuit: CLOSED, change: circuit.kind === 'open' ? 'closed' : undefined }
  const failures = circuit.failures + 1
  if (circuit.kind === 'closed' && failures < breakerFailures) return { ...same, circuit: { kind: 'closed', failures } }
  return { kind: 'taken', circuit: { kind: 'open', failures, until: now + breakerOpenMs, probe: undefined }, change: 'opened' }
}

/** What the record says of it: whose report it was, and whose credential it came with. */
export const breakerEntry = (
  { name, change, failures }: { readonly name: string; readonly change: 'opened' | 'closed'; readonly failures: number },
  { id, at, actor }: { readonly id: string; readonly at: number; readonly actor: Actor },
): AuditEntry => ({ id, at, actor: actor.by, action: `breaker.${change}`, subject: name, details: { failures, reported_by: actor.id } })
