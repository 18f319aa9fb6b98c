import Database from 'better-sqlite3'
import type { Appended } from '../../app/executions/journal-store'
import { units as all } from '../../app/units'

// The platform's units, as the writing thread runs them; what is appended to journals is marked with the moment of its commit.

/** An event that knows when it was committed: milliseconds of the machine's own steady clock, which all processes share. */
export interface Marked {
  committed?: number
}

const steady = (): number => Number(process.hrtime.bigint()) / 1e6
const uncommitted: Marked[] = []

const prepare = Database.prototype.prepare
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  if (sql !== 'commit') return statement
  const run = statement.run.bind(statement) as () => Database.RunResult
  return Object.assign(statement, {
    run() {
      const result = run()
      const now = steady()
      for (const event of uncommitted.splice(0)) event.committed = now
      return result
    },
  })
} as typeof prepare

const append = all['execution.append']
if (append === undefined) throw new Error('there is no unit execution.append')

export const units = {
  ...all,
  'execution.append': {
    ...append,
    *body(input: never) {
      const output = (yield* append.body(input)) as Appended
      if (output.kind === 'written') uncommitted.push(...(output.events as readonly Marked[]))
      return output
    },
  },
}
