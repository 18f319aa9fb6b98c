import { createHash } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import canonicalize from 'canonicalize'
import { expect } from 'chai'
import { alertsTo } from '../support/alerts'
import { decideOn, latestProposal, type Proposal, waitingProposal, waitingProposals } from '../support/approving'
import { type AgentName, PERSON_NAMES, type PersonName } from '../support/cast'
import { asAgent, neighbour } from '../support/changing-agents'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { recorded } from '../support/measurements'
import type { ProviderWord } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { executionId } from '../support/running'
import { allowStarts, forbidStarts } from '../support/starting'
import type { ConcordWorld } from '../support/world'

const PEOPLE = PERSON_NAMES.join('|')
const NOTHING = '01900000-0000-7000-8000-000000000000'
const ANOTHER_CONTENT = 'a'.repeat(64)

const seenIn = perScenario((): { proposal: Proposal | undefined } => ({ proposal: undefined }))

const COUNTS: Readonly<Record<string, number>> = { 'no proposal waits': 0, 'one proposal waits': 1, 'two proposals wait': 2, 'three proposals wait': 3 }

Then(new RegExp(`^(${Object.keys(COUNTS).join('|')})$`), async function (this: ConcordWorld, words: string) {
  expect(await waitingProposals(this)).to.have.length(COUNTS[words] ?? Number.NaN)
})

When('{person} looks at the proposal', async function (this: ConcordWorld, person: PersonName) {
  const { id } = await latestProposal(this)
  const { status } = await this.call(this.as(person), 'GET', `/api/proposals/${id}`)
  seenIn(this).proposal = status === 200 ? this.reply.json<Proposal & Record<string, unknown>>() : undefined
})

const looked = async (world: ConcordWorld): Promise<Proposal> => seenIn(world).proposal ?? (await waitingProposal(world))

Then(
  'it proposes that {agent} shall {action} {string} for {person}',
  async function (this: ConcordWorld, agent: AgentName, action: string, message: string, person: PersonName) {
    const { id } = this.agent(agent)
    const { agent_id, action: what, content, asked_by } = await looked(this)
    expect({ agent_id, what, content, asked_by }).to.deep.equal({
      agent_id: id,
      what: action,
      content: { agent_id: id, action, message },
      asked_by: this.member(person).id,
    })
  },
)

Then('it can be decided for {duration}', async function (this: ConcordWorld, ms: number) {
  const { expires_at } = await looked(this)
  expect(this.reach.about(Date.parse(expires_at) - this.clock.now(), ms)).to.equal(ms)
})

Then('the reason is {string}', async function (this: ConcordWorld, reason: string) {
  expect((await looked(this)).reason).to.equal(reason)
})

Then('its fingerprint is that of its content', async function (this: ConcordWorld) {
  const { content, content_hash } = await looked(this)
  const text = canonicalize(content) ?? ''
  expect(content_hash).to.equal(createHash('sha256').update(text).digest('hex'))
})

Then(
  new RegExp(`^(${PEOPLE}) has been notified that (\\w+) proposes to send email, once$`),
  async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
    const { id, execution_id, agent_id } = await latestProposal(this)
    expect(agent_id).to.equal(this.agent(agent).id)
    const data = { execution_id, agent_id, action: 'send_email', proposal_id: id }
    expect((await alertsTo(this, person)).map(({ type, data: told }) => ({ type, data: told }))).to.deep.equal([{ type: 'proposal.waiting', data }])
  },
)

Then(
  new RegExp(`^(${PEOPLE}) has been notified that the proposal (?:was|has) (rejected|expired), once$`),
  async function (this: ConcordWorld, person: PersonName, status: string) {
    const { id, agent_id } = await latestProposal(this)
    const told = (await alertsTo(this, person)).map(({ type, source, data }) => ({ type, source, data }))
    expect(told).to.deep.equal([{ type: 'proposal.decided', source: `/api/proposals/${id}`, data: { proposal_id: id, agent_id, status } }])
  },
)

type Verdict = 'approve' | 'reject'

/** Somebody's decision that has to count. */
async function decided(world: ConcordWorld, person: PersonName, verdict: Verdict, reason?: string): Promise<void> {
  const { status, text } = await decideOn(world, person, await waitingProposal(world), verdict, reason)
  expect(status, text).to.equal(200)
  await world.clock.advance(0)
}

Given('{person} has approved it', async function (this: ConcordWorld, person: PersonName) {
  await decided(this, person, 'approve')
})

