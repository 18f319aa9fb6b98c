import { define, defineInsert } from '../../store/statement'
import { run, unit, type Write } from '../../store/unit'

const leaseByName = define<{ name: string }>()((db, p) => db.selectFrom('lease').select('fencing').where('name', '=', p.name))
const insertLease = defineInsert('lease', ['name', 'holder', 'fencing', 'expires_at'])
const setNumber = define<{ name: string; fencing: number }>()((db, p) =>
  db.updateTable('lease').set({ fencing: p.fencing, holder: null }).where('name', '=', p.name),
)

/** The next number of a lease: never given before, whatever becomes of the engine. */
export const nextLeaseNumber = unit('lease.number', function* ({ name }: { name: string }): Write<number> {
  const [row] = yield* run(leaseByName, { name })
  const fencing = (row?.fencing ?? 0) + 1
  if (row === undefined) yield* run(insertLease, { name, holder: null, fencing, expires_at: 0 })
  else yield* run(setNumber, { name, fencing })
  return fencing
})
