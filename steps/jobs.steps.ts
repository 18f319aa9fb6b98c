import { type DataTable, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { CoordinationStatus } from '../app/coordination/coordination'
import { decideOn, type Proposal, waitingProposals } from '../support/approving'
import type { PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { askForJob, haveDone, type Job, jobId, jobPath, manyTasks, taskNow, tasksFor, tasksOf, WRONG_JOBS } from '../support/coordinating'
import { recorded } from '../support/measurements'
import { decisions, outcomes } from '../support/on-record'
import { type Execution, executions, lookUp } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** Jobs that are refused, and what tasks leave on record. */

const NOBODY = '01900000-0000-7000-8000-000000000000'

When('{person} has tasks done by {agentName} and by an agent that does not exist', async function (this: ConcordWorld, person: PersonName, agent: string) {
  await haveDone(this, person, [...manyTasks(this, 1, agent), { id: 'Another', agent_id: NOBODY, task: 'Count' }])
})

When('{person} has {agentName} do two tasks that have no names', async function (this: ConcordWorld, person: PersonName, agent: string) {
  const task = { agent_id: this.agent(agent).id, task: 'Count' }
  await haveDone(this, person, [task, task])
})

When(
  '{person} has a task done by {agentName}, listing an agent that does not exist too',
  async function (this: ConcordWorld, person: PersonName, agent: string) {
    await haveDone(this, person, manyTasks(this, 1, agent), { agent_ids: [this.agent(agent).id, NOBODY] })
  },
)

When(
  '{person} has these tasks done, listing only {agentNames}:',
  async function (this: ConcordWorld, person: PersonName, listed: readonly string[], table: DataTable) {
    await haveDone(this, person, tasksOf(this, table.hashes()), { agent_ids: listed.map((name) => this.agent(name).id) })
  },
)

When(new RegExp(`^(Uma) asks for a job with (${Object.keys(WRONG_JOBS).join('|')})$`), async function (this: ConcordWorld, person: PersonName, flaw: string) {
  const [task = {}] = manyTasks(this, 1, 'Ada')
  await askForJob(this, person, WRONG_JOBS[flaw]?.(task))
})

for (const having of ['has', 'has had'])
  When(
    `{agentName} ${having} tasks done by {agentNames}, with a token of its own`,
    async function (this: ConcordWorld, agent: string, others: readonly string[]) {
      await haveDone(this, 'Olivia', tasksFor(this, others), { as: await asAgent(this, agent) })
    },
  )

Then('nothing of it was begun', async function (this: ConcordWorld) {
  expect(await executions(this)).to.deep.equal([])
  expect(await waitingProposals(this)).to.deep.equal([])
  for (const list of ['coordinations', 'workflows']) {
    const found = await this.wait(this.as('Sam').call('GET', `/api/${list}`), `the list of ${list}`)
    expect(found.json<{ items: readonly object[] }>().items, list).to.deep.equal([])
  }
  expect([this.fakes.openai.contacts(), this.fakes.anthropic.contacts()]).to.deep.equal([0, 0])
})

Then('{int} execution(s) was/were begun in all', async function (this: ConcordWorld, count: number) {
  expect(await executions(this)).to.have.length(count)
})

Then('the circle goes from {string} to {string} and back', function (this: ConcordWorld, one: string, other: string) {
  const { circle } = this.reply.json<{ circle: readonly string[] }>()
  expect([...new Set(circle)].toSorted()).to.deep.equal([one, other].toSorted())
  expect([circle.length, circle.at(-1)]).to.deep.equal([3, circle[0]])
})

Then('the circle is {string} alone', function (this: ConcordWorld, name: string) {
  expect(this.reply.json().circle).to.deep.equal([name, name])
})

Then(
  'these decisions are on record for {person}, each with an end that is completed:',
  async function (this: ConcordWorld, person: PersonName, table: DataTable) {
    const decided = await decisions(this)
    const told = decided.map(({ actor, subject, outcome, details }) => ({ actor, subject, outcome, action: details.action }))
    const expected = table.hashes().map(({ agent = '', action = '' }) => ({
      ...{ actor: this.member(person).id, subject: this.agent(agent).id, outcome: 'allowed', action: action.replaceAll(' ', '_') },
    }))
    expect(told).to.have.deep.members(expected)
    const ended = (await outcomes(this)).map(({ of, outcome }) => ({ of, outcome }))
    expect(ended).to.have.deep.members(decided.map(({ id }) => ({ of: id, outcome: 'completed' })))
  },
)

Then(
  'the execution of the task {string} is one of {agentName} for {person}, answered {string}',
  async function (this: ConcordWorld, name: string, agent: string, person: PersonName, answer: string) {
    const { execution_id } = await taskNow(this, name)
    const { agent_id, asked_by, response } = (await lookUp(this, String(execution_id))).json<Execution>()
    expect({ agent_id, asked_by, response }).to.deep.equal({ agent_id: this.agent(agent).id, asked_by: this.member(person).id, response: answer })
  },
)

Then('the answer tells of the task {string}', function (this: ConcordWorld, name: string) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json<Job>().results.map(({ id }) => id)).to.deep.equal([name])
})

