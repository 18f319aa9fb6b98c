import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { alertsTo } from '../support/alerts'
import { waitingProposal } from '../support/approving'
import type { AgentName, PersonName } from '../support/cast'
import { recorded } from '../support/measurements'
import { recordedOf } from '../support/records-of-agents'
import { arrivals, send } from '../support/sending'
import type { ServiceWord } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

When(
  '{person} sends/sent {string} through {service} for {agent}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, agent: AgentName) {
    await send(this, { person, service, text, agent })
  },
)

Given(
  '{person} sends/sent {string} through {service} for {agentName} under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, agent: string, key: string) {
    await send(this, { person, service, text, agent, key })
  },
)

Given(
  '{person} sent {string} through {service} for {agent} under the key {string}, in vain',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, agent: AgentName, key: string) {
    await send(this, { person, service, text, agent, key })
    expect(this.reply.status, this.reply.text).to.be.at.least(400)
  },
)

Then('{string} arrived once at {service} before long', async function (this: ConcordWorld, text: string, service: ServiceWord) {
  await this.clock.advance(5_000)
  expect(arrivals(this, service, text)).to.have.lengthOf(1)
})

Then('{person} has been notified that {agent} proposes to post to Slack, once', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  const { id, agent_id } = await waitingProposal(this)
  expect(agent_id).to.equal(this.agent(agent).id)
  const told = (await alertsTo(this, person)).map(({ type, source, data }) => ({ type, source, data }))
  expect(told).to.deep.equal([{ type: 'proposal.waiting', source: `/api/proposals/${id}`, data: { proposal_id: id, agent_id, action: 'post_to_slack' } }])
})

Then(
  /^it is on record that (Uma) began to send through (Slack|GitHub), which ended as (sent|failed)$/,
  async function (this: ConcordWorld, person: PersonName, service: string, outcome: string) {
    const [begun, ...moreBegun] = await recorded(this, 'send.begun')
    const [ended, ...moreEnded] = await recorded(this, 'send.ended')
    expect([...moreBegun, ...moreEnded]).to.deep.equal([])
    const by = { actor: this.member(person).id, subject: begun?.subject }
    expect(begun).to.deep.include({ ...by, outcome: null, of: null })
    expect(ended).to.deep.include({ ...by, outcome, of: begun?.id })
    expect([begun?.details, ended?.details].map((details) => Object(details).service)).to.deep.equal(Array(2).fill(service.toLowerCase()))
  },
)

Then("it is on record that {person}'s first try failed and the second was sent", async function (this: ConcordWorld, person: PersonName) {
  const begun = await recorded(this, 'send.begun')
  const ended = await recorded(this, 'send.ended')
  expect(begun.map(({ actor, details }) => [actor, Object(details).attempt])).to.deep.equal([1, 2].map((attempt) => [this.member(person).id, attempt]))
  expect(ended.map(({ of, outcome, details }) => [of, outcome, Object(details).attempt])).to.deep.equal([
    [begun[0]?.id, 'failed', 1],
    [begun[1]?.id, 'sent', 2],
  ])
})

Then("no agent's action is on record", async function (this: ConcordWorld) {
  expect([...(await recorded(this, 'action.decided')), ...(await recorded(this, 'action.ended'))]).to.deep.equal([])
})

const WORDS = { allowed: 'allowed', needs_approval: 'needing approval', blocked: 'blocked', completed: 'completed', rejected: 'rejected', failed: 'failed' }

const ACTIONS = { slack: 'post_to_slack', github: 'create_github_issue' }

Then(
  /^it is on record for (Ada|Sol|Ines|Stu) as ((?:(?:, then |, )?(?:allowed|needing approval|blocked|completed|rejected|failed|void))+)$/,
  async function (this: ConcordWorld, agent: AgentName, words: string) {
    const records = await recordedOf(this, agent)
    expect(records.map(({ outcome }) => WORDS[outcome as keyof typeof WORDS] ?? outcome)).to.deep.equal(words.split(/, then |, /))
    expectConnected(records, await proposalOf(this))
    expectTimed(records, (await recorded(this, 'send.begun')).at(-1)?.subject)
  },
)

