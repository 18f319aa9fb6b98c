import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { PERSON_NAMES, type PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { somebody } from '../support/holding'
import { OUTCOMES } from '../support/outcomes'
import { presentValue, put, read, type ValueView, write, writtenOf } from '../support/sharing'
import type { ConcordWorld } from '../support/world'

const PEOPLE = PERSON_NAMES.join('|')

When('{person} writes {string} to {stateName}', async function (this: ConcordWorld, person: PersonName, value: string, name: string) {
  await write(this, this.as(person), name, { value })
})

When(
  '{person} writes {string} to {stateName}, having seen version {int}',
  async function (this: ConcordWorld, person: PersonName, value: string, name: string, version: number) {
    await write(this, this.as(person), name, { value, version })
  },
)

Given('{person} has written {string} to {stateName}', async function (this: ConcordWorld, person: PersonName, value: string, name: string) {
  const { status, text } = await write(this, this.as(person), name, { value })
  expect(status, text).to.equal(200)
})

Given(
  '{person} has written {string} to {stateName}, having seen version {int}',
  async function (this: ConcordWorld, person: PersonName, value: string, name: string, version: number) {
    const { status, text } = await write(this, this.as(person), name, { value, version })
    expect(status, text).to.equal(200)
  },
)

When(
  '{person} writes {string} to {stateName} under number {int} of {string}',
  async function (this: ConcordWorld, person: PersonName, value: string, name: string, fencing: number, resource_id: string) {
    await write(this, this.as(person), name, { value, resource_id, fencing })
  },
)

When(
  '{person} writes {string} to {stateName} for {agentName} under number {int} of {string}',
  async function (this: ConcordWorld, person: PersonName, value: string, name: string, agent: string, fencing: number, resource_id: string) {
    await write(this, this.as(person), name, { value, agent_id: this.agent(agent).id, resource_id, fencing })
  },
)

When(
  '{agentName} writes {string} to {stateName} under number {int} of {string} with a token of its own',
  async function (this: ConcordWorld, agent: string, value: string, name: string, fencing: number, resource_id: string) {
    await write(this, await asAgent(this, agent), name, { value, resource_id, fencing })
  },
)

const HALVES: Readonly<Record<string, object>> = { 'the resource': { resource_id: 'printer' }, 'the number': { fencing: 1 } }

When(
  new RegExp(`^(${PEOPLE}) writes "([^"]*)" to "([^"]*)" naming only (${Object.keys(HALVES).join('|')})$`),
  async function (this: ConcordWorld, person: PersonName, value: string, name: string, half: string) {
    await write(this, this.as(person), name, { value, ...HALVES[half] })
  },
)

When(
  new RegExp(`^(${PEOPLE}) writes "([^"]*)" to "([^"]*)" for (an unknown agent|\\w+, who was (?:paused|retired)|\\w+)$`),
  async function (this: ConcordWorld, person: PersonName, value: string, name: string, agent: string) {
    await write(this, this.as(person), name, { value, agent_id: await somebody(this, agent) })
  },
)

When('{agentName} writes {string} to {stateName} with a token of its own', async function (this: ConcordWorld, agent: string, value: string, name: string) {
  await write(this, await asAgent(this, agent), name, { value })
})

When(
  '{agentName} writes {string} to {stateName} for {agentName} with a token of its own',
  async function (this: ConcordWorld, agent: string, value: string, name: string, other: string) {
    await write(this, await asAgent(this, agent), name, { value, agent_id: this.agent(other).id })
  },
)

/** Values of every kind. */
const VALUES: Readonly<Record<string, unknown>> = {
  nothing: null,
  no: false,
  'the number 0': 0,
  'an empty text': '',
  'text in many scripts': 'größe שלום 你好 👩‍🚀 \u200b<b>',
  'a list of lists': [[], [1, [2.5]], ['']],
  'something with many members': { b: 1, a: { '': null, resource_id: 'x' }, 'with space': [] },
}

When(
  new RegExp(`^(${PEOPLE}) writes (${Object.keys(VALUES).join('|')}) to "([^"]*)"$`),
  async function (this: ConcordWorld, person: PersonName, what: string, name: string) {
    await write(this, this.as(person), name, { value: VALUES[what] })
  },
)

Then('{stateName} is exactly that, in version {int}', async function (this: ConcordWorld, name: string, version: number) {
  expect(await presentValue(this, name)).to.deep.equal({ value: writtenOf(this).value, version })
})

/** What can be wrong with what is written. */
const FLAWS: Readonly<Record<string, object>> = {
  'no value': { version: 0 },
  'no version': { value: 'blue' },
  'a version before the first': { value: 'blue', version: -1 },
  'half a version': { value: 'blue', version: 0.5 },
}

When(
  new RegExp(`^(${PEOPLE}) writes to "([^"]*)" with (${Object.keys(FLAWS).join('|')})$`),
  async function (this: ConcordWorld, person: PersonName, name: string, flaw: string) {
    await put(this, this.as(person), name, FLAWS[flaw])
  },
)

const TEN = Array.from({ length: 10 }, (_, index) => `value ${index}`)

When('{person} writes ten values to {stateName} at the same moment', async function (this: ConcordWorld, person: PersonName, name: string) {
  await Promise.all(TEN.map((value) => write(this, this.as(person), name, { value })))
})

Then('one of them is the value of {stateName}, in version {int}', async function (this: ConcordWorld, name: string, version: number) {
  const present = await presentValue(this, name)
  const accepted = this.replies.filter(({ status }) => status === 200).map(({ json }) => json<ValueView>())
  expect(accepted).to.deep.equal([present])
  expect(TEN).to.include(present.value)
  expect(present.version).to.equal(version)
})

const { status: CONFLICT, code: ANOTHER_VERSION } = OUTCOMES['the version is not the present one']

Then('the other nine fail because the version is not the present one', function (this: ConcordWorld) {
  const refused = this.replies.filter(({ status }) => status !== 200)
  for (const reply of refused) this.looked(reply)
  expect(refused.map(({ status, json }) => [status, json().code])).to.deep.equal(Array(9).fill([CONFLICT, ANOTHER_VERSION]))
})

Then('the request fails because the version is not the present one, which is {int}', function (this: ConcordWorld, version: number) {
  const { status, text, json } = this.reply
  expect({ status, code: json().code, version: json().version }, text).to.deep.equal({ status: CONFLICT, code: ANOTHER_VERSION, version })
})

Then('{stateName} is {string}, in version {int}', async function (this: ConcordWorld, name: string, value: string, version: number) {
  expect(await presentValue(this, name)).to.deep.equal({ value, version })
})

Then('nothing was ever written to {stateName}', async function (this: ConcordWorld, name: string) {
  const { status, json } = await read(this, this.as('Uma'), name)
  expect([status, json().code]).to.deep.equal([404, 'not_found'])
})

When('{person} looks up {stateName}', async function (this: ConcordWorld, person: PersonName, name: string) {
  this.take(await read(this, this.as(person), name))
})

When('{agentName}, with a token of its own, looks up {stateName}', async function (this: ConcordWorld, agent: string, name: string) {
  this.take(await read(this, await asAgent(this, agent), name))
})

Then('it reads {string}, in version {int}', function (this: ConcordWorld, value: string, version: number) {
  expect(this.reply.json()).to.deep.equal({ value, version })
})
