import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { Owner } from '../support/parameter-types'
import { ask, posted } from '../support/posting'
import { atOnce } from '../support/running'
import type { ConcordWorld } from '../support/world'

interface TopicView {
  readonly topic: string
  readonly authors: number
  readonly score: number
}

const QUERIES: readonly (readonly [RegExp, (count: string) => string])[] = [
  [/^the topics$/, () => ''],
  [/^the topics of the last (\d+) hours$/, (count) => `?hours=${count}`],
  [/^the topics of the last hour$/, () => '?hours=1'],
  [/^(\d+) topics?$/, (count) => `?limit=${count}`],
]

When(/^(\w+) looks at ((?:the|\d+) topics?(?: of the last (?:hour|\d+ hours))?)$/, async function (this: ConcordWorld, who: Owner, what: string) {
  const [pattern, queryOf] = QUERIES.find(([words]) => words.test(what)) ?? [/^/, () => '']
  await ask(this, who, { path: `/api/topics/trending${queryOf(pattern.exec(what)?.[1] ?? '')}` })
})

/** Those that were looked at last, or as they are now. */
async function topics(world: ConcordWorld): Promise<readonly TopicView[]> {
  const last = world.replies.at(-1)
  const reply = last?.path.startsWith('/api/topics') ? world.reply : await atOnce(world, world.as('Mallory').call('GET', '/api/topics/trending'), 'the topics')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<readonly TopicView[]>()
}

Then('the topics are {texts}', async function (this: ConcordWorld, wanted: readonly string[]) {
  expect((await topics(this)).map(({ topic }) => topic)).to.deep.equal(wanted.map((text) => text.normalize('NFC')))
})

async function expectAuthors(world: ConcordWorld, topic: string, count: number): Promise<void> {
  expect((await topics(world)).find((each) => each.topic === topic)?.authors, topic).to.equal(count)
}

Then('{string} is of {int} author(s)', async function (this: ConcordWorld, topic: string, count: number) {
  await expectAuthors(this, topic, count)
})

Then('{string} is of {int} authors, and {string} of {int}', async function (this: ConcordWorld, one: string, count: number, other: string, less: number) {
  await expectAuthors(this, one, count)
  await expectAuthors(this, other, less)
})

Then('{string} weighs {float}', async function (this: ConcordWorld, topic: string, weight: number) {
  expect((await topics(this)).find((each) => each.topic === topic)?.score).to.equal(weight)
})

const tags = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `topic_${index + 1}`)

Given('there are {int} topics', async function (this: ConcordWorld, count: number) {
  const all = tags(count)
  for (let from = 0; from < count; from += 30)
    await posted(this, 'Uma', {
      content: all
        .slice(from, from + 30)
        .map((tag) => `#${tag}`)
        .join(' '),
    })
})

Given('{owner} has posted {int} hashtags at once', async function (this: ConcordWorld, who: Owner, count: number) {
  await posted(this, who, {
    content: tags(count)
      .map((tag) => `#${tag}`)
      .join(' '),
  })
})

Given('{owner} has posted a hashtag of {int} letters', async function (this: ConcordWorld, who: Owner, count: number) {
  await posted(this, who, { content: `#${'a'.repeat(count)}` })
})

Then('{int} topic(s) is/are listed', async function (this: ConcordWorld, count: number) {
  expect(await topics(this)).to.have.length(count)
})

Then('the last of the {int} is not among them', async function (this: ConcordWorld, count: number) {
  expect((await topics(this)).map(({ topic }) => topic)).not.to.include(tags(count).at(-1))
})
