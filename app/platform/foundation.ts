import type { Dispatcher } from 'undici'
import type { HeadKeep } from '../audit/head'
import { createHeadKeeper, type HeadKeeper } from '../audit/head-keeper'
import { createTrail, type Trail } from '../audit/trail'
import type { CreateBackplane } from '../backplane/engine'
import type { JobEngine } from '../backplane/job-engine'
import type { Usage } from '../backplane/usage'
import { createMetrics, type Metrics } from '../http/metrics'
import { createOpenWork, type OpenWork } from '../people/open-work'
import type { Settings } from '../settings'
import type { Clock } from '../shared/clock'
import { createIds, type NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Random } from '../shared/random'
import type { Mask } from '../social/masking'
import { createInstances, type Instances } from '../store/instances'
import { fileLocks, type ProcessLocks } from '../store/process-locks'
import type { Store } from '../store/store'

/** What comes from outside. */
export interface Outside {
  readonly settings: Settings
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** Carries the calls to model providers. */
  readonly dispatcher: Dispatcher
  /** 32 bytes. */
  readonly secretKey: Uint8Array
  readonly instanceId: string
  /** Where the head of the audit trail is kept. */
  readonly auditHead: HeadKeep
  /** What takes personal data out of posts and channels, in place of the usual one. */
  readonly mask?: Mask | undefined
  /** What happens around each use of the engine of coordination: for trials. */
  readonly use?: Usage | undefined
  /** Builds the engine of coordination that the settings name; by default the embedded one. */
  readonly createBackplane?: CreateBackplane | undefined
  /** Leads jobs in place of whoever the settings name. */
  readonly jobEngine?: JobEngine | undefined
}

/** What everything else stands on. */
export interface Foundation extends Pick<Outside, 'settings' | 'store' | 'clock' | 'logger' | 'instanceId'> {
  readonly newId: NewId
  readonly openWork: OpenWork
  readonly metrics: Metrics
  readonly instances: Instances
  readonly head: HeadKeeper
  readonly trail: Trail
}

/** Ids, the work under way and what is counted of it; who else runs on this database; the audit trail with its head. */
export function buildFoundation({ settings, store, clock, random, logger, instanceId, auditHead }: Outside): Foundation {
  const newId = createIds({ clock, random })
  const openWork = createOpenWork(clock)
  const head = createHeadKeeper({ store, clock, newId, logger, keep: auditHead })
  return {
    ...{ settings, store, clock, logger, instanceId, newId, openWork, head },
    metrics: createMetrics({ openWork: openWork.count }),
    instances: createInstances({ store, clock, id: instanceId, locks: locksOf(store, settings) }),
    trail: createTrail({ store, clock, newId, knownHeads: head.known }),
  }
}

/** None in memory. */
function locksOf(store: Store, { database: { path, server } }: Settings): ProcessLocks | undefined {
  return store.locks ?? (server !== undefined || path === ':memory:' ? undefined : fileLocks(path))
}
