import { type Clock, seconds } from '../../shared/clock'
import { messageOf } from '../../shared/errors'
import type { Logger } from '../../shared/logger'
import { BackplaneUnavailable } from '../errors'
import type { JobActivities, JobEngine } from '../job-engine'
import type { Link } from './link'
import { reasonOf } from './reason'
import type { TemporalSettings } from './temporal-settings'
import { readTls } from './tls'

interface Deps {
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: TemporalSettings
  /** So long may steps under way take when the platform stops. */
  readonly stopSeconds: number
}

const CHECK_MS = seconds(2)

/** Jobs led by Temporal: a workflow for each, whose id is the job's. Its packages are loaded when it starts, and only then. */
export function createTemporal({ clock, logger, settings, stopSeconds }: Deps): JobEngine {
  let link: Link | undefined
  let trouble: string | undefined = 'Not connected to Temporal'
  let checkAt = 0
  const linked = (): Link => {
    if (link === undefined) throw new BackplaneUnavailable('Not connected to Temporal')
    return link
  }
  const unavailable = (error: unknown) =>
    new BackplaneUnavailable(
      `CONCORD_BACKPLANE is temporal, but Temporal is not to be reached at TEMPORAL_ADDRESS (${settings.address}, namespace ${settings.namespace}): ${reasonOf(error)}`,
      {},
      { cause: error },
    )

  return {
    async start(activities: JobActivities) {
      const tls = settings.tls && (await readTls(settings.tls))
      const { connect } = await import('./link').catch((error: unknown) => {
        throw new BackplaneUnavailable(`CONCORD_BACKPLANE is temporal, but its packages (@temporalio) are not installed: ${messageOf(error)}`)
      })
      link = await connect({ clock, logger, settings, tls, stopSeconds, activities }).catch((error: unknown) => Promise.reject(unavailable(error)))
      trouble = undefined
    },
    lead: (id) => linked().lead(id),
    notice: (id) => linked().notice(id),
    async lookAfter() {
      if (clock.monotonic() < checkAt) return
      checkAt = clock.monotonic() + CHECK_MS
      const before = trouble
      trouble = await linked()
        .check()
        .then(() => undefined, reasonOf)
      if (trouble !== undefined && before === undefined) logger.warn({ reason: trouble }, 'Temporal does not answer; no job goes on until it does')
    },
    trouble: () => (trouble === undefined ? undefined : `Temporal does not answer: ${trouble}`),
    stop: async () => link?.close(),
  }
}
