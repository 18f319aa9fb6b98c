import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { CHANNEL, channelId, expectConfirmed, note } from '../support/sending'
import type { ConcordWorld } from '../support/world'

Given('the Slack channel {string} is archived', function (this: ConcordWorld, name: string) {
  this.fakes.slack.hasChannel({ id: channelId(name), name, archived: true })
})

Given('the platform is no member of the Slack channel {string}', function (this: ConcordWorld, name: string) {
  this.fakes.slack.hasChannel({ id: channelId(name), name, member: false })
})

Given("Slack's clock is {duration} ahead", function (this: ConcordWorld, ms: number) {
  this.fakes.slack.goesAhead(ms)
})

Given('Slack says {string}', function (this: ConcordWorld, error: string) {
  this.fakes.slack.is({ kind: 'says', error })
})

const post = (world: ConcordWorld, person: PersonName, body: { channel: string; text: string; thread_ts?: string }) =>
  world.call(world.as(person), 'POST', '/api/integrations/slack/send', { body })

When('{person} sends/sent {string} to the Slack channel {string}', async function (this: ConcordWorld, person: PersonName, text: string, channel: string) {
  await post(this, person, { channel: channelId(channel), text })
})

When(
  '{person} sends a message of {int} characters to the Slack channel {string}',
  async function (this: ConcordWorld, person: PersonName, length: number, channel: string) {
    await post(this, person, { channel: channelId(channel), text: 'x'.repeat(length) })
  },
)

When(/^Uma sends Slack a message for (a channel|an answered message) of (\d+) characters$/, async function (this: ConcordWorld, what: string, length: string) {
  const long = '1'.repeat(Number(length))
  await post(this, 'Uma', { text: 'Hello', ...(what === 'a channel' ? { channel: long } : { channel: channelId(CHANNEL), thread_ts: long }) })
})

When(
  '{person} replies/replied {string} to {string} in Slack under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, said: string, key: string) {
    const first = this.fakes.slack.messagesIn(CHANNEL).find((message) => message.text === said)
    const body = { channel: channelId(CHANNEL), text, thread_ts: String(first?.ts) }
    note(this, person, await this.call(this.as(person), 'POST', '/api/integrations/slack/send', { body, headers: { 'idempotency-key': key } }))
  },
)

Then('the message is confirmed as the latest of the Slack channel {string}', function (this: ConcordWorld, channel: string) {
  expectConfirmed(this.reply, { channel: channelId(channel), ts: this.fakes.slack.messagesIn(channel).at(-1)?.ts })
})

Then('the Slack channel {string} shows {string}', function (this: ConcordWorld, channel: string, text: string) {
  expect(this.fakes.slack.messagesIn(channel).map((message) => message.text)).to.deep.equal([text])
})

Then('the Slack channel {string} shows nothing', function (this: ConcordWorld, channel: string) {
  expect(this.fakes.slack.messagesIn(channel)).to.deep.equal([])
})

Then('{string} stands under {string} in Slack', function (this: ConcordWorld, text: string, above: string) {
  const messages = this.fakes.slack.messagesIn(CHANNEL)
  const thread = messages.find((message) => message.text === text)?.thread_ts
  expect(messages.find(({ ts }) => ts === thread)?.text).to.equal(above)
})

Then("Slack's reason is {string}", function (this: ConcordWorld, reason: string) {
  expect(this.reply.json().reason, this.reply.text).to.equal(reason)
})
