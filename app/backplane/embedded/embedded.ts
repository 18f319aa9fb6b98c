import type { Clock } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import type { Backplane } from '../backplane'
import { createBarriers } from './barriers'
import { createBreakers } from './breakers'
import { createEmbeddedBus } from './bus'
import { createLeases } from './leases'
import { createQueues } from './queues'
import { createEmbeddedRequests } from './requests'

export interface EmbeddedDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: {
    readonly silenceSeconds: number
    readonly deliveryTries: number
    readonly taskRetryMs: number
    readonly breakerFailures: number
    readonly breakerOpenMs: number
  }
}

/** The engine that needs nothing: everything is kept in the store, SQLite or PostgreSQL. */
export function createEmbedded(deps: EmbeddedDeps): Backplane {
  const queues = createQueues(deps)
  const requests = createEmbeddedRequests(deps)
  const barriers = createBarriers(deps)

  return {
    engine: 'embedded',
    queues,
    requests,
    barriers,
    breakers: createBreakers(deps),
    leases: createLeases(deps),
    bus: createEmbeddedBus(),
    start: async () => {},
    trouble: () => undefined,
    lookAfter: async () => {
      await queues.lookAfter()
      await requests.lookAfter()
      await barriers.lookAfter()
    },
    close: async () => {
      queues.close()
      requests.close()
      barriers.close()
    },
  }
}
