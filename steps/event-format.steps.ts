import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { hearingOf } from '../support/hearing'
import { recorded } from '../support/measurements'
import type { Owner } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { type CloudEvent, expectDone, publish, subscribingOf, takeAll, topicOf } from '../support/subscribing'
import type { ConcordWorld } from '../support/world'

/** CloudEvents 1.0.2: names of attributes are lower-case letters and digits; these four are required, and no text is empty. */
const ATTRIBUTE = /^[a-z0-9]{1,20}$/
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const DATA: readonly unknown[] = [null, 0, '', 'naïve 漢字 🚚', [], {}, { deep: [{ er: [true, false, null, -1.5e15] }] }]

const stateOf = perScenario(() => ({ told: [] as CloudEvent[] }))

const everything = async (world: ConcordWorld, who: Owner): Promise<readonly CloudEvent[]> =>
  (await takeAll(world, who)).filter((item): item is CloudEvent => !('gap' in item))

function expectStandard(event: CloudEvent | undefined): asserts event is CloudEvent {
  if (event === undefined) throw new Error('there is no event')
  for (const [name, value] of Object.entries(event)) {
    expect(name).to.match(ATTRIBUTE)
    if (name !== 'data') expect(value, name).to.be.a('string').that.is.not.empty
  }
  expect({ ...event, id: typeof event.id }).to.include({ specversion: '1.0', id: 'string', datacontenttype: 'application/json' })
  expect(new URL(event.source, 'http://localhost').pathname, 'the source').to.equal(event.source)
  expect(new Date(event.time).toISOString(), 'the time').to.equal(event.time)
}

Then('{owner} is given an event that comes from {agent}', async function (this: ConcordWorld, who: Owner, agent: AgentName) {
  expect((await everything(this, who)).map(({ source }) => source)).to.deep.equal([`/api/agents/${this.agent(agent).id}`])
})

Then('{owner} is given an event that comes from {person}', async function (this: ConcordWorld, who: Owner, person: PersonName) {
  expect((await everything(this, who)).map(({ source }) => source)).to.deep.equal([`/api/people/${this.member(person).id}`])
})

Then('the record says that {person} published it for {agent}', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  const records = await recorded(this, 'event.published')
  expect(records.map(({ actor, subject }) => ({ actor, subject }))).to.deep.equal([{ actor: this.member(person).id, subject: this.agent(agent).id }])
})

Then('it was published', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(201)
})

When(/^(\w+) publishes 64 kilobytes( and a letter)? on "([^"]+)"$/, async function (this: ConcordWorld, who: Owner, more: string | null, topic: string) {
  const quoted = 2
  await publish(this, who, { text: 'x'.repeat(65_536 - quoted + (more ? 1 : 0)), topic })
})

When('{owner} publishes data of every kind on {topics}', async function (this: ConcordWorld, who: Owner, [words = '']: string[]) {
  for (const text of DATA) expectDone(await publish(this, who, { text, topic: topicOf(this, words) }))
})

Then('{owner} is given the same data', async function (this: ConcordWorld, who: Owner) {
  expect((await everything(this, who)).map(({ data }) => data)).to.deep.equal(DATA)
})

When('{owner} publishes an event of the kind {string}', async function (this: ConcordWorld, who: Owner, type: string) {
  await publish(this, who, { text: 'Hello', topic: 'news', type })
})

Then("{owner} is given an event in the standard's form, from {person} and of this moment", async function (this: ConcordWorld, who: Owner, person: PersonName) {
  const [event, ...others] = await everything(this, who)
  expectStandard(event)
  const { source, time, type, topic, data } = event
  expect({ source, late: this.reach.about(Date.parse(time) - this.clock.now(), 0), type, topic, others }).to.deep.equal({
    ...{ source: `/api/people/${this.member(person).id}`, late: 0, type: 'note.written', topic: 'news', others: [] },
  })
  expect(data).to.equal('The lorry is late')
  stateOf(this).told = [event]
})

Then('it is the event that {person} was told of when it was published', function (this: ConcordWorld, _person: PersonName) {
  const { published } = subscribingOf(this)
  expect(stateOf(this).told).to.deep.equal([published.get('The lorry is late')])
})

Then('it has the same form for everybody', async function (this: ConcordWorld) {
  await this.clock.advance(0)
  const [event] = await everything(this, 'Sam')
  expectStandard(event)
  const { items } = (await this.call(this.as('Uma'), 'GET', '/api/events')).json<{ items: CloudEvent[] }>()
  const others = [items, hearingOf(this, 'Sam').heard(), hearingOf(this, 'Mallory').heard()]
  expect(others).to.deep.equal([[event], [event], [event]])
})

Then("{owner} has heard of it in the standard's form", async function (this: ConcordWorld, who: Owner) {
  await this.clock.advance(0)
  const [event] = hearingOf(this, who).heard() as CloudEvent[]
  expectStandard(event)
  expect(event.type).to.equal('subscription.set_aside')
})

Then('{owner} is given {int} events, each of a greater sequence than the one before', async function (this: ConcordWorld, who: Owner, count: number) {
  const sequences = (await everything(this, who)).map(({ sequence }) => sequence)
  expect(sequences).to.have.length(count)
  expect(sequences.toSorted()).to.deep.equal(sequences)
  expect(new Set(sequences).size).to.equal(count)
})

Then('{owner} is given {string} and {string}, under two names', async function (this: ConcordWorld, who: Owner, one: string, other: string) {
  const events = await everything(this, who)
  expect(events.map(({ data }) => data)).to.deep.equal([one, other])
  expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).to.equal(2)
})

When(
  '{person} publishes {string} on {topics}, in the course of a trace of her own',
  async function (this: ConcordWorld, person: PersonName, text: string, [words = '']: string[]) {
    const body = { type: 'note.written', topic: topicOf(this, words), data: text }
    await this.call(this.as(person), 'POST', '/api/events', { body, headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` } })
  },
)

Then('{owner} is given an event that belongs to that trace', async function (this: ConcordWorld, who: Owner) {
  expect((await everything(this, who)).map(({ correlationid }) => correlationid)).to.deep.equal([TRACE])
})

When(
  '{owner} and {owner} publish {int} events each on {topics} at the same moment',
  async function (this: ConcordWorld, one: Owner, other: Owner, count: number, [words = '']: string[]) {
    await publish(this, other, { text: 'x', topic: 'elsewhere' })
    const topic = topicOf(this, words)
    const both = Array.from({ length: count }, (_, index) => [one, other].map((who) => publish(this, who, { text: `${who} ${index}`, topic })))
    for (const reply of await Promise.all(both.flat())) expectDone(reply)
  },
)

Then('{owner} and {owner} are given all {int} in the same order', async function (this: ConcordWorld, one: Owner, other: Owner, count: number) {
  const [first, second] = [await everything(this, one), await everything(this, other)]
  expect(first).to.have.length(count)
  expect(new Set(first.map(({ data }) => data)).size).to.equal(count)
  expect(second).to.deep.equal(first)
})
