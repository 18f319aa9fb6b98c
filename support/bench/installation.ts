import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool, request } from 'undici'
import type { Environment } from '../../app/settings'
import { scripts } from '../../package.json'
import { freePort, type Serving, startProgram } from './processes'

const START = scripts.start.split(' ').slice(1)
const TOKEN = 'the-administrator-of-the-bench'
/** So many requests are on their way to one instance at most. */
const CONNECTIONS = 64

/** One platform in a process of its own, as `npm start` runs it; asked by its administrator. */
export interface Instance {
  /** The answer to this. Throws unless it has this status. */
  post(path: string, body: object, status: number): Promise<{ readonly id: string }>
  stop(): Promise<void>
}

/** Platforms on one database. */
export interface Installation {
  readonly instances: readonly Instance[]
  /** One more. */
  grow(): Promise<void>
  /** One less. */
  shrink(): Promise<void>
  close(): Promise<void>
}

/** `env` names the engine and the database; without one it is a file of SQLite. */
export function foundInstallation(env: Environment): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'concord-instances-'))
  const settings = {
    ...{ DATABASE_URL: `sqlite:${join(folder, 'concord.db')}`, CONCORD_AUDIT_HEAD: join(folder, 'audit-head') },
    ...{ CONCORD_ADMIN_TOKEN: TOKEN, CONCORD_SECRET_KEY: '07'.repeat(32), CONCORD_REQUESTS_PER_MINUTE: '1000000000', LOG_LEVEL: 'warn' },
    ...Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  }
  const instances: Instance[] = []
  const shrink = async () => void (await instances.pop()?.stop())
  return {
    instances,
    async grow() {
      const port = await freePort()
      instances.push(instanceAt(await startProgram({ name: 'Concord', args: START, env: { ...settings, PORT: String(port) }, port, readyAt: '/readyz' })))
    },
    shrink,
    async close() {
      while (instances.length > 0) await shrink()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function instanceAt({ origin, stop }: Serving): Instance {
  const dispatcher = new Pool(origin, { connections: CONNECTIONS })
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  return {
    async post(path, body, status) {
      const reply = await request(`${origin}${path}`, { method: 'POST', dispatcher, headers, body: JSON.stringify(body) })
      const text = await reply.body.text()
      if (reply.statusCode !== status) throw new Error(`${path} was answered with ${reply.statusCode} ${text}`)
      return JSON.parse(text)
    },
    async stop() {
      await dispatcher.destroy()
      await stop()
    },
  }
}
