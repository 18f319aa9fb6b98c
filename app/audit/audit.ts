import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { AuditRow } from '../store/tables'
import { hashedForm, hashedFormOf, lacksWords, speakerOf } from './own-words'

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
  const { details = {} } = entry
  const row = {
    seq: (previous?.seq ?? 0) + 1,
    id: entry.id,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject ?? null,
    of: entry.of ?? null,
    outcome: entry.outcome ?? null,
    details: canonicalJson(details),
    trace_id: entry.traceId ?? null,
    instance_id: entry.instanceId ?? null,
  }
  return { ...row, hash: hashOver({ ...row, details: hashedFormOf(details, row.details) }, previous?.hash ?? GENESIS) }
}

/** Hash of a record: everything in it, of people's own words their hashes, after the hash before it. */
export const hashOf = (row: Omit<AuditRow, 'hash'>, previousHash: string): string => hashOver({ ...row, details: hashedForm(row.details) }, previousHash)

/** Records of earlier versions are hashed over the words themselves. */
const isHashed = (row: AuditRow, previousHash: string): boolean => row.hash === hashOf(row, previousHash) || row.hash === hashOver(row, previousHash)

const hashOver = (row: Omit<AuditRow, 'hash'>, previousHash: string): string =>
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
  readonly headMissing?: number | undefined
  /** Those whose words are missing from records, each with the first such record, and those who were forgotten. */
  readonly speechless?: ReadonlyMap<string, number>
  readonly forgotten?: ReadonlySet<string | null>
}

/** How far a chain was followed; `firstBad` is there if it was left at a record that does not fit. */
export type Followed = Omit<Verification, 'valid'>

/** What is noted in the trail when it had records at a start, but no head was kept apart. */
export const HEAD_MISSING = 'audit.head_missing'

/** What is noted, about a person, when it begins that they are forgotten: from then on their words may be missing. */
export const FORGETTING_BEGUN = 'forgetting.begun'

/** An empty trail, from which verification starts. */
export const UNVERIFIED: Followed = { records: 0, head: GENESIS }

/** Follows the chain over the next rows, in order; stops at the first record that does not fit. Pure. */
export function verifyChain(rows: Iterable<AuditRow>, before: Followed = UNVERIFIED): Followed {
  let { head, records, headMissing } = before
  const speechless = new Map(before.speechless)
  const forgotten = new Set(before.forgotten)
  const found = () => ({ records, head, speechless, forgotten, headMissing })
  for (const row of rows) {
    if (row.seq !== records + 1 || !isHashed(row, head)) return { ...found(), firstBad: records + 1 }
    head = row.hash
    records += 1
    if (row.action === HEAD_MISSING) headMissing = row.seq
    if (row.action === FORGETTING_BEGUN) forgotten.add(row.subject)
    if (lacksWords(row) && !speechless.has(speakerOf(row))) speechless.set(speakerOf(row), row.seq)
  }
  return found()
}

/** A chain that was followed as far as it goes: words may be missing only of those who were forgotten. Pure. */
export function concluded({ speechless = new Map(), forgotten = new Set(), ...chain }: Followed): Verification {
  const unexplained = [...speechless].filter(([who]) => !forgotten.has(who)).map(([, seq]) => seq)
  const firstBad = Math.min(...unexplained, chain.firstBad ?? Number.POSITIVE_INFINITY)
  return firstBad === Number.POSITIVE_INFINITY ? { ...chain, valid: true } : { ...chain, valid: false, firstBad }
}
