import type { ProcessLocks } from '../store/process-locks'
import { define } from '../store/statement'
import type { Store } from '../store/store'
import { NotDone } from './not-done'

const platforms = define()((db) => db.selectFrom('instance').select('id'))

/** The platforms that a database remembers, all of which are gone. Throws NotDone if one holds its lock still. */
export async function gonePlatforms(store: Store, locks: ProcessLocks): Promise<readonly string[]> {
  const ids = (await store.find(platforms, {})).map(({ id }) => id)
  const gone: string[] = []
  for (const id of ids) if (await locks.isFree(id)) gone.push(id)
  // Looking has made a file where there was none.
  for (const id of gone) locks.remove(id)
  if (gone.length < ids.length) throw inUse()
  return gone
}

export const inUse = (): NotDone => new NotDone('A platform is running on this database; stop every one first')
