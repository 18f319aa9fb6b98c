import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { toldToWait } from '../support/coordinating'
import { beginToSplit, type Delegated, delegated, listOf, type Part, partOf, split, toldOfAll, willPlan } from '../support/delegating'
import { eventually } from '../support/eventually'
import { introduceAgents } from '../support/introducing'
import { decisions } from '../support/on-record'
import type { NamedOutcome } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { type Execution, lookUp, outcome } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** One agent that splits a task, others that do the parts: what is planned, given, done and told. */

const NOBODY = '01900000-0000-7000-8000-000000000000'
/** How the question begins in which a coordinator is told what came of the parts. */
const SUMMING_UP = 'The parts of this task have ended'

const idOf = (world: ConcordWorld, name: string): string => world.agent(name).id
const asked = (world: ConcordWorld, agent: string): readonly string[] => world.fakes.voice(agent).asked.map(({ messages }) => messages.at(-1)?.text ?? '')

Given('{agentNames} take {duration} to answer', function (this: ConcordWorld, agents: readonly string[], ms: number) {
  for (const agent of agents) this.fakes.voice(agent).takes(ms)
})

Given("{agentName}'s model refuses the last request", function (this: ConcordWorld, coordinator: string) {
  this.fakes.voice(coordinator).fails({ to: SUMMING_UP })
})

/** Workers by their numbers. */
const wanted = (world: ConcordWorld, task: string, workers: readonly string[]) => ({ task, workers: workers.map((worker) => idOf(world, worker)) })

When(
  '{person} has {agentName} coordinate {string} with {agentNames}',
  async function (this: ConcordWorld, person: PersonName, coordinator: string, task: string, workers: readonly string[]) {
    await split(this, person, coordinator, wanted(this, task, workers))
  },
)

Given(
  '{person} has had {agentName} coordinate {string} with {agentNames}',
  async function (this: ConcordWorld, person: PersonName, coordinator: string, task: string, workers: readonly string[]) {
    await split(this, person, coordinator, wanted(this, task, workers))
    expect(this.reply.status, this.reply.text).to.be.oneOf([200, 202])
  },
)

Given(
  '{person} is waiting for {agentName} to coordinate {string} with {agentNames}',
  async function (this: ConcordWorld, person: PersonName, coordinator: string, task: string, workers: readonly string[]) {
    await beginToSplit(this, person, coordinator, wanted(this, task, workers))
  },
)

When(
  '{agentName}, with a token of its own, has {agentName} coordinate {string} with {agentNames}',
  async function (this: ConcordWorld, agent: string, coordinator: string, task: string, workers: readonly string[]) {
    const as = await asAgent(this, agent)
    await split(this, 'Olivia', coordinator, { ...wanted(this, task, workers), as })
  },
)

/** Workers that make no group. */
const ODD: Readonly<Record<string, (world: ConcordWorld) => readonly string[]>> = {
  'no workers': () => [],
  '101 workers': () => Array.from({ length: 101 }, (_, index) => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`),
  'the same worker twice': (world) => ['Bo', 'Cy', 'Bo'].map((name) => idOf(world, name)),
  'itself as a worker': (world) => ['Bo', 'Ada'].map((name) => idOf(world, name)),
  'an unknown worker': (world) => [idOf(world, 'Bo'), NOBODY],
}

When(new RegExp(`^Uma has Ada coordinate "([^"]*)" with (${Object.keys(ODD).join('|')})$`), async function (this: ConcordWorld, task: string, words: string) {
  await split(this, 'Uma', 'Ada', { task, workers: ODD[words]?.(this) ?? [] })
})

const crowdOf = perScenario((): { names: readonly string[]; twins: readonly string[] } => ({ names: [], twins: [] }))

Given('Ada plans a part for the last of {int} workers', async function (this: ConcordWorld, count: number) {
  const names = Array.from({ length: count }, (_, index) => `Worker ${index + 1}`)
  await introduceAgents(this, names, 'autonomous')
  crowdOf(this).names = names
  willPlan(this, 'Ada', listOf([{ worker: names.at(-1), task: 'Pack the books' }]))
})

When('Uma has Ada coordinate {string} with those {int} workers', async function (this: ConcordWorld, task: string, _count: number) {
  await split(this, 'Uma', 'Ada', wanted(this, task, crowdOf(this).names))
})

