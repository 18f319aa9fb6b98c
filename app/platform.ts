import { BackplaneUnavailable } from './backplane/errors'
import { createKeeper } from './forgetting/keeper'
import type { Parts } from './http/parts'
import { createRateLimit } from './http/rate-limit'
import { createStrangers } from './http/strangers'
import { createForgetPeople } from './people/forgetting'
import { buildCoordinating } from './platform/coordinating'
import { buildExecuting } from './platform/executing'
import { buildFoundation, type Foundation, type Outside } from './platform/foundation'
import { createLife, createRecovery, type Life } from './platform/life'
import { buildMembers } from './platform/members'
import { buildServices } from './platform/services'
import { buildSignals } from './platform/signals'
import { buildSocial } from './platform/social'
import { type ConcordError, StorageUnavailable } from './shared/errors'

/** A whole platform: its parts, and its life. */
export interface Platform extends Life {
  readonly parts: Parts
  /** What is needed to make the first administrator. */
  readonly firstAdministrator: Pick<Foundation, 'store' | 'clock' | 'newId'>
}

/** Builds every part once, by hand, in the order of the house. Does nothing yet: no timer, no connection, no file. */
export function createPlatform(outside: Outside): Platform {
  const { secretKey, random, dispatcher, mask, jobEngine } = outside
  const foundation = buildFoundation(outside)
  const { settings, store, clock, newId, logger, instanceId, openWork, metrics, trail } = foundation
  const signals = buildSignals(foundation, outside)
  const members = buildMembers(foundation, signals)
  const { calls, ...services } = buildServices({ ...foundation, ...members, secretKey, random, dispatcher })
  const { notices, ...executing } = buildExecuting({ ...foundation, ...signals, ...members, ...services })
  const recoverGone = createRecovery({ ...foundation, ...services, ...executing, calls })
  const coordinating = buildCoordinating({ ...foundation, ...signals, ...members, ...executing, notices, jobEngine, recoverGone })
  const social = buildSocial({ ...foundation, ...signals, mask })

  const { interventions } = executing
  const { coordinations, proposals } = coordinating
  const { barriers } = signals.backplane
  const keeper = createKeeper({ store, clock, instanceId, interventions, coordinations, proposals, barriers, models: settings.llm.models })
  const parts: Parts = {
    ...{ settings, clock, logger, openWork, metrics, trail },
    ...signals,
    ...members,
    ...services,
    ...executing,
    ...coordinating,
    ...social,
    forgetPeople: createForgetPeople({ store, clock, newId, logger, openWork, keeper }),
    rateLimit: createRateLimit({ clock, perMinute: settings.requestsPerMinute }),
    strangers: createStrangers({ clock, trail, count: metrics.wrongToken }),
    notReady: () => reasonNotToWork(foundation, parts),
  }
  return { parts, firstAdministrator: { store, clock, newId }, ...createLife({ ...foundation, ...parts, settings, recoverGone }) }
}

/** Why it takes no work, in the words of what is missing. */
function reasonNotToWork({ store, head }: Foundation, { backplane, coordinations }: Parts): ConcordError | undefined {
  const storage = store.writable() ? head.trouble() : 'The store cannot be written'
  if (storage !== undefined) return new StorageUnavailable(storage)
  const engine = backplane.trouble() ?? coordinations.trouble()
  return engine === undefined ? undefined : new BackplaneUnavailable(engine)
}
