import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { After, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { type AgentName, CAST, type PersonName } from '../support/cast'
import { childOf, dataOf, hasChild } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { everyAnswer, expectNowhere, type ForgettingView, forget, READERS, timesStored } from '../support/forgetting'
import { type HalfRequest, sendHalf } from '../support/half-requests'
import { bearer } from '../support/house'
import { recorded } from '../support/measurements'
import { addressOf, idOf, NOBODY, recognise } from '../support/membership'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { OF_USERS, TRACES } from '../support/traces'
import { verify } from '../support/verification'
import type { ConcordWorld } from '../support/world'

const UNKNOWN = '01900000-0000-7000-8000-000000000000'

async function leave(world: ConcordWorld, who: PersonName, word: string, places: readonly string[]): Promise<void> {
  world.set('CONCORD_REQUESTS_PER_MINUTE', '100000')
  for (const place of places) await TRACES[place]?.({ world, who, word })
  expect(await timesStored(world, word), `${word} in what is stored`).to.be.greaterThan(places.length - 1)
}

Given(
  new RegExp(`^(Uma|Sam) has left "([^"]*)" (${Object.keys(TRACES).join('|')})$`),
  async function (this: ConcordWorld, who: PersonName, word: string, place: string) {
    await leave(this, who, word, [place])
  },
)

Given(
  '{person} has left {string} with OpenAI, Slack and GitHub, and everywhere else where a person can',
  async function (this: ConcordWorld, who: PersonName, word: string) {
    await leave(this, who, word, Object.keys(OF_USERS))
    expect((await everyAnswer(this, READERS)).toLowerCase()).to.include(word.toLowerCase())
  },
)

When('{person} forgets {person}', async function (this: ConcordWorld, by: PersonName, whom: PersonName) {
  await forget(this, by, idOf(this, whom), CAST[whom].email)
})

Given('{person} has forgotten {person}', async function (this: ConcordWorld, by: PersonName, whom: PersonName) {
  await forget(this, by, idOf(this, whom), CAST[whom].email)
  expect(this.reply.json<ForgettingView>()).to.include({ id: idOf(this, whom), status: 'forgotten' })
})

Then('{person} is told that {person} is forgotten', function (this: ConcordWorld, _by: PersonName, whom: PersonName) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json<ForgettingView>()).to.include({ id: idOf(this, whom), status: 'forgotten' })
})

Then('{string} is in no answer of the platform', async function (this: ConcordWorld, word: string) {
  await expectNowhere(this, word)
})

Then('{string} is nowhere in what is stored', async function (this: ConcordWorld, text: string) {
  expect(await timesStored(this, text)).to.equal(0)
})

When('{person} forgets {string}', async function (this: ConcordWorld, by: PersonName, name: string) {
  await forget(this, by, idOf(this, name), addressOf(name))
})

When('{person} forgets {string}, who was removed', async function (this: ConcordWorld, by: PersonName, name: string) {
  await forget(this, by, idOf(this, name), idOf(this, name))
})

When('{person} forgets {person}, confirming it with {string}', async function (this: ConcordWorld, by: PersonName, whom: PersonName, confirmation: string) {
  await forget(this, by, idOf(this, whom), confirmation)
})

When('{person} forgets somebody who was never there', async function (this: ConcordWorld, by: PersonName) {
  await forget(this, by, UNKNOWN, UNKNOWN)
})

Then('{string} is still in an answer of the platform', async function (this: ConcordWorld, word: string) {
  expect(await everyAnswer(this, ['Olivia'])).to.include(word)
})

Then('{string} is still stored', async function (this: ConcordWorld, word: string) {
  expect(await timesStored(this, word)).to.be.greaterThan(0)
})

Then('nobody is recognised by the token of {person}', async function (this: ConcordWorld, name: PersonName) {
  expect(await recognise(this, bearer(this.member(name).token))).to.equal(NOBODY)
})

