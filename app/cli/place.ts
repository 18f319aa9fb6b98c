import type { Place } from '../safekeeping/place'
import type { Settings } from '../settings'
import { fileLocks, type ProcessLocks } from '../store/process-locks'
import type { Store } from '../store/store'

/** Where a platform with these settings keeps its data; they are not of one in memory. */
export const headPlace = ({ database, auditHead }: Settings): Place => ({ path: database.path, auditHead: auditHead ?? `${database.path}.audit-head` })

/** The data, open in this thread, with the locks of the platforms on it. Throws UnusableDatabase. */
export async function openData({ database }: Settings, at: number): Promise<{ readonly store: Store; readonly locks: ProcessLocks }> {
  const { openSqlite } = await import('../store/sqlite')
  const { openStore, storeOn } = await import('../store/open')
  const store = database.server === undefined ? storeOn(openSqlite(database.path, at)) : await openStore({ ...database, at, unitsModule: '' })
  return { store, locks: store.locks ?? fileLocks(database.path) }
}