When('{agentName} looks the coordination up with a token of its own', async function (this: ConcordWorld, agent: string) {
  await this.call(await asAgent(this, agent), 'GET', await jobPath(this))
})

Then('the answer tells of the tasks {string} and {string}', function (this: ConcordWorld, one: string, other: string) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json<Job>().results.map(({ id }) => id)).to.deep.equal([one, other])
})

Then('{agentName} was told {string} once', function (this: ConcordWorld, agent: string, words: string) {
  expect(lastTold(this, agent).split(words)).to.have.length(2)
})

const lastTold = ({ fakes }: ConcordWorld, agent: string): string => fakes.voice(agent).asked.at(-1)?.messages.at(-1)?.text ?? ''

/** The proposal that a task waits for, as a supervisor finds it. */
async function proposalOf(world: ConcordWorld, name: string): Promise<Proposal> {
  const { proposal_id } = await taskNow(world, name)
  const found = (await waitingProposals(world)).find(({ id }) => id === proposal_id)
  if (found === undefined) throw new Error(`no proposal waits for the task "${name}"`)
  return found
}

When(
  /^(Sam|Olivia) (approves|rejects) the proposal of the task "([^"]*)"$/,
  async function (this: ConcordWorld, person: PersonName, word: string, name: string) {
    await decideOn(this, person, await proposalOf(this, name), word === 'approves' ? 'approve' : 'reject')
  },
)

Then(
  'the task {string} waits for the proposal that {agentName} shall {action} {string} for {person}',
  async function (this: ConcordWorld, name: string, agent: string, action: string, message: string, person: PersonName) {
    const { agent_id, content, asked_by } = await proposalOf(this, name)
    const { id } = this.agent(agent)
    expect({ agent_id, content, asked_by }).to.deep.equal({ agent_id: id, content: { agent_id: id, action, message }, asked_by: this.member(person).id })
  },
)

Then(
  'it is on record that {person} began the coordination, and that it ended {coordinationStatus}',
  async function (this: ConcordWorld, person: PersonName, status: CoordinationStatus) {
    const began = await recorded(this, 'coordination.begun')
    const ended = await recorded(this, 'coordination.ended')
    const subject = await jobId(this)
    expect(began.map((record) => [record.subject, record.actor])).to.deep.equal([[subject, this.member(person).id]])
    expect(ended.map((record) => [record.subject, record.outcome])).to.deep.equal([[subject, status]])
  },
)

Then('it is on record that {person} cancelled the coordination', async function (this: ConcordWorld, person: PersonName) {
  const cancelled = await recorded(this, 'coordination.cancelled')
  expect(cancelled.map(({ subject, actor }) => [subject, actor])).to.deep.equal([[await jobId(this), this.member(person).id]])
})
