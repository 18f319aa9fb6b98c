import {
  type Compilable,
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

const sqlite = new Kysely<Tables>({
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
    ...compiled<Input>(build(sqlite)),
    get postgres() {
      if (later === undefined) {
        named += 1
        later = { name: `concord_${named}`, ...compiled<Input>(build(postgres)) }
      }
      return later
    },
  }
}

function compiled<Input extends object>(query: Compilable<unknown>): Compiled<Input> {
  const { sql, parameters: params } = query.compile()
  return { sql, bind: (input) => params.map((param) => (param instanceof Param ? storable(input[param.name as keyof Input]) : param)) }
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
