import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import type { Most, Payer, Reservation, Reserved } from './budget'
import { safeSum } from './money'

export const budgetOf = define<{ owner_id: string }>()((db, p) => db.selectFrom('budget').select('amount').where('owner_id', '=', p.owner_id))

export const usedOn = define<{ owner_id: string; day: string }>()((db, p) =>
  db.selectFrom('budget_day').selectAll().where('owner_id', '=', p.owner_id).where('day', '=', p.day),
)

const insertDay = defineInsert('budget_day', ['owner_id', 'day', 'reserved', 'spent'])
const updateDay = define<{ owner_id: string; day: string; reserved: number; spent: number }>()((db, p) =>
  db.updateTable('budget_day').set({ reserved: p.reserved, spent: p.spent }).where('owner_id', '=', p.owner_id).where('day', '=', p.day),
)

interface Demand {
  /** One who stands there twice counts once. */
  readonly payers: readonly Payer[]
  readonly day: string
  readonly most: Most
}

/**
 * Part of any unit: sets aside the most that something can cost, of the budget of each payer that has one. What is spent, what others
 * have reserved and this together stay within every budget; otherwise nothing is reserved (AR-05.26).
 */
export function* reserveBudget({ payers, day, most }: Demand): Write<Reservation> {
  const rows = []
  for (const payer of payers.filter(({ id }, index) => payers.findIndex((other) => other.id === id) === index)) {
    const [budget] = yield* run(budgetOf, { owner_id: payer.id })
    if (budget === undefined) continue
    const [used] = yield* run(usedOn, { owner_id: payer.id, day })
    const { reserved, spent } = used ?? { reserved: 0, spent: 0 }
    if (most.kind === 'unbounded' || spent + reserved + most.amount > budget.amount) return { kind: 'exceeded', refusal: { payer, most } }
    rows.push({ statement: used === undefined ? insertDay : updateDay, row: { owner_id: payer.id, day, reserved: reserved + most.amount, spent } })
  }
  if (most.kind === 'unbounded' || rows.length === 0) return { kind: 'reserved', reserved: null }
  for (const { statement, row } of rows) yield* run(statement, row)
  return { kind: 'reserved', reserved: { owners: rows.map(({ row }) => row.owner_id), day, amount: most.amount } }
}

/** Part of any unit: what was reserved is free again, and what it really cost is spent; all of it, if nobody knows. Once for each reservation. */
export function* settleBudget({ owners, day, amount }: Reserved, spent: number | undefined): Write<void> {
  for (const owner_id of owners) {
    const [used] = yield* run(usedOn, { owner_id, day })
    if (used === undefined) continue
    yield* run(updateDay, { owner_id, day, reserved: Math.max(0, used.reserved - amount), spent: safeSum(used.spent, spent ?? amount) })
  }
}

const insertBudget = defineInsert('budget', ['owner_id', 'amount', 'updated_at'])
const updateBudget = define<{ owner_id: string; amount: number; updated_at: number }>()((db, p) =>
  db.updateTable('budget').set({ amount: p.amount, updated_at: p.updated_at }).where('owner_id', '=', p.owner_id),
)

interface NewLimit {
  readonly ownerId: string
  readonly amount: number
  readonly at: number
  readonly entry: AuditEntry
}

/** Sets what may be spent a day; what is spent and reserved today stays. */
export const setBudget = unit('budget.set', function* ({ ownerId, amount, at, entry }: NewLimit) {
  const [present] = yield* run(budgetOf, { owner_id: ownerId })
  yield* run(present === undefined ? insertBudget : updateBudget, { owner_id: ownerId, amount, updated_at: at })
  yield* appendAudit({ ...entry, details: { ...entry.details, before: present?.amount ?? null } })
})
