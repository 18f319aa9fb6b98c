import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  type InferResult,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Tables } from './tables'

/** SQL with placeholders, and the values for them, in order. */
export interface Compiled<Input> {
  readonly sql: string
  bind(input: Input): readonly unknown[]
}

/** A Kysely query compiled once; its named parameters are bound at each run. */
export interface Statement<Input, Row> extends Compiled<Input> {
  /** The same for PostgreSQL, with the name under which a connection prepares it. Compiled when it is first needed. */
  readonly postgres: Compiled<Input> & { readonly name: string }
  /** Never present; carries the row's type. */
  readonly row?: Row
}

class Param {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Builds queries and schema statements for SQLite, and runs none. */
export const sqliteBuilder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** Builds queries and schema statements for PostgreSQL, and runs none. */
export const postgresBuilder = (compiler: () => QueryCompiler = () => new PostgresQueryCompiler()): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: compiler,
    },
  })

const postgres = postgresBuilder()

const parameters = new Proxy({}, { get: (_target, name) => new Param(String(name)) })

let named = 0

function statement<Input extends object, Row>(build: (db: Kysely<Tables>) => Compilable<unknown>): Statement<Input, Row> {
  let later: Statement<Input, Row>['postgres'] | undefined
  return {
    ...compiled<Input>(forSqlite(build(sqliteBuilder).compile())),
    get postgres() {
      if (later === undefined) {
        named += 1
        later = { name: `concord_${named}`, ...compiled<Input>(build(postgres).compile()) }
      }
      return later
    },
  }
}

const compiled = <Input extends object>({ sql, parameters: values }: Text): Compiled<Input> => ({
  sql,
  bind: (input) => values.map((value) => (value instanceof Param ? storable(input[value.name as keyof Input]) : value)),
})

/** SQL, and what its placeholders stand for, in order: parameters, and values that never change. */
type Text = Pick<CompiledQuery, 'sql' | 'parameters'>

/**
 * SQLite plans with what is bound for a limit, or is equal beside an order, and then prepares the statement anew for each run. So what never
 * changes stands in the statement itself, and what does in an expression, at which it does not look.
 */
function forSqlite({ sql, parameters: values }: Text): Text {
  const [first = '', ...rest] = sql.split('?')
  if (rest.length !== values.length) throw new Error(`a question mark that is no placeholder: ${sql}`)
  const text = rest.reduce((before, after, index) => before + placeOf(values[index], before) + after, first)
  return { sql: text, parameters: values.filter((value) => !isPlain(value)) }
}

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || Number.isSafeInteger(value)

function placeOf(value: unknown, before: string): string {
  if (isPlain(value)) return typeof value === 'number' ? `${value}` : `'${value.replaceAll("'", "''")}'`
  return before.endsWith(' = ') ? '+?' : before.endsWith(' limit ') ? '? + 0' : '?'
}

/** Compiles a query whose parameters are the fields of `Input`: `define<{ id: string }>()((db, p) => db.selectFrom('person').where('id', '=', p.id))`. */
export const define =
  <Input extends object = Record<never, never>>() =>
  <Query extends Compilable<unknown>>(build: (db: Kysely<Tables>, parameter: Input) => Query): Statement<Input, InferResult<Query>[number]> =>
    statement((db) => build(db, parameters as Input))

const storable = (value: unknown): unknown => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value)

/** Compiles an INSERT of the named columns, each taken from the field of the same name. */
export function defineInsert<Table extends keyof Tables, Column extends keyof Tables[Table] & string>(
  table: Table,
  columns: readonly Column[],
): Statement<Pick<Tables[Table], Column>, never> {
  const values = Object.fromEntries(columns.map((column) => [column, new Param(column)]))
  return statement((db) => db.insertInto(table).values(values as never))
}
