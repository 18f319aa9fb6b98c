import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { elsewhere } from '../support/changing-agents'
import { type Generated, LONG } from '../support/generated'
import { expectPromise, isAbout } from '../support/invariants/promise'
import { manyQuestions } from '../support/many-questions'
import { recorded } from '../support/measurements'
import { partyOf } from '../support/messaging'
import type { NamedOutcome } from '../support/parameter-types'
import { answerTo, askedOf, hasPut, lookAtPending, put, putOf, replyTo, replyTwice, requestingOf, stillWaits, untilWithdrawn } from '../support/requesting'
import type { ConcordWorld } from '../support/world'

Given('{party} has put {string} to {agentName}', async function (this: ConcordWorld, who: string, data: string, to: string) {
  await hasPut(this, who, { data, to: [to] })
})

Given('{party} has put {string} to {agentName}, waiting {duration}', async function (this: ConcordWorld, who: string, data: string, to: string, ms: number) {
  await hasPut(this, who, { data, to: [to], ms })
})

When(/^(\w+) puts "([^"]*)" to (\w+|an unknown agent)$/, async function (this: ConcordWorld, who: string, data: string, to: string) {
  await put(this, who, { data, to: [to] })
})

When('{party} puts {string} to {agentName}, waiting {duration}', async function (this: ConcordWorld, who: string, data: string, to: string, ms: number) {
  await put(this, who, { data, to: [to], ms })
})

When('{party} puts {string} to {agentName} for {agentName}', async function (this: ConcordWorld, who: string, data: string, to: string, agent: string) {
  await put(this, who, { data, to: [to], for: agent })
})

/** A text is two bytes longer as JSON. */
When('{party} puts something of {int} bytes to {agentName}', async function (this: ConcordWorld, who: string, bytes: number, to: string) {
  await put(this, who, { data: 'x'.repeat(bytes - 2), to: [to] })
})

When('{party} replies {string} to {string}', async function (this: ConcordWorld, by: string, reply: string, data: string) {
  await replyTo(this, by, { reply, data })
})

Given('{party} has replied {string} to what {party} asked', async function (this: ConcordWorld, by: string, reply: string, who: string) {
  const { status, text } = await replyTo(this, by, { reply, who })
  expect(status, text).to.equal(200)
})

Given('{party} has replied {string} to {string}', async function (this: ConcordWorld, by: string, reply: string, data: string) {
  const { status, text } = await replyTo(this, by, { reply, data })
  expect(status, text).to.equal(200)
})

async function repliesElsewhere(world: ConcordWorld, by: string, reply: string, data: string): Promise<void> {
  await elsewhere(world, async () => {
    const { status, text } = await replyTo(world, by, { reply, data })
    expect(status, text).to.equal(200)
  })
}

Given('{party} has replied {string} to {string} at another platform', async function (this: ConcordWorld, by: string, reply: string, data: string) {
  await repliesElsewhere(this, by, reply, data)
})

When(
  '{party} replies {string} to {string} at another platform, and half a second passes',
  async function (this: ConcordWorld, by: string, reply: string, data: string) {
    await repliesElsewhere(this, by, reply, data)
    await this.clock.advance(500)
  },
)

When('{party} replies {string} to {string} for {agentName}', async function (this: ConcordWorld, by: string, reply: string, data: string, agent: string) {
  await replyTo(this, by, { reply, data, for: agent })
})

When('{party} replies {string} to what {party} asked', async function (this: ConcordWorld, by: string, reply: string, who: string) {
  await replyTo(this, by, { reply, who })
})

When(
  '{agentName} replies {string} and {string} to {string} at the same moment',
  async function (this: ConcordWorld, agent: string, one: string, other: string, data: string) {
    const replies = await replyTwice(this, agent, data, [one, other])
    expect(replies.map(({ status }) => status).toSorted(), replies.map(({ text }) => text).join()).to.deep.equal([200, 409])
    this.take(replies[0]?.status === 200 ? replies[0] : (replies[1] ?? this.reply))
    requestingOf(this).taken = replies[0]?.status === 200 ? one : other
  },
)

const ANYTHING: Readonly<Record<string, unknown>> = {
  'a number': -1.5e-7,
  'a list': [1, 'two', [3], null],
  'an object': { van: { seats: 3, free: true } },
  nothing: null,
  'an empty text': '',
  'text from right to left': '‏שלום 😀 "\u2028',
}

When(
  new RegExp(`^(\\w+) replies with (${Object.keys(ANYTHING).join('|')}) to "([^"]*)"$`),
  async function (this: ConcordWorld, by: string, what: string, data: string) {
    await replyTo(this, by, { reply: ANYTHING[what], data })
  },
)

Then(
  new RegExp(`^"([^"]*)" is answered with (${Object.keys(ANYTHING).join('|')}), unchanged$`),
  async function (this: ConcordWorld, data: string, what: string) {
    const reply = await answerTo(this, { data })
    expect(reply.status, reply.text).to.equal(200)
    expect(reply.json().reply).to.deep.equal(ANYTHING[what])
  },
)