Then('{string} is told that she is forgotten', function (this: ConcordWorld, _name: string) {
  expect(this.reply.status, this.reply.text).to.equal(200)
})

/** What was read of a topic: texts, and what is left of others. */
Then('that was an event without content, {string} and an event without content, numbered without a gap', expectEmptied)

function expectEmptied(this: ConcordWorld, text: string): void {
  const { items } = this.reply.json<{ items: { type: string; data: unknown; sequence: string; topic: string }[] }>()
  const nothing = { type: 'removed', data: {} }
  expect(items.map(({ type, data }) => (type === 'removed' ? { type, data } : data))).to.deep.equal([nothing, text, nothing])
  const numbers = items.map(({ sequence }) => Number(sequence))
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).to.deep.equal([0, 1, 2])
}

Given('Uma has created the agent {string}, which is told to {string}', async function (this: ConcordWorld, name: string, instructions: string) {
  await this.call(this.as('Uma'), 'POST', '/api/agents', { body: { name, instructions, category: 'support' } })
  expect(this.reply.status, this.reply.text).to.equal(201)
})

interface Recorded {
  readonly actor: string
  readonly subject: string | null
  readonly details: object
}

Then('the record says that {person} had {person} forgotten, from beginning to end', async function (this: ConcordWorld, by: PersonName, whom: PersonName) {
  const records = [...(await recorded(this, 'forgetting.begun')), ...(await recorded(this, 'person.forgotten'))] as unknown as Recorded[]
  const told = records.map(({ actor, subject, details }) => ({ actor, subject, details }))
  const each = { actor: idOf(this, by), subject: idOf(this, whom), details: {} }
  expect(told).to.deep.equal([each, each])
})

/** The words that are on record of something. */
const WORDS = { rejection: ['proposal.rejected', 'reason'], task: ['task.completed', 'worker'] } as const
type Said = keyof typeof WORDS

async function wordsOn(world: ConcordWorld, what: Said): Promise<readonly unknown[]> {
  const [action, name] = WORDS[what]
  const records = (await recorded(world, action, 'Olivia')) as unknown as readonly { details: Readonly<Record<string, unknown>> }[]
  return records.map(({ details }) => details[name])
}

Then(/^in place of "(.*)" the record of the (rejection|task) has its fingerprint$/, async function (this: ConcordWorld, word: string, what: Said) {
  expect(await wordsOn(this, what)).to.deep.equal([{ removed: createHash('sha256').update(word).digest('hex') }])
})

Then(/^the record of the (task) still tells "(.*)"$/, async function (this: ConcordWorld, what: Said, word: string) {
  expect(await wordsOn(this, what)).to.deep.equal([word])
})

Then('what ran for {person} is on record as cancelled', async function (this: ConcordWorld, whom: PersonName) {
  const ends = (await recorded(this, 'action.ended')) as unknown as readonly (Recorded & { readonly outcome: string })[]
  expect(ends.map(({ actor, outcome }) => ({ actor, outcome }))).to.deep.equal([{ actor: idOf(this, whom), outcome: 'cancelled' }])
})

const halfOf = perScenario((): { request?: HalfRequest; status?: number } => ({}))
After(function (this: ConcordWorld) {
  halfOf(this).request?.leave()
})

Given("the first half of {person}'s task {string} has arrived", async function (this: ConcordWorld, who: PersonName, title: string) {
  this.open()
  const wanted = { origin: this.origin, headers: { authorization: `Bearer ${this.member(who).token}` }, path: '/api/queues/letters/tasks' }
  halfOf(this).request = await this.wait(sendHalf({ ...wanted, body: JSON.stringify({ title }) }), 'the first half')
})

When('the other half arrives {duration} later', async function (this: ConcordWorld, ms: number) {
  await this.clock.advance(ms)
  const { request } = halfOf(this)
  if (request !== undefined) halfOf(this).status = await this.wait(request.complete(), 'the answer')
})

Then("the task is refused because nobody is recognised by {person}'s token", function (this: ConcordWorld, _who: PersonName) {
  expect(halfOf(this).status).to.equal(401)
})

