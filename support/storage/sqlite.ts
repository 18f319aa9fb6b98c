import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import { type Command, type Data, type Database, lastOf, type Storage, type StorageHouse } from './storage'

const PAGE = 4_096

/** What a step does with SQLite itself, and with no other engine. */
const connections = new WeakMap<Storage, Sqlite.Database>()
export const connectionOf = (storage: Storage): Sqlite.Database => {
  const connection = connections.get(storage)
  if (connection === undefined) throw new Error('this step is about SQLite, and the data is on another engine')
  return connection
}

/** Stores in memory, each a copy of one in which `invite` has made the cast. */
export async function openSqliteHouse<T>(at: number, invite: (storage: Storage) => Promise<T>): Promise<readonly [StorageHouse, T]> {
  const connection = openSqlite(':memory:', at)
  const invited = await invite(sqliteStorage(connection))
  const snapshot = connection.serialize()
  connection.close()
  return [sqliteHouse(snapshot), invited]
}

const sqliteHouse = (snapshot: Buffer): StorageHouse => ({
  engine: 'sqlite',
  take: () => sqliteStorage(new Sqlite(snapshot)),
  prepare: async () => {},
  async database(file, content) {
    if (content === 'cast') writeFileSync(file, snapshot)
    return sqliteFile(file)
  },
  close: async () => {},
})

/** The data of an open connection. */
export function sqliteStorage(connection: Sqlite.Database): Storage {
  const data = dataOn((look) => look(connection))
  const changes = () => connection.prepare('select total_changes()').pluck().get()
  const before = changes()
  const storage: Storage = {
    data,
    store: () => storeOn(connection),
    head: () => lastOf(data),
    isUntouched: async () => changes() === before,
    limit: async (bytes) => {
      const pages = connection.pragma('page_count', { simple: true }) as number
      connection.pragma(`max_page_count = ${pages + bytes / PAGE}`)
    },
    fail: async (failing) => void connection.pragma(`query_only = ${failing ? 'on' : 'off'}`),
    close: async () => void connection.close(),
  }
  connections.set(storage, connection)
  return storage
}

function sqliteFile(file: string): Database {
  const onFile: Look = (look) => {
    const connection = new Sqlite(file)
    try {
      return look(connection)
    } finally {
      connection.close()
    }
  }
  const data = dataOn(onFile)
  return {
    data: { ...data, exists: async () => existsSync(file) },
    url: `sqlite:${file}`,
    async hold() {
      const other = new Sqlite(file)
      other.exec('begin immediate')
      return async () => void (other.open && other.close())
    },
    async copy() {
      const bytes = onFile((connection) => connection.serialize())
      return async () => {
        for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
        writeFileSync(file, bytes)
      }
    },
    limit: async (bytes) => ({ largestFile: statSync(file).size + bytes }),
    lift: async () => {},
    remove: async () => {},
  }
}

type Look = <T>(look: (connection: Sqlite.Database) => T) => T

const dataOn = (on: Look): Data => {
  const run = (...commands: readonly Command[]) =>
    on((connection) => {
      const all = connection.transaction(() => {
        for (const [sql, ...values] of commands) connection.prepare(sql).run(...values)
      })
      all()
    })
  return {
    rows: async <Row>(...[sql, ...values]: Command) => on((connection) => connection.prepare(sql).all(...values)) as Row[],
    run: async (...commands) => run(...commands),
    forbid: async ({ name, table, event, where = 'true' }) =>
      run([`create trigger ${name} before ${event} on ${table} when ${where} begin select raise(abort, 'no room'); end`]),
    allow: async ({ name }) => run([`drop trigger if exists ${name}`]),
    everything: async () => on((connection) => connection.serialize().toString('latin1')),
    exists: async () => true,
  }
}