Given('{person} has rejected it', async function (this: ConcordWorld, person: PersonName) {
  await decided(this, person, 'reject')
})

Given('{person} has rejected it because {string}', async function (this: ConcordWorld, person: PersonName, reason: string) {
  await decided(this, person, 'reject', reason)
})

When('{person} rejects it', async function (this: ConcordWorld, person: PersonName) {
  await decideOn(this, person, await waitingProposal(this), 'reject')
})

const VERDICTS: Readonly<Record<string, Verdict>> = { approves: 'approve', rejects: 'reject' }

When(new RegExp(`^(${PEOPLE}) (approves|rejects) it (?:again|after all)$`), async function (this: ConcordWorld, person: PersonName, word: string) {
  await decideOn(this, person, await latestProposal(this), VERDICTS[word] ?? 'approve')
})

When(new RegExp(`^(${PEOPLE}) (approves|rejects) it, having seen another content$`), async function (this: ConcordWorld, person: PersonName, word: string) {
  await decideOn(this, person, { ...(await waitingProposal(this)), content_hash: ANOTHER_CONTENT }, VERDICTS[word] ?? 'approve')
})

Given('{person} has tried to approve it, having seen another content', async function (this: ConcordWorld, person: PersonName) {
  await decideOn(this, person, { ...(await waitingProposal(this)), content_hash: ANOTHER_CONTENT }, 'approve')
  expect([this.reply.status, this.reply.json().code], this.reply.text).to.deep.equal([409, 'content_changed'])
})

Given('{person} has tried to approve it, in vain', async function (this: ConcordWorld, person: PersonName) {
  await decideOn(this, person, await waitingProposal(this), 'approve')
  expect([this.reply.status, this.reply.json().code], this.reply.text).to.deep.equal([409, 'proposal_void'])
})

When('{person} approves the first, having seen the second', async function (this: ConcordWorld, person: PersonName) {
  const [first, second] = await waitingProposals(this)
  if (first === undefined || second === undefined) throw new Error('there are no two proposals')
  await decideOn(this, person, { ...first, content_hash: second.content_hash }, 'approve')
})

/** What is no fingerprint of a content, in a feature's words. */
const NO_FINGERPRINTS: Readonly<Record<string, (hash: string) => string | undefined>> = {
  nothing: () => undefined,
  'the words themselves': () => 'Dear all',
  'one character too few': (hash) => hash.slice(1),
  'one character too many': (hash) => `${hash}0`,
}

When(
  new RegExp(`^(${PEOPLE}) approves it, saying (${Object.keys(NO_FINGERPRINTS).join('|')}) as what was seen$`),
  async function (this: ConcordWorld, person: PersonName, what: string) {
    const { id, content_hash } = await waitingProposal(this)
    const said = NO_FINGERPRINTS[what]?.(content_hash)
    await this.call(this.as(person), 'POST', `/api/proposals/${id}/approve`, { body: said === undefined ? {} : { content_hash: said } })
  },
)

When('{person} approves a proposal that does not exist', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'POST', `/api/proposals/${NOTHING}/approve`, { body: { content_hash: ANOTHER_CONTENT } })
})

When('{agent} approves it with a token of its own', async function (this: ConcordWorld, agent: AgentName) {
  const { id, content_hash } = await waitingProposal(this)
  await this.call(await asAgent(this, agent), 'POST', `/api/proposals/${id}/approve`, { body: { content_hash } })
})

Then('{person} has been notified that nothing is to be decided any more, once', async function (this: ConcordWorld, person: PersonName) {
  const [told, ...more] = await alertsTo(this, person)
  expect(more).to.deep.equal([])
  expect([told?.type, told?.data.status]).to.deep.equal(['proposal.decided', 'void'])
  const reply = await this.wait(this.as('Sam').call('GET', `/api/proposals/${told?.data.proposal_id}`), 'the proposal')
  expect(reply.json().status, reply.text).to.equal('void')
})

Then('the record says that {person} made the proposal void', async function (this: ConcordWorld, person: PersonName) {
  expect((await recorded(this, 'proposal.void')).map(({ actor }) => actor)).to.deep.equal([this.member(person).id])
})

const PAIRS: Readonly<Record<string, readonly [Verdict, Verdict]>> = {
  'an approval and a rejection': ['approve', 'reject'],
  'a rejection and an approval': ['reject', 'approve'],
  'two approvals': ['approve', 'approve'],
  'two rejections': ['reject', 'reject'],
}

