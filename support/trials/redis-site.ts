import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Agent } from 'undici'
import { scripts } from '../../package.json'
import { type Api, createApi } from '../api'
import { type OwnRedisServer, startRedis } from '../engines/redis-server'
import { layWire, type Wire } from './tcp-proxy'

/** Two platforms on one Redis and one database, with a wire between them and Redis that can be cut. */
export interface RedisSite {
  readonly redis: OwnRedisServer
  readonly wire: Wire
  readonly databasePath: string
  /** The agent that is asked. */
  readonly agentId: string
  /** The administrator at the first or the second platform, wherever it listens now. */
  at(platform: number): Api
  kill(platform: number): Promise<void>
  start(platform: number): Promise<void>
  close(): Promise<void>
}

const TOKEN = 'the-first-administrator-of-the-trial'
const START = scripts.start.split(' ').slice(1)
const LISTENING = /Concord is listening at (\S+)/
const HOME = resolve(__dirname, '../..')
const STARTED_WITHIN_MS = 30_000
/** How long a worker may be silent. */
export const SILENCE_MS = 1_000

export async function openSite(home = HOME): Promise<RedisSite> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-trial-'))
  const redis = await startRedis()
  const wire = await layWire(redis.port)
  const dispatcher = new Agent({ keepAliveTimeout: 1_000 })
  const databasePath = join(folder, 'concord.db')
  const env = {
    ...{ PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: `sqlite:${databasePath}` },
    ...{ CONCORD_ADMIN_TOKEN: TOKEN, CONCORD_SECRET_KEY: '07'.repeat(32), CONCORD_REQUESTS_PER_MINUTE: '100000000' },
    ...{ CONCORD_BACKPLANE: 'redis', REDIS_URL: `redis://127.0.0.1:${wire.port}`, CONCORD_SILENCE_SECONDS: String(SILENCE_MS / 1_000) },
    ...{ CONCORD_DELIVERY_TRIES: '1000', CONCORD_TASK_RETRY_MS: '50' },
  }
  // Each site watches for the end of this process, as do its servers.
  process.setMaxListeners(100)
  const running: (ChildProcess | undefined)[] = [undefined, undefined]
  const origins = ['', '']
  const start = async (platform: number): Promise<void> => {
    const child = spawn(process.execPath, START, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
    running[platform] = child
    let output = ''
    const listening = Promise.withResolvers<string>()
    const take = (text: string) => {
      output += text
      const [, origin] = LISTENING.exec(output) ?? []
      if (origin !== undefined) listening.resolve(origin)
    }
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', take)
    const complain = (what: string) => listening.reject(new Error(`the platform ${what}:\n${output}`))
    child.once('close', () => complain('does not start'))
    const late = setTimeout(() => complain(`neither listens nor ends within ${STARTED_WITHIN_MS / 1_000} s`), STARTED_WITHIN_MS)
    origins[platform] = await listening.promise.finally(() => clearTimeout(late))
  }
  const kill = async (platform: number): Promise<void> => {
    const child = running[platform]
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'close')
    child.kill('SIGKILL')
    await ended
  }
  process.once('exit', () => {
    for (const child of running) child?.kill('SIGKILL')
  })
  const at = (platform: number): Api => createApi({ origin: origins[platform] ?? '', dispatcher, conformance: undefined })({ authorization: `Bearer ${TOKEN}` })
  await start(0)
  await start(1)
  const made = await at(0).call('POST', '/api/agents', {
    body: { name: 'Ada', instructions: 'Be brief.', category: 'trial', maturity: 'autonomous', reason: 'The trial needs one' },
  })
  return {
    ...{ redis, wire, databasePath, at, kill, start },
    agentId: made.json<{ id: string }>().id,
    async close() {
      await Promise.all([kill(0), kill(1)])
      await dispatcher.destroy()
      await wire.close()
      await redis.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
