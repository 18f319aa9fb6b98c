import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { messageOf } from '../../app/shared/errors'
import { MissingEngine } from '../storage/server'

/** A server of Redis for one run. */
export interface RedisServer {
  readonly url: string
  stop(): Promise<void>
}

/** One that can be treated badly. */
export interface OwnRedisServer extends RedisServer {
  readonly port: number
  /** Ends it at once and starts it again; `emptied` without its data. */
  restart(how: { readonly emptied: boolean; readonly awayMs: number }): Promise<void>
}

const NAMED_BY = 'CONCORD_TEST_REDIS'
const PROGRAM = 'redis-server'
const STARTED_WITHIN_MS = 10_000
const AGAIN_MS = 25

/** The server that CONCORD_TEST_REDIS names, else one of this machine's, in a temporary folder. Throws MissingEngine. */
export async function redisForRun(): Promise<RedisServer> {
  const named = process.env[NAMED_BY]
  if (named === undefined || named === '') return startRedis()
  await reached(named).catch((error: unknown) => {
    throw new MissingEngine(`${NAMED_BY} names a server that cannot be reached: ${(error as { code?: string }).code ?? messageOf(error)}`)
  })
  return { url: named, stop: async () => {} }
}

/** Starts a server of one's own on a free port; its data is gone when it is stopped. Throws MissingEngine. */
export async function startRedis(): Promise<OwnRedisServer> {
  if (!isHere()) throw new MissingEngine(`Redis is not on this machine: install it (apt-get install redis-server), or name a server in ${NAMED_BY}`)
  const folder = mkdtempSync(join(tmpdir(), 'concord-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let running: ChildProcess | undefined
  const launch = async () => {
    running = spawn(PROGRAM, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'], { stdio: 'ignore' })
    await untilReached(url, running)
  }
  const end = async (signal: NodeJS.Signals) => {
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }
  process.once('exit', () => running?.kill('SIGKILL'))
  await launch()
  return {
    url,
    port,
    async restart({ emptied, awayMs }) {
      await end('SIGKILL')
      if (emptied) rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true })
      await new Promise((resolve) => setTimeout(resolve, awayMs))
      await launch()
    },
    async stop() {
      await end('SIGTERM')
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

async function untilReached(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + STARTED_WITHIN_MS
  for (;;) {
    try {
      return await reached(url)
    } catch (error) {
      if (server.exitCode !== null || Date.now() > until) throw new MissingEngine(`Redis cannot be started here: ${messageOf(error)}`)
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen({ host: '127.0.0.1', port: 0 })
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
