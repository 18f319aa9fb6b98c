import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'

const forgetEnded = define<{ before: number; limit: number }>()((db, p) =>
  db
    .deleteFrom('queue_task')
    .where('number', 'in', (of) =>
      of
        .selectFrom('queue_task')
        .select('number')
        .where(sql<boolean>`ended_at is not null`)
        .where('ended_at', '<', p.before)
        .orderBy('ended_at')
        .limit(p.limit),
    )
    .returning('number'),
)

/** Forgets tasks that ended before then, those that ended first; how many. The record says so. */
export const forgetTasks = unit('queue.forget', function* ({ before, limit, entry }: { before: number; limit: number; entry: AuditEntry }): Write<number> {
  const { length } = yield* run(forgetEnded, { before, limit })
  if (length > 0) yield* appendAudit({ ...entry, details: { ...entry.details, tasks: length } })
  return length
})
