import type { Clock } from '../../shared/clock'
import { createCoalescer } from '../../shared/coalescer'
import { messageOf } from '../../shared/errors'
import type { Bus, ToldLog } from '../bus'
import { createBusGroups } from './bus-groups'
import { BLOCK_MS, createBusReader } from './bus-reader'
import type { Connection } from './connection'
import type { Keys } from './keys'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly clock: Clock
  readonly instanceId: string
  readonly log: ToldLog
}

export interface RedisBus extends Bus {
  start(): Promise<void>
  /** Says that this instance is there, and puts away the groups of those that are gone. */
  lookAfter(): Promise<void>
  close(): Promise<void>
}

const CHUNK = 200
/** Whoever has missed more than that finds it in the log. */
const KEPT = 10_000
/** The server has this number already, or a later one: it was told. */
const TOLD = /equal or smaller/

/**
 * Events by their numbers in a stream, each told by whichever instance comes first; every instance reads it by a group of its own and acknowledges
 * once its followers are woken. Without the server they are found in the log a little later.
 */
export function createBus({ connection, keys, clock, instanceId, log }: Deps): RedisBus {
  const listeners = new Set<() => void>()
  let told = 0

  const tell = (number: number, topic: string) =>
    connection.use((client) =>
      client.xadd(keys.events, 'MAXLEN', '~', KEPT, `${number}-0`, 'topic', topic, 'by', instanceId).catch((error: unknown) => {
        if (!TOLD.test(messageOf(error))) throw error
        return null
      }),
    )
  const relay = createCoalescer(clock, {
    everyMs: 0,
    async run() {
      try {
        const rows = await log.after(told, CHUNK)
        told = rows.at(-1)?.number ?? told
        await Promise.all(rows.map(({ number, topic }) => tell(number, topic)))
        return rows.length < CHUNK ? 'done' : 0
      } catch {
        // What was not told is found.
        return 'done'
      }
    },
  })
  const reader = createBusReader({
    ...{ stream: keys.events, instanceId, clock },
    wake: () => {
      for (const heard of listeners) heard()
    },
    read: (number) => {
      told = Math.max(told, number)
    },
  })
  const groups = createBusGroups({ connection, keys, clock, instanceId })

  return {
    announce: relay.ask,
    listen(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    async start() {
      told = await log.last()
      await groups.lookAfter()
      const client = await connection.another('events', BLOCK_MS)
      await connection.use(() => reader.join(client))
      void reader.follow(client)
      relay.begin()
    },
    lookAfter: groups.lookAfter,
    async close() {
      reader.end()
      await relay.end()
      await groups.leave().catch(() => undefined)
    },
  }
}
