import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { AuditRow } from '../store/tables'
import { type AuditEntry, UNVERIFIED, type Verification, verifyChain } from './audit'
import { recordAudit, recordsAfter } from './audit-store'

export type Note = Omit<AuditEntry, 'id' | 'at'>

export interface TrailPage {
  readonly records: readonly AuditRow[]
  /** Number of the last record on this page, if there are more. */
  readonly next: number | undefined
}

/** The trail as it is read, and written where nothing else changes. */
export interface Trail {
  /** Durable when it resolves; the id of the record. */
  record(note: Note): Promise<string>
  page(query: { after: number; limit: number; actor?: string | undefined; from?: number | undefined }): Promise<TrailPage>
  verify(): Promise<Verification>
}

const CHUNK = 1_000

export function createTrail({ store, clock, newId }: { store: Store; clock: Clock; newId: NewId }): Trail {
  const verifyFrom = async (before: Verification): Promise<Verification> => {
    const rows = await store.find(recordsAfter, { seq: before.records, limit: CHUNK })
    if (rows.length === 0) return before
    const after = verifyChain(rows, before)
    return after.valid ? verifyFrom(after) : after
  }

  return {
    async record(note) {
      const id = newId()
      await store.write(recordAudit, { ...note, id, at: clock.now() })
      return id
    },
    page: ({ after, limit, actor, from }) =>
      store.read(async (db) => {
        let query = db
          .selectFrom('audit')
          .selectAll()
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(limit + 1)
        if (actor !== undefined) query = query.where((where) => where.or([where('actor', '=', actor), where('subject', '=', actor)]))
        if (from !== undefined) query = query.where('at', '>=', from)
        const rows = await query.execute()
        const records = rows.slice(0, limit)
        return { records, next: rows.length > limit ? records.at(-1)?.seq : undefined }
      }),
    verify: () => verifyFrom(UNVERIFIED),
  }
}