Then('it is on record for {agent} that the first decision ended as failed and the second as completed', async function (this: ConcordWorld, agent: AgentName) {
  const records = await recordedOf(this, agent)
  const [first, second, ...more] = records.filter(({ outcome }) => outcome === 'allowed')
  expect(more, 'more decisions').to.deep.equal([])
  const ends = records.filter(({ action }) => action === 'action.ended').map(({ of, outcome }) => ({ of, outcome }))
  expect(ends).to.deep.equal([
    { of: first?.id, outcome: 'failed' },
    { of: second?.id, outcome: 'completed' },
  ])
})

/** The proposal that these sends came to; undefined if there was none. */
async function proposalOf(world: ConcordWorld): Promise<string | undefined> {
  const reply = await world.wait(world.as('Sam').call('GET', '/api/proposals?limit=100'), 'the proposals')
  return reply.json<{ items: readonly { id: string }[] }>().items[0]?.id
}

/** One action of one person: whatever was decided later names the first decision, and the end completes it. */
function expectConnected([first, ...later]: Awaited<ReturnType<typeof recordedOf>>, proposal: string | undefined): void {
  expect(first?.details.action).to.be.oneOf(Object.values(ACTIONS))
  for (const { actor, action, of, outcome, details } of later) {
    expect(actor).to.equal(first?.actor)
    if (action === 'action.decided') expect(details).to.include({ action: first?.details.action, content: first?.details.content, again: first?.id, proposal })
    else expect(of).to.equal(first?.id)
    if (outcome === 'rejected' || outcome === 'void') expect(details).to.deep.equal({ proposal })
  }
}

/** The end of a send tells which it was and how long it took. */
function expectTimed(records: Awaited<ReturnType<typeof recordedOf>>, sent: unknown): void {
  for (const { outcome, at, details } of records.filter(({ outcome }) => outcome === 'completed' || outcome === 'failed')) {
    const { send, started, ended, ms } = details
    expect({ send, ended, ms }, String(outcome)).to.deep.equal({ send: sent, ended: Date.parse(at), ms: Number(ended) - Number(started) })
  }
}

Then(/^it is on record that (Uma|Sam) said of it that it was (sent|not sent)$/, async function (this: ConcordWorld, person: PersonName, outcome: string) {
  const [begun] = await recorded(this, 'send.begun')
  const settled = (await recorded(this, 'send.settled')).map(({ actor, subject, of, outcome }) => ({ actor, subject, of, outcome }))
  const words = outcome === 'sent' ? 'sent' : 'failed'
  expect(settled).to.deep.equal([{ actor: this.member(person).id, subject: begun?.subject, of: begun?.id, outcome: words }])
})

Then('it is on record that nobody said what became of it', async function (this: ConcordWorld) {
  expect(await recorded(this, 'send.settled')).to.deep.equal([])
})

Then(/^what was decided about it is on record as (posting to Slack|opening an issue)$/, async function (this: ConcordWorld, words: string) {
  const actions = (await recorded(this, 'action.decided')).map(({ details }) => Object(details).action)
  expect(new Set(actions)).to.deep.equal(new Set([words === 'posting to Slack' ? ACTIONS.slack : ACTIONS.github]))
})

Then('the log tells that what was approved is sent later, and why', function (this: ConcordWorld) {
  this.reach.lack('log', 'what the platform logged')
  const lines = this.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'what was approved is sent later')
  expect(lines.map(({ level, error }) => ({ level, why: error?.name }))).to.deep.equal([{ level: 'warn', why: 'ShuttingDown' }])
})

Then('the log tells that what was approved was not sent, and why', async function (this: ConcordWorld) {
  this.reach.lack('log', 'what the platform logged')
  const lines = this.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'what was approved was not sent')
  expect(lines.map(({ proposal, error }) => ({ proposal, why: error?.name }))).to.deep.equal([{ proposal: await proposalOf(this), why: 'RecordedFailure' }])
})
