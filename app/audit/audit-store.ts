import { define, defineInsert } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { type AuditEntry, chain } from './audit'

const lastRecord = define()((db) => db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))

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

const completionOf = define<{ of: string }>()((db, p) => db.selectFrom('audit').select('id').where('of', '=', p.of).limit(1))

/** Adds the end of an earlier entry, unless it has one: of all who think it theirs to write, the first does. */
export const completeAudit = unit('audit.complete', function* (entry: AuditEntry & { readonly of: string }) {
  const [end] = yield* run(completionOf, { of: entry.of })
  if (end === undefined) yield* appendAudit(entry)
})

/** Records after a number, in order. */
export const recordsAfter = define<{ seq: number; limit: number }>()((db, p) =>
  db.selectFrom('audit').selectAll().where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
)

/** Work that was begun by an instance and never completed. */
export const openWork = define<{ action: string; instance_id: string }>()((db, p) =>
  db
    .selectFrom('audit')
    .select(['id', 'actor', 'subject', 'trace_id'])
    .where('action', '=', p.action)
    .where('instance_id', '=', p.instance_id)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('audit as end').select('end.id').whereRef('end.of', '=', 'audit.id')))),
)
