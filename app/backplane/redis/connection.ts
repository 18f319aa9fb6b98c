import type { RedisOptions as AllOptions, Redis } from 'ioredis'
import { type Clock, systemClock } from '../../shared/clock'
import { messageOf } from '../../shared/errors'
import type { Logger } from '../../shared/logger'
import { BackplaneUnavailable } from '../errors'
import type { Script } from './script'

/** What is sent for several purposes at the same time, over connections that come back by themselves. */
export interface Connection {
  /** Connects. Throws BackplaneUnavailable, which names the setting. */
  start(): Promise<void>
  /** Why nothing can be asked now, or undefined. */
  trouble(): string | undefined
  /** Runs a script at the server. Throws BackplaneUnavailable, soon, if it cannot be said that it ran. */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  /** Uses the connection for commands. Throws BackplaneUnavailable likewise. */
  use<Result>(work: (client: Redis) => Promise<Result>): Promise<Result>
  /** A connection of its own, for whoever blocks one, for `blockedMs` at most. Throws BackplaneUnavailable if it cannot be made. */
  another(purpose: string, blockedMs?: number): Promise<Redis>
  /** Calls `listener` each time that the server can be asked again. */
  onReady(listener: () => void): void
  close(): Promise<void>
}

interface Deps {
  readonly url: string
  readonly clock: Clock
  readonly logger: Logger
}

type RedisConstructor = typeof import('ioredis')['Redis']
type RedisOptions = Omit<AllOptions, 'replyMapping'>

const COMMAND_MS = 2_000
/** Several commands together, and what a library does between them, are given up as well. */
const USE_MS = 2 * COMMAND_MS
const CONNECT_MS = 2_000
const FIRST_TRIES = 3
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 500

/** Nothing waits in this process for a server that is away: what cannot be sent now fails now, and is never sent later. */
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: CONNECT_MS,
}

export function createConnection({ url, clock, logger }: Deps): Connection {
  const listeners: (() => void)[] = []
  const others: Redis[] = []
  const defined = new Set<string>()
  let RedisClient: RedisConstructor | undefined
  let client: Redis | undefined
  let lastError: string | undefined
  let isKept = false
  let isClosed = false

  const retryStrategy = (times: number) => (isKept ? Math.min(50 * times, LONGEST_WAIT_MS) : null)
  const build = (options: RedisOptions): Redis => {
    if (RedisClient === undefined || isClosed) throw away()
    const built: Redis = new RedisClient(url, { ...OPTIONS, retryStrategy, ...options })
    built.on('error', (error: unknown) => {
      lastError = messageOf(error)
    })
    return built
  }
  const away = (error?: unknown) =>
    new BackplaneUnavailable(`The engine of coordination, Redis at ${placeOf(url)}, does not answer`, {}, error === undefined ? {} : { cause: error })

  const use = async <Result>(work: (client: Redis) => Promise<Result>): Promise<Result> => {
    if (client === undefined || client.status !== 'ready') throw away()
    const late = Promise.withResolvers<never>()
    const cancel = systemClock.deadline(USE_MS, () => late.reject(away()))
    try {
      return await Promise.race([work(client), late.promise])
    } catch (error) {
      throw error instanceof BackplaneUnavailable ? error : away(error)
    } finally {
      cancel()
    }
  }
  const connect = async (first: Redis): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await first.connect()
      } catch (error) {
        if (tries === FIRST_TRIES || isClosed) {
          throw new BackplaneUnavailable(`REDIS_URL names no Redis that answers: ${placeOf(url)} (${lastError ?? messageOf(error)})`, {}, { cause: error })
        }
      }
      await clock.sleep(FIRST_WAIT_MS)
    }
  }
  /** What belongs together here lies at different servers there. */
  const refuseCluster = async (first: Redis): Promise<void> => {
    if (/^cluster_enabled:1/m.test(await first.info('cluster')))
      throw new BackplaneUnavailable(`REDIS_URL names a Redis that is part of a cluster: ${placeOf(url)}. One that stands alone is needed`)
  }

  return {
    async start() {
      ;({ Redis: RedisClient } = await import('ioredis'))
      const first = build({ commandTimeout: COMMAND_MS, socketTimeout: COMMAND_MS })
      client = first
      await connect(first)
        .then(() => refuseCluster(first))
        .catch((error: unknown) => {
          first.disconnect()
          throw error
        })
      isKept = true
      client.on('close', () => {
        if (!isKept) return
        logger.warn({ server: placeOf(url), cause: lastError }, 'Redis is away')
        // Where nothing is expected, a cut is not noticed. One that is coming back already must be left alone.
        for (const other of others) if (other.status === 'ready') other.disconnect(true)
      })
      client.on('ready', () => {
        logger.info({ server: placeOf(url) }, 'Redis is back')
        for (const listener of listeners) listener()
      })
    },
    trouble: () => (client?.status === 'ready' ? undefined : `Redis at ${placeOf(url)} does not answer`),
    run: (script, keys, args) =>
      use((connected) => {
        if (!defined.has(script.name)) {
          connected.defineCommand(script.name, { lua: script.lua })
          defined.add(script.name)
        }
        const scripted = connected as unknown as Readonly<Record<string, (...all: readonly (string | number)[]) => Promise<unknown>>>
        return scripted[script.name]?.(keys.length, ...keys, ...args) ?? Promise.reject(new Error(`${script.name} is not defined`))
      }),
    use,
    async another(purpose, blockedMs = 0) {
      // Without an end to its silence, one that a dead wire leads to would be waited for for hours, also while it says who it is.
      const other = build({ connectionName: purpose, socketTimeout: blockedMs + COMMAND_MS })
      others.push(other)
      await other.connect().catch((error: unknown) => {
        throw away(error)
      })
      return other
    },
    onReady: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true
      isKept = false
      for (const other of others) other.disconnect()
      if (client?.status === 'ready') await client.quit().catch(() => undefined)
      client?.disconnect()
    },
  }
}

/** Host and port: a password is never shown. */
function placeOf(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port === '' ? 6_379 : port}`
}
