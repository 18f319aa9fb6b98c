import type { Redis } from 'ioredis'
import type { Backplane } from '../../app/backplane/backplane'
import type { CreateBackplane } from '../../app/backplane/engine'
import { createRedis } from '../../app/backplane/redis/redis'

const LOOK_EVERY_MS = 100

type Calls = Readonly<Record<string, (...given: never[]) => unknown>>

/** The engine on Redis as a scenario needs it: started when it is first used, and looked after also where the platform makes no rounds. */
export const redisInScenario: CreateBackplane = (deps) => {
  const engine = createRedis(deps)
  let started: Promise<void> | undefined
  let rounds: NodeJS.Timeout | undefined
  const begin = async () => {
    await engine.start()
    rounds = setInterval(() => void engine.lookAfter(), LOOK_EVERY_MS)
  }
  const start = () => {
    started ??= begin()
    return started
  }
  const afterStart = <Part extends object>(part: Part): Part => {
    const calls = Object.entries(part as Calls).map(([name, call]) => [
      name,
      async (...given: never[]) => {
        await start()
        return call(...given)
      },
    ])
    return Object.fromEntries(calls) as Part
  }
  const parts: Pick<Backplane, 'queues' | 'requests' | 'barriers' | 'breakers' | 'leases'> = {
    queues: afterStart(engine.queues),
    requests: afterStart(engine.requests),
    barriers: afterStart(engine.barriers),
    breakers: afterStart(engine.breakers),
    leases: afterStart(engine.leases),
  }
  return {
    ...engine,
    ...parts,
    bus: { ...engine.bus, announce: () => void start().then(engine.bus.announce, () => undefined) },
    start,
    trouble: () => (rounds === undefined ? undefined : engine.trouble()),
    lookAfter: async () => {
      if (rounds !== undefined) await engine.lookAfter()
    },
    async close() {
      await started?.catch(() => undefined)
      clearInterval(rounds)
      await engine.close()
    },
  }
}

/** The scenarios of one worker on a server of Redis: each has keys of its own, and leaves none behind. */
export interface RedisHouse {
  /** The settings of the next scenario. */
  settings(): Readonly<Record<string, string>>
  /** Nothing is left of the scenario that had these settings. */
  forget(settings: Readonly<Record<string, string | undefined>>): Promise<void>
  close(): void
}

export async function createRedisHouse(url: string): Promise<RedisHouse> {
  const { Redis: Client } = await import('ioredis')
  const client = new Client(url)
  let count = 0
  return {
    settings() {
      count += 1
      return { CONCORD_BACKPLANE: 'redis', REDIS_URL: url, CONCORD_REDIS_PREFIX: `spec-${process.pid}-${process.env.CUCUMBER_WORKER_ID ?? 'only'}-${count}` }
    },
    forget: ({ CONCORD_REDIS_PREFIX: prefix }) => forgetKeys(client, prefix ?? ''),
    close: () => client.disconnect(),
  }
}

/** Nothing is left on this server of whoever had this prefix. */
export async function forgetKeys(client: Redis, prefix: string): Promise<void> {
  for (let cursor = '0'; ; ) {
    const [next, keys] = await client.scan(cursor, 'MATCH', `${prefix}:*`, 'COUNT', 1_000)
    if (keys.length > 0) await client.unlink(...keys)
    if (next === '0') return
    cursor = next
  }
}
