import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { askFor, claim, holdingsOf, idsOf, leaseOf, lookAt, somebody } from '../support/holding'
import { introduceAgents } from '../support/introducing'
import type { WayOfGiving } from '../support/parameter-types'
import type { ConcordWorld } from '../support/world'

const seconds = (ms: number): number => ms / 1_000

Given('{string} is given {way}', function (this: ConcordWorld, resource: string, way: WayOfGiving) {
  holdingsOf(this).ways.set(resource, way)
})

Given('leases last {duration}', function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_LEASE_SECONDS', String(seconds(ms)))
})

async function hold(world: ConcordWorld, agent: string, resource: string, ms?: number): Promise<void> {
  const [id = ''] = idsOf(world, [agent])
  const reply = await askFor(world, world.as('Uma'), { resource, agents: [id], seconds: ms === undefined ? undefined : seconds(ms) })
  expect({ status: reply.status, holder: reply.json().holder }, reply.text).to.deep.equal({ status: 200, holder: id })
}

Given('{agentName} holds {string}', async function (this: ConcordWorld, agent: string, resource: string) {
  await hold(this, agent, resource)
})

Given('{agentName} holds {string} for {duration}', async function (this: ConcordWorld, agent: string, resource: string, ms: number) {
  await hold(this, agent, resource, ms)
})

async function wait(world: ConcordWorld, names: readonly string[], ms?: number): Promise<void> {
  const agents = idsOf(world, names)
  const reply = await askFor(world, world.as('Uma'), { resource: holdingsOf(world).resource, agents, seconds: ms === undefined ? undefined : seconds(ms) })
  expect(reply.status, reply.text).to.equal(200)
  expect(reply.json<{ queue: readonly string[] }>().queue).to.include.members([...agents])
}

Given('{agentNames} wait(s) for it', async function (this: ConcordWorld, agents: readonly string[]) {
  await wait(this, agents)
})

Given('{agentNames} wait(s) for it, for {duration}', async function (this: ConcordWorld, agents: readonly string[], ms: number) {
  await wait(this, agents, ms)
})

When('{person} asks for {string} for {agentNames}', async function (this: ConcordWorld, person: PersonName, resource: string, agents: readonly string[]) {
  await askFor(this, this.as(person), { resource, agents: idsOf(this, agents) })
})

When(
  '{person} asks for {string} for {agentNames}, for {duration}',
  async function (this: ConcordWorld, person: PersonName, resource: string, agents: readonly string[], ms: number) {
    await askFor(this, this.as(person), { resource, agents: idsOf(this, agents), seconds: seconds(ms) })
  },
)

When(
  '{person} asks for {string} for {agentNames}, to be given {way}',
  async function (this: ConcordWorld, person: PersonName, resource: string, agents: readonly string[], way: WayOfGiving) {
    await askFor(this, this.as(person), { resource, agents: idsOf(this, agents), way })
  },
)

When(
  /^Uma asks for "([^"]*)" for (\w+) and (an unknown agent|\w+, who was (?:paused|retired)|\w+ again)$/,
  async function (this: ConcordWorld, resource: string, agent: string, other: string) {
    await askFor(this, this.as('Uma'), { resource, agents: [...idsOf(this, [agent]), await somebody(this, other)] })
  },
)

When('Uma asks for {string} for {int} new agents', async function (this: ConcordWorld, resource: string, count: number) {
  const names = Array.from({ length: count }, (_, index) => `No ${index + 1}`)
  await introduceAgents(this, names, 'student')
  await askFor(this, this.as('Uma'), { resource, agents: idsOf(this, names) })
})

Then('the first of them holds {string}, and the other {int} wait in their order', async function (this: ConcordWorld, resource: string, count: number) {
  const [first, ...others] = idsOf(
    this,
    Array.from({ length: count + 1 }, (_, index) => `No ${index + 1}`),
  )
  const { holder, queue } = await leaseOf(this, resource)
  expect({ holder, queue }).to.deep.equal({ holder: first, queue: others })
})

When(
  '{agentName} asks for {string} with a token of its own, for {agentNames}',
  async function (this: ConcordWorld, agent: string, resource: string, agents: readonly string[]) {
    await askFor(this, await asAgent(this, agent), { resource, agents: idsOf(this, agents) })
  },
)

const NAMES: Readonly<Record<string, string>> = { 'two lines': 'print\ner' }

When(/^Uma asks for something with a name of (\d+ characters|two lines), for Ada$/, async function (this: ConcordWorld, what: string) {
  await askFor(this, this.as('Uma'), { resource: NAMES[what] ?? '🖨'.repeat(Number.parseInt(what, 10)), agents: idsOf(this, ['Ada']) })
})

When('Uma asks for {string} for Ada at the moment at which Sam does for Sol', async function (this: ConcordWorld, resource: string) {
  const [ada, sol] = [this.agent('Ada').id, this.agent('Sol').id]
  await Promise.all([askFor(this, this.as('Uma'), { resource, agents: [ada] }), askFor(this, this.as('Sam'), { resource, agents: [sol] })])
})

