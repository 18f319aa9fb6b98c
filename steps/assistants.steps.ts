import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js'
import { expect } from 'chai'
import { allTools, attempt, effectOf, goOn, heardOf, knock, listen, sessionIn, unexplained } from '../support/asking-assistants'
import { assistantOf, LINES, type LineWord, use, worksThrough } from '../support/assisting'
import { loseConnection, toldTo } from '../support/barriers'
import type { PersonName } from '../support/cast'
import { eventually } from '../support/eventually'
import { toolsText } from '../support/interface-text'
import { sessionOf } from '../support/membership'
import { originOf, type PageWords } from '../support/origins'
import type { NamedOutcome } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { expectAgreed } from '../support/specification/agreed'
import { askForRelease, askForTrial, linesGiven, TRIAL_WORDS } from '../support/trial-prompts'
import type { ConcordWorld } from '../support/world'

const WAYS = LINES.join('|')

Given('{parties} work(s) through an assistant', PROCESSES, async function (this: ConcordWorld, names: readonly string[]) {
  for (const who of names) await worksThrough(this, who)
})

Given(
  new RegExp(`^(\\w+) works through an assistant that is connected (${WAYS})$`),
  PROCESSES,
  async function (this: ConcordWorld, who: string, line: LineWord) {
    await worksThrough(this, who, line)
  },
)

Then(/^(\w+)'s assistant has used ([\w, ]+)$/, function (this: ConcordWorld, who: string, tools: string) {
  expect(assistantOf(this, who).used).to.deep.equal(tools.split(/, | and /))
})

// What it is told

When(/^the assistant of (\w+) asks what it can do$/, async function (this: ConcordWorld, who: string) {
  await allTools(this, who)
})

Then('it is told of these tools, and that they do no more than this', function (this: ConcordWorld, table: DataTable) {
  const told = heardOf(this).tools.map((tool) => ({ tool: tool.name, 'what it does': effectOf(tool) }))
  expect(told).to.deep.equal(table.hashes())
})

Then('it is told of the tools that were agreed on, in the same words', function (this: ConcordWorld) {
  expectAgreed('tools', { present: toolsText(heardOf(this).tools), isRemote: this.reach.isRemote })
})

Then('each tool says what it is for, what it takes and what it gives', function (this: ConcordWorld) {
  const { tools } = heardOf(this)
  expect(tools).not.to.deep.equal([])
  expect(tools.flatMap(unexplained)).to.deep.equal([])
})

When(/^the assistant of (\w+) uses a tool called "([^"]*)"$/, async function (this: ConcordWorld, who: string, tool: string) {
  await attempt(this, who, ({ client }) => client.callTool({ name: tool, arguments: {} }))
})

Then(/^the assistant is told that (?:there is no such tool|there is no such command|no command can be made of that)$/, function (this: ConcordWorld) {
  expect(heardOf(this).refused).to.equal(ErrorCode.InvalidParams)
})

When(/^the assistant of (\w+) lists the agents$/, async function (this: ConcordWorld, who: string) {
  this.take(await this.wait(use(assistantOf(this, who), 'list_agents', { limit: 100 }), 'the agents'))
})

Then('it is told of {agentNames}', function (this: ConcordWorld, names: readonly string[]) {
  const { items } = this.reply.json<{ items: readonly { readonly name: string }[] }>()
  expect(items.map(({ name }) => name)).to.include.members([...names])
})

When(/^the assistant of (\w+) uses (\w+), giving (nothing|.*)$/, async function (this: ConcordWorld, who: string, tool: string, words: string) {
  const given = [...words.matchAll(/(\w+) "([^"]*)"/g)].map(([, name = '', value]) => [name, value])
  this.take(await this.wait(use(assistantOf(this, who), tool, Object.fromEntries(given)), `the answer of ${tool}`))
})

Then(/^the assistant is told that (\w+) is not right$/, function (this: ConcordWorld, argument: string) {
  const { code, field } = this.reply.json()
  expect({ code, field }, this.reply.text).to.deep.equal({ code: 'invalid_input', field: argument })
})

When(/^the assistant of (\w+) has (\w+) answer "([^"]*)"$/, async function (this: ConcordWorld, who: string, agent: string, message: string) {
  this.take(await this.wait(use(assistantOf(this, who), 'run_agent', { agent_id: this.agent(agent).id, message }), 'the answer'))
})

