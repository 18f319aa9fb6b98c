import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { agentNow, block, complete, decideProposals, type Graduation, recorded, type Stepping, stepIn } from '../support/records-of-agents'
import { executionId } from '../support/running'
import type { ConcordWorld } from '../support/world'

Given('{agent} has completed {int} execution(s)', async function (this: ConcordWorld, agent: AgentName, count: number) {
  await complete(this, agent, count)
})

Given('{agent} was blocked {int} time(s)', async function (this: ConcordWorld, agent: AgentName, count: number) {
  await block(this, agent, count)
})

Given(
  /^(Sam|Uma) has (stopped|paused|corrected|cancelled) (\d+) executions? of (Ada|Sol|Ines|Stu)$/,
  async function (this: ConcordWorld, person: PersonName, way: Stepping, count: string, agent: AgentName) {
    await stepIn(this, person, way, agent, Number(count))
  },
)

Given('Sam has rejected {int} proposal(s) of {agent}', async function (this: ConcordWorld, count: number, agent: AgentName) {
  await decideProposals(this, 'reject', agent, count)
})

Given('Sam has approved {int} proposal(s) of {agent}', async function (this: ConcordWorld, count: number, agent: AgentName) {
  await decideProposals(this, 'approve', agent, count)
})

When('{person} looks up how far {agent} has come', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  await this.clock.advance(0)
  await this.call(this.as(person), 'GET', `/api/agents/${this.agent(agent).id}/graduation`)
})

const graduationOf = (world: ConcordWorld): Graduation => {
  expect(world.reply.status, world.reply.text).to.equal(200)
  return world.reply.json<Graduation>()
}

Then('{agent} is ready to be {word}, and nothing is missing', function (this: ConcordWorld, _agent: AgentName, next: string) {
  expect(graduationOf(this)).to.deep.include({ ready: true, next, readiness: 1, missing: [] })
})

Then('{agent} is not ready to be {word}, and this is missing: {string}', function (this: ConcordWorld, _agent: AgentName, next: string, missing: string) {
  expect(graduationOf(this)).to.deep.include({ ready: false, next, missing: [missing] })
})

Then('these are missing', function (this: ConcordWorld, table: DataTable) {
  expect(graduationOf(this)).to.deep.include({ ready: false, missing: table.raw().flat() })
})

Then("there is no level above {agent}'s", function (this: ConcordWorld, _agent: AgentName) {
  expect(graduationOf(this)).to.deep.include({ ready: false, next: null, missing: [] })
})

Then('its readiness is {float}', function (this: ConcordWorld, readiness: number) {
  expect(graduationOf(this).readiness).to.be.closeTo(readiness, 1e-9)
})

Then('its intervention rate is {float}', function (this: ConcordWorld, rate: number) {
  expect(graduationOf(this).intervention_rate).to.be.closeTo(rate, 5e-4)
})

Then('it has {int} episode(s) and a compliance of {float}', function (this: ConcordWorld, episodes: number, compliance: number) {
  expect(graduationOf(this)).to.include({ episodes, compliance })
})

const NOBODY = '01900000-0000-7000-8000-000000000000'

const promote = (world: ConcordWorld, person: PersonName, agent: AgentName, reason?: string) =>
  world.call(world.as(person), 'POST', `/api/agents/${world.agent(agent).id}/promote`, reason === undefined ? {} : { body: { reason } })

Given('{person} has promoted {agent}', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  expect((await promote(this, person, agent)).status, this.reply.text).to.equal(200)
})

When('{person} promotes {agent}', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  await promote(this, person, agent)
})

When('{person} promotes {agent}, because {string}', async function (this: ConcordWorld, person: PersonName, agent: AgentName, reason: string) {
  await promote(this, person, agent, reason)
})

When('{person} promotes an agent that does not exist', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'POST', `/api/agents/${NOBODY}/promote`)
})

Then('what is missing is told: {string}', function (this: ConcordWorld, missing: string) {
  expect(this.reply.json()).to.deep.include({ missing: [missing] })
})

