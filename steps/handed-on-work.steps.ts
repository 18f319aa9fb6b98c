import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { decline, latestHandoff, lookAtHandoff } from '../support/handing-on'
import { run, toAgent, type Wishes } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** What becomes of work that was handed on: the receiver declines it, or does it. */

When('{person} declines it because {string}', async function (this: ConcordWorld, person: PersonName, reason: string) {
  await decline(this, this.as(person), reason)
})

When('{agent} declines it because {string}', async function (this: ConcordWorld, agent: AgentName, reason: string) {
  await decline(this, await asAgent(this, agent), reason)
})

Given('{agent} has declined it because {string}', async function (this: ConcordWorld, agent: AgentName, reason: string) {
  expect((await decline(this, await asAgent(this, agent), reason)).status, this.reply.text).to.equal(200)
})

Given('{agent} has declined what {agent} handed on because {string}', async function (this: ConcordWorld, agent: AgentName, from: AgentName, reason: string) {
  expect((await decline(this, await asAgent(this, agent), reason, from)).status, this.reply.text).to.equal(200)
})

When('{agent} declines what {agent} handed on because {string}', async function (this: ConcordWorld, agent: AgentName, from: AgentName, reason: string) {
  await decline(this, await asAgent(this, agent), reason, from)
})

Then('the handoff from {agent} is declined because {string}', async function (this: ConcordWorld, from: AgentName, reason: string) {
  const reply = await this.wait(this.as('Sam').call('GET', `/api/handoffs/${latestHandoff(this, from).id}`), 'the handoff')
  expect(reply.json(), reply.text).to.deep.include({ status: 'declined', reason })
})

const forIt = (world: ConcordWorld, wishes: Wishes = {}): Wishes => ({ ...wishes, besides: { handoff_id: latestHandoff(world).id } })

When('{person} has {agentName} do the work {string}', async function (this: ConcordWorld, person: PersonName, agent: string, message: string) {
  await run(this, person, toAgent(this, agent, message, forIt(this)))
})

Given('{person} has had {agentName} do the work {string}', async function (this: ConcordWorld, person: PersonName, agent: string, message: string) {
  expect((await run(this, person, toAgent(this, agent, message, forIt(this)))).status, this.reply.text).to.equal(200)
})

Given(
  '{person} has had {agentName} do the work {string}, asking for approval first',
  async function (this: ConcordWorld, person: PersonName, agent: string, message: string) {
    await run(this, person, toAgent(this, agent, message, forIt(this, { approval: true })))
    expect(this.reply.status, this.reply.text).to.equal(202)
  },
)

When(
  '{person} has {agentName} {action} {string} for it',
  async function (this: ConcordWorld, person: PersonName, agent: string, action: string, message: string) {
    await run(this, person, toAgent(this, agent, message, forIt(this, { action })))
  },
)

Given(
  '{person} has had {agentName} {action} {string} for it, asking for approval first',
  async function (this: ConcordWorld, person: PersonName, agent: string, action: string, message: string) {
    await run(this, person, toAgent(this, agent, message, forIt(this, { action, approval: true })))
    expect(this.reply.status, this.reply.text).to.equal(202)
  },
)

When(
  /^(Ines) declines it and (Uma) has Ines do the work "(.*)", (declining|starting) first$/,
  async function (this: ConcordWorld, agent: AgentName, person: PersonName, message: string, first: string) {
    const { path, body } = toAgent(this, agent, message, forIt(this))
    const own = await asAgent(this, agent)
    const start = () => this.as(person).call('POST', path, { body })
    const refuse = () => own.call('POST', `/api/handoffs/${latestHandoff(this).id}/decline`, { body: { reason: 'No time' } })
    const both = (first === 'declining' ? [refuse, start] : [start, refuse]).map((ask) => ask())
    for (const reply of await this.wait(Promise.all(both), 'both answers')) this.take(reply)
  },
)

Then('one of the two counts, and the other is refused because of it', async function (this: ConcordWorld) {
  const both = this.replies.slice(-2)
  for (const reply of both) this.looked(reply)
  const told = both.map(({ path, status, json }) => `${path.split('/').at(-1)} ${status} ${json().code ?? ''}`.trim()).toSorted()
  const { status, begun } = await lookAtHandoff(this)
  const declined = { told: ['decline 200', 'execute 409 handoff_declined'], status: 'declined', begun: false }
  const started = { told: ['decline 409 handoff_begun', 'execute 200'], status: 'accepted', begun: true }
  expect({ told, status, begun }).to.deep.equal(status === 'declined' ? declined : started)
})
