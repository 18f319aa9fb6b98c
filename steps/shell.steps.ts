import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import stringWidth from 'string-width'
import { latestProposal, waitingProposal } from '../support/approving'
import type { AgentName, PersonName } from '../support/cast'
import { eventually } from '../support/eventually'
import { PROCESSES } from '../support/patience'
import { ENDS, lastRun, runToEnd, type ShellEnd, start } from '../support/shell'
import type { ConcordWorld } from '../support/world'

/** `[proposal]` is the one that waits. */
const filled = async (world: ConcordWorld, text: string): Promise<string> =>
  text.includes('[proposal]') ? text.replace('[proposal]', (await waitingProposal(world)).id) : text

When('{person} runs/has\\ run {string}', PROCESSES, async function (this: ConcordWorld, person: PersonName, line: string) {
  await runToEnd(this, await filled(this, line), { person })
})

When('somebody without a token runs {string}', PROCESSES, async function (this: ConcordWorld, line: string) {
  await runToEnd(this, line, {})
})

When('{person} runs {string} where no platform is', PROCESSES, async function (this: ConcordWorld, person: PersonName, line: string) {
  await runToEnd(this, line, { person, url: 'http://127.0.0.1:1' })
})

Given('{person} has begun to run {string}', function (this: ConcordWorld, person: PersonName, line: string) {
  start(this, line, { person })
})

When('two words have come from OpenAI', PROCESSES, async function (this: ConcordWorld) {
  await eventually(() => this.fakes.openai.calls[0], 'a call to OpenAI')
  await this.clock.advance(2_500)
})

Then(new RegExp(`^the command reports (${Object.keys(ENDS).join('|')})$`), async function (this: ConcordWorld, end: ShellEnd) {
  const { ended, out, err } = lastRun(this)
  expect(await ended, `printed: ${out}\nsaid: ${err}`).to.equal(ENDS[end])
})

Then('it has printed {string}, and said nothing besides', function (this: ConcordWorld, answer: string) {
  const { out, err } = lastRun(this)
  expect({ out, err }).to.deep.equal({ out: `${answer}\n`, err: '' })
})

Then('it has printed {string}, and said {string}', function (this: ConcordWorld, answer: string, sentence: string) {
  const { out, err } = lastRun(this)
  expect(out.trimEnd()).to.equal(answer)
  expect(err).to.include(sentence)
})

Then('it has printed nothing, and said {string}', async function (this: ConcordWorld, sentence: string) {
  const { out, err } = lastRun(this)
  expect(out).to.equal('')
  expect(err).to.include(await filled(this, sentence))
  expect(err, 'no stack').not.to.match(/\n\s*at /)
})

Then('it has printed {string} so far', PROCESSES, async function (this: ConcordWorld, words: string) {
  await eventually(() => (lastRun(this).out.length >= words.length ? true : undefined), `"${words}"`)
  expect(lastRun(this).out.trimEnd()).to.equal(words)
})

Then('it prints {string} in the end', PROCESSES, async function (this: ConcordWorld, words: string) {
  expect(await this.wait(lastRun(this).ended, 'the end of the command')).to.equal(ENDS.success)
  expect(lastRun(this).out).to.equal(`${words}\n`)
})

Then(
  'it has printed a document that tells {string} as {string} and {string} as {string}',
  function (this: ConcordWorld, one: string, first: string, other: string, second: string) {
    expect(JSON.parse(lastRun(this).out)).to.include({ [one]: first, [other]: second })
  },
)

Then('the command reports success, saying {string}', async function (this: ConcordWorld, words: string) {
  const { ended, out, err } = lastRun(this)
  expect(await ended, `printed: ${out}\nsaid: ${err}`).to.equal(ENDS.success)
  expect(lastRun(this).err).to.include(words)
})

Then(
  'it has printed a table with the proposal that {agent} shall {action} {string}',
  async function (this: ConcordWorld, agent: AgentName, action: string, message: string) {
    this.reach.lack('emptiness', 'a table of everything that waits')
    const [heading = '', ...lines] = lastRun(this).out.trimEnd().split('\n')
    const { id } = await latestProposal(this)
    expect(heading.startsWith('ID'), lastRun(this).out).to.equal(true)
    expect(lines.map((line) => [id, agent, action, message].filter((words) => line.includes(words)))).to.deep.equal([[id, agent, action, message]])
  },
)

Then('it has printed a table with a proposal that offers {string} and {string}', async function (this: ConcordWorld, one: string, other: string) {
  this.reach.lack('emptiness', 'a table of everything that waits')
  const [, ...lines] = lastRun(this).out.trimEnd().split('\n')
  const { id } = await waitingProposal(this)
  const told = [id, `'${one}' or '${other}'`]
  expect(lines.map((line) => told.filter((words) => line.includes(words)))).to.deep.equal([told])
})

Then('it has printed the four ways in which it ends', function (this: ConcordWorld) {
  const told = lastRun(this).out.split('Exit codes\n')[1] ?? ''
  expect([...told.matchAll(/^ {2}(\d) {2}\S/gm)].map(([, code]) => Number(code))).to.deep.equal(Object.values(ENDS))
})

Given('{person} has created two agents called {string}', async function (this: ConcordWorld, person: PersonName, name: string) {
  for (let each = 1; each <= 2; each++) await create(this, person, name)
})

Given('{person} has created the agent {string}', async function (this: ConcordWorld, person: PersonName, name: string) {
  await create(this, person, name)
})

async function create(world: ConcordWorld, by: PersonName, name: string): Promise<void> {
  const { status, text, json } = await world.call(world.as(by), 'POST', '/api/agents', { body: { name } })
  expect(status, text).to.equal(201)
  world.introduce(json<{ id: string; name: string }>())
}

Then('it has printed a table in which the levels of {string} and {string} stand below each other', function (this: ConcordWorld, one: string, other: string) {
  const lines = lastRun(this).out.split('\n')
  const placeOf = (name: string, level: string) => {
    const line = lines.find((each) => each.startsWith(`${name} `)) ?? ''
    expect(line, lastRun(this).out).to.include(level)
    return stringWidth(line.slice(0, line.indexOf(level)))
  }
  const heading = lines[0] ?? ''
  expect([placeOf(one, 'autonomous'), placeOf(other, 'student')]).to.deep.equal(Array(2).fill(heading.indexOf('LEVEL')))
  expect(lastRun(this).out, 'no colours').not.to.include('\u001b')
})

Then('it has printed a list of all agents', async function (this: ConcordWorld) {
  const { items } = (await this.wait(this.as('Uma').call('GET', '/api/agents?limit=100'), 'the agents')).json<{ items: unknown[] }>()
  expect(JSON.parse(lastRun(this).out)).to.deep.equal(items)
})

Then('it has printed how many records are in order', function (this: ConcordWorld) {
  expect(lastRun(this).out).to.match(/^The audit trail is in order: \d+ records, head [0-9a-f]{64}\n$/)
})

Then('it has printed that the trail is not in order, and said {string}', function (this: ConcordWorld, sentence: string) {
  expect(lastRun(this).out).to.match(/^The audit trail is NOT in order: 2 records/)
  expect(lastRun(this).err).to.include(sentence)
})
