import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { CoordinationStatus, TaskStatus } from '../app/coordination/coordination'
import { waitingProposal } from '../support/approving'
import type { AgentName, PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import type { NamedOutcome } from '../support/parameter-types'
import { type Execution, lookUp } from '../support/running'
import {
  type Act,
  actedOnWorkflow,
  actOnWorkflow,
  startedWorkflow,
  startWorkflow,
  stepOf,
  stepsIn,
  type Workflow,
  workflow,
  workflowAddress,
  workflowOnce,
  workflowsOf,
} from '../support/workflows'
import type { ConcordWorld } from '../support/world'

When('{person} starts the workflow:', async function (this: ConcordWorld, person: PersonName, table: DataTable) {
  await startWorkflow(this, person, stepsIn(this, table))
})

When('{person} starts the workflow, waiting up to {duration}:', async function (this: ConcordWorld, person: PersonName, ms: number, table: DataTable) {
  await startWorkflow(this, person, stepsIn(this, table), { prefer: `wait=${ms / 1_000}` })
})

When('{person} starts the workflow with the preference {string}:', async function (this: ConcordWorld, person: PersonName, prefer: string, table: DataTable) {
  await startWorkflow(this, person, stepsIn(this, table), { prefer })
})

Given('{person} has started the workflow:', async function (this: ConcordWorld, person: PersonName, table: DataTable) {
  await startedWorkflow(this, person, stepsIn(this, table))
})

Then('the workflow is {coordinationStatus}', async function (this: ConcordWorld, status: CoordinationStatus) {
  await this.clock.advance(0)
  expect((await workflow(this)).status).to.equal(status)
})

Then('the workflow is {coordinationStatus} before long', async function (this: ConcordWorld, status: CoordinationStatus) {
  await workflowOnce(this, status, (found) => found.status === status)
})

Then('step {int} is {taskStatus}', async function (this: ConcordWorld, number: number, status: TaskStatus) {
  expect((await stepOf(this, number)).status).to.equal(status)
})

Then('the steps are:', async function (this: ConcordWorld, table: DataTable) {
  const { steps } = await workflow(this)
  expect(steps.map(({ number, status }) => [String(number), status.replaceAll('_', ' ')])).to.deep.equal(table.raw())
})

Then('step {int} was answered {string}', async function (this: ConcordWorld, number: number, answer: string) {
  const { status, response } = await stepOf(this, number)
  expect({ status, response }).to.deep.equal({ status: 'completed', response: answer })
})

Then('the workflow failed at step {int} because {failure}', async function (this: ConcordWorld, number: number, { code }: NamedOutcome) {
  const { status, failed_step, error, steps } = await workflow(this)
  expect({ status, failed_step, code: error?.code, of: steps[number - 1]?.error }).to.deep.equal({ status: 'failed', failed_step: number, code, of: error })
  expect(error?.detail).to.match(/\w/)
})

Then('the reason of step {int} is {string}', async function (this: ConcordWorld, number: number, reason: string) {
  expect((await stepOf(this, number)).reason).to.equal(reason)
})

Then('step {int} was run {times}', async function (this: ConcordWorld, number: number, times: number) {
  const { attempt, execution_id } = await stepOf(this, number)
  expect({ attempt, ran: execution_id !== undefined }).to.deep.equal({ attempt: times, ran: true })
})

Then('the workflow names no failure', async function (this: ConcordWorld) {
  const { failed_step, error } = await workflow(this)
  expect({ failed_step, error }).to.deep.equal({ failed_step: undefined, error: undefined })
})

/** What whoever asked was told at once: the rest is found where the answer says. */
Then(
  '{person} is told where to find the workflow, which is {coordinationStatus}',
  async function (this: ConcordWorld, person: PersonName, now: CoordinationStatus) {
    const { status, text, json, headers } = this.reply
    const { id } = workflowsOf(this)
    expect({ status, told: json(), location: headers.location }, text).to.deep.equal({
      status: 202,
      told: { workflow_id: id, status: now },
      location: `/api/workflows/${id}`,
    })
    const found = await this.wait(this.as(person).call('GET', workflowAddress(this)), 'the workflow')
    expect([found.status, found.json<Workflow>().workflow_id], found.text).to.deep.equal([200, id])
  },
)

Then('{person} is given the {coordinationStatus} workflow', async function (this: ConcordWorld, _person: PersonName, status: CoordinationStatus) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json<Workflow>().status).to.equal(status)
  expect(this.reply.json()).to.deep.equal(await workflow(this))
})

