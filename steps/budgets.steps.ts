import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { ask } from '../support/asking'
import { type BudgetTold, budgetOf, budgetPath, giveBudget, lookAtBudget, standing, tokensCost } from '../support/budgets'
import type { AgentName, PersonName } from '../support/cast'
import { recorded } from '../support/measurements'
import type { NamedOutcome, Owner, ProviderWord } from '../support/parameter-types'
import { toAgent } from '../support/running'
import { askAlongside, beginAsking, underWayOf } from '../support/under-way'
import type { ConcordWorld } from '../support/world'

/** The budgets of people and agents, and what they are reserved and spent for. */

Given(
  'every token asked costs {float} USD, every token answered {float} USD, and no answer has more than {int} tokens',
  function (this: ConcordWorld, asked: number, answered: number, longest: number) {
    tokensCost(this, asked, answered, longest)
  },
)

Given('the installation counts in EUR', function (this: ConcordWorld) {
  this.set('CONCORD_CURRENCY', 'EUR')
})

Given('Olivia has given {owner} a budget of {float} USD a day', async function (this: ConcordWorld, owner: Owner, amount: number) {
  await giveBudget(this, 'Olivia', budgetPath(this, owner), amount)
  expect(this.reply.status, this.reply.text).to.equal(200)
})

When(
  /^(Olivia|Sam|Uma) gives (\w+) a budget of (-?[\d.]+) (USD|EUR) a day$/,
  async function (this: ConcordWorld, by: PersonName, name: string, amount: string, currency: string) {
    await giveBudget(this, by, budgetPath(this, name as Owner), Number(amount), currency)
  },
)

When('Olivia gives {person} a budget of {float} USD a day, as if that were an agent', async function (this: ConcordWorld, person: PersonName, amount: number) {
  await giveBudget(this, 'Olivia', budgetPath(this, person).replace('/person/', '/agent/'), amount)
})

When(/^Olivia gives the unknown (person|agent) a budget of 1 USD a day$/, async function (this: ConcordWorld, kind: string) {
  await giveBudget(this, 'Olivia', `/api/budgets/${kind}/01900000-0000-7000-8000-000000000000`, 1)
})

When("{person} looks at {owner}'s budget", async function (this: ConcordWorld, person: PersonName, owner: Owner) {
  await lookAtBudget(this, person, owner)
})

Then(
  /^(\w+) may spend ([\d.]+) (?:USD|EUR) a day, of which ([\d.]+) (?:USD|EUR) are reserved and ([\d.]+) (?:USD|EUR) spent$/,
  async function (this: ConcordWorld, name: string, limit: string, reserved: string, spent: string) {
    const told: BudgetTold = { limit: Number(limit), reserved: Number(reserved), spent: Number(spent) }
    expect(this.reply.status, this.reply.text).to.equal(200)
    expect(this.reply.json()).to.deep.equal(told)
    expect(await budgetOf(this, name as Owner)).to.deep.equal(told)
  },
)

Then(
  '{person} sees a budget of {float} USD, of which {float} USD are reserved and {float} USD spent',
  function (this: ConcordWorld, _person: PersonName, limit: number, reserved: number, spent: number) {
    expect(this.reply.json()).to.deep.equal({ limit, reserved, spent })
  },
)

Then('{person} sees that there is none', function (this: ConcordWorld, _person: PersonName) {
  expect(this.reply.json()).to.deep.equal({ limit: null, reserved: 0, spent: 0 })
})

Then('{owner} has no budget', async function (this: ConcordWorld, owner: Owner) {
  expect(await budgetOf(this, owner)).to.deep.equal({ limit: null, reserved: 0, spent: 0 })
})

Then("{float} USD of {owner}'s budget are reserved and {float} USD spent", async function (this: ConcordWorld, reserved: number, owner: Owner, spent: number) {
  await standing(this)
  const { limit: _limit, ...told } = await budgetOf(this, owner)
  expect(told).to.deep.equal({ reserved, spent })
})

Then("nothing of {owner}'s budget is reserved or spent", async function (this: ConcordWorld, owner: Owner) {
  await standing(this)
  const { limit: _limit, ...told } = await budgetOf(this, owner)
  expect(told).to.deep.equal({ reserved: 0, spent: 0 })
})

Then(
  "the audit trail tells that Olivia set {owner}'s budget to {float} USD, and from there to {float} USD",
  async function (this: ConcordWorld, owner: Owner, first: number, second: number) {
    const told = (await recorded(this, 'budget.set')).map(({ actor, subject, details }) => ({ actor, subject, details }))
    const [one, two] = [Math.round(first * 1e9), Math.round(second * 1e9)]
    const record = (before: number | null, amount: number) => ({
      actor: this.member('Olivia').id,
      subject: budgetPath(this, owner).split('/').at(-1),
      details: { owner: 'person', currency: 'USD', before, amount },
    })
    expect(told).to.deep.equal([record(null, one), record(one, two)])
  },
)

Given('{person} has asked {provider} {string}', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, text: string) {
  await ask(this, person, text, { provider })
  expect(this.reply.status, this.reply.text).to.equal(200)
})

Given("{person} is waiting for OpenAI's answer to {string}", async function (this: ConcordWorld, person: PersonName, text: string) {
  await beginAsking(this, person, text)
})

When("{person} begins to wait for OpenAI's answer to {string}", async function (this: ConcordWorld, person: PersonName, text: string) {
  await beginAsking(this, person, text)
})

When('{person} begins to wait for an answer to {string}, allowing failover', async function (this: ConcordWorld, person: PersonName, text: string) {
  askAlongside(this, person, text, { failover: true })
  await this.clock.advance(0)
})

When(
  "{person} begins to wait for OpenAI's answer to {string}, of at most {int} tokens",
  async function (this: ConcordWorld, person: PersonName, text: string, maxTokens: number) {
    askAlongside(this, person, text, { maxTokens })
    await this.clock.advance(0)
  },
)

When('{person} goes away without the answer', async function (this: ConcordWorld, person: PersonName) {
  underWayOf(this, person).leave()
  await this.clock.advance(0)
})

When("{person}'s question to OpenAI {string} has ended, however it ends", async function (this: ConcordWorld, person: PersonName, text: string) {
  this.looked(await ask(this, person, text, { provider: 'openai' }))
})

When('{person} asks {string} {int} times at the same moment', async function (this: ConcordWorld, person: PersonName, text: string, count: number) {
  const asked = Array.from({ length: count }, () => askAlongside(this, person, text).answer)
  for (const reply of await this.wait(Promise.all(asked), `${count} answers`)) this.take(reply)
})

When('Mallory and Uma ask {agent} {string} at the same moment', async function (this: ConcordWorld, agent: AgentName, message: string) {
  const { path, body } = toAgent(this, agent, message)
  const asked = (['Mallory', 'Uma'] as const).map((person) => this.as(person).call('POST', path, { body }))
  for (const reply of await this.wait(Promise.all(asked), 'both answers')) this.take(reply)
})

Then(
  '{int} got an answer, and {int} failed because {failure}',
  function (this: ConcordWorld, answered: number, refused: number, { status, code }: NamedOutcome) {
    const replies = this.replies.slice(-(answered + refused))
    for (const reply of replies) this.looked(reply)
    const told = replies.map((reply) => (reply.status === 200 ? 'answered' : `${reply.status} ${reply.json().code}`)).sort()
    expect(told).to.deep.equal([...Array(refused).fill(`${status} ${code}`), ...Array(answered).fill('answered')])
  },
)