When(new RegExp(`^Sam and Olivia decide at the same moment: (${Object.keys(PAIRS).join('|')})$`), async function (this: ConcordWorld, words: string) {
  const { id, content_hash } = await waitingProposal(this)
  const [first = 'approve', second = 'approve'] = PAIRS[words] ?? []
  const decide = (person: PersonName, verdict: Verdict) => this.as(person).call('POST', `/api/proposals/${id}/${verdict}`, { body: { content_hash } })
  const replies = await this.wait(Promise.all([decide('Sam', first), decide('Olivia', second)]), 'both decisions')
  for (const reply of replies) this.take(reply)
  await this.clock.advance(0)
})

Then('one of the two decisions counts, and the other fails because the proposal was decided already', function (this: ConcordWorld) {
  const both = this.replies.slice(-2)
  for (const reply of both) this.looked(reply)
  const told = both.map(({ status, json }) => (status === 200 ? '200' : `${status} ${json().code}`))
  expect(told.toSorted()).to.deep.equal(['200', '409 proposal_decided'])
})

Then('the proposal is as the one that counts says', async function (this: ConcordWorld) {
  const counts = this.replies.find(({ status, path }) => status === 200 && /\/(approve|reject)$/.test(path))
  const { status, decided_by } = await latestProposal(this)
  expect(status).to.equal(counts?.path.endsWith('approve') ? 'approved' : 'rejected')
  expect(decided_by).to.equal(counts?.json().decided_by)
})

Then('OpenAI was asked once for an approval, and never for a rejection', async function (this: ConcordWorld) {
  const { status } = await latestProposal(this)
  expect(this.fakes.openai.contacts()).to.equal(status === 'approved' ? 1 : 0)
})

Then(
  new RegExp(`^the proposal is (approved|rejected) by (${PEOPLE})(?: because "(.*)")?$`),
  async function (this: ConcordWorld, status: string, person: PersonName, reason: string | undefined) {
    const found = await latestProposal(this)
    expect({ status: found.status, decided_by: found.decided_by, reason: found.reason }).to.deep.equal({
      status,
      decided_by: this.member(person).id,
      reason: reason ?? undefined,
    })
  },
)

Then(/^the proposal is (expired|void)$/, async function (this: ConcordWorld, status: string) {
  expect((await latestProposal(this)).status).to.equal(status)
})

Then('it is in the log that it is ended later', function (this: ConcordWorld) {
  this.reach.lack('log', 'what the platform logged')
  const id = seenIn(this).proposal?.id
  const lines = this.logged.map((line) => JSON.parse(line)).filter(({ proposal }) => proposal === id)
  expect(id).to.be.a('string')
  expect(lines.map(({ level, msg }) => ({ level, msg }))[0]).to.deep.equal({ level: 'warn', msg: 'a proposal whose time is over is ended later' })
  expect(lines[0].error).to.be.an('object')
})

Given('nothing of the older proposal can be changed', async function (this: ConcordWorld) {
  const [older] = await waitingProposals(this)
  seenIn(this).proposal = older
  await this.data.forbid({ name: 'no_end', table: 'proposal', event: 'update', where: `old.id = '${older?.id}'` })
})

Then('{provider} was asked for the model {string}', function (this: ConcordWorld, provider: ProviderWord, model: string) {
  expect(this.fakes[provider].calls.map(({ body }) => (body as { model?: string }).model)).to.deep.equal([model])
})

Given('{person} has approved it, but nothing can be started', async function (this: ConcordWorld, person: PersonName) {
  await forbidStarts(this)
  await decided(this, person, 'approve')
})

Given('another platform on the same data makes its rounds too', async function (this: ConcordWorld) {
  await neighbour(this)
})

When(/^(?:things can be started|ends of steps can be noted) again$/, async function (this: ConcordWorld) {
  await allowStarts(this)
  await this.startRounds()
  await this.clock.advance(60_000)
})

Given('{person} has approved it, and it has reached OpenAI', async function (this: ConcordWorld, person: PersonName) {
  await decided(this, person, 'approve')
  await eventually(() => this.fakes.openai.calls[0], 'a call to OpenAI')
})

When(/^the platform is killed, and started again when (?:things can be started|ends of steps can be noted)$/, PROCESSES, async function (this: ConcordWorld) {
  await executionId(this)
  await childOf(this).kill()
  await allowStarts(this)
  await childOf(this).restart()
})

Given('the platform was started anew', async function (this: ConcordWorld) {
  await this.restart()
  await this.startRounds()
})
