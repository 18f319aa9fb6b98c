import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { introduceAgents } from '../support/introducing'
import { partyOf } from '../support/messaging'
import type { Enough } from '../support/parameter-types'
import { answerTo, askedOf, hasPut, type PendingView, put, putOf, replyTo, requestingOf } from '../support/requesting'
import { atOnce } from '../support/running'
import type { ConcordWorld } from '../support/world'

Given(
  '{party} has put {string} to {agentNames}, waiting {duration} for {enough}',
  async function (this: ConcordWorld, who: string, data: string, to: readonly string[], ms: number, enough: Enough) {
    await hasPut(this, who, { data, to, ms, enough })
  },
)

When(
  '{party} puts {string} to {agentNames}, waiting {duration} for {enough}',
  async function (this: ConcordWorld, who: string, data: string, to: readonly string[], ms: number, enough: Enough) {
    await put(this, who, { data, to, ms, enough })
  },
)

/** What does not go together. */
const UNCLEAR: Readonly<Record<string, object>> = {
  'the first, without saying how many': { wait_for: 'first_n' },
  'all, and the first 2': { wait_for: 'all', n: 2 },
  'whoever replies, and the first 2': { wait_for: 'deadline', n: 2 },
}

When(
  new RegExp(`^(\\w+) puts "([^"]*)" to (\\w+) and (\\w+), waiting for (${Object.keys(UNCLEAR).join('|')})$`),
  async function (this: ConcordWorld, who: string, data: string, one: string, other: string, what: string) {
    await put(this, who, { data, to: [one, other], besides: { ...UNCLEAR[what] } })
  },
)

When('{party} puts {string} to {agentName} and an unknown agent', async function (this: ConcordWorld, who: string, data: string, to: string) {
  await put(this, who, { data, to: [to, 'an unknown agent'] })
})

When(
  '{party} puts {string} to {agentName} and {agentName} for {agentName}',
  async function (this: ConcordWorld, who: string, data: string, one: string, other: string, agent: string) {
    await put(this, who, { data, to: [one, other], for: agent })
  },
)

When('{party} puts {string} to {int} new agents', async function (this: ConcordWorld, who: string, data: string, count: number) {
  const names = Array.from({ length: count }, (_, index) => `No ${index + 1}`)
  await introduceAgents(this, names, 'student')
  await put(this, who, { data, to: names })
})

When('{party} puts {string} to whoever listens to {string}', async function (this: ConcordWorld, who: string, data: string, topic: string) {
  await put(this, who, { data, to: { topic } })
})

Given('{party} has put {string} to whoever listens to {string}', async function (this: ConcordWorld, who: string, data: string, topic: string) {
  await hasPut(this, who, { data, to: { topic } })
})

When(
  '{party} puts {string} to whoever listens to {string}, for {enough} replies',
  async function (this: ConcordWorld, who: string, data: string, topic: string, enough: Enough) {
    await put(this, who, { data, to: { topic }, enough })
  },
)

When(
  '{party} puts {string} to {agentName} and to whoever listens to {string}',
  async function (this: ConcordWorld, who: string, data: string, agent: string, topic: string) {
    await put(this, who, { data, to: { topic }, besides: { to: [this.agent(agent).id] } })
  },
)

When('{party} asks {string} of no agent at all', async function (this: ConcordWorld, who: string, data: string) {
  await put(this, who, { data, to: { topic: '' }, besides: { topic: undefined } })
})

When('{agentNames} reply {texts} to {string}', reply)
Given('{agentNames} have replied {texts} to {string}', reply)
async function reply(this: ConcordWorld, agents: readonly string[], texts: readonly string[], data: string) {
  for (const [index, agent] of agents.entries()) {
    const { status, text } = await replyTo(this, agent, { reply: texts[index], data })
    expect(status, text).to.equal(200)
    await this.clock.advance(0)
  }
}

/** The replies in the order in which they came, each from the agent that gave it. */
async function gathers(this: ConcordWorld, data: string, texts: readonly string[]) {
  const { status, text, json } = await answerTo(this, { data })
  expect(status, text).to.equal(200)
  const { replied } = requestingOf(this)
  const given = texts.map((reply) => ({ from: partyOf(this, replied.get(JSON.stringify(reply)) ?? '').id, data: reply }))
  expect(json<{ replies: unknown }>().replies).to.deep.equal(given)
}
Then('{string} gathers {texts}', gathers)
Given('{string} has gathered {texts}', gathers)

const missingNow = (world: ConcordWorld): unknown => world.reply.json<{ missing: unknown }>().missing
const idsOf = (world: ConcordWorld, names: readonly string[]): readonly string[] => names.map((name) => world.agent(name).id)

Then('nobody is missing', function (this: ConcordWorld) {
  expect(missingNow(this)).to.deep.equal([])
})

Then('{agentNames} is/are missing', function (this: ConcordWorld, names: readonly string[]) {
  expect(missingNow(this)).to.deep.equal(idsOf(this, names))
})

Then('{int} replied, and {agentNames} is/are missing', function (this: ConcordWorld, answered: number, names: readonly string[]) {
  const told = this.reply.json<{ answered: unknown }>().answered
  expect({ answered: told, missing: missingNow(this) }).to.deep.equal({ answered, missing: idsOf(this, names) })
})

Then('only {agentName} is asked {string}', async function (this: ConcordWorld, agent: string, data: string) {
  expect(putOf(this, { data }).found.map(({ to }) => to)).to.deep.equal(idsOf(this, [agent]))
  expect((await askedOf(this, agent)).map((each) => each.data)).to.deep.equal([data])
})

Then('each of them is asked {string}', async function (this: ConcordWorld, data: string) {
  for (const { to, request } of putOf(this, { data }).found) {
    const reply = await atOnce(this, this.as('Sam').call('GET', `/api/requests/pending?as=${to}`), 'what is asked')
    expect(reply.json<{ items: readonly PendingView[] }>().items.map((each) => ({ id: each.id, data: each.data }))).to.deep.equal([{ id: request, data }])
  }
})
