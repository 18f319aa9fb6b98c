import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { type Errand, errands, FLAW_WORDS, flawed, unescaped } from '../support/errands'
import type { ServiceName } from '../support/fakes/fakes'
import { invite, members } from '../support/membership'
import type { NamedOutcome } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { PLACES, PLACES_OF_EACH } from '../support/places'
import type { Reply } from '../support/reply'
import { CHANNEL, channelId, REPOSITORY } from '../support/sending'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { errands: readonly Errand[]; replies: Reply[]; name: string } => ({ errands: [], replies: [], name: '' }))

Given('an invitation by Olivia, a question by Uma, and a Slack message and a GitHub issue by Sam', function (this: ConcordWorld) {
  stateOf(this).errands = errands(this.names.address('nina@example.com'), channelId(CHANNEL), REPOSITORY)
  this.fakes.github.hasRepository(REPOSITORY)
})

async function sendAll(world: ConcordWorld, make: (errand: Errand) => { raw: string | Buffer; headers?: Record<string, string> }): Promise<void> {
  const state = stateOf(world)
  for (const errand of state.errands) {
    await world.call(world.as(errand.person), 'POST', errand.path, make(errand))
    state.replies.push(world.reply)
  }
}

When(new RegExp(`^each of them is sent with (${FLAW_WORDS.join('|')}|\\d+ bytes)$`), async function (this: ConcordWorld, flaw: string) {
  await sendAll(this, (errand) => ({ raw: flawed(errand, flaw) }))
})

When('each of them is sent with the content of a form', async function (this: ConcordWorld) {
  await sendAll(this, ({ text }) => ({ raw: `${text}=Nina`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }))
})

Then('each is refused because {failure}', function (this: ConcordWorld, { status, code }: NamedOutcome) {
  const { replies, errands } = stateOf(this)
  expect(replies.map((reply) => ({ status: reply.status, code: reply.json().code }))).to.deep.equal(errands.map(() => ({ status, code })))
})

const places = (replies: readonly Reply[]) => replies.map((reply) => reply.json().field)

Then(new RegExp(`^the place named is (${Object.keys(PLACES_OF_EACH).join('|')}) of each$`), function (this: ConcordWorld, words: string) {
  expect(places(stateOf(this).replies)).to.deep.equal(PLACES_OF_EACH[words])
})

Then(new RegExp(`^the place named is (${Object.keys(PLACES).join('|')})$`), function (this: ConcordWorld, words: string) {
  expect(places([this.reply])).to.deep.equal([PLACES[words]])
})

Then('the refusal says {string}', function (this: ConcordWorld, sentence: string) {
  expect(this.reply.json().detail).to.equal(sentence)
})

Then('each is told that {string}', function (this: ConcordWorld, sentence: string) {
  expect(stateOf(this).replies.map((reply) => reply.json().detail)).to.deep.equal(stateOf(this).errands.map(() => sentence))
})

Then('each is taken, by OpenAI, Slack and GitHub as well', function (this: ConcordWorld) {
  expect(stateOf(this).replies.map(({ status }) => status)).to.deep.equal([201, 200, 201, 201])
  const { openai, slack, github } = this.fakes
  expect([openai, slack, github].map(({ calls }) => calls.length)).to.deep.equal([1, 1, 1])
})

Then('nothing was stored, and nobody was contacted', async function (this: ConcordWorld) {
  expect(await this.storage.isUntouched()).to.equal(true)
  const services: readonly ServiceName[] = ['openai', 'anthropic', 'slack', 'github', 'google']
  expect(services.filter((name) => this.fakes.contacted(name) > 0)).to.deep.equal([])
})

const PARTS_OF_THE_LIST: Readonly<Record<string, string>> = {
  'no people': 'limit=0',
  '100 people': 'limit=100',
  '101 people': 'limit=101',
  'half a person': 'limit=1.5',
  'some people': 'limit=some',
  'people after a place that we never gave': 'cursor=bm93aGVyZQ',
  'people after something unreadable': 'cursor=%E2%82',
  'people after the character zero': 'cursor=%00',
  'red people': 'colour=red',
}

When(
  new RegExp(`^(\\w+) asks for a page of (${Object.keys(PARTS_OF_THE_LIST).join('|')})$`),
  async function (this: ConcordWorld, person: PersonName, part: string) {
    await this.call(this.as(person), 'GET', `/api/people?${PARTS_OF_THE_LIST[part]}`)
  },
)

Then('she is given a page', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json()).to.have.keys('items', 'next_cursor')
})

When(/^(Olivia) invites somebody by the name of "(.*)"$/, async function (this: ConcordWorld, by: PersonName, name: string) {
  stateOf(this).name = unescaped(name)
  await invite(this, by, { name: unescaped(name), role: 'user', email: 'somebody@example.com' })
})

Then('a member has exactly that name', async function (this: ConcordWorld) {
  const found = (await members(this)).filter(({ email }) => email === 'somebody@example.com')
  expect(found.map(({ name }) => name)).to.deep.equal([stateOf(this).name])
})

When('{person} asks OpenAI a question of {int} characters', async function (this: ConcordWorld, person: PersonName, length: number) {
  await this.call(this.as(person), 'POST', '/api/llm/chat', { body: { messages: [{ role: 'user', content: 'x'.repeat(length) }] } })
})

Then('OpenAI was asked exactly {string}', function (this: ConcordWorld, text: string) {
  const [call, ...more] = this.fakes.openai.calls
  expect(more).to.deep.equal([])
  expect(call?.body).to.deep.include({ messages: [{ role: 'user', content: text }] })
})

const EXTRAS: Readonly<Record<string, { readonly query?: string; readonly body?: object }>> = {
  '"colour" in the way to it': { query: '?colour=red' },
  '"colour" in the content': { body: { colour: 'red' } },
  'nothing in the content': { body: {} },
}

When(/^Uma blocks Mallory, with (.+) of the request$/, async function (this: ConcordWorld, what: string) {
  const { query = '', body } = EXTRAS[what] ?? {}
  await this.call(this.as('Uma'), 'PUT', `/api/me/blocks/${this.member('Mallory').id}${query}`, { body })
})

Then('Mallory is blocked', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(204)
})

When('Uma looks at a post by a way that nobody can read', async function (this: ConcordWorld) {
  await this.call(this.as('Uma'), 'GET', '/api/posts/%FF')
})
