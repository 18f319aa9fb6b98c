import type { Redis } from 'ioredis'
import { type Clock, seconds } from '../../shared/clock'
import { messageOf } from '../../shared/errors'

interface Deps {
  readonly stream: string
  /** The group of this instance, and how its own entries are signed. */
  readonly instanceId: string
  readonly clock: Clock
  /** Others have told something, or may have. */
  readonly wake: () => void
  /** The highest number that was read. */
  readonly read: (number: number) => void
}

/** One instance reading the stream by a group of its own; what it has read is acknowledged once its followers are woken. */
export interface BusReader {
  /** From now on, unless the group is there already. */
  join(reader: Redis): Promise<void>
  /** Until it is ended. Blocks its connection. */
  follow(reader: Redis): Promise<void>
  end(): void
}

/** How long a read waits for something at the server. */
export const BLOCK_MS = seconds(5)
const CHUNK = 200
const AGAIN_MS = 200
const NO_GROUP = /NOGROUP/
const IS_THERE = /BUSYGROUP/

export function createBusReader({ stream, instanceId, clock, wake, read }: Deps): BusReader {
  const ended = new AbortController()
  const join = async (reader: Redis): Promise<void> => {
    await reader.xgroup('CREATE', stream, instanceId, '$', 'MKSTREAM').catch((error: unknown) => {
      if (!IS_THERE.test(messageOf(error))) throw error
    })
    wake()
  }
  const hear = async (reader: Redis): Promise<void> => {
    const found = (await reader.xreadgroup('GROUP', instanceId, 'all', 'COUNT', CHUNK, 'BLOCK', BLOCK_MS, 'STREAMS', stream, '>')) as Read | null
    const entries = found?.[0]?.[1] ?? []
    if (entries.length === 0) return
    read(Math.max(...entries.map(([id]) => Number.parseInt(id, 10))))
    if (entries.some(([, fields]) => fields[3] !== instanceId)) wake()
    await reader.xack(stream, instanceId, ...entries.map(([id]) => id))
  }
  return {
    join,
    async follow(reader) {
      while (!ended.signal.aborted) {
        try {
          await hear(reader)
        } catch (error) {
          if (NO_GROUP.test(messageOf(error))) await join(reader).catch(() => undefined)
          await clock.sleep(AGAIN_MS, ended.signal).catch(() => undefined)
        }
      }
    },
    end: () => ended.abort(),
  }
}

type Read = readonly (readonly [stream: string, entries: readonly (readonly [id: string, fields: readonly string[]])[]])[]
