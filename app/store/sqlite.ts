import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { ConcordError, messageOf } from '../shared/errors'
import type { Tables } from './tables'
import { UnusableDatabase } from './unusable'
import { doneMigrations, migrate, refuseStrangers } from './upgrade'

export type { Database }

type Connection = Database.Database

/** Older versions can damage a database in WAL mode (sqlite.org/wal.html, the WAL-reset bug). */
const OLDEST_SQLITE = [3, 51, 3] as const
const BUSY_TIMEOUT_MS = 2_000
/** What is written is mostly appended: more would only be memory. */
const WRITER_CACHE_KB = 4_000
const FULL = 2

/**
 * Opens a database file for writing: durable (WAL, synchronous FULL), whole, and of the present schema; of an older one a copy is kept beside it.
 * Throws UnusableDatabase and leaves the file as it is.
 */
export const openSqlite = (path: string, at: number): Connection =>
  path === ':memory:' ? migrate(new Database(path), { at }) : opened(path, (db) => migrate(db, { at, path }))

/** The same of a file that is already a copy, so that none is kept of it. */
export const openCopy = (path: string, at: number): Connection => opened(path, (db) => migrate(db, { at }))

/** The same of a file that is there, and whose schema stays as old as it is. */
export function openPresent(path: string): Connection {
  if (!existsSync(path)) throw new UnusableDatabase(`DATABASE_URL: there is no database ${path}`)
  return opened(path, (db) => db)
}

function opened(path: string, prepare: (db: Connection) => Connection): Connection {
  refuseOldSqlite()
  makeRoom(path)
  const db = connect(path)
  try {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    refuseDamage(db, path)
    refuseStrangers(db, path)
    db.pragma('journal_mode = WAL')
    return makeDurable(prepare(db))
  } catch (error) {
    db.close()
    throw error instanceof ConcordError ? error : unusable(path, error)
  }
}

/** SQLite says first when it has to write that it may not: the file's own rights say little to an administrator of the machine. */
function unusable(path: string, error: unknown): UnusableDatabase {
  const readOnly = codeOf(error).startsWith('SQLITE_READONLY')
  return new UnusableDatabase(`DATABASE_URL: the database ${path} ${readOnly ? 'is read-only and was left as it is' : `cannot be used: ${messageOf(error)}`}`)
}

/** A further connection for writing to a file that `openSqlite` has found good. */
export function reopenSqlite(path: string): Connection {
  const db = connect(path)
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  db.pragma(`cache_size = -${WRITER_CACHE_KB}`)
  return makeDurable(db)
}

/** Writes every page anew, without what was ever removed from it, and leaves nothing in the log beside the file. Throws what SQLite says while others are in the way. */
export function compactSqlite(db: Connection): void {
  db.exec('vacuum')
  const [{ busy } = { busy: 0 }] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (busy !== 0) throw Object.assign(new Error('somebody reads what is to be removed from the log'), { code: 'SQLITE_BUSY' })
}

/** A connection to the same file that can only read. */
export function openReader(path: string): Connection {
  const db = new Database(path, { readonly: true })
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  return db
}

export const kyselyOn = (database: Connection): Kysely<Tables> => new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })

function refuseOldSqlite(): void {
  const db = new Database(':memory:')
  const version = db.prepare('select sqlite_version()').pluck().get() as string
  db.close()
  const parts = version.split('.').map(Number)
  const differing = OLDEST_SQLITE.findIndex((part, index) => part !== parts[index])
  if (differing >= 0 && (parts[differing] ?? 0) < (OLDEST_SQLITE[differing] ?? 0)) {
    throw new UnusableDatabase(`SQLite ${version} is too old: ${OLDEST_SQLITE.join('.')} or later is needed, older ones can damage a database`)
  }
}

function makeRoom(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    accessSync(dirname(path), constants.R_OK | constants.W_OK)
  } catch (error) {
    throw new UnusableDatabase(`DATABASE_URL: the folder of the database ${path} cannot be written: ${messageOf(error)}`)
  }
}

function connect(path: string): Connection {
  try {
    return new Database(path)
  } catch (error) {
    throw new UnusableDatabase(`DATABASE_URL: the database ${path} cannot be opened: ${messageOf(error)}`)
  }
}

function refuseDamage(db: Connection, path: string): void {
  const verdict = quickCheck(db)
  if (verdict === LOCKED) throw new UnusableDatabase(`DATABASE_URL: the database ${path} is in use by a program that lets nobody else at it`)
  if (verdict !== 'ok') throw new UnusableDatabase(`DATABASE_URL: the database ${path} is damaged and was left as it is: ${verdict}`)
}

const LOCKED = 'locked'

function quickCheck(db: Connection): string {
  try {
    return String(db.pragma('quick_check(1)', { simple: true }))
  } catch (error) {
    return codeOf(error).startsWith('SQLITE_BUSY') ? LOCKED : messageOf(error)
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code)

/** better-sqlite3 is built to fall back to NORMAL after the first transaction in WAL mode: set FULL after one, and look. */
function makeDurable(db: Connection): Connection {
  db.pragma('synchronous = FULL')
  db.transaction(() => db.pragma(`user_version = ${doneMigrations(db).length}`)).immediate()
  db.pragma('synchronous = FULL')
  if (db.pragma('synchronous', { simple: true }) !== FULL) throw new UnusableDatabase('SQLite refused full durability (synchronous = FULL)')
  return db
}
