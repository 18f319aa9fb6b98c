import type { Clock } from '../../shared/clock'
import type { Store } from '../../store/store'
import type { Leases } from '../lease'
import { releaseLease, takeLease } from './lease-store'

/** Short leases in the store; the numbers stay there for ever. */
export function createLeases({ store, clock }: { readonly store: Store; readonly clock: Clock }): Leases {
  return {
    take: (name, holder, ttlMs) => store.write(takeLease, { name, holder, ttlMs, now: clock.now() }),
    release: (name, fencing) => store.write(releaseLease, { name, fencing }),
  }
}