const tamperedOf = perScenario((): { seq: number } => ({ seq: 0 }))

When('Mallory gets at the stored data and puts fingerprints in the place of {string}', async function (this: ConcordWorld, word: string) {
  const [row] = await this.data.rows<{ seq: number; details: string }>('select seq, details from audit where details like ?', `%"${word}"%`)
  if (row === undefined) throw new Error(`${word} is not on record`)
  const removed = JSON.stringify({ removed: createHash('sha256').update(word).digest('hex') })
  await this.data.run(['update audit set details = ? where seq = ?', row.details.replace(JSON.stringify(word), removed), row.seq])
  tamperedOf(this).seq = row.seq
})

Then('verification names that record as the first that is wrong', async function (this: ConcordWorld) {
  const { valid, first_bad } = await verify(this, this.as('Olivia'))
  expect({ valid, first_bad }).to.deep.equal({ valid: false, first_bad: tamperedOf(this).seq })
})

Then("{agent}'s record counts {int} episode", async function (this: ConcordWorld, agent: AgentName, episodes: number) {
  const { text } = await this.call(this.as('Olivia'), 'GET', `/api/agents/${this.agent(agent).id}/graduation`)
  expect(JSON.parse(text).episodes).to.equal(episodes)
})

/** As when the disk is full just when that is to be erased, or noted. */
const OBSTACLES = {
  messages: 'direct_message',
  posts: 'post',
  events: 'event',
  'words on record': 'audit',
  'that it is done': 'forgetting',
} as const
type Obstacle = keyof typeof OBSTACLES
const OBSTACLE = Object.keys(OBSTACLES).join('|')
const banOf = (what: Obstacle) => ({ name: `no_${OBSTACLES[what]}`, table: OBSTACLES[what], event: 'update' }) as const

Given(new RegExp(`^(${OBSTACLE}) cannot be (?:erased|noted)$`), async function (this: ConcordWorld, what: Obstacle) {
  void (hasChild(this) || this.platform)
  await dataOf(this).forbid(banOf(what))
})

Given('{person} has begun to forget {person}', PROCESSES, async function (this: ConcordWorld, by: PersonName, whom: PersonName) {
  await forget(this, by, idOf(this, whom), CAST[whom].email)
  expect(this.reply.status, this.reply.text).to.equal(202)
  expect(this.reply.json<ForgettingView>()).to.include({ id: idOf(this, whom), status: 'forgetting', forgotten_at: null })
})

Then('{person} is told that {person} is not forgotten yet', function (this: ConcordWorld, _by: PersonName, _whom: PersonName) {
  expect(this.reply.status, this.reply.text).to.equal(202)
  expect(this.reply.json<ForgettingView>()).to.include({ status: 'forgetting', forgotten_at: null })
})

When(
  new RegExp(`^the platform is killed, (${OBSTACLE}) can be (?:erased|noted) again, and the platform is started$`),
  PROCESSES,
  async function (this: ConcordWorld, what: Obstacle) {
    await childOf(this).kill()
    await dataOf(this).allow(banOf(what))
    await childOf(this).restart()
  },
)

Then('{person} is forgotten before long, although nobody asks again', PROCESSES, async function (this: ConcordWorld, whom: PersonName) {
  await eventually(
    async () => (await dataOf(this).rows('select 1 as done from forgetting where person_id = ? and done_at is not null', idOf(this, whom)))[0],
    'the end',
  )
})

Then('{string} is in no file that the data is kept in', async function (this: ConcordWorld, word: string) {
  const { databasePath } = childOf(this)
  const files = ['', '-wal'].map((end) => `${databasePath}${end}`).filter((file) => existsSync(file))
  const bytes = files.map((file) => readFileSync(file, 'latin1')).join('')
  expect(bytes.toLowerCase().includes(word.toLowerCase())).to.equal(false)
  expect(await timesStored(this, word)).to.equal(0)
})