Then('the last of them did the part', async function (this: ConcordWorld) {
  expect((await partOf(this, crowdOf(this).names.at(-1) ?? '')).status).to.equal('completed')
})

Given('Olivia has made another agent called {agentName}', async function (this: ConcordWorld, name: string) {
  const first = idOf(this, name)
  await introduceAgents(this, [name], 'autonomous')
  crowdOf(this).twins = [first, idOf(this, name)]
})

When('Uma has Ada coordinate {string} with both of that name', async function (this: ConcordWorld, task: string) {
  await split(this, 'Uma', 'Ada', { task, workers: crowdOf(this).twins })
})

Then('{agentName} was told {string}, as a part of {string}', function (this: ConcordWorld, worker: string, part: string, task: string) {
  const [told = '', ...more] = asked(this, worker)
  expect(more, `what else ${worker} was told`).to.deep.equal([])
  expect(told.startsWith(part), told).to.equal(true)
  expect(told).to.include(JSON.stringify({ task, part }))
})

Then(
  '{agentName} was asked to split {string} among {agentNames}',
  function (this: ConcordWorld, coordinator: string, task: string, workers: readonly string[]) {
    const [told = ''] = asked(this, coordinator)
    expect(told).to.include(task)
    for (const name of workers) expect(told).to.include(JSON.stringify({ id: idOf(this, name), name }))
  },
)

