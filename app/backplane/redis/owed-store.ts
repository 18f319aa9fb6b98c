import type { AuditEntry } from '../../audit/audit'
import { appendAudit } from '../../audit/audit-store'
import { define } from '../../store/statement'
import { run, unit, type Write } from '../../store/unit'

const recordById = define<{ id: string }>()((db, p) => db.selectFrom('audit').select('seq').where('id', '=', p.id))

/** Adds an entry unless it is there: of all who think it theirs to write, the first does. */
export const recordOnce = unit('audit.record-once', function* (entry: AuditEntry): Write<void> {
  const [known] = yield* run(recordById, { id: entry.id })
  if (known === undefined) yield* appendAudit(entry)
})
