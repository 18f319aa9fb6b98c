import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { AuditRow } from '../store/tables'

/** Something that was done or decided: who, what, to what, and how it ended. Never content, only hashes of it; never a secret. */
export interface AuditEntry {
  readonly id: string
  readonly at: number
  /** A person's or an agent's id, or `platform`. */
  readonly actor: string
  /** `<noun>.<past participle>`, for example `token.revoked`. */
  readonly action: string
  readonly subject?: string | undefined
  /** The entry that this one completes. */
  readonly of?: string | undefined
  readonly outcome?: string | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
  readonly traceId?: string | undefined
  readonly instanceId?: string | undefined
}

/** The hash before the first record. */
export const GENESIS = '0'.repeat(64)

/** The row that continues the chain after `previous`. Pure. */
export function chain(entry: AuditEntry, previous: { readonly seq: number; readonly hash: string } | undefined): AuditRow {
  const row = {
    seq: (previous?.seq ?? 0) + 1,
    id: entry.id,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject ?? null,
    of: entry.of ?? null,
    outcome: entry.outcome ?? null,
    details: canonicalJson(entry.details ?? {}),
    trace_id: entry.traceId ?? null,
    instance_id: entry.instanceId ?? null,
  }
  return { ...row, hash: hashOf(row, previous?.hash ?? GENESIS) }
}

/** Hash of a record: everything in it, after the hash before it. */
export const hashOf = (row: Omit<AuditRow, 'hash'>, previousHash: string): string =>
  sha256(
    JSON.stringify([
      previousHash,
      row.seq,
      row.id,
      row.at,
      row.actor,
      row.action,
      row.subject,
      row.of,
      row.outcome,
      row.details,
      row.trace_id,
      row.instance_id,
    ]),
  )

export interface Verification {
  readonly valid: boolean
  readonly records: number
  /** Hash of the last record that is in order. */
  readonly head: string
  /** Number of the first record that was changed, removed, cut off or put in. */
  readonly firstBad?: number
  /** Number of the last record that tells of a start without a kept head: what was cut off before it could not be found. */
  readonly headMissing?: number
}

/** What is noted in the trail when it had records at a start, but no head was kept apart. */
export const HEAD_MISSING = 'audit.head_missing'

/** An empty trail, from which verification starts. */
export const UNVERIFIED: Verification = { valid: true, records: 0, head: GENESIS }

/** Follows the chain over the next rows, in order; stops at the first record that does not fit. Pure. */
export function verifyChain(rows: Iterable<AuditRow>, before: Verification = UNVERIFIED): Verification {
  let { head, records, headMissing } = before
  const found = () => ({ records, head, ...(headMissing === undefined ? {} : { headMissing }) })
  for (const row of rows) {
    if (row.seq !== records + 1 || row.hash !== hashOf(row, head)) return { valid: false, ...found(), firstBad: records + 1 }
    head = row.hash
    records += 1
    if (row.action === HEAD_MISSING) headMissing = row.seq
  }
  return { valid: true, ...found() }
}
