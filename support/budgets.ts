import { expect } from 'chai'
import { DEFAULT_MODELS } from '../app/llm/models'
import { PERSON_NAMES, type PersonName } from './cast'
import type { Owner } from './parameter-types'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** A budget as the platform tells it. */
export interface BudgetTold {
  readonly limit: number | null
  readonly reserved: number
  readonly spent: number
}

const isPerson = (name: Owner): name is PersonName => (PERSON_NAMES as readonly string[]).includes(name)

/** Where the budget of a person or an agent of the cast is. */
export const budgetPath = (world: ConcordWorld, name: Owner): string =>
  isPerson(name) ? `/api/budgets/person/${world.member(name).id}` : `/api/budgets/agent/${world.agent(name).id}`

export const giveBudget = (world: ConcordWorld, by: PersonName, path: string, amount: number, currency = 'USD'): Promise<Reply> =>
  world.call(world.as(by), 'PUT', path, { body: { amount, currency, per: 'day' } })

export const lookAtBudget = (world: ConcordWorld, person: PersonName, owner: Owner): Promise<Reply> =>
  world.call(world.as(person), 'GET', budgetPath(world, owner))

/** How a budget stands, as an administrator reads it. No time passes, and the last answer stays the last one. */
export async function budgetOf(world: ConcordWorld, owner: Owner): Promise<BudgetTold> {
  const reply = await world.wait(world.as('Olivia').call('GET', budgetPath(world, owner)), 'the budget')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<BudgetTold>()
}

/** What both default models cost, in the currency for a token, and how long their answers can get. */
export function tokensCost(world: ConcordWorld, asked: number, answered: number, longest: number): void {
  const perMillion = (price: number) => Math.round(price * 1e15) / 1e9
  const price = { input: perMillion(asked), output: perMillion(answered), longest_answer: longest }
  const models = Object.entries(DEFAULT_MODELS).map(([provider, id]) => ({ id, provider, ...price }))
  world.set('LLM_MODELS', JSON.stringify(models))
}

/** Lets everything arrive that is on its way without time passing. */
export const standing = (world: ConcordWorld): Promise<void> => world.clock.advance(0)
