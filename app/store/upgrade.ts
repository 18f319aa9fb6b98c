import { existsSync, statSync } from 'node:fs'
import Database, { type Database as Connection } from 'better-sqlite3'
import { messageOf } from '../shared/errors'
import { copyDatabase } from './copy'
import { putInPlace } from './files'
import { type Migration, migrations } from './migrations'
import { sqliteBuilder } from './statement'
import { UnusableDatabase } from './unusable'

interface Upgrade {
  readonly at: number
  /** Where the database is, if a copy of it is kept before its schema is changed. */
  readonly path?: string
}

/** Whoever starts at the same moment waits until the copy is made and the schema changed. */
const OTHERS_TURN_MS = 60_000
const MIB = 1_048_576

/**
 * Brings the schema up to date, as a whole or not at all, also when several instances start at once. Before the first change of a file that has
 * content, a copy of it is kept beside it (`<file>.before-<first change>`, with a number if that name is taken by other data). Throws UnusableDatabase if there is no room for that.
 */
export function migrate(db: Connection, { at, path }: Upgrade): Connection {
  if (missing(db).length === 0) return db
  const usual = db.pragma('busy_timeout', { simple: true })
  db.pragma(`busy_timeout = ${OTHERS_TURN_MS}`)
  const steps = db.transaction(() => {
    const [first, ...more] = missing(db)
    if (first === undefined) return
    if (path !== undefined && hasTable(db, 'migration')) keepCopy(db, path, first)
    db.exec('create table if not exists migration (name text primary key, at bigint not null)')
    for (const migration of [first, ...more]) apply(db, migration, at)
  })
  steps.immediate()
  db.pragma(`busy_timeout = ${usual}`)
  return db
}

function apply(db: Connection, { name, up }: Migration, at: number): void {
  for (const statement of up(sqliteBuilder)) db.exec(statement.compile().sql)
  db.prepare('insert into migration (name, at) values (?, ?)').run(name, at)
}

function missing(db: Connection): readonly Migration[] {
  const done = new Set(doneMigrations(db))
  return migrations.filter(({ name }) => !done.has(name))
}

/** Nobody writes meanwhile: the copy is what is changed next. One that an interrupted start has left holds the same, or less, and gives way. */
function keepCopy(db: Connection, path: string, { name }: Migration): void {
  const copy = nameOfCopy(db, `${path}.before-${name}`)
  try {
    copyDatabase(path, `${copy}.draft`)
    putInPlace(`${copy}.draft`, copy)
  } catch (error) {
    const size = Math.ceil(statSync(path).size / MIB)
    throw new UnusableDatabase(
      `DATABASE_URL: the database ${path} has to be upgraded, and was left as it is because no copy of it could be kept first as ${copy}, which takes up to ${size} MiB: ${messageOf(error)}`,
    )
  }
}

/** The first name whose copy, if there is one, holds nothing that is not in the data: somebody may have put older data back since. */
function nameOfCopy(db: Connection, first: string): string {
  for (let [name, number] = [first, 2]; ; name = `${first}-${number++}`) if (!existsSync(name) || holdsAllOf(db, name)) return name
}

/** Whether the last audit record of a copy stands in the data as well, and with it all before. */
function holdsAllOf(db: Connection, copy: string): boolean {
  try {
    const other = new Database(copy, { readonly: true })
    const last = other.prepare('select seq, hash from audit order by seq desc limit 1').get() as { seq: number; hash: string } | undefined
    other.close()
    return last === undefined || db.prepare('select hash from audit where seq = ?').pluck().get(last.seq) === last.hash
  } catch {
    return false
  }
}

const hasTable = (db: Connection, name: string): boolean => db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !== undefined

/** The changes of the schema that a database has seen, in order. */
export const doneMigrations = (db: Connection): readonly string[] =>
  hasTable(db, 'migration') ? (db.prepare('select name from migration order by name').pluck().all() as string[]) : []

/** Refuses a database of a newer version, and one of another program. Throws UnusableDatabase. */
export function refuseStrangers(db: Connection, path: string): void {
  const known = new Set(migrations.map((migration) => migration.name))
  const newer = doneMigrations(db).find((name) => !known.has(name))
  if (newer !== undefined)
    throw new UnusableDatabase(`DATABASE_URL: the database ${path} was written by a newer version of Concord (${newer}); use that version or a backup`)
  const foreign = db.prepare("select name from sqlite_master where type = 'table' limit 1").pluck().get()
  if (foreign !== undefined && !hasTable(db, 'migration'))
    throw new UnusableDatabase(`DATABASE_URL: ${path} is a database of another program (it has a table ${foreign})`)
}
