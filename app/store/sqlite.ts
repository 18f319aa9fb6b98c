import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { ConcordError, messageOf } from '../shared/errors'
import { type Migration, migrations } from './migrations'
import type { Tables } from './tables'
import { UnusableDatabase } from './unusable'

export type { Database }

type Connection = Database.Database

/** Older versions can damage a database in WAL mode (sqlite.org/wal.html, the WAL-reset bug). */
const OLDEST_SQLITE = [3, 51, 3] as const
const BUSY_TIMEOUT_MS = 2_000
/** What is written is mostly appended: more would only be memory. */
const WRITER_CACHE_KB = 4_000
const FULL = 2

/** Opens a database file for writing: durable (WAL, synchronous FULL), whole, and of a schema this version knows. Throws UnusableDatabase and leaves the file as it is. */
export function openSqlite(path: string, at: number): Connection {
  refuseOldSqlite()
  if (path === ':memory:') return migrate(new Database(path), at)
  makeRoom(path)
  const db = connect(path)
  try {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    refuseDamage(db, path)
    refuseNewerSchema(db, path)
    db.pragma('journal_mode = WAL')
    return makeDurable(migrate(db, at))
  } catch (error) {
    db.close()
    throw error instanceof ConcordError ? error : unusable(path, error)
  }
}

/** SQLite says first when it has to write that it may not: the file's own rights say little to an administrator of the machine. */
function unusable(path: string, error: unknown): UnusableDatabase {
  const readOnly = String((error as { code?: unknown }).code).startsWith('SQLITE_READONLY')
  return new UnusableDatabase(`DATABASE_URL: the database ${path} ${readOnly ? 'is read-only and was left as it is' : `cannot be used: ${messageOf(error)}`}`)
}

/** A further connection for writing to a file that `openSqlite` has found good. */
export function reopenSqlite(path: string): Connection {
  const db = connect(path)
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  db.pragma(`cache_size = -${WRITER_CACHE_KB}`)
  return makeDurable(db)
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
  if (verdict !== 'ok') throw new UnusableDatabase(`DATABASE_URL: the database ${path} is damaged and was left as it is: ${verdict}`)
}

function quickCheck(db: Connection): string {
  try {
    return String(db.pragma('quick_check(1)', { simple: true }))
  } catch (error) {
    return messageOf(error)
  }
}

const hasTable = (db: Connection, name: string): boolean => db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !== undefined

const doneMigrations = (db: Connection): readonly string[] =>
  hasTable(db, 'migration') ? (db.prepare('select name from migration order by name').pluck().all() as string[]) : []

function refuseNewerSchema(db: Connection, path: string): void {
  const known = new Set(migrations.map((migration) => migration.name))
  const newer = doneMigrations(db).find((name) => !known.has(name))
  if (newer !== undefined)
    throw new UnusableDatabase(`DATABASE_URL: the database ${path} was written by a newer version of Concord (${newer}); use that version or a backup`)
  const foreign = db.prepare("select name from sqlite_master where type = 'table' limit 1").pluck().get()
  if (foreign !== undefined && !hasTable(db, 'migration'))
    throw new UnusableDatabase(`DATABASE_URL: ${path} is a database of another program (it has a table ${foreign})`)
}

/** Brings the schema up to date; each step whole or not at all, also when several instances start at once. */
export function migrate(db: Connection, at: number): Connection {
  if (!hasTable(db, 'migration')) db.exec('create table if not exists migration (name text primary key, at bigint not null)')
  const done = new Set(doneMigrations(db))
  for (const migration of migrations.filter(({ name }) => !done.has(name))) apply(db, migration, at)
  return db
}

function apply(db: Connection, migration: Migration, at: number): void {
  const statements = migration.up(kyselyOn(db)).map((query) => query.compile().sql)
  const steps = db.transaction(() => {
    if (doneMigrations(db).includes(migration.name)) return
    for (const statement of statements) db.exec(statement)
    db.prepare('insert into migration (name, at) values (?, ?)').run(migration.name, at)
  })
  steps.immediate()
}

/** better-sqlite3 is built to fall back to NORMAL after the first transaction in WAL mode: set FULL after one, and look. */
function makeDurable(db: Connection): Connection {
  db.pragma('synchronous = FULL')
  db.transaction(() => db.pragma(`user_version = ${migrations.length}`)).immediate()
  db.pragma('synchronous = FULL')
  if (db.pragma('synchronous', { simple: true }) !== FULL) throw new UnusableDatabase('SQLite refused full durability (synchronous = FULL)')
  return db
}
