import type { Clock } from '../shared/clock'
import { InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { type BudgetView, dayOf, type Owner } from './budget'
import { setBudget } from './budget-store'
import { billionths, MOST_MONEY } from './money'

/** What people and agents may spend a UTC day (AR-05.26). */
export interface Budgets {
  /** How the budget stands today. Throws NotFound for an unknown owner. */
  get(owner: Owner): Promise<BudgetView>
  /** Sets the limit, from now on; audited. Throws NotFound, and InvalidInput for what is no amount or another currency. */
  set(owner: Owner, limit: { readonly amount: number; readonly currency: string }, by: string): Promise<BudgetView>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly currency: string
  readonly exists: (owner: Owner) => Promise<boolean>
}

export function createBudgets({ store, clock, newId, currency, exists }: Deps): Budgets {
  const known = async (owner: Owner) => {
    if (!(await exists(owner))) throw new NotFound(`There is no such ${owner.kind}`)
  }

  const view = (owner: Owner): Promise<BudgetView> =>
    store.read(async (db) => {
      const budget = await db.selectFrom('budget').select('amount').where('owner_id', '=', owner.id).executeTakeFirst()
      const today = db.selectFrom('budget_day').selectAll().where('owner_id', '=', owner.id).where('day', '=', dayOf(clock.now()))
      const used = await today.executeTakeFirst()
      return { limit: budget?.amount, reserved: used?.reserved ?? 0, spent: used?.spent ?? 0 }
    })

  return {
    async get(owner) {
      await known(owner)
      return view(owner)
    },
    async set(owner, limit, by) {
      const amount = billionths(limit.amount)
      if (amount === undefined) throw new InvalidInput('amount', `amount must be from 0 to ${MOST_MONEY}, with at most 9 decimal places`)
      if (limit.currency !== currency) throw new InvalidInput('currency', `currency must be ${currency}, in which this installation counts`)
      await known(owner)
      const at = clock.now()
      const entry = { id: newId(), at, actor: by, action: 'budget.set', subject: owner.id, details: { owner: owner.kind, amount, currency } }
      await store.write(setBudget, { ownerId: owner.id, amount, at, entry })
      return view(owner)
    },
  }
}
