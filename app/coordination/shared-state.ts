import { actingAs, cannotAct } from '../agents/acting'
import { may, type Principal } from '../people/person'
import { contentHash } from '../shared/canonical-json'
import type { Clock } from '../shared/clock'
import { ConcordError, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { occasion } from './resource-settling'
import { sharedValue, type Writing, writeSharedState } from './shared-state-store'

/** The one present value under a name; 1 is its first version. */
export interface SharedValue {
  readonly value: unknown
  readonly version: number
}

export interface StateChange {
  readonly scope: string
  readonly key: string
  readonly value: unknown
  /** The version that was seen; 0 for what was never written. */
  readonly version: number
  /** For whom it is written. */
  readonly agentId?: string | undefined
  /** What the value belongs to: only whoever holds it now may write. */
  readonly lease?: { readonly resourceId: string; readonly fencing: number } | undefined
  readonly by: Principal
}

/** Somebody else has written meanwhile; nothing was changed. */
export class VersionConflict extends ConcordError {
  readonly code = 'version_conflict'
  constructor(version: number) {
    super(`The present version is ${version}`, { members: { version } })
  }
}

/** The number is not that of the lease that runs now, its holder is another agent than the one written for, or the lease is another's. */
export class FencingStale extends ConcordError {
  readonly code = 'fencing_stale'
}

/** What agents know together, by scope and key (INTG-05.20). */
export interface SharedState {
  /** Throws NotFound. */
  get(scope: string, key: string): Promise<SharedValue>
  /**
   * As the next version, whole or not at all; the lease is looked at before the version, in the same transaction. Throws Forbidden,
   * NotFound, AgentPaused, AgentRetired, FencingStale, VersionConflict.
   */
  put(change: StateChange): Promise<SharedValue>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly notify: () => void
}

export function createSharedState({ store, clock, newId, notify }: Deps): SharedState {
  const writing = ({ scope, key, value, version, agentId, lease, by }: StateChange): Writing => ({
    acting: actingAs({ by, agentId }),
    ...{ scope, key, value: JSON.stringify(value), version, hash: contentHash(value), now: clock.now(), noteId: newId(), eventId: newId() },
    fence: lease && {
      fencing: lease.fencing,
      occasion: occasion({ resourceId: lease.resourceId, clock, newId }),
      claimant: { by: by.id, mayAll: may(by.role, 'supervisor') },
    },
  })

  return {
    async get(scope, key) {
      const [row] = await store.find(sharedValue, { scope, key })
      if (row === undefined) throw new NotFound('Nothing was written there yet')
      return { value: JSON.parse(row.value), version: row.version }
    },
    async put(change) {
      const written = await store.write(writeSharedState, writing(change))
      notify()
      switch (written.kind) {
        case 'unknown':
        case 'standstill':
          throw cannotAct(written, 'agent_id')
        case 'stale':
          throw new FencingStale('The number is not that of the lease that runs now')
        case 'foreign':
          throw new FencingStale("The lease of this number is another's: what is written under a lease needs a number of one's own")
        case 'of another agent':
          throw new FencingStale("The lease of this number is another agent's than the one that is written for")
        case 'another':
          throw new VersionConflict(written.version)
        case 'written':
          return { value: change.value, version: written.version }
      }
    },
  }
}
