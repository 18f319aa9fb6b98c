import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { breakMasking } from '../support/broken-masking'
import type { PersonName } from '../support/cast'
import { recorded } from '../support/measurements'
import { fingerprint } from '../support/on-record'
import type { Owner } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { idOfAuthor, post, postingOf } from '../support/posting'
import { PLACES } from '../support/secrets'
import { toldUnder } from '../support/sharing'
import type { ConcordWorld } from '../support/world'

/** What is left of a post beside the feed: on record, told to those who follow, in the data; and what must not be left. */

interface PostRecord {
  readonly actor: string
  readonly subject: string
  readonly details: { readonly post: string; readonly type: string; readonly content: string }
}

const records = async (world: ConcordWorld, action: string): Promise<readonly PostRecord[]> =>
  (await recorded(world, action)) as unknown as readonly PostRecord[]

Then('the record says that {person} posted it for {agentName}', async function (this: ConcordWorld, person: PersonName, agent: string) {
  const found = (await records(this, 'post.created')).map(({ actor, subject }) => ({ actor, subject }))
  expect(found).to.deep.equal([{ actor: this.member(person).id, subject: this.agent(agent).id }])
})

Then(
  /^the record has an? (status|alert) of (Uma) with the fingerprint of "([^"]*)"$/,
  async function (this: ConcordWorld, type: string, who: PersonName, content: string) {
    const found = (await records(this, 'post.created')).map(({ actor, details }) => ({ actor, type: details.type, content: details.content }))
    expect(found).to.deep.equal([{ actor: this.member(who).id, type, content: fingerprint(content) }])
  },
)

Then('the record has no posts', async function (this: ConcordWorld) {
  expect(await recorded(this, 'post.created')).to.deep.equal([])
})

Then('the record says that {owner} removed it', async function (this: ConcordWorld, who: Owner) {
  const found = (await records(this, 'post.removed')).map(({ actor, details }) => ({ actor, post: details.post }))
  expect(found).to.deep.equal([{ actor: idOfAuthor(this, who), post: [...postingOf(this).made.values()].at(-1) }])
})

Then('{int} removal is on record', async function (this: ConcordWorld, count: number) {
  expect(await recorded(this, 'post.removed')).to.have.length(count)
})

Then('the record has {int} reaction', async function (this: ConcordWorld, count: number) {
  expect([...(await recorded(this, 'reaction.added')), ...(await recorded(this, 'reaction.removed'))]).to.have.length(count)
})

const toldOfPosts = async (world: ConcordWorld) => (await toldUnder(world, 'global')).filter(({ type }) => type.startsWith('post.'))

Then(
  'those who follow everything public have been notified of 1 post, by {person}, and not of its words',
  async function (this: ConcordWorld, person: PersonName) {
    const [id] = [...postingOf(this).made.values()]
    const data = { post_id: id, post_type: 'status', author_id: this.member(person).id, author_kind: 'person' }
    expect(await toldOfPosts(this)).to.deep.equal([{ type: 'post.created', data }])
  },
)

Then('those who follow everything public have been notified of its removal', async function (this: ConcordWorld) {
  const [id] = [...postingOf(this).made.values()]
  expect((await toldOfPosts(this)).at(-1)).to.deep.equal({ type: 'post.removed', data: { post_id: id } })
})

Then('nobody has been notified of a post', async function (this: ConcordWorld) {
  expect(await toldOfPosts(this)).to.deep.equal([])
})

/** Read as an operator reads the database file and the log. */
Then('{string} stands nowhere in the stored data and in the log', async function (this: ConcordWorld, words: string) {
  const bytes = Buffer.from(words).toString('latin1')
  expect((await PLACES['the stored data'](this)).includes(bytes), 'the stored data').to.equal(false)
  expect(PLACES['the log'](this).includes(words), 'the log').to.equal(false)
})

Then('no stored post has the words {string}', async function (this: ConcordWorld, words: string) {
  expect(await this.data.rows('select id from post where content like ?', `%${words}%`)).to.deep.equal([])
})

Given('masking fails', function (this: ConcordWorld) {
  breakMasking(this)
})

Given('masking has failed {person} once', async function (this: ConcordWorld, person: PersonName) {
  const own = this.platform
  breakMasking(this)
  expect((await post(this, person, { content: 'Something that was refused' })).status).to.equal(503)
  this.looked(this.reply)
  this.serve(own)
})

const channelOf = perScenario((): { id: string } => ({ id: '' }))

Given('{person} has a channel', async function (this: ConcordWorld, person: PersonName) {
  const opened = await this.call(this.as(person), 'POST', '/api/channels', { body: { name: 'lounge', type: 'team' } })
  expect(opened.status, opened.text).to.equal(201)
  channelOf(this).id = opened.json<{ id: string }>().id
})

When('{person} says {string} in the channel', async function (this: ConcordWorld, person: PersonName, content: string) {
  await this.call(this.as(person), 'POST', `/api/channels/${channelOf(this).id}/messages`, { body: { content } })
})

Then('the channel has {string}', async function (this: ConcordWorld, content: string) {
  const reply = await this.wait(this.as('Sam').call('GET', `/api/channels/${channelOf(this).id}/messages`), 'the messages')
  expect(reply.json<{ items: readonly { content: string }[] }>().items.map((message) => message.content)).to.deep.equal([content])
})
