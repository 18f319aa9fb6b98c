import type { Backplane } from '../backplane'
import type { EngineDeps } from '../engine'
import { createBarriers } from './barriers'
import { createBreakers } from './breakers'
import { createBus } from './bus'
import { createConnection } from './connection'
import { createJobs } from './jobs'
import { createKeys } from './keys'
import { createLeases } from './leases'
import { createQueues } from './queues'
import { createRequests } from './requests'
import { createWords } from './words'

/** The engine on Redis: several platforms on one server and one database. The libraries are loaded when it starts. */
export function createRedis(deps: EngineDeps): Backplane {
  const { clock, logger, instanceId, log, settings } = deps
  const { redisUrl, redisPrefix } = settings.backplane
  const connection = createConnection({ url: redisUrl, clock, logger })
  const keys = createKeys(redisPrefix)
  const words = createWords(connection, keys.words)
  const parts = { ...deps, connection, keys, words }
  const jobs = createJobs({ connection, keys, silenceMs: settings.silenceSeconds * 1_000 })
  const queues = createQueues({ ...parts, jobs })
  const requests = createRequests(parts)
  const barriers = createBarriers(parts)
  const bus = createBus({ connection, keys, clock, instanceId, log })
  let looking: Promise<void> | undefined
  let starting: Promise<void> | undefined
  let isStarted = false

  const look = async () => {
    if (connection.trouble() !== undefined) return
    try {
      await queues.lookAfter()
      await bus.lookAfter()
    } catch (error) {
      // The server has gone while it was looked at: when it is back, it is looked at anew.
      if (connection.trouble() === undefined) logger.warn({ error }, 'could not look after Redis')
    }
  }
  const lookAfter = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
  const begin = async () => {
    await connection.start()
    await words.start()
    await queues.start()
    await bus.start()
    connection.onReady(() => void lookAfter())
    await lookAfter()
    isStarted = true
  }
  return {
    engine: 'redis',
    ...{ queues, requests, barriers, breakers: createBreakers(parts), leases: createLeases(parts), bus },
    async start() {
      starting = begin()
      await starting
    },
    trouble: connection.trouble,
    lookAfter,
    async close() {
      queues.close()
      requests.close()
      barriers.close()
      // A start that has not ended does not go on.
      if (!isStarted) await connection.close()
      await starting?.catch(() => undefined)
      await bus.close()
      await connection.close()
      await looking
    },
  }
}
