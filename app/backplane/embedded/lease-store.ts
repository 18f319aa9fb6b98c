import { define, defineInsert } from '../../store/statement'
import type { LeaseRow } from '../../store/tables'
import { run, unit, type Write } from '../../store/unit'
import { holds, type ShortLease } from '../lease'

const leaseByName = define<{ name: string }>()((db, p) => db.selectFrom('lease').selectAll().where('name', '=', p.name))
const insertLease = defineInsert('lease', ['name', 'holder', 'fencing', 'expires_at'])
const setLease = define<LeaseRow>()((db, p) =>
  db.updateTable('lease').set({ holder: p.holder, fencing: p.fencing, expires_at: p.expires_at }).where('name', '=', p.name),
)
const freeLease = define<{ name: string; fencing: number }>()((db, p) =>
  db.updateTable('lease').set({ holder: null }).where('name', '=', p.name).where('fencing', '=', p.fencing),
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

/** Whoever took it since has another number, and keeps it. */
export const releaseLease = unit('lease.release', function* (lease: { name: string; fencing: number }): Write<void> {
  yield* run(freeLease, lease)
})
