import { type Compilable, DummyDriver, type InferResult, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Tables } from './tables'

/** A Kysely query compiled once; its named parameters are bound at each run. */
export interface Statement<Input, Row> {
  readonly sql: string
  /** The values for the placeholders of `sql`, in order. */
  bind(input: Input): readonly unknown[]
  /** Never present; carries the row's type. */
  readonly row?: Row
}

class Param {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const compiler = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

const parameters = new Proxy({}, { get: (_target, name) => new Param(String(name)) })

/** Compiles a query whose parameters are the fields of `Input`: `define<{ id: string }>()((db, p) => db.selectFrom('person').where('id', '=', p.id))`. */
export const define =
  <Input extends object = Record<never, never>>() =>
  <Query extends Compilable<unknown>>(build: (db: Kysely<Tables>, parameter: Input) => Query): Statement<Input, InferResult<Query>[number]> => {
    const { sql, parameters: params } = build(compiler, parameters as Input).compile()
    return { sql, bind: (input) => params.map((param) => (param instanceof Param ? storable(input[param.name as keyof Input]) : param)) }
  }

const storable = (value: unknown): unknown => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value)

/** Compiles an INSERT of the named columns, each taken from the field of the same name. */
export function defineInsert<Table extends keyof Tables, Column extends keyof Tables[Table] & string>(
  table: Table,
  columns: readonly Column[],
): Statement<Pick<Tables[Table], Column>, never> {
  const values = Object.fromEntries(columns.map((column) => [column, new Param(column)]))
  const { sql, parameters: params } = compiler
    .insertInto(table)
    .values(values as never)
    .compile()
  return { sql, bind: (input) => params.map((param) => storable(input[(param as Param).name as Column])) }
}
