import type { Database as Connection } from 'better-sqlite3'
import type { Statement } from './statement'
import type { Runner } from './writer'

/** What a connection has read, remembered until anybody commits anything. */
export interface Memory {
  recall<Row>(statement: Statement<never, Row>, input: object): readonly Row[]
  /** This process has committed. */
  forget(): void
}

/** So many answers are kept; then all are forgotten. */
const MOST = 1_000

/**
 * SQLite tells a connection by its `data_version` whether another one, of whatever process, has committed since (sqlite.org/pragma.html). It is
 * looked at before anything is recalled, once in a turn of the event loop: what is asked in one turn was asked before any of it is answered.
 */
export function createMemory(connection: Connection, runner: Runner): Memory {
  const version = connection.prepare('pragma data_version').pluck()
  const known = new Map<unknown, Map<string, readonly unknown[]>>()
  let [seen, looked, kept] = [version.get(), false, 0]

  const forget = () => {
    known.clear()
    kept = 0
  }
  const nextTurn = () => {
    looked = false
  }
  const look = () => {
    looked = true
    setImmediate(nextTurn)
    const now = version.get()
    if (now !== seen || kept >= MOST) forget()
    seen = now
  }
  const answersTo = (statement: unknown): Map<string, readonly unknown[]> => {
    const present = known.get(statement)
    if (present !== undefined) return present
    const fresh = new Map<string, readonly unknown[]>()
    known.set(statement, fresh)
    return fresh
  }
  return {
    recall<Row>(statement: Statement<never, Row>, input: object): readonly Row[] {
      if (!looked) look()
      const answers = answersTo(statement)
      const question = statement.bind(input as never).join('\0')
      const present = answers.get(question)
      if (present !== undefined) return present as readonly Row[]
      const rows = runner(statement, input)
      answers.set(question, rows)
      kept += 1
      return rows
    },
    forget,
  }
}
