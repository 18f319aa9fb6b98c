import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { latestProposal, type Proposal, waitingProposal } from '../support/approving'
import { PERSON_NAMES, type PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { bringUp, bringUpAs, choose, conflictNow, expectUndecided, namesOf, putToHumans, STRATEGIES, toldOf } from '../support/conflicts'
import { introduceAgents } from '../support/introducing'
import { atOnce, executions } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** Agents that want different things, and which of them is followed. */

const PEOPLE = PERSON_NAMES.join('|')
const HOW = Object.keys(STRATEGIES).join('|')
const NOBODY = '01900000-0000-7000-8000-000000000000'

When(new RegExp(`^(${PEOPLE}) has this conflict settled (${HOW}):$`), async function (this: ConcordWorld, person: PersonName, how: string, table: DataTable) {
  await bringUp(this, this.as(person), how, table.hashes())
})

Given(
  new RegExp(`^(${PEOPLE}) has had this conflict settled (${HOW}):$`),
  async function (this: ConcordWorld, person: PersonName, how: string, table: DataTable) {
    const { status, text } = await bringUp(this, this.as(person), how, table.hashes())
    expect(status, text).to.be.oneOf([200, 202])
  },
)

When(
  new RegExp(`^(\\w+), with a token of its own, has this conflict settled (${HOW}):$`),
  async function (this: ConcordWorld, agent: string, how: string, table: DataTable) {
    await bringUp(this, await asAgent(this, agent), how, table.hashes())
  },
)

/** Ada wants one thing and Sol another, but for what is said of a request that is wrong. */
const twoViews = (world: ConcordWorld) => [
  { agent_id: world.agent('Ada').id, action: 'Ship today' },
  { agent_id: world.agent('Sol').id, action: 'Ship tomorrow' },
]
const WRONG: Readonly<Record<string, (world: ConcordWorld) => object>> = {
  'one view alone': (world) => ({ proposals: twoViews(world).slice(0, 1), resolution_strategy: 'unanimous' }),
  '101 views': (world) => ({ proposals: Array.from({ length: 101 }, () => twoViews(world)[0]), resolution_strategy: 'unanimous' }),
  'a way to settle it that nobody knows': (world) => ({ proposals: twoViews(world), resolution_strategy: 'dice' }),
  'no way to settle it': (world) => ({ proposals: twoViews(world) }),
  'a view without a word': (world) => ({
    proposals: [...twoViews(world).slice(0, 1), { ...twoViews(world)[1], action: ' \n ' }],
    resolution_strategy: 'human',
  }),
  'a view of 2001 characters': (world) => ({
    proposals: [...twoViews(world).slice(0, 1), { ...twoViews(world)[1], action: 'x'.repeat(2_001) }],
    resolution_strategy: 'human',
  }),
}

When(
  new RegExp(`^(${PEOPLE}) brings up a conflict with (${Object.keys(WRONG).join('|')})$`),
  async function (this: ConcordWorld, person: PersonName, what: string) {
    await bringUpAs(this, this.as(person), WRONG[what]?.(this) ?? {})
  },
)

When('{person} brings up a conflict of {agentName} with an agent that does not exist', async function (this: ConcordWorld, person: PersonName, agent: string) {
  const [known, other] = twoViews(this)
  const proposals = [
    { ...known, agent_id: this.agent(agent).id },
    { ...other, agent_id: NOBODY },
  ]
  await bringUpAs(this, this.as(person), { proposals, resolution_strategy: 'majority_vote' })
})

When('{person} brings up a conflict of Ada and Sol with views of 2000 characters each', async function (this: ConcordWorld, person: PersonName) {
  const proposals = twoViews(this).map(({ agent_id, action }) => ({ agent_id, action: action.padEnd(2_000, '.') }))
  await bringUpAs(this, this.as(person), { proposals, resolution_strategy: 'highest_maturity' })
})

When(
  '{person} brings up a conflict of {int} new agents, of which all but one want to ship today',
  async function (this: ConcordWorld, person: PersonName, count: number) {
    const names = Array.from({ length: count }, (_, index) => `No ${index + 1}`)
    await introduceAgents(this, names, 'intern')
    const wants = names.map((agent, index) => ({ agent, wants: index === 0 ? 'Ship tomorrow' : 'Ship today' }))
    await bringUp(this, this.as(person), 'by most votes', wants)
  },
)

Then('{int} view(s) lose(s)', async function (this: ConcordWorld, count: number) {
  expect((await settled(this)).losing).to.have.length(count)
})

Then('a view of 2000 characters wins', function (this: ConcordWorld) {
  expect(toldOf(this).conflict.winner).to.equal('Ship today'.padEnd(2_000, '.'))
})

/** What was told at once, and what stands at the address now. */
async function settled(world: ConcordWorld) {
  const { status, conflict } = toldOf(world)
  const now = await conflictNow(world)
  if (status === 200) expect(now).to.deep.equal(conflict)
  return now
}

Then('{string} wins', async function (this: ConcordWorld, option: string) {
  const { status, winner, options, proposal_ids } = await settled(this)
  expect({ status, winner, options, proposal_ids }).to.deep.equal({ status: 'completed', winner: option, options: undefined, proposal_ids: undefined })
})

Then('{string} wins at once', async function (this: ConcordWorld, option: string) {
  expect(toldOf(this).status).to.equal(200)
  const { status, winner, proposal_id } = await settled(this)
  expect({ status, winner, proposal_id }).to.deep.equal({ status: 'completed', winner: option, proposal_id: undefined })
})

Then('the losing views are:', async function (this: ConcordWorld, table: DataTable) {
  const { losing = [] } = await settled(this)
  const expected = table.hashes().map(({ agent = '', wants }) => ({ agent_id: this.agent(agent).id, action: wants }))
  expect(losing).to.deep.equal(expected)
})

Then('no view loses', async function (this: ConcordWorld) {
  expect((await settled(this)).losing).to.deep.equal([])
})

Then('the votes are:', async function (this: ConcordWorld, table: DataTable) {
  const { tally } = await settled(this)
  const rows = table.hashes()
  const known = rows.flatMap(({ agents = '' }) => agents.split(', '))
  const counted = tally.map(({ action, votes, agents }) => ({ option: action, votes: String(votes), agents: namesOf(this, agents, known).join(', ') }))
  expect(counted).to.deep.equal(rows)
})

Then('a human is asked to choose among:', async function (this: ConcordWorld, table: DataTable) {
  const options = table.raw().map(([option]) => option)
  const proposal = expectUndecided(this, options)
  expect(await conflictNow(this)).to.deep.equal(toldOf(this).conflict)
  const waiting = await waitingProposal(this)
  expect([waiting.id, (await putToHumans(this)).options]).to.deep.equal([proposal, options])
})

When('{person} looks at what there is to choose', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', `/api/proposals/${toldOf(this).conflict.proposal_id}`)
})

