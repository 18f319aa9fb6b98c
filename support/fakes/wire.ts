import { type Clock, hours } from '../../app/shared/clock'

/** What goes wrong before a provider can read or answer anything. */
export type WireFault =
  | 'refused'
  | 'reset'
  | 'broken_pipe'
  | 'unknown_host'
  | 'lookup_failed'
  | 'host_unreachable'
  | 'network_unreachable'
  | 'tls_failure'
  | 'never_connects'
  | 'given_up'

/** The line to one provider. Whoever connects asks it; the fake behind it knows nothing of its faults. */
export interface Wire {
  /** Connections fail from now on, or only the next `times`; those that are open are cut. */
  fails(fault: WireFault, limit?: { times: number }): void
  heals(): void
  /** What happens to one new connection: asking counts as connecting. */
  connect(): WireFault | undefined
  /** Faults that were met, in order. */
  readonly met: readonly WireFault[]
  /** Called when a fault begins, or has begun, so that whoever holds open connections cuts them. */
  whenCut(cut: () => void): void
  /** Waits as long as nobody answers: an hour of the clock, or until the client gives up. */
  neverAnswers(signal: AbortSignal): Promise<void>
}

export function createWire({ clock }: { clock: Clock }): Wire {
  const met: WireFault[] = []
  const cuts: (() => void)[] = []
  let fault: WireFault | undefined
  let left = Number.POSITIVE_INFINITY
  return {
    fails(next, limit) {
      fault = next
      left = limit?.times ?? Number.POSITIVE_INFINITY
      for (const cut of cuts) cut()
    },
    heals() {
      fault = undefined
    },
    connect() {
      if (fault === undefined || left <= 0) return undefined
      left--
      met.push(fault)
      return fault
    },
    met,
    whenCut(cut) {
      cuts.push(cut)
      if (fault !== undefined) cut()
    },
    neverAnswers: (signal) => clock.sleep(hours(1), signal).catch(() => undefined),
  }
}

/** Thrown by a fake whose connection is lost after it took the request: nothing (more) is answered. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  readonly code = 'ECONNRESET'
  readonly errno = -104
  readonly syscall = 'read'
  constructor() {
    super('read ECONNRESET')
  }
}
