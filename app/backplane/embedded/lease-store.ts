import { define, defineInsert } from '../../store/statement'
import type { LeaseRow } from '../../store/tables'
import { run, unit, type Write } from '../../store/unit'
import { holds, type ShortLease } from '../lease'

const leaseByName = define<{ name: string }>()((db, p) => db.selectFrom('lease').selectAll().where('name', '=', p.name))
const insertLease = defineInsert('lease', ['name', 'holder', 'fencing', 'expires_at'])
const setLease = define<LeaseRow>()((db, p) =>
  db.updateTable('lease').set({ holder: p.holder, fencing: p.fencing, expires_at: p.expires_at }).where('name', '=', p.name),
)

/** Under the number it has, if it is the holder's already; under the next one, if nobody's. Nothing if it is somebody else's. */
export const takeLease = unit('lease.take', function* (taking: { name: string; holder: string; ttlMs: number; now: number }): Write<ShortLease | undefined> {
  const { name, holder, ttlMs, now } = taking
  const [row] = yield* run(leaseByName, { name })
  const isHeld = row !== undefined && holds(row, now)
  if (isHeld && row.holder !== holder) return undefined
  const fencing = isHeld ? row.fencing : (row?.fencing ?? 0) + 1
  const lease = { holder, fencing, expiresAt: now + ttlMs }
  yield* run(row === undefined ? insertLease : setLease, { name, holder, fencing, expires_at: lease.expiresAt })
  return lease
})

/** Ends at `expiresAt` from now on, or is given back where there is none. False if it is not held under this number. */
export const changeLease = unit(
  'lease.change',
  function* (change: { name: string; fencing: number; expiresAt: number | undefined; now: number }): Write<boolean> {
    const { name, fencing, expiresAt, now } = change
    const [row] = yield* run(leaseByName, { name })
    if (row === undefined || row.fencing !== fencing || !holds(row, now)) return false
    yield* run(setLease, { name, fencing, holder: expiresAt === undefined ? null : row.holder, expires_at: expiresAt ?? row.expires_at })
    return true
  },
)
