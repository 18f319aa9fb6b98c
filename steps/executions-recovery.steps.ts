import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { childOf, dataOf } from '../support/child-platform'
import { conversations, messages } from '../support/conversations'
import { eventually } from '../support/eventually'
import { runNextDoor } from '../support/neighbour'
import type { End, ExecutionStatus, Line } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { stopMs } from '../support/platform'
import { memories } from '../support/remembering'
import { begin, execution, executionId, executions, runningOf, toAgent } from '../support/running'
import { endsOf, type Seen, textOf } from '../support/seen'
import type { Ban } from '../support/storage/storage'
import { heardBy, journal, watch, watchOf } from '../support/watching'
import type { ConcordWorld } from '../support/world'

const A_WORD_MS = 2_000

const NO_INTERRUPTIONS: Ban = { name: 'no_interruptions', table: 'execution', event: 'update', where: "new.status = 'interrupted'" }

const stateOf = perScenario((): { everything: string } => ({ everything: '' }))

/** Listens until this much was heard, as the platform of another process tells it; the provider speaks by the scenario's clock. */
async function listenUntil(world: ConcordWorld, text: string): Promise<void> {
  await eventually(() => world.fakes.openai.calls[0], 'a call to OpenAI')
  await executionId(world)
  const words = text.split(' ').length
  for (let word = 0; text !== '' && word < words; word++) {
    await world.clock.advance(A_WORD_MS)
    await eventually(async () => (textOf(await heardBy(world)).split(' ').length > word || undefined) && textOf(await heardBy(world)), `word ${word + 1}`)
  }
  expect(textOf(await heardBy(world))).to.equal(text)
}

Given(
  "{person} has heard {string} of {agent}'s answer to {string}",
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, text: string, agent: AgentName, message: string) {
    await begin(this, person, toAgent(this, agent, message, { manner: 'word by word' }))
    await listenUntil(this, text)
  },
)

Given(
  "{person} has heard nothing of {agent}'s answer to {string}",
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, message: string) {
    await begin(this, person, toAgent(this, agent, message, { manner: 'word by word' }))
    await listenUntil(this, '')
  },
)

Given(
  '{person} has heard {string} of what {agent} creates from {string}',
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, text: string, agent: AgentName, message: string) {
    await begin(this, person, toAgent(this, agent, message, { action: 'create', manner: 'word by word' }))
    await listenUntil(this, text)
  },
)

Given('{person} has paused the execution', async function (this: ConcordWorld, person: PersonName) {
  this.take(await this.as(person).call('POST', `/api/executions/${await executionId(this)}/pause`))
  expect(this.reply.status, this.reply.text).to.equal(200)
})

/** What was heard so far, put away: the line is gone with the platform. */
async function putAway(world: ConcordWorld): Promise<readonly Seen[]> {
  const state = runningOf(world)
  if (state.heard === undefined) return []
  const heard = await heardBy(world)
  state.parts.push(heard)
  return heard
}

When(
  'the platform is killed and started again, and {person} comes back on a {line} line',
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, line: Line) {
    await childOf(this).kill()
    await childOf(this).restart()
    const heard = await putAway(this)
    await watch(this, person, line, { after: heard.at(-1)?.number })
    await eventually(() => endsOf(watchOf(this, person).seen)[0], 'the end of the journal')
  },
)

Given('the platform was killed, and its next start failed because no interruption could be noted', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.kill()
  await dataOf(this).forbid(NO_INTERRUPTIONS)
  await child.restart()
  expect((await child.ended).code, child.output).to.equal(2)
  expect(child.output).to.include('no room')
})

When('interruptions can be noted again, and the platform is started', PROCESSES, async function (this: ConcordWorld) {
  await dataOf(this).allow(NO_INTERRUPTIONS)
  await childOf(this).restart()
})

Then('the last is that it ended because {end}', function (this: ConcordWorld, code: End) {
  const last = watchOf(this, 'Uma').seen.at(-1)
  expect({ kind: last?.kind, code: last?.data.code }).to.deep.equal({ kind: 'streaming:error', code })
})

Then('the journal begins with all that {person} heard', async function (this: ConcordWorld, _person: PersonName) {
  const heard = await heardBy(this)
  expect(heard.length).to.be.greaterThan(2)
  expect((await journal(this)).slice(0, heard.length)).to.deep.equal(heard)
})

Then('the execution is {executionStatus}, and no execution is running', async function (this: ConcordWorld, status: ExecutionStatus) {
  expect((await executions(this)).map((each) => each.status)).to.deep.equal([status])
})

Then('the execution is {executionStatus} before long', async function (this: ConcordWorld, status: ExecutionStatus) {
  await eventually(async () => (await execution(this)).status === status || undefined, `an execution that is ${status}`)
})

/** Executions, journals, conversations, memories and record, as one text. */
async function everything(world: ConcordWorld): Promise<string> {
  const all = await executions(world)
  const journals = await Promise.all(all.map(({ id }) => journal(world, id)))
  const sessions = await conversations(world, 'Uma')
  const said = await Promise.all(sessions.map(({ id }) => messages(world, 'Uma', id)))
  const trail = (await world.as('Sam').call('GET', '/api/audit?limit=100')).text
  return JSON.stringify({ all, journals, sessions, said, memories: await memories(world, 'Ada'), trail }, undefined, 1)
}

Given('all executions, journals, conversations, memories and records were written down', async function (this: ConcordWorld) {
  stateOf(this).everything = await everything(this)
})

Then('all of them are as they were written down', async function (this: ConcordWorld) {
  expect(JSON.parse(await everything(this))).to.deep.equal(JSON.parse(stateOf(this).everything))
})

When('the operator stops the platform and starts it again', async function (this: ConcordWorld) {
  const { waiting } = runningOf(this)
  const stopped = this.platform.stop(stopMs(this.settings))
  await this.clock.advance(stopMs(this.settings))
  await this.wait(stopped, 'the platform to stop')
  if (waiting !== undefined) await this.wait(waiting.answer, 'the answer')
  await this.restart()
  await this.startRounds()
})

When('the operator stops the platform as OpenAI says the rest, and starts it again', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  child.tellToStop()
  await eventually(async () => ((await child.api({}).call('GET', '/readyz')).status === 503 ? 'told' : undefined), 'a platform that is stopping')
  await this.clock.advance(60_000)
  expect(await child.ended, child.output).to.deep.equal({ code: 0, signal: null })
  await child.restart()
})

When('a second platform is started on the same data, and OpenAI says the rest', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).twin().start()
  await this.clock.advance(60_000)
})

Given(
  'another platform on the same data runs {agent} with OpenAI for {person}, and falls silent',
  async function (this: ConcordWorld, agent: AgentName, person: PersonName) {
    this.fakes.openai.is({ kind: 'silent' })
    await runNextDoor(this, { silent: true, begin: () => begin(this, person, toAgent(this, agent, 'Where is my parcel?')) })
  },
)

Given(
  'another platform on the same data runs {agent} with OpenAI for {person}, and lives on',
  async function (this: ConcordWorld, agent: AgentName, person: PersonName) {
    this.fakes.openai.is({ kind: 'silent' })
    await runNextDoor(this, { silent: false, begin: () => begin(this, person, toAgent(this, agent, 'Where is my parcel?')) })
  },
)
