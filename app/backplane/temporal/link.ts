import { Client } from '@temporalio/client'
import { NativeConnection, type TLSConfig, Worker } from '@temporalio/worker'
import { type Clock, seconds } from '../../shared/clock'
import { messageOf } from '../../shared/errors'
import type { Logger } from '../../shared/logger'
import type { JobActivities } from '../job-engine'
import { installRuntime, workflowBundle } from './runtime'
import { stepsOf } from './steps'
import type { TemporalSettings } from './temporal-settings'
import type { lead } from './workflow/lead'

/** A connection to Temporal, with a worker that does steps of jobs. */
export interface Link {
  lead(id: string): Promise<void>
  notice(id: string): Promise<void>
  /** Throws why no job goes on. */
  check(): Promise<void>
  close(): Promise<void>
}

interface Linking {
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: TemporalSettings
  /** What the settings say of TLS, read. */
  readonly tls: TLSConfig | undefined
  readonly stopSeconds: number
  readonly activities: JobActivities
}

const ANSWER_MS = seconds(5)
/** How soon others go on with a workflow that a dead process had in its memory, or in its hands. */
const STICKY = '2s'
const WORKFLOW_TASK = seconds(5)
/** The names that stand in the histories. */
const LEAD = 'lead'
const NOTICED = 'noticed'

/** Connects, and does steps from now on. Throws what the server says, or that it says nothing. */
export async function connect(linking: Linking): Promise<Link> {
  const { clock, logger, settings, tls, stopSeconds, activities } = linking
  const { address, namespace, taskQueue, apiKey } = settings
  installRuntime(logger)
  const connection = await NativeConnection.connect({ address, tls: tls ?? false, ...(apiKey === undefined ? {} : { apiKey }) })
  const ask = () => connection.withDeadline(clock.now() + ANSWER_MS, () => connection.workflowService.describeNamespace({ namespace }))
  const worker = await ask()
    .then(workflowBundle)
    .then((bundle) =>
      Worker.create({
        ...{ connection, namespace, taskQueue, workflowBundle: bundle, activities: stepsOf(activities, clock) },
        ...{ stickyQueueScheduleToStartTimeout: STICKY, maxHeartbeatThrottleInterval: '1s', defaultHeartbeatThrottleInterval: '1s' },
        ...{ shutdownGraceTime: '1s', shutdownForceTime: seconds(stopSeconds + 5), maxConcurrentActivityTaskExecutions: 1_000 },
      }),
    )
    .catch(async (error: unknown) => {
      await connection.close()
      throw error
    })
  const running = worker.run().catch((error: unknown) => logger.error({ error }, 'the worker for Temporal has ended'))
  const { workflow } = new Client({ connection, namespace })
  const started = (id: string) =>
    ({ ...{ taskQueue, workflowId: id, workflowTaskTimeout: WORKFLOW_TASK }, args: [id], workflowIdConflictPolicy: 'USE_EXISTING' }) as const

  return {
    lead: async (id) => void (await workflow.start<typeof lead>(LEAD, started(id))),
    notice: async (id) => void (await workflow.signalWithStart<typeof lead>(LEAD, { ...started(id), signal: NOTICED })),
    async check() {
      if (worker.getState() !== 'RUNNING') throw new Error(`its worker is ${worker.getState().toLowerCase()}`)
      await ask()
    },
    async close() {
      if (worker.getState() === 'RUNNING') worker.shutdown()
      await running
      await connection.close().catch((error: unknown) => logger.warn({ reason: messageOf(error) }, 'the connection to Temporal could not be closed'))
    },
  }
}