Then('{person} waited {duration}', function (this: ConcordWorld, _person: PersonName, ms: number) {
  expect(this.reach.about(workflowsOf(this).waitedMs, ms)).to.equal(ms)
})

Then('{person} did not wait', function (this: ConcordWorld, _person: PersonName) {
  expect(this.reach.about(workflowsOf(this).waitedMs, 0)).to.equal(0)
})

Then('the answer says that {duration} of waiting were granted', function (this: ConcordWorld, ms: number) {
  expect(this.reply.headers['preference-applied']).to.equal(`wait=${ms / 1_000}`)
})

Then('the answer says nothing of waiting', function (this: ConcordWorld) {
  expect(this.reply.headers['preference-applied']).to.equal(undefined)
})

const ACTS: Readonly<Record<string, Act>> = { retries: 'retry', 'has retried': 'retry', cancels: 'cancel', 'has cancelled': 'cancel' }

When(/^(\w+) (retries|cancels) the workflow(?: again)?$/, async function (this: ConcordWorld, person: PersonName, word: string) {
  await actOnWorkflow(this, this.as(person), ACTS[word] ?? 'retry')
})

Given(/^(\w+) (has retried|has cancelled) the workflow$/, async function (this: ConcordWorld, person: PersonName, word: string) {
  await actedOnWorkflow(this, person, ACTS[word] ?? 'retry')
})

Then('{person} is told where the retried workflow is found', function (this: ConcordWorld, _person: PersonName) {
  const { status, headers } = this.reply
  expect({ status, location: headers.location }).to.deep.equal({ status: 202, location: `/api/workflows/${workflowsOf(this).id}` })
})

When('{person} and {person} retry the workflow at the same moment', async function (this: ConcordWorld, one: PersonName, other: PersonName) {
  const retry = (person: PersonName) => this.as(person).call('POST', `${workflowAddress(this)}/retry`)
  for (const reply of await this.wait(Promise.all([retry(one), retry(other)]), 'both answers')) this.take(reply)
  await this.clock.advance(0)
})

Then('one of them retried it, and for the other {failure}', function (this: ConcordWorld, failure: NamedOutcome) {
  const [first, second] = this.replies.slice(-2).toSorted((one, other) => one.status - other.status)
  if (first === undefined || second === undefined) throw new Error('nobody retried anything')
  this.looked(second)
  expect(first.status, first.text).to.equal(202)
  expect({ status: second.status, code: second.json().code }).to.deep.equal({ status: failure.status, code: failure.code })
})

When('{person} looks the workflow up', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', workflowAddress(this))
})

Then('step {int} took from the {int}th to the {int}th minute', async function (this: ConcordWorld, number: number, from: number, to: number) {
  const { created_at } = await workflow(this)
  const { started_at, ended_at } = await stepOf(this, number)
  const minutes = [started_at, ended_at].map((at) => (Date.parse(String(at)) - Date.parse(created_at)) / 60_000)
  expect(minutes).to.deep.equal([from, to])
})

