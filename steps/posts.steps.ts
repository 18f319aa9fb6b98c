import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { PERSON_NAMES, type PersonName } from '../support/cast'
import { elsewhere } from '../support/changing-agents'
import { NOBODY } from '../support/holding'
import type { NamedOutcome, Owner } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { addressOf, ask, feed, idOfAuthor, numbered, type PostView, post, postAtOnce, posted, postingOf, readPage, removed } from '../support/posting'
import type { Reply } from '../support/reply'
import type { ConcordWorld } from '../support/world'

/** What people and agents say to everybody, or privately; agents by tokens of their own. */

const TYPES: Readonly<Record<string, string>> = {
  'a status': 'status',
  'an insight': 'insight',
  'a question': 'question',
  'an alert': 'alert',
  'a command': 'command',
  'a response': 'response',
  'an announcement': 'announcement',
  'a poem': 'poem',
}

When('{owner} posts {string}', async function (this: ConcordWorld, who: Owner, content: string) {
  await post(this, who, { content })
})

When('{owner} posts {string} privately', async function (this: ConcordWorld, who: Owner, content: string) {
  await post(this, who, { content, isPublic: false })
})

When(/^(Uma) posts "([^"]*)" as (an? [a-z]+)$/, async function (this: ConcordWorld, who: Owner, content: string, type: string) {
  await post(this, who, { content, type: TYPES[type] ?? type })
})

When('{owner} posts {string} for {agentName}', async function (this: ConcordWorld, who: Owner, content: string, agent: string) {
  await post(this, who, { content, agentId: this.agent(agent).id })
})

When('{person} posts {string} for an unknown agent', async function (this: ConcordWorld, who: PersonName, content: string) {
  await post(this, who, { content, agentId: NOBODY })
})

/** Words, with no number or address in them. */
const textOf = (length: number): string =>
  'lorem ipsum '
    .repeat(Math.ceil(length / 12))
    .slice(0, length)
    .replace(/ $/, 'm')

When('{owner} posts a text of {int} characters', async function (this: ConcordWorld, who: Owner, length: number) {
  await post(this, who, { content: textOf(length) })
})

When('{person} posts a text of {int} characters for {agentName}', async function (this: ConcordWorld, who: PersonName, length: number, agent: string) {
  await post(this, who, { content: textOf(length), agentId: this.agent(agent).id })
})

When('{owner} posts a text of {int} characters that begins with {string}', async function (this: ConcordWorld, who: Owner, length: number, beginning: string) {
  await post(this, who, { content: beginning + textOf(length - beginning.length) })
})

When('{owner} posts {int} times {string}', async function (this: ConcordWorld, who: Owner, count: number, character: string) {
  await post(this, who, { content: character.repeat(count) })
})

When('{person} posts {int} characters full of {string}', async function (this: ConcordWorld, who: PersonName, length: number, part: string) {
  const before = process.cpuUsage()
  await post(this, who, { content: part.repeat(length).slice(0, length) })
  const { user, system } = process.cpuUsage(before)
  postingOf(this).workedMs = (user + system) / 1_000
})

/** Of the processor's time, so that nothing else on the machine counts. */
Then('posting it took the platform less than a second', function (this: ConcordWorld) {
  expect(postingOf(this).workedMs).to.be.within(0, 999)
})

Given('{owner} has posted {texts}', async function (this: ConcordWorld, who: Owner, contents: readonly string[]) {
  for (const content of contents) await posted(this, who, { content })
})

Given('{owner} has posted {texts} privately', async function (this: ConcordWorld, who: Owner, contents: readonly string[]) {
  for (const content of contents) await posted(this, who, { content, isPublic: false })
})

/** A scenario's clock stands still unless it is moved. */
Given('{owner} has posted {texts}, all at noon', async function (this: ConcordWorld, who: Owner, contents: readonly string[]) {
  this.reach.lack('clock', 'several things happen at the same moment')
  for (const content of contents) await posted(this, who, { content })
  expect(new Set((await feed(this)).map(({ created_at }) => created_at)).size).to.equal(1)
})

Given('{owner} has posted {string} for {agentName}', async function (this: ConcordWorld, who: Owner, content: string, agent: string) {
  await posted(this, who, { content, agentId: this.agent(agent).id })
})

Given('{owner} has posted {string} privately for {agentName}', async function (this: ConcordWorld, who: Owner, content: string, agent: string) {
  await posted(this, who, { content, agentId: this.agent(agent).id, isPublic: false })
})

/** Numbers go on from one step to the next. */
async function postMany(world: ConcordWorld, who: Owner, count: number): Promise<void> {
  for (const content of numbered(postingOf(world).made.size + count).slice(postingOf(world).made.size)) await posted(world, who, { content })
}

Given('{owner} has posted {int} times', async function (this: ConcordWorld, who: Owner, count: number) {
  await postMany(this, who, count)
})

