import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { migrations } from '../app/store/migrations'
import { sqliteBuilder } from '../app/store/statement'

/** What a version of the platform stores, by the last change of the schema that it knows. */
export const VERSIONS = migrations.map(({ name }) => name)

/** How versions are called in a feature: by what they brought. */
export const VERSION_NAMES = [
  'people, keys and sends',
  'agents and executions',
  'coordination',
  'communication',
  'the backplane',
  'the check of the key',
] as const
export type VersionName = (typeof VERSION_NAMES)[number]

/** Makes the tables of a version in an empty file, as that version did. */
export function makeTables(db: Sqlite.Database, version: string): void {
  db.exec('create table migration (name text primary key, at bigint not null)')
  for (const { name, up } of migrations.slice(0, VERSIONS.indexOf(version) + 1)) {
    for (const statement of up(sqliteBuilder)) db.exec(statement.compile().sql)
    db.prepare('insert into migration (name, at) values (?, 0)').run(name)
  }
}

/** Rows of a table, by column. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

interface Earlier {
  readonly version: string
  /** What stands in some tables; the others are filled by rows that are made up, each column with something of its own. */
  readonly rows: Rows
  readonly now: number
}

/** A file as an earlier version has left it, in the journal mode that platforms use. */
export function makeEarlierData(file: string, { version, rows, now }: Earlier): void {
  rmSync(file, { force: true })
  const db = new Sqlite(file)
  db.pragma('journal_mode = wal')
  makeTables(db, version)
  db.pragma('foreign_keys = off')
  for (const table of tablesOf(db)) {
    for (const row of rows[table] ?? [1, 2].map((number) => madeUp(db, { table, number, now }))) insert(db, table, row)
  }
  db.close()
}

/** What platforms themselves come and go in, and what every start of them changes. */
const THEIR_OWN = new Set(['migration', 'instance'])

const tablesOf = (db: Sqlite.Database): readonly string[] =>
  (db.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all() as string[]).filter((name) => !THEIR_OWN.has(name))

/** A table that the last change of the schema makes. */
export function newestTable(): string {
  const tables = VERSIONS.slice(-2).map((version) => {
    const db = new Sqlite(':memory:')
    makeTables(db, version)
    return tablesOf(db)
  })
  const [before = [], now = []] = tables
  const made = now.find((table) => !before.includes(table))
  if (made === undefined) throw new Error('the last change makes no table')
  return made
}

interface Column {
  readonly name: string
  readonly type: string
}

const columnsOf = (db: Sqlite.Database, table: string): readonly Column[] => db.pragma(`table_info(${table})`) as Column[]

const A_DAY = 86_400_000

/** Times are to come, so that nothing of it is over; words are words of no state that anybody looks after. */
function madeUp(db: Sqlite.Database, { table, number, now }: { table: string; number: number; now: number }): Readonly<Record<string, unknown>> {
  const value = ({ name, type }: Column) => {
    if (/bigint/i.test(type)) return now + A_DAY + number
    return /integer/i.test(type) ? number : JSON.stringify(`${table} ${name} ${number}`)
  }
  return Object.fromEntries(columnsOf(db, table).map((column) => [column.name, value(column)]))
}

function insert(db: Sqlite.Database, table: string, row: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(row)
  db.prepare(`insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`).run(...Object.values(row))
}

/** Everything that is stored, table by table, a line for each row. */
export function contentOf(file: string): ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]> {
  const db = new Sqlite(file, { readonly: true })
  try {
    return new Map(tablesOf(db).map((table) => [table, db.prepare(`select * from ${table}`).all() as Readonly<Record<string, unknown>>[]]))
  } finally {
    db.close()
  }
}

/** Rows of before, named by their tables, that are not there any more as they were; columns that came since do not count. */
export function missingFrom(now: ReturnType<typeof contentOf>, before: ReturnType<typeof contentOf>): readonly string[] {
  return [...before].flatMap(([table, rows]) => {
    const names = Object.keys(rows[0] ?? {})
    const there = new Set((now.get(table) ?? []).map((row) => JSON.stringify(names.map((name) => row[name]))))
    return rows.filter((row) => !there.has(JSON.stringify(Object.values(row)))).map((row) => `${table}: ${JSON.stringify(row)}`)
  })
}

interface EarlierEntry {
  readonly actor: string
  readonly action: string
  readonly subject: string
}

/** A record as versions hashed it that knew nothing of taking words away, after the one before. */
export function earlierRecord({ actor, action, subject }: EarlierEntry, reason: string, last: { seq: number; hash: string }, at: number) {
  const [seq, details] = [last.seq + 1, JSON.stringify({ reason, role: 'user' })]
  const id = `record-${seq}`
  const hash = createHash('sha256')
    .update(JSON.stringify([last.hash, seq, id, at, actor, action, subject, null, null, details, null, null]))
    .digest('hex')
  return { seq, id, at, actor, action, subject, of: null, outcome: null, details, trace_id: null, instance_id: null, hash }
}

/** The records of a trail that begins with these. */
export function earlierTrail(entries: readonly EarlierEntry[], at: number) {
  let last = { seq: 0, hash: '0'.repeat(64) }
  return entries.map((entry) => {
    const record = earlierRecord(entry, 'They asked for it', last, at)
    last = record
    return record
  })
}
