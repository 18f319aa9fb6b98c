import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { alertsTo, listenToAlerts } from '../support/alerts'
import type { AgentName, PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { recorded } from '../support/measurements'
import { perScenario } from '../support/per-scenario'
import { begin, type Execution, execution, executionId, runningOf, toAgent } from '../support/running'
import { piecesOf, textOf } from '../support/seen'
import { heardBy, journal } from '../support/watching'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { listed: readonly Execution[]; read: string | undefined } => ({ listed: [], read: undefined }))

Given('{person} is listening to the alerts', async function (this: ConcordWorld, person: PersonName) {
  await listenToAlerts(this, person)
})

When('{person} listens to the alerts from the beginning', async function (this: ConcordWorld, person: PersonName) {
  this.reach.lack('emptiness', 'everything that supervisors were ever told')
  await listenToAlerts(this, person, { fromTheBeginning: true })
})

When('{person} asks for the alerts', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/events/stream?topics=alerts')
})

When(
  '{person} begins to wait for {agent} to {action} {string}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string, message: string) {
    await begin(this, person, toAgent(this, agent, message, { action }))
  },
)

Then(
  '{person} has been notified that {agent} began to {action} under supervision, once',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string) {
    const data = { execution_id: await executionId(this), agent_id: this.agent(agent).id, action }
    const told = (await alertsTo(this, person)).filter(({ type }) => type === 'execution.supervised')
    expect(told).to.have.lengthOf(1)
    expect(told[0]?.data).to.include(data)
  },
)

Then('{person} has been notified of nothing', async function (this: ConcordWorld, person: PersonName) {
  expect(await alertsTo(this, person)).to.deep.equal([])
})

When('{person} lists what runs under supervision', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/executions?status=running&limit=100')
  expect(this.reply.status, this.reply.text).to.equal(200)
  stateOf(this).listed = this.reply.json<{ items: readonly (Execution & { supervised: boolean })[] }>().items.filter(({ supervised }) => supervised)
})

Then(
  "the list has {agent}'s work for {person}, to {action} {string}, and nothing else",
  function (this: ConcordWorld, agent: AgentName, person: PersonName, action: string, message: string) {
    const listed = stateOf(this).listed.map(({ agent_id, asked_by, action: what, message: said }) => ({ agent_id, asked_by, what, said }))
    expect(listed).to.deep.equal([{ agent_id: this.agent(agent).id, asked_by: this.member(person).id, what: action, said: message }])
  },
)

Then('the list is empty', function (this: ConcordWorld) {
  expect(stateOf(this).listed).to.deep.equal([])
})

When('{person} reads what {agent} has said so far', async function (this: ConcordWorld, person: PersonName, _agent: AgentName) {
  expect(person, 'the journal is read as Sam').to.equal('Sam')
  stateOf(this).read = textOf(await journal(this))
})

Then('{person} reads {string}', function (this: ConcordWorld, _person: PersonName, text: string) {
  expect(stateOf(this).read).to.equal(text)
})

type Word = 'pause' | 'resume' | 'stop'

async function intervene(world: ConcordWorld, person: PersonName, word: Word): Promise<void> {
  await world.call(world.as(person), 'POST', `/api/executions/${await executionId(world)}/${word}`)
  await world.clock.advance(0)
}

async function intervened(world: ConcordWorld, person: PersonName, word: Word): Promise<void> {
  await intervene(world, person, word)
  expect(world.reply.status, world.reply.text).to.equal(200)
}

When('{person} pauses the execution', async function (this: ConcordWorld, person: PersonName) {
  await intervene(this, person, 'pause')
})

When('{person} resumes the execution', async function (this: ConcordWorld, person: PersonName) {
  await intervene(this, person, 'resume')
})

Given('{person} has resumed the execution', async function (this: ConcordWorld, person: PersonName) {
  await intervened(this, person, 'resume')
})

Given('{person} has stopped the execution', async function (this: ConcordWorld, person: PersonName) {
  await intervened(this, person, 'stop')
})

async function correct(world: ConcordWorld, person: PersonName, message: string): Promise<void> {
  await world.call(world.as(person), 'POST', `/api/executions/${await executionId(world)}/correct`, { body: { message } })
  await world.clock.advance(0)
}

When('{person} corrects the execution: {string}', async function (this: ConcordWorld, person: PersonName, message: string) {
  await correct(this, person, message)
})

Given('{person} has corrected the execution: {string}', async function (this: ConcordWorld, person: PersonName, message: string) {
  await correct(this, person, message)
  expect(this.reply.status, this.reply.text).to.equal(200)
})

When('{agent} stops the execution with a token of its own', async function (this: ConcordWorld, agent: AgentName) {
  await this.call(await asAgent(this, agent), 'POST', `/api/executions/${await executionId(this)}/stop`)
})

Then('{person} is still waiting', async function (this: ConcordWorld, person: PersonName) {
  const { waiting } = runningOf(this)
  expect(waiting?.person).to.equal(person)
  let answer = 'no answer yet'
  waiting?.answer.then(({ text }) => {
    answer = text
  })
  await this.clock.advance(0)
  expect(answer).to.equal('no answer yet')
})

Then('{person} heard nothing of what {agent} says', async function (this: ConcordWorld, _person: PersonName, _agent: AgentName) {
  expect(piecesOf(await heardBy(this))).to.deep.equal([])
})

Then('{person} heard these messages', async function (this: ConcordWorld, _person: PersonName, table: DataTable) {
  const messages = new Map<unknown, string>()
  for (const { kind, data } of await heardBy(this))
    if (kind === 'streaming:update') messages.set(data.message_id, `${messages.get(data.message_id) ?? ''}${data.delta}`)
  expect([...messages.values()].map((words) => ({ words }))).to.deep.equal(table.hashes())
})

Then("the execution's answer is {string}", async function (this: ConcordWorld, answer: string) {
  expect((await execution(this)).response).to.equal(answer)
})

Then('these interventions are on record', async function (this: ConcordWorld, table: DataTable) {
  const id = await executionId(this)
  const words = ['paused', 'resumed', 'corrected', 'stopped']
  const records = (await Promise.all(words.map((did) => recorded(this, `execution.${did}`)))).flatMap((found, index) =>
    found.filter(({ details }) => (details as { execution: string }).execution === id).map((record) => ({ ...record, did: words[index] })),
  ) as { number: number; actor: string; did: string }[]
  const told = records.toSorted((one, other) => one.number - other.number).map(({ actor, did }) => ({ actor, did }))
  expect(told).to.deep.equal(table.hashes().map(({ who = '', did }) => ({ actor: this.member(who as PersonName).id, did })))
})
