import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { CoordinationStatus, TaskStatus } from '../app/coordination/coordination'
import type { PersonName } from '../support/cast'
import { asAgent, elsewhere } from '../support/changing-agents'
import { beginJob, cancelJob, haveDone, type JobWishes, job, jobPath, manyTasks, taskNow, tasksOf, toldResults, toldToWait } from '../support/coordinating'
import type { NamedOutcome } from '../support/parameter-types'
import type { ConcordWorld } from '../support/world'

/** How the rest is to be treated, in a feature's words. */
const MANNERS: Readonly<Record<string, JobWishes>> = {
  '': {},
  ', leaving the others alone if one fails': { on_failure: 'isolate' },
  ', giving up the rest if one fails': { on_failure: 'cancel_siblings' },
}
const MANNER = Object.keys(MANNERS).join('|')
const DONE = new RegExp(`^(\\w+) (?:has|has had) these tasks done(${MANNER}):$`)
const WAITING = new RegExp(`^(\\w+) is waiting for these tasks to be done(${MANNER}):$`)

When(DONE, async function (this: ConcordWorld, person: PersonName, manner: string, table: DataTable) {
  await haveDone(this, person, tasksOf(this, table.hashes()), MANNERS[manner])
})

When(/^(\w+) (?:has|has had) these tasks done, (\d+) at a time:$/, async function (this: ConcordWorld, person: PersonName, most: string, table: DataTable) {
  await haveDone(this, person, tasksOf(this, table.hashes()), { max_parallel: Number(most) })
})

Given('{agentName}, with a token of its own, has had these tasks done:', async function (this: ConcordWorld, agent: string, table: DataTable) {
  await haveDone(this, 'Olivia', tasksOf(this, table.hashes()), { as: await asAgent(this, agent) })
})

Given(WAITING, async function (this: ConcordWorld, person: PersonName, manner: string, table: DataTable) {
  await beginJob(this, person, tasksOf(this, table.hashes()), MANNERS[manner])
})

Given(
  '{person} is waiting for these tasks to be done, {int} at a time:',
  async function (this: ConcordWorld, person: PersonName, most: number, table: DataTable) {
    await beginJob(this, person, tasksOf(this, table.hashes()), { max_parallel: most })
  },
)

When('{person} has {int} task(s) done by {agentName}', async function (this: ConcordWorld, person: PersonName, count: number, agent: string) {
  await haveDone(this, person, manyTasks(this, count, agent))
})

When(
  '{person} has {int} tasks done by {agentName}, {int} at a time',
  async function (this: ConcordWorld, person: PersonName, count: number, agent: string, most: number) {
    await haveDone(this, person, manyTasks(this, count, agent), { max_parallel: most })
  },
)

Given('{person} is waiting for {int} task(s) to be done by {agentName}', async function (this: ConcordWorld, person: PersonName, count: number, agent: string) {
  await beginJob(this, person, manyTasks(this, count, agent))
})

Given('the operator allows {int} tasks at once', function (this: ConcordWorld, most: number) {
  this.set('CONCORD_PARALLEL', String(most))
})

When('{person} cancels the coordination( again)', async function (this: ConcordWorld, person: PersonName) {
  await cancelJob(this, person)
  await this.clock.advance(0)
})

When(
  'on another platform with the same data, {person} cancels the coordination, and {duration} pass(es)',
  async function (this: ConcordWorld, person: PersonName, ms: number) {
    await elsewhere(this, async () => void (await cancelJob(this, person)))
    expect(this.reply.status, this.reply.text).to.equal(200)
    await this.clock.advance(ms)
  },
)

Given('{person} has cancelled the coordination', async function (this: ConcordWorld, person: PersonName) {
  const reply = await cancelJob(this, person)
  expect(reply.status, reply.text).to.equal(200)
  await this.clock.advance(0)
})

When('{person} looks the coordination up', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', await jobPath(this))
})

Then('the coordination is {coordinationStatus}', async function (this: ConcordWorld, status: CoordinationStatus) {
  expect((await job(this)).status).to.equal(status)
})

Then('the task {string} is {taskStatus}', async function (this: ConcordWorld, name: string, status: TaskStatus) {
  expect((await taskNow(this, name)).status).to.equal(status)
})

Then('the tasks are:', async function (this: ConcordWorld, table: DataTable) {
  const { results } = await job(this)
  expect(results.map(({ id, status }) => ({ task: id, status: status.replaceAll('_', ' ') }))).to.deep.equal(table.hashes())
})

