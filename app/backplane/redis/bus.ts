import type { Redis } from 'ioredis'
import { type Clock, seconds } from '../../shared/clock'
import { createCoalescer } from '../../shared/coalescer'
import { messageOf } from '../../shared/errors'
import type { Bus, ToldLog } from '../bus'
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
const BLOCK_MS = seconds(5)
const AGAIN_MS = 200
const ALIVE_MS = seconds(60)
const SAID_EVERY_MS = seconds(15)
/** The server has this number already, or a later one: it was told. */
const TOLD = /equal or smaller/
const NO_GROUP = /NOGROUP/
const IS_THERE = /BUSYGROUP/

/**
 * Events by their numbers in a stream, each told by whichever instance comes first; every instance reads it by a group of its own and acknowledges
 * once its followers are woken. Without the server they are found in the log a little later.
 */
export function createBus({ connection, keys, clock, instanceId, log }: Deps): RedisBus {
  const listeners = new Set<() => void>()
  const ended = new AbortController()
  let told = 0
  let saidAt = Number.NEGATIVE_INFINITY

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
  const wake = () => {
    for (const heard of listeners) heard()
  }
  const join = async (reader: Redis): Promise<void> => {
    await reader.xgroup('CREATE', keys.events, instanceId, '$', 'MKSTREAM').catch((error: unknown) => {
      if (!IS_THERE.test(messageOf(error))) throw error
    })
    wake()
  }
  const hear = async (reader: Redis): Promise<void> => {
    const found = (await reader.xreadgroup('GROUP', instanceId, 'all', 'COUNT', CHUNK, 'BLOCK', BLOCK_MS, 'STREAMS', keys.events, '>')) as Read | null
    const entries = found?.[0]?.[1] ?? []
    if (entries.length === 0) return
    told = Math.max(told, ...entries.map(([id]) => Number.parseInt(id, 10)))
    if (entries.some(([, fields]) => fields[3] !== instanceId)) wake()
    await reader.xack(keys.events, instanceId, ...entries.map(([id]) => id))
  }
  const read = async (reader: Redis): Promise<void> => {
    while (!ended.signal.aborted) {
      try {
        await hear(reader)
      } catch (error) {
        if (NO_GROUP.test(messageOf(error))) await join(reader).catch(() => undefined)
        await clock.sleep(AGAIN_MS, ended.signal).catch(() => undefined)
      }
    }
  }
  const sweep = async (client: Redis): Promise<void> => {
    const groups = (await client.xinfo('GROUPS', keys.events)) as readonly (readonly unknown[])[]
    for (const [, name] of groups) {
      if (typeof name === 'string' && (await client.exists(keys.alive(name))) === 0) await client.xgroup('DESTROY', keys.events, name)
    }
  }

  const lookAfter = async (): Promise<void> => {
    if (clock.monotonic() - saidAt < SAID_EVERY_MS) return
    saidAt = clock.monotonic()
    await connection.use(async (client) => {
      await client.set(keys.alive(instanceId), 1, 'PX', ALIVE_MS)
      if ((await client.exists(keys.events)) === 1) await sweep(client)
    })
  }

  return {
    announce: relay.ask,
    listen(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    async start() {
      told = await log.last()
      await lookAfter()
      const reader = await connection.another('events', BLOCK_MS)
      await connection.use(() => join(reader))
      void read(reader)
      relay.begin()
    },
    lookAfter,
    async close() {
      ended.abort()
      await relay.end()
      await connection
        .use(async (client) => {
          await client.del(keys.alive(instanceId))
          if ((await client.exists(keys.events)) === 1) await client.xgroup('DESTROY', keys.events, instanceId)
        })
        .catch(() => undefined)
    },
  }
}

type Read = readonly (readonly [stream: string, entries: readonly (readonly [id: string, fields: readonly string[]])[]])[]
