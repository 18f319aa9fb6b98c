import { sql } from 'kysely'
import { define, defineInsert } from '../store/statement'
import type { Store } from '../store/store'
import { run, unit, type Write } from '../store/unit'
import { type AuditEntry, chain, GENESIS } from './audit'

/** SQLite prepares a statement anew for each run if a bound value is its limit; so this one is written out. */
const ONE = sql.lit(1)

/** The last record of the trail, by its number and hash. */
export const lastRecord = define()((db) => db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(ONE))

const insertRecord = defineInsert('audit', ['seq', 'id', 'at', 'actor', 'action', 'subject', 'of', 'outcome', 'details', 'trace_id', 'instance_id', 'hash'])

/** Part of any unit: adds to the trail in the same transaction as what it tells of. Called, never subscribed. */
export function* appendAudit(entry: AuditEntry): Write<void> {
  const [previous] = yield* run(lastRecord, {})
  yield* run(insertRecord, chain(entry, previous))
}

/** Adds an entry that tells of no change of state. */
export const recordAudit = unit('audit.record', function* (entry: AuditEntry) {
  yield* appendAudit(entry)
})

const completionOf = define<{ of: string }>()((db, p) => db.selectFrom('audit').select('id').where('of', '=', p.of).limit(ONE))

/** Part of any unit: adds the end of an earlier entry, unless it has one: of all who think it theirs to write, the first does. Whether this was it. */
export function* appendEnd(entry: AuditEntry & { readonly of: string }): Write<boolean> {
  const [end] = yield* run(completionOf, { of: entry.of })
  if (end === undefined) yield* appendAudit(entry)
  return end === undefined
}

const recordHash = define<{ seq: number }>()((db, p) => db.selectFrom('audit').select('hash').where('seq', '=', p.seq))

/** The hash of one record as the trail has it now; undefined if it has none. Before the first record stands GENESIS. */
export const hashAt = async (store: Pick<Store, 'find'>, seq: number): Promise<string | undefined> =>
  seq === 0 ? GENESIS : (await store.find(recordHash, { seq }))[0]?.hash

/** Records after a number, in order. */
export const recordsAfter = define<{ seq: number; limit: number }>()((db, p) =>
  db.selectFrom('audit').selectAll().where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
)
