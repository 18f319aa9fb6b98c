import type { Database as Connection } from 'better-sqlite3'
import { openReader, openSqlite } from './sqlite'
import { type Committer, createStore, type Store } from './store'
import { createWriter } from './writer'
import { threadedCommitter } from './writer-thread'

/** Commits in this thread: for memory, the command line, scenarios and unit tests. */
export function inThread(connection: Connection): Committer {
  const writer = createWriter(connection)
  return {
    commit: async (jobs) => writer(jobs),
    close: async () => void (connection.open && connection.close()),
  }
}

/** A store on an open connection that both reads and writes, in this thread. */
export const storeOn = (connection: Connection): Store => createStore({ reader: connection, committer: inThread(connection) })

/**
 * The store of a server. A file is written by a thread of its own, so that a slow disk or a lock held elsewhere never stops the event loop.
 * `unitsModule` is the module that exports every unit by name. Throws UnusableDatabase.
 */
export async function openStore({ path, at, unitsModule }: { path: string; at: number; unitsModule: string }): Promise<Store> {
  const connection = openSqlite(path, at)
  if (path === ':memory:') return storeOn(connection)
  connection.close()
  const committer = await threadedCommitter({ path, unitsModule })
  return createStore({ reader: openReader(path), committer })
}