/** What a coordinator was told in the end, of each part. */
function summary(world: ConcordWorld, coordinator: string): readonly Readonly<Record<string, string>>[] {
  const told = asked(world, coordinator).find((message) => message.startsWith(SUMMING_UP)) ?? ''
  return JSON.parse(/Parts:\n`+\n(.*)\n/.exec(told)?.[1] ?? '[]')
}

Then('{agentName} was told that {agentName} answered {string}', function (this: ConcordWorld, coordinator: string, worker: string, answer: string) {
  expect(summary(this, coordinator).find((part) => part.worker === worker)).to.include({ status: 'completed', result: answer })
})

Then('{agentName} was told that {string} failed at last', function (this: ConcordWorld, coordinator: string, task: string) {
  const part = summary(this, coordinator).find((each) => each.task === task)
  expect(part).to.include({ status: 'failed' })
  expect(part).to.not.have.property('result')
  expect(part?.reason).to.match(/\w/)
})

Then('its result is {string}', async function (this: ConcordWorld, result: string) {
  expect((await delegated(this)).result).to.equal(result)
})

Then('nothing came of it', async function (this: ConcordWorld) {
  expect((await delegated(this)).result).to.equal(null)
})

/** Why a task that was split has failed, by the code that is told. */
const REASONS: Readonly<Record<string, string>> = {
  'no plan was made': 'plan_failed',
  'parts did not complete': 'parts_failed',
  'the parts were not put together': 'finalize_failed',
}

/** What is wrong with a plan, by what is told of it. */
const FLAWS: Readonly<Record<string, string>> = {
  'the plan has no list of parts': 'the answer has no list of parts',
  'the plan has no parts': 'the list has no parts',
  'the plan has 3 parts, and 2 are allowed': 'the list has 3 parts, 2 are allowed',
  'the plan has 101 parts, and 100 are allowed': 'the list has 101 parts, 100 are allowed',
  'a part is for none of the workers': 'is none of the workers',
  'a part names no worker': 'names no worker',
  'a part has no task': 'has no task',
  'a part is for a name that 2 workers have': 'is the name of 2 workers',
}

Then(new RegExp(`^it failed because (${[...Object.keys(REASONS), ...Object.keys(FLAWS)].join('|')})$`), async function (this: ConcordWorld, words: string) {
  const { status, error } = await delegated(this)
  expect({ status, code: error?.code }).to.deep.equal({ status: 'failed', code: REASONS[words] ?? 'plan_unreadable' })
  expect(error?.detail).to.include(FLAWS[words] ?? '')
})

Then('the parts were done like this', async function (this: ConcordWorld, table: DataTable) {
  const { parts: all } = await toldOfAll(this)
  const named = (id: string | undefined) => all.find((part) => part.id === id)
  const rows = table.hashes().map(({ part, worker = '', 'came to': status, answer, 'in place of': other }) => ({
    ...{ task: part, worker: idOf(this, worker), status, response: answer === '' ? undefined : answer },
    replaces: other === undefined || other === '' ? undefined : idOf(this, other),
  }))
  expect(all.map(({ task, worker, status, response, replaces }) => ({ task, worker, status, response, replaces: named(replaces)?.worker }))).to.deep.equal(rows)
})

Then('the first part failed because {failure}', async function (this: ConcordWorld, { code }: NamedOutcome) {
  const [part] = (await delegated(this)).parts
  expect({ status: part?.status, code: part?.error?.code }).to.deep.equal({ status: 'failed', code })
  expect(part?.reason).to.match(/\w/)
})

Then('{agentName} was given a part that was blocked because {failure}', async function (this: ConcordWorld, worker: string, { code }: NamedOutcome) {
  const { status, error, reason } = await partOf(this, worker)
  expect({ status, code: error?.code }).to.deep.equal({ status: 'blocked', code })
  expect(reason).to.match(/\w/)
})

/** Why a part was not given, by the code that stands with it. */
const UNWANTED: Readonly<Record<string, string>> = {
  'it was rejected': 'proposal_rejected',
  'nobody decided in time': 'proposal_expired',
  'the proposal was void': 'proposal_void',
}

Then(
  new RegExp(`^Sol's part is cancelled, as (${Object.keys(UNWANTED).join('|')})(?: because "(.*)")?$`),
  async function (this: ConcordWorld, words: string, why: string | null) {
    const { status, error, reason } = await eventually(async () => {
      const part = await partOf(this, 'Sol')
      return part.status === 'awaiting_approval' ? undefined : part
    }, "the end of Sol's part")
    expect({ status, code: error?.code }).to.deep.equal({ status: 'cancelled', code: UNWANTED[words] })
    expect(reason).to.match(/\w/)
    if (why !== null && why !== undefined) expect(reason).to.equal(why)
  },
)

async function executionOf(world: ConcordWorld, { execution_id }: Part): Promise<Execution> {
  return (await lookUp(world, String(execution_id))).json<Execution>()
}

Then('every part was an execution to {action}, asked for by {person}', async function (this: ConcordWorld, action: string, person: PersonName) {
  const { parts: all } = await delegated(this)
  expect(all).to.not.deep.equal([])
  for (const part of all) {
    const { agent_id, action: what, asked_by, response } = await executionOf(this, part)
    const wanted = { agent_id: part.worker, what: action, asked_by: this.member(person).id, response: part.response }
    expect({ agent_id, what, asked_by, response }).to.deep.equal(wanted)
  }
})

Then('{person} finds what {person} was told', async function (this: ConcordWorld, _finder: PersonName, _asker: PersonName) {
  const told = this.replies.find(({ path }) => path.endsWith('/coordinate'))?.json<Delegated>()
  expect(this.reply.json<Delegated>()).to.deep.equal(told)
})

Given('{person} cancels what {agentName} does', async function (this: ConcordWorld, person: PersonName, worker: string) {
  const { execution_id } = await partOf(this, worker)
  await this.call(this.as(person), 'POST', `/api/executions/${execution_id}/cancel`)
  expect(this.reply.status, this.reply.text).to.equal(200)
  await outcome(this)
})

Then(
  'the part was handed on by {agentName} to {agentName}, with {string} of {string}',
  async function (this: ConcordWorld, coordinator: string, worker: string, part: string, task: string) {
    const { handoff_id } = await partOf(this, worker)
    const handoff = (await this.wait(this.as('Sam').call('GET', `/api/handoffs/${handoff_id}`), 'the handoff')).json()
    const given = { from_agent_id: idOf(this, coordinator), to_agent_id: idOf(this, worker), context: { task, part }, status: 'accepted', begun: true }
    expect(handoff).to.deep.include(given)
  },
)

Then('{person} is told that the coordination waits for one approval', async function (this: ConcordWorld, _person: PersonName) {
  const { status, proposals, address, id } = await toldToWait(this)
  expect({ status, count: proposals.length, address }).to.deep.equal({ status: 'awaiting_approval', count: 1, address: `/api/coordinations/${id}` })
})

Then("{agentName}'s part was decided as work of the level {maturity}", async function (this: ConcordWorld, worker: string, level: AgentName) {
  const { execution_id } = await partOf(this, worker)
  const [decision] = (await decisions(this)).filter(({ details }) => details.execution === execution_id)
  expect(decision?.details.level).to.equal(level)
})