Then('one of Ada and Sol holds {string} under number {int}, and the other waits', async function (this: ConcordWorld, resource: string, fencing: number) {
  const lease = await leaseOf(this, resource)
  expect([lease.holder, ...lease.queue]).to.have.members(idsOf(this, ['Ada', 'Sol']))
  expect(lease.fencing).to.equal(fencing)
})

When('{person} renews the lease of {string}', async function (this: ConcordWorld, person: PersonName, resource: string) {
  await claim(this, this.as(person), { what: 'renew', resource })
})

When('{person} renews the lease of {string} for {duration}', async function (this: ConcordWorld, person: PersonName, resource: string, ms: number) {
  await claim(this, this.as(person), { what: 'renew', resource, seconds: seconds(ms) })
})

When('{person} renews the lease of {string} under number {int}', async function (this: ConcordWorld, person: PersonName, resource: string, fencing: number) {
  await claim(this, this.as(person), { what: 'renew', resource, fencing })
})

Given('{person} has renewed the lease of {string}', async function (this: ConcordWorld, person: PersonName, resource: string) {
  const { status, text } = await claim(this, this.as(person), { what: 'renew', resource })
  expect(status, text).to.equal(200)
})

When('{agentName} renews the lease of {string} with a token of its own', async function (this: ConcordWorld, agent: string, resource: string) {
  await claim(this, await asAgent(this, agent), { what: 'renew', resource })
})

When('{person} gives {string} back', async function (this: ConcordWorld, person: PersonName, resource: string) {
  await claim(this, this.as(person), { what: 'release', resource })
})

When('{person} gives {string} back under number {int}', async function (this: ConcordWorld, person: PersonName, resource: string, fencing: number) {
  await claim(this, this.as(person), { what: 'release', resource, fencing })
})

Given('{person} has given {string} back', async function (this: ConcordWorld, person: PersonName, resource: string) {
  const { status, text } = await claim(this, this.as(person), { what: 'release', resource })
  expect(status, text).to.equal(200)
})

When('{agentName} gives {string} back with a token of its own', async function (this: ConcordWorld, agent: string, resource: string) {
  await claim(this, await asAgent(this, agent), { what: 'release', resource })
})

When('{person} looks at {string}', async function (this: ConcordWorld, person: PersonName, resource: string) {
  this.take(await lookAt(this, this.as(person), resource))
})

When('{agentName} looks at {string} with a token of its own', async function (this: ConcordWorld, agent: string, resource: string) {
  this.take(await lookAt(this, await asAgent(this, agent), resource))
})

Then(
  'it/she is told that {agentName} holds it under number {int}, and {agentNames} wait(s)',
  function (this: ConcordWorld, holder: string, fencing: number, waiting: readonly string[]) {
    expect(this.reply.json()).to.deep.include({ holder: this.agent(holder).id, fencing, queue: idsOf(this, waiting) })
  },
)

Then('she is told that {agentName} holds it under number {int}, and nobody waits', function (this: ConcordWorld, holder: string, fencing: number) {
  expect(this.reply.json()).to.deep.include({ holder: this.agent(holder).id, fencing, queue: [] })
})

Then('{string} is held by {agentName}, under number {int}', async function (this: ConcordWorld, resource: string, agent: string, fencing: number) {
  const lease = await leaseOf(this, resource)
  expect({ holder: lease.holder, fencing: lease.fencing }).to.deep.equal({ holder: this.agent(agent).id, fencing })
})

Then('it is held by {agentName}', async function (this: ConcordWorld, agent: string) {
  const { resource } = holdingsOf(this)
  const { resource_id, holder } = await leaseOf(this, resource)
  expect({ resource_id, holder }).to.deep.equal({ resource_id: resource, holder: this.agent(agent).id })
})

Then('nobody holds {string}', async function (this: ConcordWorld, resource: string) {
  const { holder, fencing, expires_at } = await leaseOf(this, resource)
  expect({ holder, fencing, expires_at }).to.deep.equal({ holder: null, fencing: null, expires_at: null })
})

Then('{agentNames} wait(s) for {string}', async function (this: ConcordWorld, agents: readonly string[], resource: string) {
  expect((await leaseOf(this, resource)).queue).to.deep.equal(idsOf(this, agents))
})

Then('nobody waits for {string}', async function (this: ConcordWorld, resource: string) {
  expect((await leaseOf(this, resource)).queue).to.deep.equal([])
})

Then('nobody has ever asked for {string}', async function (this: ConcordWorld, resource: string) {
  expect((await lookAt(this, this.as('Uma'), resource)).status).to.equal(404)
})

const remaining = async (world: ConcordWorld, resource: string): Promise<number> =>
  Date.parse(String((await leaseOf(world, resource)).expires_at)) - world.clock.now()

Then('the lease of {string} runs out in {duration}', async function (this: ConcordWorld, resource: string, ms: number) {
  expect(this.reach.about(await remaining(this, resource), ms)).to.equal(ms)
})

/** What the platform does by itself it does within a second. */
Then('the lease of {string} runs out in about {duration}', async function (this: ConcordWorld, resource: string, ms: number) {
  expect(this.reach.about(await remaining(this, resource), ms)).to.be.within(ms, ms + 1_000)
})