const LEVEL = '(?:a |an )?(student|intern|supervised|autonomous)'

Then(new RegExp(`^(Ada|Sol|Ines|Stu) is ${LEVEL}$`), async function (this: ConcordWorld, agent: string, level: string) {
  expect((await agentNow(this, agent)).maturity).to.equal(level)
})

Then(new RegExp(`^"(\\w+)" is ${LEVEL}$`), async function (this: ConcordWorld, agent: string, level: string) {
  expect((await agentNow(this, agent)).maturity).to.equal(level)
})

Then(
  /^it is on record that (Olivia) promoted (Stu) from (\w+) to (\w+), on (\d+) episodes(?:, because "(.*)")?$/,
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, from: string, to: string, episodes: string, reason: string | undefined) {
    const [record, ...more] = await recorded(this, 'agent.promoted')
    expect(more).to.deep.equal([])
    expect(record).to.include({ actor: this.member(person).id, subject: this.agent(agent).id })
    const evidence = { episodes: Number(episodes), intervention_rate: 0, compliance: 1 }
    expect(record?.details).to.deep.equal({ from, to, ...evidence, ...(reason === undefined ? {} : { reason }) })
  },
)

When('{person} creates the agent {string}', async function (this: ConcordWorld, person: PersonName, name: string) {
  await create(this, person, { name })
})

When(
  '{person} creates the agent {string} as {word}, because {string}',
  async function (this: ConcordWorld, person: PersonName, name: string, maturity: string, reason: string) {
    await create(this, person, { name, maturity, reason })
  },
)

When(
  '{person} creates the agent {string} as {word}, without a reason',
  async function (this: ConcordWorld, person: PersonName, name: string, maturity: string) {
    await create(this, person, { name, maturity })
  },
)

async function create(world: ConcordWorld, person: PersonName, body: Readonly<Record<string, string>>): Promise<void> {
  const reply = await world.call(world.as(person), 'POST', '/api/agents', { body })
  if (reply.status === 201) world.introduce(reply.json<{ id: string; name: string }>())
}

Then('there is no agent called {string}', async function (this: ConcordWorld, name: string) {
  const reply = await this.wait(this.as('Olivia').call('GET', '/api/agents?limit=100'), 'the agents')
  expect(reply.json<{ items: { name: string }[] }>().items.map((agent) => agent.name)).to.not.include(name)
})

Then(
  'it is on record that {person} created {string} as {word}, because {string}',
  async function (this: ConcordWorld, person: PersonName, agent: string, maturity: string, reason: string) {
    const records = (await recorded(this, 'agent.created')).filter(({ subject }) => subject === this.agent(agent).id)
    expect(records.map(({ actor, details }) => ({ actor, ...details }))).to.deep.equal([{ actor: this.member(person).id, maturity, reason }])
  },
)

async function markSerious(world: ConcordWorld, person: PersonName, reason: string): Promise<void> {
  const id = await executionId(world)
  await world.call(world.as(person), 'POST', `/api/executions/${id}/interventions/serious`, { body: { reason } })
}

When('{person} marks it as serious, because {string}', async function (this: ConcordWorld, person: PersonName, reason: string) {
  await markSerious(this, person, reason)
})

Given('{person} has marked it as serious, because {string}', async function (this: ConcordWorld, person: PersonName, reason: string) {
  await markSerious(this, person, reason)
  expect(this.reply.status, this.reply.text).to.equal(201)
})

Then(
  'it is on record that {agent} went from {word} to {word} by {person}, because {string}',
  async function (this: ConcordWorld, agent: AgentName, from: string, to: string, person: PersonName, reason: string) {
    const records = (await recorded(this, 'agent.demoted')).filter(({ subject }) => subject === this.agent(agent).id)
    const execution = await executionId(this)
    expect(records.map(({ actor, details }) => ({ actor, ...details }))).to.deep.equal([{ actor: this.member(person).id, execution, reason, from, to }])
  },
)
