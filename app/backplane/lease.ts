/** That something is held, by whom, until when, and under which number. */
export interface ShortLease {
  readonly holder: string
  /** Grows with each grant; it comes from the database, so that an emptied engine never turns it back. */
  readonly fencing: number
  readonly expiresAt: number
}

/** At most one holder at a time, for a short time: what engines need among themselves. Resources of agents are `coordination/resources`. */
export interface Leases {
  /** Undefined if somebody else holds it. Taking what one holds prolongs it, under the same number. */
  take(name: string, holder: string, ttlMs: number): Promise<ShortLease | undefined>
  /** Free at once, unless it is held under another number by now. */
  release(name: string, fencing: number): Promise<void>
}

/** Whether anybody holds it at that moment. Pure. */
export const holds = (row: { readonly holder: string | null; readonly expires_at: number }, now: number): boolean => row.holder !== null && now < row.expires_at
