import { appendAudit } from '../../audit/audit-store'
import { define, defineInsert } from '../../store/statement'
import type { BreakerRow } from '../../store/tables'
import { run, unit, type Write } from '../../store/unit'
import { breakerEntry, type Circuit, CLOSED, type Recorded, type Report, recorded, type SharedBreakerSettings } from '../breaker'
import type { Actor } from '../task'

export const breakerByName = define<{ name: string }>()((db, p) => db.selectFrom('breaker').selectAll().where('name', '=', p.name))
const insertBreaker = defineInsert('breaker', ['name', 'state', 'failures', 'retry_at', 'probe', 'changed_at'])
const setBreaker = define<BreakerRow>()((db, p) =>
  db
    .updateTable('breaker')
    .set({ state: p.state, failures: p.failures, retry_at: p.retry_at, probe: p.probe, changed_at: p.changed_at })
    .where('name', '=', p.name),
)

const forgetBreaker = define<{ name: string }>()((db, p) => db.deleteFrom('breaker').where('name', '=', p.name))

/** A breaker as it was written down; closed, if it is not. */
export function circuitOf(row: BreakerRow | undefined): Circuit {
  if (row === undefined) return CLOSED
  const { failures, retry_at: until, probe } = row
  return until === null ? { kind: 'closed', failures } : { kind: 'open', failures, until, probe: probe ?? undefined }
}

export interface Reporting extends Report {
  readonly name: string
  readonly actor: Actor
  readonly settings: SharedBreakerSettings
  readonly entryId: string
}

/** Writes down what a report makes of a breaker, as it is at that moment; of one that is well again nothing is kept. */
export const reportToBreaker = unit('breaker.report', function* (reporting: Reporting): Write<Recorded & { readonly before: Circuit }> {
  const { name, now, actor, settings, entryId } = reporting
  const [row] = yield* run(breakerByName, { name })
  const before = circuitOf(row)
  const result = recorded(before, reporting, settings)
  if (result.kind === 'refused' || result.circuit === before) return { ...result, before }
  const { circuit, change } = result
  const isWell = circuit.kind === 'closed' && circuit.failures === 0
  if (isWell) yield* run(forgetBreaker, { name })
  else yield* run(row === undefined ? insertBreaker : setBreaker, rowOf(circuit, { name, now }))
  if (change !== undefined) yield* appendAudit(breakerEntry({ name, change, failures: circuit.failures }, { id: entryId, at: now, actor }))
  return { ...result, before }
})

const rowOf = (circuit: Circuit, { name, now }: { readonly name: string; readonly now: number }): BreakerRow => ({
  ...{ name, state: circuit.kind, failures: circuit.failures, changed_at: now },
  ...(circuit.kind === 'closed' ? { retry_at: null, probe: null } : { retry_at: circuit.until, probe: circuit.probe ?? null }),
})
