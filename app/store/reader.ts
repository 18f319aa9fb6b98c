import type { Database as Connection } from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { createMemory } from './memory'
import { kyselyOn } from './sqlite'
import type { Statement } from './statement'
import type { Tables } from './tables'
import { createRunner } from './writer'

/** Where a store reads what was committed. */
export interface Reader {
  find<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): readonly Row[] | Promise<readonly Row[]>
  /** The same, and it may answer what it has answered before, if nobody has committed anything since. */
  recall<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): readonly Row[] | Promise<readonly Row[]>
  /** This process has committed. */
  forget(): void
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

/** Reads on one connection of SQLite, in this thread. One that writes too cannot tell what it has changed itself: it remembers nothing. */
export function sqliteReader(connection: Connection): Reader {
  const runner = createRunner(connection)
  const { recall, forget } = connection.readonly ? createMemory(connection, runner) : { recall: runner, forget: () => {} }
  return {
    find: (statement, input) => runner(statement as unknown as Statement<never, never>, input),
    recall: (statement, input) => recall(statement as unknown as Statement<never, never>, input),
    forget,
    db: kyselyOn(connection),
    close: async () => void (connection.open && connection.close()),
  }
}