async function expectAnswered(world: ConcordWorld, question: { readonly data?: string; readonly who?: string }, reply: string, by: string): Promise<void> {
  const answer = await answerTo(world, question)
  expect(answer.status, answer.text).to.equal(200)
  const [found] = putOf(world, question).found
  expect(answer.json()).to.deep.equal({ id: found?.request, reply, replied_by: world.agent(by).id })
}

Then('{string} is answered {string} by {agentName}', async function (this: ConcordWorld, data: string, reply: string, by: string) {
  await expectAnswered(this, { data }, reply, by)
})

Then('what {party} asked is answered {string} by {agentName}', async function (this: ConcordWorld, who: string, reply: string, by: string) {
  await expectAnswered(this, { who }, reply, by)
})

Then('one of them is taken, and {string} is answered with it', async function (this: ConcordWorld, data: string) {
  const answer = await answerTo(this, { data })
  expect({ status: answer.status, reply: answer.json().reply }).to.deep.equal({ status: 200, reply: requestingOf(this).taken })
})

Then('{string} is not answered because {failure}', async function (this: ConcordWorld, data: string, { status, code }: NamedOutcome) {
  const answer = await answerTo(this, { data })
  this.looked(answer)
  expect({ status: answer.status, code: answer.json().code }, answer.text).to.deep.equal({ status, code })
})

Then('{string} still waits for a reply', async function (this: ConcordWorld, data: string) {
  expect(await stillWaits(this, data)).to.equal(true)
})

Then('{agentName} is asked {string} by {party}', async function (this: ConcordWorld, agent: string, data: string, who: string) {
  const { kind, id } = partyOf(this, who)
  expect((await askedOf(this, agent)).map((each) => ({ from: each.from, data: each.data }))).to.deep.equal([{ from: { kind, id }, data }])
})

Then('{agentName} is asked {texts}, in that order', async function (this: ConcordWorld, agent: string, questions: readonly string[]) {
  expect((await askedOf(this, agent)).map(({ data }) => data)).to.deep.equal(questions)
})

Then('nobody asks {agentName} anything', async function (this: ConcordWorld, agent: string) {
  expect(await askedOf(this, agent)).to.deep.equal([])
})

When('{party} looks at what {agentName} is asked', async function (this: ConcordWorld, who: string, agent: string) {
  await lookAtPending(this, agent, who)
})

Then('that is the question {string}', function (this: ConcordWorld, data: string) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json<{ items: readonly { data: unknown }[] }>().items.map((each) => each.data)).to.deep.equal([data])
})

When('{party} waits no more for the reply', goesAway)
Given('{party} waited no more for the reply', goesAway)
async function goesAway(this: ConcordWorld, who: string) {
  const { leave, answer } = putOf(this, { who })
  leave()
  await answer.catch(() => undefined)
  await untilWithdrawn(this, who)
}

Then('{agentName} is asked something of {int} bytes', async function (this: ConcordWorld, agent: string, bytes: number) {
  expect((await askedOf(this, agent)).map(({ data }) => JSON.stringify(data).length)).to.deep.equal([bytes])
})

When('{party} replies with {int} bytes to {string}', async function (this: ConcordWorld, by: string, bytes: number, data: string) {
  await replyTo(this, by, { reply: 'x'.repeat(bytes - 2), data })
})

const namesOf = (world: ConcordWorld, name: string) => partyOf(world, name).id

Then(
  'the record says that {party} asked {agentName}, and that {party} replied for {agentName}',
  async function (this: ConcordWorld, who: string, to: string, by: string, whom: string) {
    const [asked, replied] = [await recorded(this, 'request.asked'), await recorded(this, 'request.replied')]
    expect(asked.map(({ actor, subject, details }) => ({ actor, subject, to: (details as { to: string }).to }))).to.deep.equal([
      { actor: namesOf(this, who), subject: namesOf(this, who), to: namesOf(this, to) },
    ])
    expect(replied.map(({ actor, subject }) => ({ actor, subject }))).to.deep.equal([{ actor: namesOf(this, by), subject: namesOf(this, whom) }])
  },
)

Then('no reply is on record', async function (this: ConcordWorld) {
  expect(await recorded(this, 'request.replied')).to.deep.equal([])
})

Then('neither {string} nor {string} is on record', async function (this: ConcordWorld, one: string, other: string) {
  const records = JSON.stringify([...(await recorded(this, 'request.asked')), ...(await recorded(this, 'request.replied'))])
  for (const words of [one, other]) expect(records).to.not.include(words)
})

When(
  '{int} questions of {agentName}, {agentName} and Uma reach Sol at once, and Sol replies in any order',
  function (this: ConcordWorld, count: number, one: string, other: string) {
    isAbout(this, manyQuestions(this, { count, askers: [one, other, 'Uma'], asked: 'Sol' }))
  },
)

Then('each asker got exactly the reply to each of its questions, in {generated}', LONG, async function (this: ConcordWorld, wanted: Generated) {
  await expectPromise(this, wanted)
})
