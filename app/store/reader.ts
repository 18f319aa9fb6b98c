import type { Database as Connection } from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { kyselyOn } from './sqlite'
import type { Statement } from './statement'
import type { Tables } from './tables'
import { createRunner } from './writer'

/** Where a store reads what was committed. */
export interface Reader {
  find<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): readonly Row[] | Promise<readonly Row[]>
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

/** Reads on one connection of SQLite, in this thread. */
export function sqliteReader(connection: Connection): Reader {
  const runner = createRunner(connection)
  return {
    find: (statement, input) => runner(statement as unknown as Statement<never, never>, input),
    db: kyselyOn(connection),
    close: async () => void (connection.open && connection.close()),
  }
}
