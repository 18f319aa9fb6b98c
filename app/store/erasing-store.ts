import { type RawBuilder, sql } from 'kysely'
import { PERSONAL_DATA } from './personal-data'
import { define, type Statement } from './statement'
import type { Tables } from './tables'
import { run, unit, type Write } from './unit'

export type Table = keyof Tables
export type Key = readonly (string | number)[]

/** What finds a row, where that is not its `id`. */
const KEYS: Partial<Readonly<Record<Table, readonly string[]>>> = {
  identity: ['issuer', 'subject'],
  provider_key: ['person_id', 'provider'],
  message: ['session_id', 'id'],
  execution_event: ['execution_id', 'number'],
  episode: ['agent_id', 'id'],
  episode_due: ['execution_id'],
  serious_intervention: ['execution_id'],
  budget: ['owner_id'],
  budget_day: ['owner_id', 'day'],
  task: ['coordination_id', 'number'],
  shared_state: ['scope', 'key'],
  message_block: ['owner_id', 'sender_id'],
  reaction: ['post_id', 'emoji', 'actor_id'],
  hashtag: ['tag', 'author_id', 'created_at', 'post_number'],
  hashtag_use: ['tag', 'author_id'],
  barrier_member: ['barrier', 'generation', 'member'],
  direct_message: ['number'],
  channel_member: ['number'],
  channel_message: ['number'],
}
const NUMBERS: ReadonlySet<string> = new Set(['number', 'generation', 'created_at', 'post_number'])

export const keyOf = (table: Table): readonly string[] => KEYS[table] ?? ['id']
/** Before every key of a table. */
export const firstKey = (table: Table): Key => keyOf(table).map((column) => (NUMBERS.has(column) ? -1 : ''))

export const columns = (names: readonly string[]): RawBuilder<unknown> => sql`(${sql.join(names.map((name) => sql.ref(name)))})`

type ByKey = Statement<Readonly<Record<string, unknown>>, unknown>

const byKey = (table: Table, parameter: Readonly<Record<string, unknown>>) =>
  sql<boolean>`${columns(keyOf(table))} = (${sql.join(keyOf(table).map((_, index) => parameter[`k${index}`]))})`

/** So many rows at most go in one transaction with what they belong to. */
const MOST_AT_ONCE = 500

interface Statements {
  readonly remove: ByKey
  /** What is emptied, in the order of the table's fate. */
  readonly empty: readonly ByKey[]
  /** Some of the rows that go with one. */
  readonly companions: readonly ByKey[]
}

const companionsOf = (table: Table): readonly Table[] => (Object.keys(PERSONAL_DATA) as Table[]).filter((each) => PERSONAL_DATA[each].with?.table === table)

function removeCompanions(companion: Table): ByKey {
  const key = keyOf(companion)
  const owner = sql.ref(PERSONAL_DATA[companion].with?.column ?? '')
  return define<Readonly<Record<string, unknown>>>()((db, p) => {
    const some = sql`select ${sql.join(key.map((name) => sql.ref(name)))} from ${sql.table(companion)} where ${owner} = ${p.k0} limit ${sql.lit(MOST_AT_ONCE)}`
    return db
      .deleteFrom(companion as 'message')
      .where(sql<boolean>`${columns(key)} in (${some})`)
      .returning(sql.lit(1).as('gone'))
  })
}

const statementsOf = (table: Table): Statements => ({
  remove: define<Readonly<Record<string, unknown>>>()((db, p) => db.deleteFrom(table as 'message').where(byKey(table, p))),
  empty: (PERSONAL_DATA[table].emptied ?? []).map(({ to }) =>
    define<Readonly<Record<string, unknown>>>()((db, p) =>
      db
        .updateTable(table as 'message')
        .set(to as never)
        .where(byKey(table, p)),
    ),
  ),
  companions: companionsOf(table).map(removeCompanions),
})

const made = new Map<Table, Statements>()
function statementsFor(table: Table): Statements {
  const known = made.get(table) ?? statementsOf(table)
  made.set(table, known)
  return known
}

export interface Erasure {
  readonly table: Table
  readonly keys: readonly Key[]
  /** Which of the table's emptyings; without one the rows go. */
  readonly emptying?: number | undefined
}

const named = (key: Key) => Object.fromEntries(key.map((value, index) => [`k${index}`, value]))

/** Empties or removes rows, with what goes with them; a bounded piece at a time: false if there is more of it. Doing it again changes nothing. */
export const eraseRows = unit('erase.rows', function* ({ table, keys, emptying }: Erasure): Write<boolean> {
  const { remove, empty, companions } = statementsFor(table)
  const statement = emptying === undefined ? remove : empty[emptying]
  if (statement === undefined) throw new Error(`nothing says how ${table} is emptied`)
  let left = MOST_AT_ONCE
  for (const key of keys) {
    for (const companion of emptying === undefined ? companions : []) {
      left -= (yield* run(companion, named(key))).length
      if (left <= 0) return false
    }
    yield* run(statement, named(key))
  }
  return true
})
