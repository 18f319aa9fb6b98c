import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { HandoffStatus } from '../app/coordination/handoff'
import { alertsTo } from '../support/alerts'
import { waitingProposal } from '../support/approving'
import type { AgentName, PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import {
  contextAt,
  further,
  growUp,
  type HandoffView,
  handedOn,
  handOn,
  latestHandoff,
  lookAtHandoff,
  passagesOnRecord,
  toldOfHandoffs,
} from '../support/handing-on'
import type { ConcordWorld } from '../support/world'

const NOBODY = '01900000-0000-7000-8000-000000000000'

When("{person} hands {agentName}'s work on to {agentName}", async function (this: ConcordWorld, person: PersonName, from: string, to: string) {
  await handOn(this, this.as(person), { from, to })
})

Given("{person} has handed {agentName}'s work on to {agentName}", async function (this: ConcordWorld, person: PersonName, from: string, to: string) {
  await handedOn(this, person, { from, to })
})

When(
  "{person} hands {agentName}'s work on to {agentName} with the context {string}",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string, context: string) {
    await handOn(this, this.as(person), { from, to, context })
  },
)

Given(
  "{person} has handed {agentName}'s work on to {agentName} with the context {string}",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string, context: string) {
    await handedOn(this, person, { from, to, context })
  },
)

When(
  "{person} hands {agentName}'s work on to {agentName} with the context:",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string, table: DataTable) {
    await handOn(this, this.as(person), { from, to, context: table.rowsHash() })
  },
)

When(
  "{person} hands {agentName}'s work on to {agentName} with a context of {int} characters",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string, length: number) {
    await handOn(this, this.as(person), { from, to, context: '0123456789'.repeat(length / 10) })
  },
)

const CONTEXTS: Readonly<Record<string, unknown>> = {
  'a single word': 'Leipzig',
  'an empty text': '',
  'a number': 42.5,
  'a no': false,
  'a nested list': [1, [2, [3, { four: null }]], []],
  'a nested thing': { zebra: { stripes: ['black', 'white'], '': 0 }, ant: null, '4': 'four', '10': 'ten' },
  'an empty value': null,
}

When(
  new RegExp(`^(Uma) hands (\\w+)'s work on to (\\w+) with (${Object.keys(CONTEXTS).join('|')}) as the context$`),
  async function (this: ConcordWorld, person: PersonName, from: string, to: string, what: string) {
    await handOn(this, this.as(person), { from, to, context: CONTEXTS[what] })
  },
)

When(
  "{person} hands {agentName}'s work on to {agentName} with nothing at all as the context",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string) {
    const body = { to_agent_id: this.agent(to).id }
    await this.call(this.as(person), 'POST', `/api/agents/${this.agent(from).id}/handoff`, { body })
  },
)

When("{person} hands {agentName}'s work on to an agent that does not exist", async function (this: ConcordWorld, person: PersonName, from: string) {
  await this.call(this.as(person), 'POST', `/api/agents/${this.agent(from).id}/handoff`, { body: { to_agent_id: NOBODY, context: 'Anything' } })
})

When('{person} hands the work of an agent that does not exist on to {agentName}', async function (this: ConcordWorld, person: PersonName, to: string) {
  await this.call(this.as(person), 'POST', `/api/agents/${NOBODY}/handoff`, { body: { to_agent_id: this.agent(to).id, context: 'Anything' } })
})

When('{agent} hands its work on to {agent}, with a token of its own', async function (this: ConcordWorld, from: AgentName, to: AgentName) {
  await handOn(this, await asAgent(this, from), { from, to })
})

When(
  "{agent} hands {agent}'s work on to {agent}, with a token of its own",
  async function (this: ConcordWorld, agent: AgentName, from: AgentName, to: AgentName) {
    await handOn(this, await asAgent(this, agent), { from, to })
  },
)

Given(
  "{person} was refused when she handed {agentName}'s work on to {agentName}",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string) {
    await handOn(this, this.as(person), { from, to })
    expect([this.reply.status, this.reply.json().code], this.reply.text).to.deep.equal([403, 'handoff_forbidden'])
  },
)

When('{person} hands it on to {agentName}', async function (this: ConcordWorld, person: PersonName, to: string) {
  await handOn(this, this.as(person), further(this, to))
})

Given('{person} has handed it on to {agentName}', async function (this: ConcordWorld, person: PersonName, to: string) {
  await handedOn(this, person, further(this, to))
})

When('{person} hands it on from {agentName} to {agentName}', async function (this: ConcordWorld, person: PersonName, from: string, to: string) {
  await handOn(this, this.as(person), further(this, to, from))
})

Given(
  '{person} has handed work on from {agentName} to {agentNames}',
  async function (this: ConcordWorld, person: PersonName, from: string, names: readonly string[]) {
    const [first = '', ...others] = names
    await handedOn(this, person, { from, to: first })
    for (const to of others) await handedOn(this, person, further(this, to))
  },
)

Then('the work has arrived', async function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json()).to.deep.equal({ handoff_id: latestHandoff(this).id, context_transferred: true })
})

