import { type Static, Type } from 'typebox'
import type { BudgetView, Owner } from '../people/budget'
import { asAmount } from '../people/money'
import type { Actor } from '../people/person'
import { NotFound } from '../shared/errors'
import type { Current, Server } from './parts'
import { Exactly, Id, Nullable, problems } from './schemas'

const Limit = Exactly({
  amount: Type.Number({ description: 'From 0, with at most 9 decimal places' }),
  currency: Type.String({ description: "The installation's currency (ISO 4217)" }),
  per: Type.Unsafe<'day'>({ type: 'string', enum: ['day'] }),
})
const Budget = Exactly({
  limit: Nullable(Type.Number({ description: 'null: no budget, nothing is counted' })),
  reserved: Type.Number({ description: 'Set aside today for what is under way' }),
  spent: Type.Number({ description: 'Spent today, a UTC day' }),
})

/** What people and agents may spend a day on language models. */
export function budgetRoutes(server: Server, parts: Current<'budgets'>): void {
  const tags = ['budgets']
  const response = { 200: Budget, ...problems }
  const set = async (owner: Owner, { amount, currency }: Static<typeof Limit>, { person }: Actor) =>
    budgetView(await parts().budgets.set(owner, { amount, currency }, person.id))

  for (const kind of ['person', 'agent'] as const) {
    server.put(
      `/api/budgets/${kind}/:id`,
      { config: { access: 'administrator' }, schema: { tags, summary: `Set what ${ARTICLE[kind]} may spend a day`, params: Id, body: Limit, response } },
      ({ params, body, actor }) => set({ kind, id: params.id }, body, actor),
    )
    server.get(
      `/api/budgets/${kind}/:id`,
      { config: { access: READERS[kind] }, schema: { tags, summary: `What ${ARTICLE[kind]} may spend today, and has`, params: Id, response } },
      async ({ params, actor }) => {
        if (kind === 'person') refuseOthers(actor, params.id)
        return budgetView(await parts().budgets.get({ kind, id: params.id }))
      },
    )
  }
}

const ARTICLE = { person: 'a person', agent: 'an agent' } as const
/** People may read their own. */
const READERS = { person: 'user', agent: 'administrator' } as const

function refuseOthers({ person }: Actor, id: string): void {
  if (person.role !== 'administrator' && person.id !== id) throw new NotFound('There is no such person')
}

const budgetView = ({ limit, reserved, spent }: BudgetView) => ({
  limit: limit === undefined ? null : asAmount(limit),
  reserved: asAmount(reserved),
  spent: asAmount(spent),
})
