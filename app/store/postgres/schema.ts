import { type Compilable, type CreateTableNode, type DataTypeNode, type OperationNode, PostgresQueryCompiler } from 'kysely'
import { migrations } from '../migrations'
import { postgresBuilder } from '../statement'

/** What SQLite's types are here: every whole number has 64 bits, and text is ordered by its bytes, whatever the database's own order. */
const TYPES: Readonly<Record<string, string>> = { integer: 'bigint', text: 'text collate "C"', blob: 'bytea' }

class SchemaCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    const type = TYPES[String(node.dataType)]
    if (type === undefined) super.visitDataType(node)
    else this.append(type)
  }

  /** `without rowid` is how SQLite stores a table, and nothing else is said at the end of one. */
  protected override visitCreateTable({ endModifiers: _how, ...node }: CreateTableNode): void {
    super.visitCreateTable(node)
  }
}

const db = postgresBuilder(() => new SchemaCompiler())

/** Each migration as statements of PostgreSQL. */
export const postgresMigrations = (): readonly { readonly name: string; readonly statements: readonly string[] }[] =>
  migrations.map(({ name, up }) => ({ name, statements: up(db).flatMap(statementsOf) }))

function statementsOf(made: Compilable): string[] {
  const { sql, query } = made.compile()
  const numbered = isTable(query) ? query.columns.find(isNumber) : undefined
  if (!isTable(query) || numbered === undefined) return [sql]
  return [sql, ...numbering(query.table.table.identifier.name, numbered.column.column.name)]
}

const isTable = (node: OperationNode): node is CreateTableNode => node.kind === 'CreateTableNode'

/** As in SQLite, a primary key that is a whole number is the next one if none is given. */
const isNumber = ({ primaryKey, dataType }: CreateTableNode['columns'][number]): boolean =>
  primaryKey === true && 'dataType' in dataType && dataType.dataType === 'integer'

/** A sequence would leave a gap where a transaction is undone; one writer at a time needs none. */
const numbering = (table: string, column: string): string[] => [
  `create function "next_${table}_${column}"() returns bigint language plpgsql as $$ begin return (select coalesce(max("${column}"), 0) + 1 from "${table}"); end $$`,
  `alter table "${table}" alter column "${column}" set default "next_${table}_${column}"()`,
]
