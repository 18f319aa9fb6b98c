import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { end, freePort, MissingEngine, namedServer, untilReached } from '../storage/own-server'

/** A server of Redis for one run. */
export interface RedisServer {
  readonly url: string
  stop(): Promise<void>
}

/** One that can be treated badly. */
export interface OwnRedisServer extends RedisServer {
  readonly port: number
  /** How often it has lost its data. */
  readonly losses: number
  /** Ends it at once and starts it again; `emptied` without its data. */
  restart(how: { readonly emptied: boolean; readonly awayMs: number }): Promise<void>
}

const NAMED_BY = 'CONCORD_TEST_REDIS'
const PROGRAM = 'redis-server'
const STARTED_WITHIN_MS = 60_000

/** The server that CONCORD_TEST_REDIS names, else one of this machine's, in a temporary folder. Throws MissingEngine. */
export async function redisForRun(): Promise<RedisServer> {
  const named = await namedServer(NAMED_BY, reached)
  if (named === undefined) return startRedis()
  return { url: named, stop: async () => {} }
}

/** Starts a server of one's own on a free port, with these options of its own; its data is gone when it is stopped. Throws MissingEngine. */
export async function startRedis(options: readonly string[] = []): Promise<OwnRedisServer> {
  if (!isHere()) throw new MissingEngine(`Redis is not on this machine: install it (apt-get install redis-server), or name a server in ${NAMED_BY}`)
  const folder = mkdtempSync(join(tmpdir(), 'concord-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let running: ChildProcess | undefined
  let losses = 0
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes', ...options]
  const launch = async () => {
    running = spawn(PROGRAM, args, { stdio: 'ignore' })
    await untilReached({ name: 'Redis', url, process: running, reach: reached, withinMs: STARTED_WITHIN_MS })
  }
  process.once('exit', () => running?.kill('SIGKILL'))
  await launch()
  return {
    url,
    port,
    get losses() {
      return losses
    },
    async restart({ emptied, awayMs }) {
      await end(running, 'SIGKILL')
      if (emptied) {
        losses += 1
        rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true })
      }
      await new Promise((resolve) => setTimeout(resolve, awayMs))
      await launch()
    },
    async stop() {
      await end(running, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Why tests of the engine are skipped on this machine; false if they are not. */
export const skipWithoutRedis = (): string | false => (isHere() ? false : 'Redis is not on this machine: install it (apt-get install redis-server)')

function isHere(): boolean {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

async function reached(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.ping()
  } finally {
    client.disconnect()
  }
}
