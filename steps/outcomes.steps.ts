import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { messages } from '../support/conversations'
import type { End, NamedOutcome, ProviderWord } from '../support/parameter-types'
import { type Execution, execution, executionId, executions, run, runningOf, told } from '../support/running'
import { endsOf, piecesOf, type Seen, textOf } from '../support/seen'
import { heardBy } from '../support/watching'
import type { ConcordWorld } from '../support/world'

const NOBODY = '01900000-0000-7000-8000-000000000000'

/** What can be wrong with a request to run an agent: whom it goes to, and what it says. */
const WRONG: Readonly<Record<string, { readonly agent?: string; readonly body: object }>> = {
  'an unknown agent': { agent: NOBODY, body: { message: 'Hello' } },
  'a message without a word': { body: { message: ' \n ' } },
  'no message': { body: {} },
  'an action without a name': { body: { message: 'Hello', action: '' } },
  'an unknown conversation': { body: { message: 'Hello', session_id: NOBODY } },
}

When(new RegExp(`^(Uma) asks for an execution with (${Object.keys(WRONG).join('|')})$`), async function (this: ConcordWorld, person: PersonName, what: string) {
  const { agent = this.agent('Ada').id, body } = WRONG[what] ?? { body: {} }
  await this.call(this.as(person), 'POST', `/api/agents/${agent}/execute`, { body })
})

Then('no execution was begun', async function (this: ConcordWorld) {
  expect(await executions(this)).to.deep.equal([])
})

Then('{person} is told the execution, the conversation and the message that it belongs to', async function (this: ConcordWorld, person: PersonName) {
  const { execution_id, session_id, message_id } = await told(this)
  const found = (await this.wait(this.as(person).call('GET', `/api/executions/${execution_id}`), 'the execution')).json<Execution>()
  expect({ id: found.id, session_id: found.session_id, message_id: found.message_id }).to.deep.equal({ id: execution_id, session_id, message_id })
  const said = await messages(this, person, String(session_id))
  expect(said.map(({ id, execution_id }) => ({ id, execution_id })).at(-1)).to.deep.equal({ id: message_id, execution_id })
})

Then('the answer was given by {provider} with the model {string}', async function (this: ConcordWorld, provider: ProviderWord, model: string) {
  expect(await told(this)).to.include({ provider, model })
})

Then('the execution was one to {action}', async function (this: ConcordWorld, action: string) {
  expect((await execution(this)).action).to.equal(action)
})

Then('the execution was cancelled because {string}', async function (this: ConcordWorld, reason: string) {
  await this.clock.advance(0)
  const { status, error } = await execution(this)
  expect({ status, reason: error?.detail }).to.deep.equal({ status: 'cancelled', reason })
})

Then('{person} is told the reason, and no answer', async function (this: ConcordWorld, _person: PersonName) {
  const { response, message_id, provider, usage, error } = await told(this)
  expect({ response, message_id, provider, usage }).to.deep.equal({ response: null, message_id: null, provider: null, usage: null })
  expect(error?.detail).to.match(/\w/)
})

async function intervene(world: ConcordWorld, person: PersonName, word: 'cancel' | 'stop' | 'pause'): Promise<void> {
  await world.call(world.as(person), 'POST', `/api/executions/${await executionId(world)}/${word}`)
}

When('{person} cancels the execution( again)', async function (this: ConcordWorld, person: PersonName) {
  await intervene(this, person, 'cancel')
  await this.clock.advance(0)
})

Given('{person} has cancelled the execution', async function (this: ConcordWorld, person: PersonName) {
  await intervene(this, person, 'cancel')
  expect(this.reply.status, this.reply.text).to.equal(200)
  await this.clock.advance(0)
})

When('{person} cancels the execution, and {duration} pass(es)', async function (this: ConcordWorld, person: PersonName, ms: number) {
  await intervene(this, person, 'cancel')
  expect(this.reply.status, this.reply.text).to.equal(200)
  await this.clock.advance(ms)
})

When('{person} stops the execution', async function (this: ConcordWorld, person: PersonName) {
  await intervene(this, person, 'stop')
  await this.clock.advance(0)
})

When('{person} goes away, and {duration} pass(es)', async function (this: ConcordWorld, _person: PersonName, ms: number) {
  await executionId(this)
  runningOf(this).leave()
  await this.clock.advance(ms)
})

Then("{person}'s waiting ended because {end}", async function (this: ConcordWorld, _person: PersonName, code: End) {
  const { status, error, response } = await told(this)
  expect({ status, code: error?.code, response }).to.deep.equal({ status: 'cancelled', code, response: null })
})

const lastOf = (seen: readonly Seen[]) => ({ kind: seen.at(-1)?.kind, code: seen.at(-1)?.data.code })

Then('{person} heard at last that it failed because {failure}', async function (this: ConcordWorld, _person: PersonName, { code }: NamedOutcome) {
  expect(lastOf(await heardBy(this))).to.deep.equal({ kind: 'streaming:error', code })
})

Then('{person} heard at last that it ended because {end}', async function (this: ConcordWorld, _person: PersonName, code: End) {
  await this.clock.advance(0)
  expect(lastOf(await heardBy(this))).to.deep.equal({ kind: 'streaming:error', code })
})

Then('{person} has heard that the execution has begun, and no word yet', async function (this: ConcordWorld, _person: PersonName) {
  expect((await heardBy(this)).map(({ kind, number }) => ({ kind, number }))).to.deep.equal([{ kind: 'execution:started', number: 1 }])
})

Then('{person} heard {string} in {int} piece(s)', async function (this: ConcordWorld, _person: PersonName, text: string, count: number) {
  const pieces = piecesOf(await heardBy(this))
  expect({ text: pieces.join(''), pieces: pieces.length }).to.deep.equal({ text, pieces: count })
})

Then('the pieces that {person} heard add up to the answer {string}', async function (this: ConcordWorld, _person: PersonName, answer: string) {
  const heard = await heardBy(this)
  const [end] = endsOf(heard)
  expect({ text: textOf(heard), content: end?.data.content }).to.deep.equal({ text: answer, content: answer })
})

Then('{person} is not given an answer because {failure}', async function (this: ConcordWorld, person: PersonName, { status, code }: NamedOutcome) {
  const waiting = runningOf(this).waiting
  if (waiting === undefined) throw new Error(`${person} is waiting for nothing`)
  const reply = await this.wait(waiting.answer, 'the refusal')
  expect({ status: reply.status, code: reply.json().code }, reply.text).to.deep.equal({ status, code })
})

When('{person} asks {agent} something of {int} characters', async function (this: ConcordWorld, person: PersonName, agent: string, length: number) {
  await run(this, person, { path: `/api/agents/${this.agent(agent).id}/execute`, body: { message: 'x'.repeat(length) } })
})

When('{person} looks the execution up', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', `/api/executions/${await executionId(this)}`)
})

When('{person} lists the executions', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/executions')
})

const listed = (world: ConcordWorld): readonly string[] => {
  expect(world.reply.status, world.reply.text).to.equal(200)
  return world.reply.json<{ items: readonly Execution[] }>().items.map(({ message }) => message)
}

Then('there is only the one of {string}', function (this: ConcordWorld, message: string) {
  expect(listed(this)).to.deep.equal([message])
})

Then('there are those of {string} and {string}', function (this: ConcordWorld, one: string, other: string) {
  expect(listed(this).toSorted()).to.deep.equal([one, other].toSorted())
})