Then('the handoff is {handoffStatus}', async function (this: ConcordWorld, status: HandoffStatus) {
  expect((await lookAtHandoff(this)).status).to.equal(status)
})

Then('the handoff is {handoffStatus} because {string}', async function (this: ConcordWorld, status: HandoffStatus, reason: string) {
  expect(await lookAtHandoff(this)).to.deep.include({ status, reason })
})

Then('the context has arrived at {agentName} unchanged', async function (this: ConcordWorld, agent: string) {
  expect(await contextAt(this, agent)).to.equal(JSON.stringify(latestHandoff(this).context))
})

Then('the context has not arrived at {agentName}', async function (this: ConcordWorld, agent: string) {
  expect(await contextAt(this, agent)).to.equal('null')
})

When('{person} looks at the handoff', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', `/api/handoffs/${latestHandoff(this).id}`)
})

When('{agent} looks at the handoff', async function (this: ConcordWorld, agent: AgentName) {
  await this.call(await asAgent(this, agent), 'GET', `/api/handoffs/${latestHandoff(this).id}`)
})

Then("it is {agentName}'s work for {agentName}, with its context", function (this: ConcordWorld, from: string, to: string) {
  const { from_agent_id, to_agent_id, context } = this.reply.json<HandoffView & Record<string, unknown>>()
  const expected = { from_agent_id: this.agent(from).id, to_agent_id: this.agent(to).id, context: latestHandoff(this).context }
  expect({ from_agent_id, to_agent_id, context }, this.reply.text).to.deep.equal(expected)
})

const event = (world: ConcordWorld, type: string, from: string, to: string) => ({
  type,
  data: { handoff_id: latestHandoff(world).id, from_agent_id: world.agent(from).id, to_agent_id: world.agent(to).id },
})

Then("{agentName} has been notified that work of {agentName}'s has arrived, once", async function (this: ConcordWorld, to: string, from: string) {
  expect(await toldOfHandoffs(this, to)).to.deep.equal([event(this, 'handoff.received', from, to)])
})

Then('{agentName} has been notified that {agentName} declined, once', async function (this: ConcordWorld, from: string, to: string) {
  expect(await toldOfHandoffs(this, from)).to.deep.equal([event(this, 'handoff.declined', from, to)])
})

Then('{agentName} has been notified of no work', async function (this: ConcordWorld, agent: string) {
  expect(await toldOfHandoffs(this, agent)).to.deep.equal([])
})

const WORDS: Readonly<Record<string, string>> = { 'needing approval': 'needs_approval' }

Then(
  "it is on record that {person} wanted to hand {agentName}'s work on to {agentName}: {}",
  async function (this: ConcordWorld, person: PersonName, from: string, to: string, words: string) {
    const outcomes = words.split(', then ').map((word) => WORDS[word] ?? word)
    expect(await passagesOnRecord(this, from, to)).to.deep.equal([{ actor: this.member(person).id, words: outcomes.join(', then ') }])
  },
)

Then(
  'it proposes that {agentName} hands {string} on to {agentName}, for {person}',
  async function (this: ConcordWorld, from: string, context: string, to: string, person: PersonName) {
    const { agent_id, action, content, asked_by } = await waitingProposal(this)
    const [giver, receiver] = [this.agent(from).id, this.agent(to).id]
    expect({ agent_id, action, content, asked_by }).to.deep.equal({
      agent_id: giver,
      action: 'handoff',
      content: { from_agent_id: giver, to_agent_id: receiver, context },
      asked_by: this.member(person).id,
    })
  },
)

Then(
  '{person} has been notified that {agentName} proposes to hand work on to {agentName}, once',
  async function (this: ConcordWorld, person: PersonName, from: string, to: string) {
    const { id } = await waitingProposal(this)
    const data = { proposal_id: id, agent_id: this.agent(from).id, action: 'handoff', handoff_id: latestHandoff(this).id, to_agent_id: this.agent(to).id }
    expect((await alertsTo(this, person)).map(({ type, data: told }) => ({ type, data: told }))).to.deep.equal([{ type: 'proposal.waiting', data }])
  },
)

Given('the operator allows {int} hop(s)', function (this: ConcordWorld, hops: number) {
  this.set('CONCORD_HOPS', String(hops))
})

Then('it is number {int} of its chain', async function (this: ConcordWorld, hop: number) {
  expect((await lookAtHandoff(this)).hop).to.equal(hop)
})

Then('it is number {int} of its chain, after {agentName} got it from {agentName}', async function (this: ConcordWorld, hop: number, _to: string, from: string) {
  expect(await lookAtHandoff(this)).to.include({ hop, parent_handoff_id: latestHandoff(this, from).id })
})

Then('the loop through {agentName} is named', function (this: ConcordWorld, agent: string) {
  expect(this.reply.json()).to.include({ agent_id: this.agent(agent).id, agent_name: agent })
})

Given('{agentName} and {agentName} have both earned the next level', async function (this: ConcordWorld, one: string, other: string) {
  for (const agent of [one, other]) await growUp(this, agent)
})
