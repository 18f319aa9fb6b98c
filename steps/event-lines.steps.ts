import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { followSubscription, hearingOf, hearingsOf, listenTo, sayOnLine } from '../support/hearing'
import type { Line, NamedOutcome, Owner } from '../support/parameter-types'
import { expectDone, gapsOf, publish, subscribe, subscribingOf, textsOf, topicOf, YET_TO_COME } from '../support/subscribing'
import type { ConcordWorld } from '../support/world'

When('{owner} listens to {topics} on a {line} line', async function (this: ConcordWorld, who: Owner, topics: readonly string[], line: Line) {
  await listenTo(this, who, { topics, line })
})

When(
  '{owner} listens to {topics} on a {line} line, from the beginning',
  async function (this: ConcordWorld, who: Owner, topics: readonly string[], line: Line) {
    await listenTo(this, who, { topics, line, from: 0 })
  },
)

Given(
  '{owner} listens to {topics} on a {line} line, from after an event that is yet to come',
  async function (this: ConcordWorld, who: Owner, topics: readonly string[], line: Line) {
    await listenTo(this, who, { topics, line, from: YET_TO_COME })
  },
)

When('{owner} wants to listen to {topics}', async function (this: ConcordWorld, who: Owner, topics: readonly string[]) {
  await listenTo(this, who, { topics, line: 'one-way' })
})

When('{owner} follows the subscription on a line', async function (this: ConcordWorld, who: Owner) {
  await followSubscription(this, who)
})

When('{owner} follows the subscription on a line, {int} events at once', async function (this: ConcordWorld, who: Owner, limit: number) {
  await followSubscription(this, who, limit)
})

Given('{owner} follows a new subscription to {topics} on the same line', async function (this: ConcordWorld, who: Owner, topics: readonly string[]) {
  const { id } = expectDone(await subscribe(this, who, topics)).json<{ id: string }>()
  hearingOf(this, who).say?.({ subscription: id })
  await this.clock.advance(0)
})

Given('{owner} follows the subscription on two lines', async function (this: ConcordWorld, who: Owner) {
  for (let count = 0; count < 2; count++) await followSubscription(this, who)
})

Given('{owner} and {owner} follow their subscriptions on a line', async function (this: ConcordWorld, one: Owner, other: Owner) {
  for (const who of [one, other]) await followSubscription(this, who)
})

When('{owner} acknowledges {string} on the line', async function (this: ConcordWorld, who: Owner, text: string) {
  await sayOnLine(this, who, 'ack', text)
})

When('{owner} refuses {string} on the line', async function (this: ConcordWorld, who: Owner, text: string) {
  await sayOnLine(this, who, 'nack', text)
})

When(
  '{owner} publishes {texts} on {topics}, and {owner} acknowledges whatever comes',
  async function (this: ConcordWorld, who: Owner, texts: readonly string[], [words = '']: readonly string[], whoever: Owner) {
    for (const text of texts) await publish(this, who, { text, topic: topicOf(this, words) })
    for (const text of texts) await acknowledgeWhereHeard(this, whoever, text)
  },
)

async function acknowledgeWhereHeard(world: ConcordWorld, who: Owner, text: string): Promise<void> {
  await world.clock.advance(0)
  const line = hearingsOf(world, who).find(({ heard }) => textsOf(heard()).includes(text))
  line?.say?.({ ack: subscribingOf(world).published.get(text)?.id })
  await world.clock.advance(0)
}

const heardBy = async (world: ConcordWorld, who: Owner) => {
  await world.clock.advance(0)
  return hearingOf(world, who).heard()
}

Then('{owner} has heard {texts}', async function (this: ConcordWorld, who: Owner, texts: readonly string[]) {
  const heard = await heardBy(this, who)
  expect({ texts: textsOf(heard), gaps: gapsOf(heard) }).to.deep.equal({ texts, gaps: [] })
})

Then(
  '{owner} has heard {texts}, after a gap from {int} to {int}',
  async function (this: ConcordWorld, who: Owner, texts: readonly string[], from: number, to: number) {
    const heard = await heardBy(this, who)
    expect({ first: heard[0], texts: textsOf(heard), gaps: gapsOf(heard).length }).to.deep.equal({ first: { gap: { from, to } }, texts, gaps: 1 })
  },
)

Then('{owner} has heard {texts} on both lines together', async function (this: ConcordWorld, who: Owner, texts: readonly string[]) {
  await this.clock.advance(0)
  const [one, other] = hearingsOf(this, who).map(({ heard }) => textsOf(heard()))
  expect([...(one ?? []), ...(other ?? [])].toSorted()).to.deep.equal(texts)
})

Then('{owner} was told that {failure}', async function (this: ConcordWorld, who: Owner, { code }: NamedOutcome) {
  await this.clock.advance(0)
  expect({ refused: hearingOf(this, who).refused(), heard: hearingOf(this, who).heard() }).to.deep.equal({ refused: code, heard: [] })
})

Then('{owner} has heard that {string} was set aside for {owner}', async function (this: ConcordWorld, who: Owner, text: string, whose: Owner) {
  const [alert] = await heardBy(this, who)
  const { subscriptions, published } = subscribingOf(this)
  const data = alert !== undefined && 'data' in alert ? alert.data : undefined
  expect(data).to.deep.include({ subscription_id: subscriptions.get(whose), event_id: published.get(text)?.id, topic: 'news', tries: 5 })
})
