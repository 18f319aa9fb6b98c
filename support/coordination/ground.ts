import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../app/settings'
import { messageOf } from '../../app/shared/errors'
import { forgetKeys } from '../engines/redis-in-scenarios'
import { type BackplaneName, Misuse } from './command'

/** Where the platform of one run keeps its data: its own, and gone afterwards. */
export interface Ground {
  /** The settings that say so. */
  readonly env: Environment
  /** The files of it. */
  readonly folder: string
  remove(): Promise<void>
}

/** A database for this run alone. Throws Misuse if there can be none. */
export async function openGround(backplane: BackplaneName, env: Environment): Promise<Ground> {
  if (backplane === 'postgres') return onPostgres(env)
  return backplane === 'redis' ? onRedis(env) : inFolder()
}

/** The engine tells whether its server is there; what it kept there is under a prefix of this run. */
function onRedis(env: Environment): Ground {
  const files = inFolder()
  const prefix = `coordination-${randomBytes(6).toString('hex')}`
  return {
    folder: files.folder,
    env: { ...files.env, CONCORD_REDIS_PREFIX: prefix },
    async remove() {
      await files.remove()
      const { Redis } = await import('ioredis')
      const client = new Redis(env.REDIS_URL ?? 'redis://127.0.0.1:6379', { maxRetriesPerRequest: 1, retryStrategy: () => null })
      client.on('error', () => {})
      // A server that is not there has kept nothing.
      await forgetKeys(client, prefix).catch(() => undefined)
      client.disconnect()
    },
  }
}

function inFolder(): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'concord-coordination-'))
  return { folder, env: { DATABASE_URL: `sqlite:${join(folder, 'concord.db')}` }, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function onPostgres(env: Environment): Promise<Ground> {
  const given = env.DATABASE_URL
  if (given === undefined || !/^postgres(ql)?:/.test(given))
    throw new Misuse('--backplane postgres needs DATABASE_URL=postgres://…, a server on which a database can be made for the run')
  const name = `concord_coordination_${randomBytes(6).toString('hex')}`
  const own = new URL(given)
  own.pathname = `/${name}`
  const files = inFolder()
  await say(given, `create database "${name}" template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`)
  return {
    folder: files.folder,
    env: { DATABASE_URL: own.href, CONCORD_AUDIT_HEAD: join(files.folder, 'audit-head') },
    async remove() {
      await say(given, `drop database if exists "${name}" with (force)`)
      await files.remove()
    },
  }
}

/** Has the server do something. Throws Misuse, which does not show the address: it may hold a password. */
async function say(server: string, statement: string): Promise<void> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.query(statement)
  } catch (error) {
    throw new Misuse(`DATABASE_URL: PostgreSQL does not do what the run needs: ${messageOf(error)}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
