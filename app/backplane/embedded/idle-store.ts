import { sql } from 'kysely'
import type { AuditEntry } from '../../audit/audit'
import { appendAudit } from '../../audit/audit-store'
import { define } from '../../store/statement'
import { run, runAll, step, unit, type Write } from '../../store/unit'

interface Old {
  readonly before: number
  readonly limit: number
}

/** Where nobody waits, and since whose last end so much time has passed. */
const idleBarriers = define<Old>()((db, p) =>
  db
    .selectFrom('barrier')
    .select('name')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('barrier_member as waits').select('waits.member').whereRef('waits.barrier', '=', 'barrier.name'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('barrier_end as end').select('end.at').whereRef('end.barrier', '=', 'barrier.name').where('end.at', '>=', p.before))),
    )
    .limit(p.limit),
)
const forgetEnds = define<{ name: string }>()((db, p) => db.deleteFrom('barrier_end').where('barrier', '=', p.name))
const forgetBarrier = define<{ name: string }>()((db, p) => db.deleteFrom('barrier').where('name', '=', p.name))

/** Only what is closed: one that is open stays so until somebody was let in and succeeded. */
const forgetClosed = define<Old>()((db, p) =>
  db
    .deleteFrom('breaker')
    .where('name', 'in', (of) =>
      of.selectFrom('breaker').select('name').where('state', '=', sql.lit('closed')).where('changed_at', '<', p.before).limit(p.limit),
    )
    .returning('name'),
)

export interface Forgetting extends Old {
  /** One for barriers, one for breakers. */
  readonly entries: readonly [AuditEntry, AuditEntry]
}

/** Forgets barriers and failures of breakers that nobody has used since then, and says so on record; how many of the one that has more. */
export const forgetIdle = unit('coordination.forget-idle', function* ({ before, limit, entries }: Forgetting): Write<number> {
  const barriers = yield* run(idleBarriers, { before, limit })
  yield* runAll(barriers.flatMap(({ name }) => [step(forgetEnds, { name }), step(forgetBarrier, { name })]))
  const breakers = yield* run(forgetClosed, { before, limit })
  for (const [entry, { length }] of [[entries[0], barriers] as const, [entries[1], breakers] as const])
    if (length > 0) yield* appendAudit({ ...entry, details: { ...entry.details, count: length } })
  return Math.max(barriers.length, breakers.length)
})
