import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { SERVICE_NAMES } from '../support/fakes/fakes'
import type { RetryAfter } from '../support/fakes/mood'
import type { Condition } from '../support/moods'
import type { NamedOutcome } from '../support/parameter-types'
import {
  arrivals,
  asked,
  begin,
  besetService,
  cannotBeSearched,
  expectConfirmed,
  expectFate,
  lapse,
  latestSend,
  type Order,
  platformOf,
  send,
  sendingOf,
} from '../support/sending'
import type { Fate, HumanWord, Lapse, ServiceWord } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

/** What holds for every message on its way out, whichever service takes it. */

Given('{service} {condition}', function (this: ConcordWorld, service: ServiceWord, condition: Condition) {
  besetService(this.fakes[service], condition)
})

Given('{service} {lapse}', function (this: ConcordWorld, service: ServiceWord, words: Lapse) {
  lapse(this, service, words)
})

Given('{service} asks us to wait {wait}', function (this: ConcordWorld, service: ServiceWord, retryAfter: RetryAfter) {
  this.fakes[service].is({ kind: 'rate_limited', retryAfter })
})

Given('{service} takes {duration} to answer', function (this: ConcordWorld, service: ServiceWord, ms: number) {
  this.fakes[service].is({ kind: 'slow', ms })
})

Given('{service} cannot be searched', function (this: ConcordWorld, service: ServiceWord) {
  cannotBeSearched(this, service)
})

Given('{service} cannot be searched the next time', function (this: ConcordWorld, service: ServiceWord) {
  cannotBeSearched(this, service, 1)
})

Given('{service} takes the next {int} sends but cuts the connection', function (this: ConcordWorld, service: ServiceWord, times: number) {
  lapse(this, service, 'takes the next send but cuts the connection', times)
})

Given('{service} is well again', function (this: ConcordWorld, service: ServiceWord) {
  this.fakes[service].recovers()
})

Given('{service} is not set up', function (this: ConcordWorld, service: ServiceWord) {
  this.set(service === 'slack' ? 'SLACK_BOT_TOKEN' : 'GITHUB_TOKEN', '')
})

Given('the platform makes its rounds', async function (this: ConcordWorld) {
  await this.startRounds()
})

When('{person} sends/sent {string} through {service}', async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord) {
  await send(this, { person, text, service })
})

When(
  '{person} sends/sent {string} through {service} under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    await send(this, { person, text, service, key })
  },
)

Given(
  '{person} sent {string} through {service} under the key {string}, but {failure}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string, { status, code }: NamedOutcome) {
    await send(this, { person, text, service, key })
    expect([this.reply.status, this.reply.json().code], this.reply.text).to.deep.equal([status, code])
  },
)

Given('{person} sent {int} messages through {service}', async function (this: ConcordWorld, person: PersonName, count: number, service: ServiceWord) {
  for (let number = 1; number <= count; number++) await send(this, { person, text: `Message ${number}`, service })
})

When(
  '{person} sends {string} through {service} under the key {string}, twice at the same moment',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    const order: Order = { person, text, service, key }
    const both = [begin(this, order), begin(this, order)].map(async (answer) => this.take(await answer))
    await this.wait(Promise.all(both), 'both answers')
  },
)

Given(
  "{person}'s {string} through {service} under the key {string} is still on its way",
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    const before = asked(this, service).length
    sendingOf(this).onItsWay = begin(this, { person, text, service, key })
    await this.clock.advance(0)
    expect(asked(this, service)).to.have.lengthOf(before + 1)
  },
)

When('{person} asks what became of it', async function (this: ConcordWorld, person: PersonName) {
  await lookUp(this, person)
})

When('{person} says/said that it was {humanWord}', async function (this: ConcordWorld, person: PersonName, outcome: HumanWord) {
  await this.call(platformOf(this, person), 'POST', `/api/integrations/sends/${latestSend(this).id}/settle`, { body: { outcome } })
})

Then('{string} is confirmed by {service}', function (this: ConcordWorld, text: string, service: ServiceWord) {
  expectConfirmed(this.reply, arrivals(this, service, text).at(-1))
})

