import type { Redis } from 'ioredis'
import { type Clock, seconds } from '../../shared/clock'
import type { Connection } from './connection'
import type { Keys } from './keys'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly clock: Clock
  readonly instanceId: string
}

/** Which instances read the stream: each says that it is there, and puts away the groups of those that are gone. */
export interface BusGroups {
  /** To be called often; it does something now and then. */
  lookAfter(): Promise<void>
  /** This instance reads no more. */
  leave(): Promise<void>
}

const ALIVE_MS = seconds(60)
const SAID_EVERY_MS = seconds(15)

export function createBusGroups({ connection, keys, clock, instanceId }: Deps): BusGroups {
  let saidAt = Number.NEGATIVE_INFINITY
  const hasStream = async (client: Redis): Promise<boolean> => (await client.exists(keys.events)) === 1
  const sweep = async (client: Redis): Promise<void> => {
    const groups = (await client.xinfo('GROUPS', keys.events)) as readonly (readonly unknown[])[]
    for (const [, name] of groups) {
      if (typeof name === 'string' && (await client.exists(keys.alive(name))) === 0) await client.xgroup('DESTROY', keys.events, name)
    }
  }
  return {
    async lookAfter() {
      if (clock.monotonic() - saidAt < SAID_EVERY_MS) return
      saidAt = clock.monotonic()
      await connection.use(async (client) => {
        await client.set(keys.alive(instanceId), 1, 'PX', ALIVE_MS)
        if (await hasStream(client)) await sweep(client)
      })
    },
    async leave() {
      await connection.use(async (client) => {
        await client.del(keys.alive(instanceId))
        if (await hasStream(client)) await client.xgroup('DESTROY', keys.events, instanceId)
      })
    },
  }
}