Given('{owner} has posted {int} times, all at noon', async function (this: ConcordWorld, who: Owner, count: number) {
  this.reach.lack('clock', 'several things happen at the same moment')
  await postMany(this, who, count)
})

Given('{owner} has posted {int} times, a minute apart', async function (this: ConcordWorld, who: Owner, count: number) {
  for (const [index, content] of numbered(count).entries()) {
    if (index > 0) await this.clock.advance(60_000)
    await posted(this, who, { content })
  }
})

Given('on another platform with the same data, {owner} has posted {string}', async function (this: ConcordWorld, who: Owner, content: string) {
  await elsewhere(this, () => posted(this, who, { content }))
})

Given('{owner} was refused a text of {int} characters', async function (this: ConcordWorld, who: Owner, length: number) {
  await post(this, who, { content: textOf(length) })
  expect(this.reply.status).to.equal(400)
})

Given('{owner} has removed the post(s) {texts}', async function (this: ConcordWorld, who: Owner, contents: readonly string[]) {
  for (const content of contents) await removed(this, who, content)
})

When('{owner} removes the post {string}', async function (this: ConcordWorld, who: Owner, content: string) {
  await ask(this, who, { method: 'DELETE', path: addressOf(this, content) })
})

Given('{person} is a supervisor no more', async function (this: ConcordWorld, person: PersonName) {
  const { status, text } = await this.call(this.as('Olivia'), 'PATCH', `/api/people/${this.member(person).id}`, { body: { role: 'user' } })
  expect(status, text).to.equal(200)
})

When('{owner} looks at the post {string}', async function (this: ConcordWorld, who: Owner, content: string) {
  postingOf(this).words = content
  await ask(this, who, { path: addressOf(this, content) })
})

Then('it can be read', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json<PostView>().content).to.equal(postingOf(this).words)
})

const isPerson = (who: Owner): boolean => PERSON_NAMES.some((name) => name === who)

const contentsOf = async (world: ConcordWorld): Promise<readonly string[]> => (await feed(world)).map(({ content }) => content)

Then('the feed is {texts}', async function (this: ConcordWorld, contents: readonly string[]) {
  expect(await contentsOf(this)).to.deep.equal(contents)
})

Then('the feed is that text', async function (this: ConcordWorld) {
  expect(await contentsOf(this)).to.deep.equal([postingOf(this).words])
})

Then('the first words of the feed are {string}', async function (this: ConcordWorld, words: string) {
  expect((await contentsOf(this))[0]?.slice(0, words.length)).to.equal(words)
})

Then('the feed has {int} post(s)', async function (this: ConcordWorld, count: number) {
  expect(await feed(this)).to.have.length(count)
})

Then('{string} is the newest on the feed', async function (this: ConcordWorld, content: string) {
  expect((await contentsOf(this))[0]).to.equal(content)
})

Then('{string} is not on the feed', async function (this: ConcordWorld, content: string) {
  expect(await contentsOf(this)).not.to.include(content)
})

Then('it was said by {owner}', async function (this: ConcordWorld, who: Owner) {
  const kind = isPerson(who) ? 'person' : 'agent'
  expect((await feed(this))[0]?.author).to.deep.equal({ kind, id: idOfAuthor(this, who), name: who })
})

Then(/^it is (an? [a-z]+)$/, async function (this: ConcordWorld, type: string) {
  expect((await feed(this))[0]?.post_type).to.equal(TYPES[type])
})

Then('{agentName} is told that it takes an intern', function (this: ConcordWorld, _agent: string) {
  expect(this.reply.json()).to.include({ agent_level: 'student', needed_level: 'intern' })
})

Then('{agentName} is asked to come back in {duration}', function (this: ConcordWorld, _agent: string, ms: number) {
  expect(this.reply.headers['retry-after']).to.equal(String(ms / 1_000))
  expect(this.reply.json().retryable).to.equal(true)
})

const repliesOf = perScenario((): { replies: readonly Reply[] } => ({ replies: [] }))

When('{owner} posts {texts} at the same moment', async function (this: ConcordWorld, who: Owner, contents: readonly string[]) {
  repliesOf(this).replies = await postAtOnce(this, who, contents)
})

Then('one of them is on the feed, and the others were refused because {failure}', async function (this: ConcordWorld, { status }: NamedOutcome) {
  const { replies } = repliesOf(this)
  expect(replies.map((reply) => reply.status).toSorted()).to.deep.equal([201, ...replies.slice(1).map(() => status)])
  expect(await feed(this)).to.have.length(1)
})

When('{owner} reads the feed', async function (this: ConcordWorld, who: Owner) {
  postingOf(this).pages = []
  await readPage(this, who, '')
})

When('{owner} reads the private posts', async function (this: ConcordWorld, who: Owner) {
  postingOf(this).pages = []
  await readPage(this, who, 'visibility=private')
})