/** What can be wrong with a workflow of which nothing may run. */
const FLAWS: Readonly<Record<string, (sound: { agent_id: string; action: string }) => readonly object[]>> = {
  'no steps': () => [],
  'a step without an agent': ({ action }) => [{ action }],
  'a step without an action': ({ agent_id }) => [{ agent_id }],
  'a step with an empty message': (sound) => [{ ...sound, message: '' }],
  'a step with a nameless result': (sound) => [{ ...sound, output_key: '' }],
  'a step that has a colour': (sound) => [{ ...sound, colour: 'red' }],
}

When(new RegExp(`^Uma starts a workflow with (${Object.keys(FLAWS).join('|')})$`), async function (this: ConcordWorld, flaw: string) {
  await startWorkflow(this, 'Uma', FLAWS[flaw]?.({ agent_id: this.agent('Ada').id, action: 'search' }))
})

When('{person} starts a workflow of which the second step has an unknown agent', async function (this: ConcordWorld, person: PersonName) {
  await startWorkflow(this, person, [
    { agent_id: this.agent('Ada').id, action: 'search' },
    { agent_id: '01900000-0000-7000-8000-000000000000', action: 'search' },
  ])
})

Then('{person} finds no workflow', async function (this: ConcordWorld, person: PersonName) {
  const reply = await this.wait(this.as(person).call('GET', '/api/workflows'), 'the workflows')
  expect(reply.json<{ items: readonly Workflow[] }>().items, reply.text).to.deep.equal([])
})

Given('{person} has waited {duration} for the workflow:', async function (this: ConcordWorld, person: PersonName, ms: number, table: DataTable) {
  const reply = await startWorkflow(this, person, stepsIn(this, table), { prefer: `wait=${ms / 1_000}` })
  expect(reply.status, reply.text).to.equal(202)
})

When('{person} stops step {int}', async function (this: ConcordWorld, person: PersonName, number: number) {
  await this.call(this.as(person), 'POST', `/api/executions/${(await stepOf(this, number)).execution_id}/stop`)
  await this.clock.advance(0)
})

Then('step {int} was skipped because of step {int}', async function (this: ConcordWorld, number: number, cause: number) {
  const { status, reason } = await stepOf(this, number)
  expect(status).to.equal('skipped')
  expect(reason).to.match(new RegExp(`\\b${cause}\\b`))
})

Then('step {int} shows the proposal that waits', async function (this: ConcordWorld, number: number) {
  expect((await stepOf(this, number)).proposal_id).to.equal((await waitingProposal(this)).id)
})

When('{agent} starts the workflow, with a token of its own:', async function (this: ConcordWorld, agent: AgentName, table: DataTable) {
  await startWorkflow(this, 'Olivia', stepsIn(this, table), { api: await asAgent(this, agent) })
})

Then(
  'step {int} shows its execution, of {agentName} for {person}, answered {string}',
  async function (this: ConcordWorld, number: number, agent: string, person: PersonName, answer: string) {
    const { execution_id } = await stepOf(this, number)
    const { id, agent_id, asked_by, response, status } = (await lookUp(this, String(execution_id))).json<Execution>()
    expect({ id, agent_id, asked_by, response, status }).to.deep.equal({
      ...{ id: execution_id, agent_id: this.agent(agent).id, asked_by: this.member(person).id },
      ...{ response: answer, status: 'completed' },
    })
  },
)

const stepIn = async (world: ConcordWorld, person: PersonName, number: number, word: 'pause' | 'resume'): Promise<void> => {
  const { execution_id } = await stepOf(world, number)
  const reply = await world.wait(world.as(person).call('POST', `/api/executions/${execution_id}/${word}`), word)
  expect(reply.status, reply.text).to.equal(200)
}

Given('{person} has paused step {int}', async function (this: ConcordWorld, person: PersonName, number: number) {
  await stepIn(this, person, number, 'pause')
})

When('{person} resumes step {int}, and {duration} pass', async function (this: ConcordWorld, person: PersonName, number: number, ms: number) {
  await stepIn(this, person, number, 'resume')
  await this.clock.advance(ms)
})
