import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName } from '../support/cast'
import type { Owner } from '../support/parameter-types'
import { answer, expectDone, gapsOf, publish, subscribe, subscribingOf, take, takeAll, textsOf, topicOf } from '../support/subscribing'
import type { ConcordWorld } from '../support/world'

async function publishAll(world: ConcordWorld, who: Owner, texts: readonly string[], topics: readonly string[]): Promise<void> {
  for (const text of texts) for (const words of topics) await publish(world, who, { text, topic: topicOf(world, words) })
}

When('{owner} publishes/has\\ published {texts} on {topics}', publishes)

async function publishes(this: ConcordWorld, who: Owner, texts: readonly string[], topics: readonly string[]) {
  await publishAll(this, who, texts, topics)
}

When(
  '{owner} publishes {string} for {agent} on {topics}',
  async function (this: ConcordWorld, who: Owner, text: string, agent: AgentName, topics: readonly string[]) {
    for (const words of topics) await publish(this, who, { text, topic: topicOf(this, words), for: agent })
  },
)

Given('{owner} is subscribed to {topics}', async function (this: ConcordWorld, who: Owner, topics: readonly string[]) {
  expectDone(await subscribe(this, who, topics))
})

Given('{owner} and {owner} are subscribed to {topics}', async function (this: ConcordWorld, one: Owner, other: Owner, topics: readonly string[]) {
  for (const who of [one, other]) expectDone(await subscribe(this, who, topics))
})

When('{owner} subscribes to {topics}', async function (this: ConcordWorld, who: Owner, topics: readonly string[]) {
  await subscribe(this, who, topics)
})

When('{owner} subscribes to {topics}, from the beginning', async function (this: ConcordWorld, who: Owner, topics: readonly string[]) {
  this.reach.lack('emptiness', 'everything that was ever published')
  await subscribe(this, who, topics, 0)
})

When('{owner} subscribes to {topics}, from after {string}', async function (this: ConcordWorld, who: Owner, topics: readonly string[], text: string) {
  await subscribe(this, who, topics, Number(subscribingOf(this).published.get(text)?.sequence))
})

const taking = async function (this: ConcordWorld, who: Owner) {
  expectDone(await take(this, who))
}
When('{owner} takes/has\\ taken the next event', taking)
const takingSeveral = async function (this: ConcordWorld, who: Owner, limit: number) {
  expectDone(await take(this, who, { limit }))
}
When('{owner} takes/has\\ taken the next {int} events', takingSeveral)

When('{owner} tries to take the next {int} events', async function (this: ConcordWorld, who: Owner, limit: number) {
  await take(this, who, { limit })
})

When('{owner} acknowledges {string}', async function (this: ConcordWorld, who: Owner, text: string) {
  await answer(this, who, { word: 'ack', text })
})

When('{owner} acknowledges {string} as it was delivered first', async function (this: ConcordWorld, who: Owner, text: string) {
  await answer(this, who, { word: 'ack', text, delivery: subscribingOf(this).deliveries[0] })
})

Given('{owner} has acknowledged {string}', async function (this: ConcordWorld, who: Owner, text: string) {
  expectDone(await answer(this, who, { word: 'ack', text }))
})

When('{owner} refuses {string}', async function (this: ConcordWorld, who: Owner, text: string) {
  await answer(this, who, { word: 'nack', text })
})

Given('{owner} has taken and acknowledged {texts}', async function (this: ConcordWorld, who: Owner, texts: readonly string[]) {
  for (const text of texts) {
    expectDone(await take(this, who))
    expect(textsOf(subscribingOf(this).taken.items)).to.deep.equal([text])
    expectDone(await answer(this, who, { word: 'ack', text }))
  }
})

const refusing = async function (this: ConcordWorld, who: Owner, text: string, times: number) {
  for (let time = 1; time <= times; time++) {
    expectDone(await take(this, who))
    expectDone(await answer(this, who, { word: 'nack', text }))
  }
}
Given('{owner} takes\\ and\\ refuses/has\\ taken\\ and\\ refused {string} {times}', refusing)

Then('{owner} is given {texts}', async function (this: ConcordWorld, who: Owner, texts: readonly string[]) {
  expect(textsOf(await takeAll(this, who))).to.deep.equal(texts)
})

Then('{owner} and {owner} are given {texts}', async function (this: ConcordWorld, one: Owner, other: Owner, texts: readonly string[]) {
  for (const who of [one, other]) expect(textsOf(await takeAll(this, who)), who).to.deep.equal(texts)
})

Then(
  '{owner} is told that events {int} to {int} are no longer kept, and is given {texts}',
  async function (this: ConcordWorld, who: Owner, from: number, to: number, texts: readonly string[]) {
    const all = await takeAll(this, who)
    expect({ gaps: gapsOf(all), first: all[0], texts: textsOf(all) }).to.deep.equal({ gaps: [{ gap: { from, to } }], first: { gap: { from, to } }, texts })
  },
)

Then('{owner} is given {texts}, and told of no gap', async function (this: ConcordWorld, who: Owner, texts: readonly string[]) {
  const all = await takeAll(this, who)
  expect({ gaps: gapsOf(all), texts: textsOf(all) }).to.deep.equal({ gaps: [], texts })
})

Then('that is {texts}', function (this: ConcordWorld, texts: readonly string[]) {
  expect(textsOf(subscribingOf(this).taken.items)).to.deep.equal(texts)
})

Then('that is {string}, in try {int}', function (this: ConcordWorld, text: string, time: number) {
  const { items, try: tries } = subscribingOf(this).taken
  expect({ texts: textsOf(items), tries }).to.deep.equal({ texts: [text], tries: time })
})
