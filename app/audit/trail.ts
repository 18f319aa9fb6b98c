import type { Clock } from '../shared/clock'
import { StorageUnavailable } from '../shared/errors'
import type { NewId } from '../shared/ids'
import { othersTurn } from '../shared/others-turn'
import type { Store } from '../store/store'
import type { AuditRow } from '../store/tables'
import { type AuditEntry, concluded, type Followed, UNVERIFIED, type Verification, verifyChain } from './audit'
import { hashAt, recordAudit, recordsAfter } from './audit-store'
import { type Head, holdAgainst } from './head'

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
  page(query: { after: number; limit: number; actor?: string | undefined; from?: number | undefined; newestFirst: boolean }): Promise<TrailPage>
  /** Follows the whole chain and holds it against the heads known from elsewhere. Sees everything that was given to be written before. */
  verify(): Promise<Verification>
}

const CHUNK = 1_000

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  /** The heads that are known beside the trail itself. If they cannot be read, it tells the operator why. */
  readonly knownHeads: () => Promise<readonly Head[]>
}

export function createTrail({ store, clock, newId, knownHeads }: Deps): Trail {
  const followChain = async (): Promise<Followed> => {
    let followed = UNVERIFIED
    for (;;) {
      const rows = await store.find(recordsAfter, { seq: followed.records, limit: CHUNK })
      followed = verifyChain(rows, followed)
      if (followed.firstBad !== undefined || rows.length < CHUNK) return followed
      await othersTurn()
    }
  }

  return {
    async record(note) {
      const id = newId()
      await store.write(recordAudit, { ...note, id, at: clock.now() })
      return id
    },
    page: ({ after, limit, actor, from, newestFirst }) =>
      store.read(async (db) => {
        let query = db
          .selectFrom('audit')
          .selectAll()
          .orderBy('seq', newestFirst ? 'desc' : 'asc')
          .limit(limit + 1)
        if (after > 0) query = query.where('seq', newestFirst ? '<' : '>', after)
        if (actor !== undefined) query = query.where((where) => where.or([where('actor', '=', actor), where('subject', '=', actor)]))
        if (from !== undefined) query = query.where('at', '>=', from)
        const rows = await query.execute()
        const records = rows.slice(0, limit)
        return { records, next: rows.length > limit ? records.at(-1)?.seq : undefined }
      }),
    async verify() {
      // The heads first: the trail that is read after them holds at least as much.
      const heads = await knownHeads().catch(() => {
        throw new StorageUnavailable('The audit trail cannot be verified: the head that is kept apart cannot be read')
      })
      await store.read(async () => undefined)
      const chain = concluded(await followChain())
      const held = heads.map(async (head) => ({ ...head, found: await hashAt(store, head.seq) }))
      return holdAgainst(await Promise.all(held), chain)
    },
  }
}