Then('the proposal shows who wants what, for {person}:', function (this: ConcordWorld, person: PersonName, table: DataTable) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  const { agent_id, action, asked_by, content } = this.reply.json<Proposal>()
  expect({ agent_id, action, asked_by }).to.deep.equal({ agent_id: null, action: 'resolve_conflict', asked_by: this.member(person).id })
  expect(content).to.have.all.keys('coordination_id', 'proposals', 'resolution_strategy')
  expect(content.coordination_id).to.equal(toldOf(this).conflict.coordination_id)
  expect(content.proposals).to.deep.equal(table.hashes().map(({ agent = '', wants }) => ({ agent_id: this.agent(agent).id, action: wants })))
})

When('{person} chooses {string}', async function (this: ConcordWorld, person: PersonName, option: string) {
  await choose(this, person, option)
})

Given('{person} has chosen {string}', async function (this: ConcordWorld, person: PersonName, option: string) {
  const { status, text } = await choose(this, person, option)
  expect(status, text).to.equal(200)
})

When('{person} chooses {string} after all', async function (this: ConcordWorld, person: PersonName, option: string) {
  await choose(this, person, option, await putToHumans(this))
})

When('{person} chooses {string}, having seen another content', async function (this: ConcordWorld, person: PersonName, option: string) {
  await choose(this, person, option, { ...(await waitingProposal(this)), content_hash: 'a'.repeat(64) })
})

