import { type Database, openSqlite } from '../../app/store/sqlite'

type Connection = Database.Database
/** A statement and its values, as they were given to SQLite. */
export type Said = readonly [sql: string, values: readonly unknown[]]
export type Transaction = readonly Said[]

const BEGIN = 'begin immediate'
const COMMIT = 'commit'

/** A connection that keeps what is said to it within transactions. Savepoints are left out: one after the other needs none. */
export function recorded(connection: Connection, transactions: Transaction[]): Connection {
  let current: Said[] | undefined
  const note = (sql: string, values: readonly unknown[]) => {
    if (sql === BEGIN) current = []
    else if (sql === COMMIT) {
      if (current !== undefined && current.length > 0) transactions.push(current)
      current = undefined
    } else if (!/^(savepoint|release|rollback)/.test(sql)) current?.push([sql, values])
  }
  const prepare = (sql: string) => {
    const statement = connection.prepare(sql)
    return new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...values: unknown[]) => {
          if (name === 'run' || name === 'all' || name === 'get') note(sql, values)
          return value.apply(target, values)
        }
      },
    })
  }
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'prepare') return prepare
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** The same transactions with better-sqlite3 and nothing else, one after the other. */
export interface Replay {
  /** Makes the next so many; how long it took, in milliseconds. */
  run(count: number): number
  close(): void
}

export function createReplay(path: string, transactions: readonly Transaction[]): Replay {
  const db = openSqlite(path, Date.now())
  const statements = new Map([...new Set(transactions.flat().map(([sql]) => sql))].map((sql) => [sql, db.prepare(sql)]))
  const ready = transactions.map((all) => all.map(([sql, values]) => [statements.get(sql), values] as const))
  const [begin, commit] = [db.prepare(BEGIN), db.prepare(COMMIT)]
  let next = 0
  return {
    run(count) {
      const begun = performance.now()
      for (const transaction of ready.slice(next, next + count)) {
        begin.run()
        for (const [statement, values] of transaction) {
          if (statement?.reader) statement.all(...values)
          else statement?.run(...values)
        }
        commit.run()
      }
      next += count
      return performance.now() - begun
    },
    close: () => void db.close(),
  }
}

/** How long a commit of one small row takes here, in milliseconds. */
export function commitTime(path: string): number {
  const db = openSqlite(path, Date.now())
  const insert = db.prepare('insert into migration (name, at) values (?, ?)')
  const begun = performance.now()
  for (let count = 0; count < COMMITS; count += 1) insert.run(`bench ${count}`, 0)
  const ms = (performance.now() - begun) / COMMITS
  db.close()
  return ms
}
const COMMITS = 200
