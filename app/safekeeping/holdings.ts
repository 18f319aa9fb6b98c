import type { Database as Connection } from 'better-sqlite3'
import { doneMigrations } from '../store/upgrade'

/** What a database holds, by the names that people have for it, and how much. */
export type Holdings = readonly (readonly [count: number, one: string, many: string])[]

const HELD = [
  ['person', 'person', 'people'],
  ['agent', 'agent', 'agents'],
  ['execution', 'execution', 'executions'],
  ['event', 'event', 'events'],
  ['provider_key', 'provider key', 'provider keys', 'sealed is not null'],
  ['audit', 'audit record', 'audit records'],
] as const

/** Data of an older version may lack some of it. */
export function holdingsOf(db: Connection): Holdings {
  const tables = tablesOf(db)
  return HELD.flatMap(([table, one, many, where = 'true']) =>
    tables.has(table) ? [[db.prepare(`select count(*) from ${table} where ${where}`).pluck().get() as number, one, many] as const] : [],
  )
}

/** As a sentence says it. */
export const wordsFor = (holdings: Holdings): string => holdings.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(', ')

/** The last change of the schema that a database has seen. */
export const schemaOf = (db: Connection): string => doneMigrations(db).at(-1) ?? ''

const tablesOf = (db: Connection): ReadonlySet<unknown> => new Set(db.prepare("select name from sqlite_master where type = 'table'").pluck().all())

/** By what the secret key is recognised that the data is sealed under; undefined where that was never noted. */
export const keyCheckOf = (db: Connection): unknown =>
  tablesOf(db).has('secret_key_check') ? db.prepare('select value from secret_key_check').pluck().get() : undefined
