import { setTimeout as rest } from 'node:timers/promises'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { elsewhere } from '../support/changing-agents'
import { readPages } from '../support/channels'
import { childOf } from '../support/child-platform'
import { recorded } from '../support/measurements'
import type { Owner } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import type { Reply } from '../support/reply'
import {
  answer,
  apiOf,
  asksAbout,
  ends,
  expectDone,
  gapsOf,
  publish,
  subscribe,
  type Given as Taken,
  take,
  takeAll,
  textsOf,
  topicOf,
  YET_TO_COME,
} from '../support/subscribing'
import type { ConcordWorld } from '../support/world'

const SWEEP_MS = 15_000
const A_MINUTE = 60_000

/** What others may try with a subscription. */
const ATTEMPTS: Readonly<Record<string, (world: ConcordWorld, by: Owner, whose: Owner) => Promise<Reply>>> = {
  'look at': asksAbout,
  'take an event of': (world, by, whose) => take(world, whose, { by }),
  'acknowledge in': (world, by, whose) => answer(world, whose, { word: 'ack', text: 'The office moves', by }),
  'refuse in': (world, by, whose) => answer(world, whose, { word: 'nack', text: 'The office moves', by }),
  end: ends,
  'see what went to': (world, by, whose) => asksAbout(world, by, whose, '/delivery?topic=news'),
}

When(
  new RegExp(`^(Uma|Sam|Mallory|Ada) tries to (${Object.keys(ATTEMPTS).join('|')}) the subscription of (Uma|Ada)$`),
  async function (this: ConcordWorld, by: Owner, what: string, whose: Owner) {
    await ATTEMPTS[what]?.(this, by, whose)
  },
)

Then('that works', function (this: ConcordWorld) {
  expectDone(this.reply)
})

Given('{owner} has ended the subscription', async function (this: ConcordWorld, who: Owner) {
  expectDone(await ends(this, who, who))
})

Then('the subscription of {owner} is gone', async function (this: ConcordWorld, who: Owner) {
  expect(this.reply.status, this.reply.text).to.equal(204)
  for (const reply of [await asksAbout(this, who, who), await take(this, who)]) {
    this.looked(reply)
    expect(reply.status).to.equal(404)
  }
})

Then('the subscription was made', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(201)
})

Given(
  '{owner} is subscribed to {topics}, and {owner} to {topics}',
  async function (this: ConcordWorld, one: Owner, topics: string[], other: Owner, others: string[]) {
    expectDone(await subscribe(this, one, topics))
    expectDone(await subscribe(this, other, others))
  },
)

Given('{owner} is subscribed to {topics}, from after an event that is yet to come', async function (this: ConcordWorld, who: Owner, topics: readonly string[]) {
  expectDone(await subscribe(this, who, topics, YET_TO_COME))
})

When('{owner} subscribes to {int} topics', async function (this: ConcordWorld, who: Owner, count: number) {
  await subscribe(
    this,
    who,
    Array.from({ length: count }, (_, index) => `"topic-${index}"`),
  )
})

Given(
  '{owner} has taken the next {int} events, acknowledged {string} and refused {string}',
  async function (this: ConcordWorld, who: Owner, limit: number, good: string, bad: string) {
    expectDone(await take(this, who, { limit }))
    expectDone(await answer(this, who, { word: 'ack', text: good }))
    expectDone(await answer(this, who, { word: 'nack', text: bad }))
  },
)

Then('after 15 seconds {owner} is given {texts}', async function (this: ConcordWorld, who: Owner, texts: readonly string[]) {
  expectDone(this.reply)
  await this.clock.advance(15_000)
  expect(textsOf(await takeAll(this, who))).to.deep.equal(texts)
})

When('{owner} goes on at another platform with the same data', async function (this: ConcordWorld, who: Owner) {
  await elsewhere(this, async () => {
    expect(textsOf((await take(this, who)).json<Taken>().items)).to.deep.equal(['2'])
  })
  await this.clock.advance(15_000)
})

Given('{person} has made {person} a user', async function (this: ConcordWorld, by: 'Olivia', whom: 'Sam') {
  expectDone(await this.call(this.as(by), 'PATCH', `/api/people/${this.member(whom).id}`, { body: { role: 'user' } }))
})

/** Time goes on by so much, less what the next sweep takes, which comes at its end; meanwhile something is published. */
async function goOn(world: ConcordWorld, ms: number, text?: string, words = '"news"'): Promise<void> {
  await world.startRounds()
  world.clock.jump(ms - SWEEP_MS)
  if (text !== undefined) await publish(world, 'Sam', { text, topic: topicOf(world, words) })
  await world.clock.advance(SWEEP_MS)
}

When(
  'the platform goes on for {duration}, and {string} is published on {topics}',
  async function (this: ConcordWorld, ms: number, text: string, [words]: string[]) {
    await goOn(this, ms, text, words)
  },
)
Given(
  'the platform went on for {duration}, and {string} was published on {topics}',
  async function (this: ConcordWorld, ms: number, text: string, [words]: string[]) {
    await goOn(this, ms, text, words)
  },
)
When(
  'the platform goes on for {duration} and a minute, and {string} is published on {topics}',
  async function (this: ConcordWorld, ms: number, text: string, [words]: string[]) {
    await goOn(this, ms + A_MINUTE, text, words)
  },
)
Given('the platform went on for {duration}', async function (this: ConcordWorld, ms: number) {
  await goOn(this, ms)
})

