import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import type { Store } from '../../app/store/store'
import { platformOn } from './in-process'
import { recorded, type Transaction } from './recording'
import type { House } from './telling'

export interface Recording {
  /** The database before. */
  readonly before: Buffer
  readonly transactions: readonly Transaction[]
}

/** What a platform says to SQLite while it works. */
export async function recordWork(path: string, work: (house: House, store: Store) => Promise<void>): Promise<Recording> {
  const connection = openSqlite(path, Date.now())
  const transactions: Transaction[] = []
  const store = storeOn(recorded(connection, transactions))
  const house = await platformOn(store, path)
  const before = connection.serialize()
  transactions.length = 0
  await work(house, store)
  const all = [...transactions]
  await house.platform.stop(0)
  await store.close()
  return { before, transactions: all }
}
