import { rfc3339 } from '../shared/clock'
import { ConcordError } from '../shared/errors'
import { asAmount } from './money'

/** Whom a budget binds. */
export interface Owner {
  readonly kind: 'person' | 'agent'
  readonly id: string
}

/** Who pays for something: the agent that works, and whoever asked, who may be an agent too. */
export interface Payer {
  readonly as: 'agent' | 'asker'
  readonly id: string
}

/** The most that something can cost, in billionths; or the model for which nobody can say, for want of a price or a longest answer. */
export type Most = { readonly kind: 'bounded'; readonly amount: number } | { readonly kind: 'unbounded'; readonly model: string }

/** What was set aside of the budgets of these owners until the cost is known. It remembers its day: it may be settled after midnight. */
export interface Reserved {
  readonly owners: readonly string[]
  readonly day: string
  readonly amount: number
}

/** Whose budget does not allow it. */
export interface BudgetRefusal {
  readonly payer: Payer
  readonly most: Most
}

/** `reserved` is null where nobody has a budget. If one budget does not allow it, nothing is reserved of any. */
export type Reservation = { readonly kind: 'reserved'; readonly reserved: Reserved | null } | { readonly kind: 'exceeded'; readonly refusal: BudgetRefusal }

/** A budget as it stands on one day, in billionths; without a limit nothing is counted. */
export interface BudgetView {
  readonly limit: number | undefined
  readonly reserved: number
  readonly spent: number
}

/** The budget of a person or an agent does not allow what was asked for; nobody was contacted. */
export class BudgetExceeded extends ConcordError {
  readonly code = 'budget_exceeded'
}

/** The UTC day of a time: `2026-11-21`. */
export const dayOf = (epochMs: number): string => rfc3339(epochMs).slice(0, 10)

/** What the caller is told. How much the budget has left is not: it may be somebody else's. */
export function budgetExceeded({ payer, most }: BudgetRefusal, currency: string): BudgetExceeded {
  const members = { budget_of: payer.id }
  const whose = payer.as === 'agent' ? "the agent's" : "the asker's"
  if (most.kind === 'unbounded')
    return new BudgetExceeded(
      `Nobody can say what the model ${most.model} can cost at most: it has no price or no longest answer here, and ${whose} budget is in force`,
      { retryable: false, members },
    )
  return new BudgetExceeded(`This can cost up to ${asAmount(most.amount).toFixed(9)} ${currency}, and less than that is left of ${whose} budget today`, {
    retryable: true,
    members,
  })
}