When('{person} rejects it, and chooses {string} all the same', async function (this: ConcordWorld, person: PersonName, option: string) {
  const { id, content_hash } = await waitingProposal(this)
  await this.call(this.as(person), 'POST', `/api/proposals/${id}/reject`, { body: { content_hash, option } })
})

When('Sam chooses {string} and Olivia {string} at the same moment', async function (this: ConcordWorld, one: string, other: string) {
  const { id, content_hash } = await waitingProposal(this)
  const approve = (person: PersonName, option: string) => this.as(person).call('POST', `/api/proposals/${id}/approve`, { body: { content_hash, option } })
  for (const reply of await this.wait(Promise.all([approve('Sam', one), approve('Olivia', other)]), 'both choices')) this.take(reply)
})

Then('what wins is what the one that counts chose', async function (this: ConcordWorld) {
  const counts = this.replies.find(({ status, path }) => status === 200 && path.endsWith('/approve'))
  expect((await conflictNow(this)).winner).to.equal(counts?.json().chosen)
})

Then('the proposal says that {person} chose {string}', async function (this: ConcordWorld, person: PersonName, option: string) {
  const { status, decided_by, chosen } = await putToHumans(this)
  expect({ status, decided_by, chosen }).to.deep.equal({ status: 'approved', decided_by: this.member(person).id, chosen: option })
})

/** Why nobody has won, in a feature's words, by the code that stands with the conflict. */
const ENDS: Readonly<Record<string, readonly [status: string, code: string]>> = {
  'failed, as it was rejected': ['failed', 'proposal_rejected'],
  'failed, as nobody chose in time': ['failed', 'proposal_expired'],
  'cancelled, and nobody has won': ['cancelled', 'cancelled'],
}

Then(
  new RegExp(`^the conflict is (${Object.keys(ENDS).join('|')})(?: because "(.*)")?$`),
  async function (this: ConcordWorld, words: string, reason: string | undefined) {
    const { status, winner, options, proposal_ids, tally, error } = await conflictNow(this)
    expect([status, error?.code]).to.deep.equal(ENDS[words])
    expect({ winner, options, proposal_ids }).to.deep.equal({ winner: undefined, options: undefined, proposal_ids: undefined })
    expect(tally).to.deep.equal(toldOf(this).conflict.tally)
    if (reason !== undefined) expect(error?.detail).to.equal(reason)
  },
)

Then(/^the question to humans is (rejected|expired|void)$/, async function (this: ConcordWorld, status: string) {
  const found = await putToHumans(this)
  expect({ status: found.status, chosen: found.chosen }).to.deep.equal({ status, chosen: undefined })
})

Then('nothing was chosen for {string}', async function (this: ConcordWorld, message: string) {
  const { status, content, chosen } = (await latestProposal(this)) as Awaited<ReturnType<typeof putToHumans>>
  expect({ status, message: content.message, chosen }).to.deep.equal({ status: 'pending', message, chosen: undefined })
})

Then('no conflict was brought up', async function (this: ConcordWorld) {
  const reply = await atOnce(this, this.as('Sam').call('GET', '/api/coordinations'), 'the list of coordinations')
  expect([reply.status, reply.json().items], reply.text).to.deep.equal([200, []])
})

Then('no agent was run, and no provider contacted', async function (this: ConcordWorld) {
  expect(await executions(this)).to.deep.equal([])
  expect([this.fakes.openai.contacts(), this.fakes.anthropic.contacts()]).to.deep.equal([0, 0])
})

Then('{person} is told the same as whoever brought it up', function (this: ConcordWorld, _person: PersonName) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json()).to.deep.equal(toldOf(this).conflict)
})

When('{person} looks for the conflict under its address', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', `/api/coordinations/${toldOf(this).conflict.coordination_id}`)
})
