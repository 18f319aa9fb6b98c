import type { Clock } from '../../shared/clock'
import type { Store } from '../../store/store'
import type { Leases, ShortLease } from '../lease'
import type { Connection } from './connection'
import type { Keys } from './keys'
import { nextLeaseNumber } from './lease-number-store'
import { RELEASE_LEASE, TAKE_LEASE } from './lease-scripts'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly store: Store
  readonly clock: Clock
}

const FREE = 0
const OVERTAKEN = -2

/** Who holds what is known at the server; under which number, the database says. */
export function createLeases({ connection, keys, store, clock }: Deps): Leases {
  return {
    async take(name, holder, ttlMs): Promise<ShortLease | undefined> {
      const take = (number: number) => connection.run(TAKE_LEASE, [keys.lease(name), keys.lastNumber(name)], [holder, ttlMs, number])
      let held = await take(0)
      // A number is drawn only for what is free; somebody who drew a later one may have come and gone meanwhile.
      while (held === FREE || held === OVERTAKEN) held = await take(await store.write(nextLeaseNumber, { name }))
      return typeof held === 'number' && held > 0 ? { holder, fencing: held, expiresAt: clock.now() + ttlMs } : undefined
    },
    release: async (name, fencing) => void (await connection.run(RELEASE_LEASE, [keys.lease(name)], [fencing])),
  }
}