Then('what was on its way is confirmed by {service} as {string}', async function (this: ConcordWorld, service: ServiceWord, text: string) {
  const answer = sendingOf(this).onItsWay
  if (answer === undefined) throw new Error('nothing was on its way')
  expectConfirmed(await this.wait(answer, 'what was on its way'), arrivals(this, service, text)[0])
})

Then('the outcome is unknown', function (this: ConcordWorld) {
  const { id } = latestSend(this)
  expect(this.reply.status, this.reply.text).to.equal(202)
  expect(this.reply.json()).to.deep.equal({ id, status: 'unknown' })
  expect(this.reply.headers.location).to.equal(`/api/integrations/sends/${id}`)
})

Then("it is confirmed on somebody's word", function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(201)
  expect(this.reply.json()).to.deep.equal({ id: latestSend(this).id, status: 'sent' })
})

Then('the answer is the same as before', function (this: ConcordWorld) {
  const [before, now] = this.replies.slice(-2)
  expect([this.reply.status, now?.text]).to.deep.equal([before?.status, before?.text])
  if (before !== undefined) this.looked(before)
})

Then(
  'one of the two is confirmed by {service} and the other fails because the first request is still running',
  function (this: ConcordWorld, service: ServiceWord) {
    const [refused, confirmed] = this.replies.slice(-2).toSorted((one, other) => other.status - one.status)
    if (refused === undefined || confirmed === undefined) throw new Error('there were no two answers')
    expect([refused.status, refused.json().code], refused.text).to.deep.equal([409, 'idempotency_in_progress'])
    expectConfirmed(confirmed, arrivals(this, service, 'Hello')[0])
    this.looked(refused)
  },
)

Then('{string} arrived {times} at {service}', function (this: ConcordWorld, text: string, times: number, service: ServiceWord) {
  expect(arrivals(this, service, text)).to.have.lengthOf(times)
})

Then('{string} never arrived at {service}', function (this: ConcordWorld, text: string, service: ServiceWord) {
  expect(arrivals(this, service, text)).to.deep.equal([])
})

Then('{service} was searched before it was asked a second time', function (this: ConcordWorld, service: ServiceWord) {
  expect(asked(this, service)).to.deep.equal(['send', 'search', 'send'])
})

Then('{service} was contacted {times}', function (this: ConcordWorld, service: ServiceWord, times: number) {
  expect(this.fakes[service].contacts()).to.equal(times)
})

Then('{service} was never contacted', function (this: ConcordWorld, service: ServiceWord) {
  expect(this.fakes[service].contacts()).to.equal(0)
})

const lookUp = (world: ConcordWorld, person = latestSend(world).person) =>
  world.call(platformOf(world, person), 'GET', `/api/integrations/sends/${latestSend(world).id}`)

Then('it counts as {fate}', async function (this: ConcordWorld, fate: Fate) {
  await lookUp(this)
  expectFate(this, fate)
})

Then('it counts as failed, because {service} failed: {string}', async function (this: ConcordWorld, service: ServiceWord, reason: string) {
  await lookUp(this)
  expectFate(this, 'failed')
  expect(this.reply.json().failure).to.deep.equal({ code: `${service}_failed`, detail: `${SERVICE_NAMES[service]} failed: ${reason}` })
})

Then('{person} learns that it is {fate}', function (this: ConcordWorld, _person: PersonName, fate: Fate) {
  expectFate(this, fate)
})

Then('{person} learns that {string} arrived, as {service} said', function (this: ConcordWorld, _person: PersonName, text: string, service: ServiceWord) {
  const { id, created_at, updated_at, ...told } = this.reply.json()
  expect(id, this.reply.text).to.equal(latestSend(this).id)
  expect(told).to.deep.equal({ service, status: 'sent', ...arrivals(this, service, text)[0] })
  expect([created_at, updated_at].map((time) => new Date(String(time)).toISOString())).to.deep.equal([created_at, updated_at])
})