When('{owner} reads what was published', async function (this: ConcordWorld, who: 'Uma') {
  await this.call(this.as(who), 'GET', '/api/events')
})
When('{owner} reads what was published, from the beginning', async function (this: ConcordWorld, who: 'Uma') {
  await this.call(this.as(who), 'GET', '/api/events?after=0&topic=news')
})
When('{owner} reads what was published on {topics}', async function (this: ConcordWorld, who: 'Uma', [words = '']: string[]) {
  await this.call(this.as(who), 'GET', `/api/events?topic=${topicOf(this, words)}`)
})

const itemsRead = (world: ConcordWorld) => expectDone(world.reply).json<Pick<Taken, 'items'>>().items

Then('that was {texts}', function (this: ConcordWorld, texts: readonly string[]) {
  expect(textsOf(itemsRead(this))).to.deep.equal(texts)
})

Then('that was {texts}, after a gap from {int} to {int}', function (this: ConcordWorld, texts: readonly string[], from: number, to: number) {
  const items = itemsRead(this)
  expect({ first: items[0], gaps: gapsOf(items).length, texts: textsOf(items) }).to.deep.equal({ first: { gap: { from, to } }, gaps: 1, texts })
})

const about = async (world: ConcordWorld, by: Owner, whose: Owner, topic: string) => void (await asksAbout(world, by, whose, `/delivery?topic=${topic}`))

When('{owner} asks what became of {string}', async function (this: ConcordWorld, who: Owner, topic: string) {
  await about(this, who, who, topic)
})
When('{owner} asks what became of {string} for {owner}', async function (this: ConcordWorld, by: Owner, topic: string, whose: Owner) {
  await about(this, by, whose, topic)
})
When('{owner} has everything, and asks what became of {string}', async function (this: ConcordWorld, who: Owner, topic: string) {
  await takeAll(this, who)
  await about(this, who, who, topic)
})
When(
  'the platform goes on for {duration}, {string} is published on {topics}, and {owner} asks what became of {string}',
  async function (this: ConcordWorld, ms: number, text: string, [words]: string[], who: Owner, topic: string) {
    await goOn(this, ms, text, words)
    await about(this, who, who, topic)
  },
)

Then(
  'the proof counts {int} published, {int} delivered, {int} acknowledged, {int} set aside, {int} waiting and {int} missing',
  function (this: ConcordWorld, published: number, delivered: number, acknowledged: number, set_aside: number, waiting: number, missing: number) {
    const { topic, ...counts } = expectDone(this.reply).json()
    expect(topic).to.be.a('string')
    expect(counts).to.deep.equal({ published, delivered, acknowledged, set_aside, waiting, missing })
  },
)

Given('the operator keeps events for {int} day', function (this: ConcordWorld, days: number) {
  this.set('CONCORD_EVENT_DAYS', String(days))
})
Given('the operator gives subscribers {int} seconds', function (this: ConcordWorld, seconds: number) {
  this.set('CONCORD_SILENCE_SECONDS', String(seconds))
})
Given('the operator has events tried {int} times', function (this: ConcordWorld, tries: number) {
  this.set('CONCORD_DELIVERY_TRIES', String(tries))
})

Then('{owner} can still acknowledge {string}', async function (this: ConcordWorld, who: Owner, text: string) {
  expect((await answer(this, who, { word: 'ack', text })).status).to.equal(200)
})

Then('the record says that {int} events were forgotten', async function (this: ConcordWorld, count: number) {
  const records = await recorded(this, 'event.forgotten')
  expect(records.map(({ actor, details }) => ({ actor, count: (details as { count: number }).count }))).to.deep.equal([{ actor: 'platform', count }])
})

Given('the platform runs in a process of its own, and waits {duration} for an acknowledgement', PROCESSES, async function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_SILENCE_SECONDS', String(ms / 1_000))
  await childOf(this).start()
})

When(/^the platform is killed and started again, and more than (\d+) seconds? pass(?:es)?$/, PROCESSES, async function (this: ConcordWorld, seconds: string) {
  await childOf(this).kill()
  await childOf(this).restart()
  await rest(Number(seconds) * 1_000 + 100)
})

/** What the last list named, by its topics. */
const found = perScenario((): { topics: readonly string[] } => ({ topics: [] }))

When(/^(\w+) lists what (?:she|he|it) is subscribed to(?:, (\d+) at a time)?$/, async function (this: ConcordWorld, who: Owner, size: string | null) {
  const pages = await readPages<{ topics: readonly string[] }>(this, await apiOf(this, who), '/api/subscriptions', { size: Number(size ?? 100) })
  found(this).topics = pages.flat().flatMap(({ topics }) => topics)
})

When('{owner} lists what she is subscribed to, from a place that was never given', async function (this: ConcordWorld, who: Owner) {
  await this.call(await apiOf(this, who), 'GET', '/api/subscriptions?cursor=bm93')
})

Then('subscriptions to {texts} are found, in this order', function (this: ConcordWorld, topics: readonly string[]) {
  expect(found(this).topics).to.deep.equal(topics)
})
