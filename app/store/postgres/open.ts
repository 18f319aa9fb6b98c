import { randomUUID } from 'node:crypto'
import type { Clock } from '../../shared/clock'
import { ConcordError, messageOf } from '../../shared/errors'
import { createStore, type Store } from '../store'
import { UnusableDatabase } from '../unusable'
import { postgresCommitter } from './committer'
import { postgresEar } from './ear'
import { createLink } from './link'
import { postgresLocks } from './locks'
import { migratePostgres } from './migrate'
import { postgresReader } from './reader'
import { openSession, type Session } from './session'

interface Where {
  readonly server: string
  /** The address without its password. */
  readonly shown: string
  readonly at: number
  readonly clock: Clock
}

/** The store on a server of PostgreSQL: one connection writes, a few read, one hears of others, and one holds the lock of this process. Throws UnusableDatabase. */
export async function openPostgres({ server, shown, at, clock }: Where): Promise<Store> {
  await prepare({ server, shown, at, clock })
  const origin = randomUUID()
  const [link, ear, locks] = await Promise.all([
    createLink({ open: () => openWriter(server), clock }),
    postgresEar({ server, clock, origin }),
    postgresLocks({ server, clock }),
  ])
  const committer = { ...postgresCommitter({ link, clock, origin }), compact: () => tidy(server) }
  return createStore({ reader: postgresReader({ server, clock }), committer, ear, locks })
}

/** Gives the room of removed rows back, and draws up the statistics, which quote values, anew. The server's own log, and when its pages are written over, is not in our hands. */
async function tidy(server: string): Promise<void> {
  const session = await openSession(server)
  try {
    await session.query('set statement_timeout = 0')
    await session.query('vacuum (analyze)')
  } finally {
    await session.close()
  }
}

/** Makes sure that the database can be used, and brings its schema up to date. Throws UnusableDatabase. */
export async function prepare({ server, shown, at }: Where): Promise<void> {
  const session = await openSession(server).catch((error: unknown) => Promise.reject(unreachable(shown, error)))
  try {
    await refuseUnfit(session, shown)
    await migratePostgres(session, { shown, at })
  } catch (error) {
    throw error instanceof ConcordError ? error : new UnusableDatabase(`DATABASE_URL: the database ${shown} cannot be used: ${messageOf(error)}`)
  } finally {
    await session.close()
  }
}

/** A connection that writes, fully durable whatever the server's usual setting. */
export async function openWriter(server: string): Promise<Session> {
  const session = await openSession(server)
  await session.query('set synchronous_commit = on')
  const [{ synchronous_commit } = {}] = (await session.query('show synchronous_commit')).rows
  if (synchronous_commit !== 'on') throw new UnusableDatabase('DATABASE_URL: PostgreSQL refused full durability (synchronous_commit = on)')
  return session
}

/** Functions that the platform needs came with version 13. */
const OLDEST = 130_000

async function refuseUnfit(session: Session, shown: string): Promise<void> {
  const [{ version, name, encoding, schema, only_read } = {}] = (
    await session.query(`select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      current_setting('server_encoding') as encoding, current_schema()::text as schema, current_setting('transaction_read_only') as only_read`)
  ).rows
  const complaint = (sentence: string) => new UnusableDatabase(`DATABASE_URL: the database ${shown} ${sentence}`)
  if (Number(version) < OLDEST) throw complaint(`is one of PostgreSQL ${name}, which is too old: 13 or later is needed`)
  if (encoding !== 'UTF8') throw complaint(`keeps text as ${encoding}; UTF8 is needed`)
  if (schema === null) throw complaint('has no schema in which tables could be made')
  if (only_read === 'on') throw complaint('is read-only and was left as it is')
}

/** What kept a connection from being made, by SQLSTATE or by the code of the network's error. */
function unreachable(shown: string, error: unknown): UnusableDatabase {
  const code = String((error as { code?: unknown } | undefined)?.code ?? '')
  if (code === '28P01' || code === '28000') return new UnusableDatabase(`DATABASE_URL: ${shown} refused the user or the password`)
  if (code === '3D000') return new UnusableDatabase(`DATABASE_URL: there is no database ${shown}`)
  return new UnusableDatabase(`DATABASE_URL: ${shown} cannot be reached: ${/^E[A-Z]+$/.test(code) ? code : messageOf(error)}`)
}
