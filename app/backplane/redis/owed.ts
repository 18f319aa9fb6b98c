import type { AuditEntry } from '../../audit/audit'
import { recordAudit } from '../../audit/audit-store'
import type { Store } from '../../store/store'
import type { Connection } from './connection'
import { recordOnce } from './owed-store'

/** An entry that a change at the server owes to the record. */
export interface OwedEntry {
  readonly id: string
  readonly at: number
  readonly by: string
  /** What happened, in the words of the script. */
  readonly about: readonly string[]
}

/** Writes what is owed, each entry once, and says so to the server. `own` are the ids that nobody else has had time to write. */
export type PayOwed = (owed: Owed, entryOf: (owed: OwedEntry) => AuditEntry) => Promise<void>

interface Owed {
  readonly key: string
  readonly list: readonly string[]
  readonly own: readonly string[]
}

export const createPayOwed =
  ({ connection, store }: { readonly connection: Connection; readonly store: Store }): PayOwed =>
  async ({ key, list, own }, entryOf) => {
    const ids = list.filter((_, index) => index % 2 === 0)
    if (ids.length === 0) return
    const write = (id: string, text = '') => store.write(own.includes(id) ? recordAudit : recordOnce, entryOf(owedEntry(id, text)))
    await Promise.all(ids.map((id, index) => write(id, list[2 * index + 1])))
    // What cannot be said now is found again by whoever looks next, and not written twice.
    await connection.use((client) => client.hdel(key, ...ids)).catch(() => undefined)
  }

function owedEntry(id: string, text: string): OwedEntry {
  const [, at, by = '', ...about] = text.split(' ')
  return { id, at: Number(at), by, about }
}
