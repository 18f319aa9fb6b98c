import type { Database as Connection } from 'better-sqlite3'
import { systemClock } from '../shared/clock'
import { sqliteReader } from './reader'
import { compactSqlite, openReader, openSqlite } from './sqlite'
import { type Committer, createStore, type Store } from './store'
import { createWriter } from './writer'
import { threadedCommitter } from './writer-thread'

/** Commits in this thread: for memory, the command line, scenarios and unit tests. */
export function inThread(connection: Connection): Committer {
  const writer = createWriter(connection)
  return {
    commit: async (jobs) => writer(jobs),
    compact: async () => compactSqlite(connection),
    close: async () => void (connection.open && connection.close()),
  }
}

/** A store on an open connection that both reads and writes, in this thread. */
export const storeOn = (connection: Connection): Store => createStore({ reader: sqliteReader(connection), committer: inThread(connection) })

interface Where {
  /** The address of a server of PostgreSQL, if it is one. */
  readonly server?: string
  readonly path: string
  /** The address as it may be shown. */
  readonly shown?: string
  readonly at: number
  /** The module that exports every unit by name. */
  readonly unitsModule: string
}

/**
 * The store of a server. A file is written by a thread of its own, so that a slow disk or a lock held elsewhere never stops the event loop.
 * Throws UnusableDatabase.
 */
export async function openStore({ server, path, shown = path, at, unitsModule }: Where): Promise<Store> {
  if (server !== undefined) {
    const { openPostgres } = await import('./postgres/open')
    return openPostgres({ server, shown, at, clock: systemClock })
  }
  const connection = openSqlite(path, at)
  if (path === ':memory:') return storeOn(connection)
  connection.close()
  const committer = await threadedCommitter({ path, unitsModule })
  return createStore({ reader: sqliteReader(openReader(path)), committer })
}
