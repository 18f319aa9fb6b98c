import type { Database as Connection } from 'better-sqlite3'
import type { Verification } from '../audit/audit'
import { lastRecord } from '../audit/audit-store'
import { EMPTY_HEAD, type Head } from '../audit/head'
import { createTrail } from '../audit/trail'
import { systemClock } from '../shared/clock'
import { storeOn } from '../store/open'
import type { Store } from '../store/store'

/** Follows the whole trail of a store and holds it against heads that are known from elsewhere. It writes nothing. */
export const verifyAgainst = (store: Store, heads: readonly Head[]): Promise<Verification> =>
  createTrail({ store, clock: systemClock, newId: () => '', knownHeads: async () => heads }).verify()

/** The last record of a trail. */
export const headOf = async (store: Pick<Store, 'find'>): Promise<Head> => (await store.find(lastRecord, {}))[0] ?? EMPTY_HEAD

/** A store on a connection that stays open. */
export const readingFrom = (connection: Connection): Store => storeOn(connection)
