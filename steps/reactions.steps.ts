import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import type { Owner } from '../support/parameter-types'
import { addressOf, ask, posted, postingOf, removed } from '../support/posting'
import type { Reply } from '../support/reply'
import { atOnce } from '../support/running'
import { apiOf } from '../support/subscribing'
import type { ConcordWorld } from '../support/world'

interface Reaction {
  readonly emoji: string
  readonly count: number
  readonly mine: boolean
}

const reactionTo = (world: ConcordWorld, words: string, emoji: string): string => `${addressOf(world, words)}/reactions/${encodeURIComponent(emoji)}`

When('{owner} reacts to {string} with {string}', async function (this: ConcordWorld, who: Owner, words: string, emoji: string) {
  await ask(this, who, { method: 'PUT', path: reactionTo(this, words, emoji) })
})

When(
  '{person} reacts to {string} with {string} for {agentName}',
  async function (this: ConcordWorld, who: PersonName, words: string, emoji: string, agent: string) {
    const body = { agent_id: this.agent(agent).id }
    this.take(await atOnce(this, this.as(who).call('PUT', reactionTo(this, words, emoji), { body }), 'the answer about a reaction'))
  },
)

Given('{owner} has reacted to {string} with {string}', async function (this: ConcordWorld, who: Owner, words: string, emoji: string) {
  const reply = await ask(this, who, { method: 'PUT', path: reactionTo(this, words, emoji) })
  expect(reply.status, reply.text).to.equal(200)
  expect(reply.json()).to.include({ mine: true })
})

When('{owner} reacts to {string} with {string} twice at the same moment', async function (this: ConcordWorld, who: Owner, words: string, emoji: string) {
  const api = await apiOf(this, who)
  const replies = await Promise.all([1, 2].map(() => api.call('PUT', reactionTo(this, words, emoji))))
  expect(replies.map((reply: Reply) => reply.json())).to.deep.equal([1, 2].map(() => ({ emoji, count: 1, mine: true })))
})

When('{owner} takes {string} back from {string}', async function (this: ConcordWorld, who: Owner, emoji: string, words: string) {
  const reply = await ask(this, who, { method: 'DELETE', path: reactionTo(this, words, emoji) })
  expect(reply.status, reply.text).to.equal(200)
  expect(reply.json()).to.include({ mine: false })
})

When(
  '{person} takes {string} back from {string} for {agentName}',
  async function (this: ConcordWorld, who: PersonName, emoji: string, words: string, agent: string) {
    const reply = await ask(this, who, { method: 'DELETE', path: `${reactionTo(this, words, emoji)}?agent_id=${this.agent(agent).id}` })
    expect(reply.status, reply.text).to.equal(200)
  },
)

async function reactions(world: ConcordWorld, who: Owner, words: string): Promise<readonly Reaction[]> {
  const reply = await atOnce(world, (await apiOf(world, who)).call('GET', `${addressOf(world, words)}/reactions`), 'the reactions')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<{ items: readonly Reaction[] }>().items
}

Then('{string} has {int} {string}, one of {owner}', async function (this: ConcordWorld, words: string, count: number, emoji: string, who: Owner) {
  expect(await reactions(this, who, words)).to.deep.equal([{ emoji, count, mine: true }])
})

Then('{string} has {int} {string}, none of {owner}', async function (this: ConcordWorld, words: string, count: number, emoji: string, who: Owner) {
  expect(await reactions(this, who, words)).to.deep.equal([{ emoji, count, mine: false }])
})

Then(
  'the reactions to {string} are {int} {string} and {int} {string}',
  async function (this: ConcordWorld, words: string, one: number, emoji: string, two: number, other: string) {
    const found = (await reactions(this, 'Mallory', words)).map((reaction) => ({ emoji: reaction.emoji, count: reaction.count }))
    expect(found).to.have.deep.members([
      { emoji, count: one },
      { emoji: other, count: two },
    ])
  },
)

Then('there are no reactions to {string}', async function (this: ConcordWorld, words: string) {
  expect(await reactions(this, 'Mallory', words)).to.deep.equal([])
})

When('{owner} looks at the reactions to {string}', async function (this: ConcordWorld, who: Owner, words: string) {
  await ask(this, who, { path: `${addressOf(this, words)}/reactions` })
})

Then('there are none', function (this: ConcordWorld) {
  expect(this.reply.json<{ items: readonly Reaction[] }>().items).to.deep.equal([])
})

Then('there is {int} {string}', function (this: ConcordWorld, count: number, emoji: string) {
  expect(this.reply.json<{ items: readonly Reaction[] }>().items).to.deep.equal([{ emoji, count, mine: false }])
})

Given('there is a private post of Uma', async function (this: ConcordWorld) {
  await posted(this, 'Uma', { content: 'Between us', isPublic: false })
})

Given('there is a post that Uma has removed', async function (this: ConcordWorld) {
  await posted(this, 'Uma', { content: 'Not so' })
  await removed(this, 'Uma', 'Not so')
})

Given('there is a post that never was', function (this: ConcordWorld) {
  postingOf(this).words = 'Never said'
})

When('{owner} reacts to it with {string}', async function (this: ConcordWorld, who: Owner, emoji: string) {
  await ask(this, who, { method: 'PUT', path: reactionTo(this, postingOf(this).words, emoji) })
})
