import type { Principal } from '../people/person'
import { NotFound } from '../shared/errors'
import type { Store } from '../store/store'
import type { HandoffRow } from '../store/tables'
import { maySee, notAccepted } from './handoff'
import { handoffById } from './handoff-store'

/** Handoffs as they are stored. */
export interface HandoffReading {
  stored(id: string): Promise<HandoffRow | undefined>
  /** Without an asker, whoever's it is. Throws NotFound, which names the field. */
  visible(id: string, asker: Principal | undefined, field?: string): Promise<HandoffRow>
  /** A handoff and all before it in its chain, the latest first. Throws HandoffDeclined, HandoffNotAccepted: what was declined higher up is nobody's work. */
  standingChain(row: HandoffRow, field: string): Promise<readonly HandoffRow[]>
}

export function createHandoffReading(store: Store): HandoffReading {
  const stored = async (id: string) => (await store.find(handoffById, { id }))[0]

  const chainOf = async (row: HandoffRow): Promise<readonly HandoffRow[]> => {
    const parent = row.parent_id === null ? undefined : await stored(row.parent_id)
    return parent === undefined ? [row] : [row, ...(await chainOf(parent))]
  }

  return {
    stored,
    async visible(id, asker, field) {
      const row = await stored(id)
      if (row === undefined || (asker !== undefined && !maySee(row, asker)))
        throw new NotFound('There is no such handoff', field === undefined ? {} : { field })
      return row
    },
    async standingChain(row, field) {
      const chain = await chainOf(row)
      for (const link of chain) {
        const missing = notAccepted(link, field)
        if (missing !== undefined) throw missing
      }
      return chain
    },
  }
}