// Coming in

Given('an assistant has come with the token of {person}', async function (this: ConcordWorld, person: PersonName) {
  const { status, text } = await knock(this, this.as(person))
  expect(status, text).to.equal(200)
})

Given('an assistant has come with the token of {person}, and listens', async function (this: ConcordWorld, person: PersonName) {
  await knock(this, this.as(person))
  await listen(this, this.as(person), sessionIn(this.reply))
})

Then('what it listens to has ended', async function (this: ConcordWorld) {
  const { line } = heardOf(this)
  expect(line?.reply?.text, 'what came in place of a line').to.equal(undefined)
  expect(await this.wait(line?.ended ?? Promise.reject(new Error('nobody listens')), 'the end of the line')).to.equal('complete')
})

When('an assistant comes with the token of {person}', async function (this: ConcordWorld, person: PersonName) {
  await knock(this, this.as(person))
})

When('an assistant comes without a token', async function (this: ConcordWorld) {
  await knock(this, this.api({}))
})

When("an assistant comes in {person}'s session", async function (this: ConcordWorld, person: PersonName) {
  await knock(this, this.api({ cookie: sessionOf(this, person) }))
})

When('{page} speaks like an assistant, with the token of {person}', async function (this: ConcordWorld, page: PageWords, person: PersonName) {
  await knock(this, this.as(person), { origin: originOf(this, page) })
})

When('it goes on with the token of {person}', async function (this: ConcordWorld, person: PersonName) {
  await goOn(this, this.as(person), sessionIn(this.reply))
})

Then('it is let in', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(200)
})

const left = async (world: ConcordWorld, person: PersonName): Promise<number> =>
  Number((await world.call(world.as(person), 'GET', '/api/me')).headers['ratelimit-remaining'])

When(
  '{person} adds {string} to {string}, looking before and after how often she may still ask',
  async function (this: ConcordWorld, person: PersonName, title: string, queue: string) {
    const before = await left(this, person)
    await this.wait(use(assistantOf(this, person), 'add_task', { title, queue }), 'the answer of add_task')
    heardOf(this).counted = before - (await left(this, person))
  },
)

/** Looking itself counts. */
Then('that has counted as one request', function (this: ConcordWorld) {
  expect(heardOf(this).counted).to.equal(2)
})

// Waiting

Given('{party} has cancelled its/her/his waiting at the barrier', async function (this: ConcordWorld, who: string) {
  await loseConnection(this, who)
  await assistantOf(this, who).said()
  await this.clock.advance(0)
})

Given(/^the assistant of (\w+) was ended$/, async function (this: ConcordWorld, who: string) {
  await assistantOf(this, who).client.close()
  await this.clock.advance(0)
})

Then(
  '{party}, who waits at {string}, is refused because {failure}',
  async function (this: ConcordWorld, who: string, barrier: string, { status, code }: NamedOutcome) {
    const reply = await toldTo(this, who, barrier)
    expect({ status: reply.status, code: reply.json().code }, reply.text).to.deep.equal({ status, code })
  },
)

Then(/^(\w+)'s assistant was told (\d+) times that it still waits$/, async function (this: ConcordWorld, who: string, times: string) {
  const made = assistantOf(this, who)
  await eventually(() => (made.told >= Number(times) ? true : undefined), `${times} words that it still waits`)
  expect(made.told).to.equal(Number(times))
})

// The command

When(new RegExp(`^the assistant of (\\w+) asks for the trial of (${TRIAL_WORDS.join('|')})$`), async function (this: ConcordWorld, who: string, words: string) {
  await askForTrial(this, who, words)
})

When(/^the assistant of (\w+) asks for a command that nobody offers$/, async function (this: ConcordWorld, who: string) {
  await askForRelease(this, who)
})

Then('it is given the line for a shell that tries just that, and how to read its outcome', function (this: ConcordWorld) {
  const { lines, sought } = linesGiven(this)
  expect(sought).not.to.equal(undefined)
  expect(lines).to.include(sought)
  expect([...lines.join('\n').matchAll(/(?:[Cc]ode|\.) ([012]): /g)].map(([, code]) => code)).to.deep.equal(['0', '1', '2'])
})