async function allAre(world: ConcordWorld, count: number, status: TaskStatus): Promise<void> {
  expect((await job(world)).results.map((task) => task.status)).to.deep.equal(Array(count).fill(status))
}

Then('both tasks are {taskStatus}', async function (this: ConcordWorld, status: TaskStatus) {
  await allAre(this, 2, status)
})

Then('all {int} tasks are {taskStatus}', async function (this: ConcordWorld, count: number, status: TaskStatus) {
  await allAre(this, count, status)
})

Then(
  '{int} task(s) is/are {taskStatus} and {int} is/are {taskStatus}',
  async function (this: ConcordWorld, count: number, status: TaskStatus, rest: number, other: TaskStatus) {
    const statuses = (await job(this)).results.map((task) => task.status)
    expect(statuses).to.deep.equal([...Array(count).fill(status), ...Array(rest).fill(other)])
  },
)

Then('the task {string} was answered {string}', async function (this: ConcordWorld, name: string, answer: string) {
  const { status, response } = await taskNow(this, name)
  expect({ status, response }).to.deep.equal({ status: 'completed', response: answer })
})

Then('the task {string} failed because {failure}', async function (this: ConcordWorld, name: string, { code }: NamedOutcome) {
  const { status, error, response } = await taskNow(this, name)
  expect({ status, code: error?.code, response: response ?? null }).to.deep.equal({ status: 'failed', code, response: null })
})

Then('the task {string} is blocked because {failure}', async function (this: ConcordWorld, name: string, { code }: NamedOutcome) {
  const { status, error, response } = await taskNow(this, name)
  expect({ status, code: error?.code, response: response ?? null }).to.deep.equal({ status: 'blocked', code, response: null })
})

Then('the task {string} is skipped because of {string}', async function (this: ConcordWorld, name: string, cause: string) {
  const { status, reason, response } = await taskNow(this, name)
  expect({ status, response: response ?? null }).to.deep.equal({ status: 'skipped', response: null })
  expect(reason).to.include(cause)
})

Then('the task {string} is cancelled, as it was rejected because {string}', async function (this: ConcordWorld, name: string, why: string) {
  const { status, error, reason } = await taskNow(this, name)
  expect({ status, code: error?.code, reason }).to.deep.equal({ status: 'cancelled', code: 'proposal_rejected', reason: why })
})

Then('the reason of the task {string} names {string}', async function (this: ConcordWorld, name: string, words: string) {
  expect((await taskNow(this, name)).reason).to.include(words)
})

/** What each cell of a table of results is held against. */
const CELLS: Readonly<Record<string, (result: Awaited<ReturnType<typeof toldResults>>['results'][number]) => string>> = {
  task: ({ id }) => id,
  status: ({ status }) => status.replaceAll('_', ' '),
  answer: ({ response }) => response ?? '',
}

Then('{person} is given these results, in this order:', async function (this: ConcordWorld, _person: PersonName, table: DataTable) {
  const { results } = await toldResults(this)
  const [head = []] = table.raw()
  expect(results.map((result) => Object.fromEntries(head.map((name) => [name, CELLS[name]?.(result)])))).to.deep.equal(table.hashes())
})

Then('{person} is given {int} results', async function (this: ConcordWorld, _person: PersonName, count: number) {
  expect((await toldResults(this)).results).to.have.length(count)
})

Then('each result is called by its agent', async function (this: ConcordWorld) {
  const { results } = await toldResults(this)
  expect(results.map(({ id }) => id)).to.deep.equal(results.map(({ agent_id }) => agent_id))
})

Then('whoever looks the coordination up is told the same', async function (this: ConcordWorld) {
  const told = await toldResults(this)
  expect(await job(this)).to.deep.equal(told)
})

Then('{person} is told that {int} proposal(s) wait(s), and where the work is found', async function (this: ConcordWorld, person: PersonName, count: number) {
  const { id, status, proposals, address } = await toldToWait(this)
  expect({ status, count: proposals.length, address }).to.deep.equal({ status: 'awaiting_approval', count, address: `/api/coordinations/${id}` })
  const found = await this.wait(this.as(person).call('GET', String(address)), 'the coordination')
  expect([found.status, found.json().coordination_id], found.text).to.deep.equal([200, id])
})
