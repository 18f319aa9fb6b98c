import { Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { recorded } from '../support/measurements'
import { decisions, endOnRecord, fingerprint, outcomes, recordOf, toBeOnRecord } from '../support/on-record'
import type { NamedOutcome } from '../support/parameter-types'
import { executionId, executions } from '../support/running'
import type { ConcordWorld } from '../support/world'

Then(/^the execution is decided on record as allowed, and has not ended$/, async function (this: ConcordWorld) {
  const { decided, ended } = await recordOf(this)
  expect({ decided: decided.map(({ outcome }) => outcome), ended }).to.deep.equal({ decided: ['allowed'], ended: [] })
})

Then('the execution is decided on record as allowed', async function (this: ConcordWorld) {
  expect((await recordOf(this)).decided.map(({ outcome }) => outcome)).to.deep.equal(['allowed'])
})

Then(/^the execution is on record as (completed|failed|cancelled|interrupted), once$/, async function (this: ConcordWorld, outcome: string) {
  expect((await recordOf(this)).ended.map((record) => record.outcome)).to.deep.equal([outcome])
})

Then('the attempt is decided on record as blocked, and has no outcome', async function (this: ConcordWorld) {
  expect({ decided: (await decisions(this)).map(({ outcome }) => outcome), ended: await outcomes(this) }).to.deep.equal({ decided: ['blocked'], ended: [] })
})

const DECIDED: Readonly<Record<string, string>> = { 'was allowed': 'allowed', 'needs approval': 'needs_approval', 'was blocked': 'blocked' }

Then(
  new RegExp(`^the latest decision on record is that it (${Object.keys(DECIDED).join('|')}), because "(.*)"$`),
  async function (this: ConcordWorld, words: string, reason: string) {
    const latest = (await decisions(this)).at(-1)
    expect({ outcome: latest?.outcome, reason: latest?.details.reason }).to.deep.equal({ outcome: DECIDED[words], reason })
  },
)

const ENDS = { 'was approved': 'approved', 'was rejected': 'rejected', expired: 'expired' } as const

Then(
  new RegExp(`^the record says that the proposal (${Object.keys(ENDS).join('|')}) by (Sam|Olivia|itself)$`),
  async function (this: ConcordWorld, ended: keyof typeof ENDS, whom: PersonName | 'itself') {
    const { at, actor, subject, details } = await endOnRecord(this, ENDS[ended])
    expect(actor).to.equal(whom === 'itself' ? 'platform' : this.member(whom).id)
    expect({ at, subject, details }).to.deep.equal(await toBeOnRecord(this, details.proposal))
  },
)

Then('no execution has ended on record', async function (this: ConcordWorld) {
  expect(await outcomes(this)).to.deep.equal([])
})

Then(
  'the record says that {person} asked {agent} to {action}, which is of complexity {int}, and that it was {word}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string, complexity: number, decision: string) {
    const { decided } = await recordOf(this)
    const told = decided.map(({ actor, subject, outcome, details }) => ({ actor, subject, outcome, action: details.action, complexity: details.complexity }))
    expect(told).to.deep.equal([{ actor: this.member(person).id, subject: this.agent(agent).id, outcome: decision, action, complexity }])
  },
)

Then(
  'the record says that it began at once, lasted {duration}, and was completed with {string}',
  async function (this: ConcordWorld, ms: number, answer: string) {
    const { decided, ended } = await recordOf(this)
    const [{ outcome, details } = { outcome: undefined, details: {} as Readonly<Record<string, unknown>> }] = ended
    const began = Date.parse(decided[0]?.at ?? '')
    expect({ outcome, started: timeOf(details.started), ended: timeOf(details.ended), ms: details.ms, answer: details.answer }).to.deep.equal({
      outcome: 'completed',
      started: began,
      ended: began + ms,
      ms,
      answer: fingerprint(answer),
    })
  },
)

/** A time of the record, in epoch milliseconds, whichever way it is written. */
const timeOf = (time: unknown): number => (typeof time === 'number' ? time : Date.parse(String(time)))

Then('the record says that it failed because {failure}', async function (this: ConcordWorld, { code }: NamedOutcome) {
  expect((await recordOf(this)).ended.map(({ outcome, details }) => ({ outcome, code: details.code }))).to.deep.equal([{ outcome: 'failed', code }])
})

Then(
  "the record has the fingerprints of {person}'s request {string} to {agent} and of {string}",
  async function (this: ConcordWorld, _person: PersonName, message: string, agent: AgentName, answer: string) {
    const { decided, ended } = await recordOf(this)
    expect({ content: decided[0]?.details.content, answer: ended[0]?.details.answer }).to.deep.equal({
      content: fingerprint({ agent_id: this.agent(agent).id, action: 'chat', message }),
      answer: fingerprint(answer),
    })
  },
)

Then('the record of its end has the fingerprint of that answer', async function (this: ConcordWorld) {
  const [{ response } = { response: undefined }] = await executions(this)
  expect((await recordOf(this)).ended.map(({ details }) => details.answer)).to.deep.equal([fingerprint(String(response))])
})

Then('neither {string} nor {string} stands in the audit trail', async function (this: ConcordWorld, one: string, other: string) {
  const { text } = await this.wait(this.as('Sam').call('GET', '/api/audit?limit=100'), 'the audit trail')
  expect([one, other].filter((words) => text.includes(words))).to.deep.equal([])
})

Then('the record says that {person} stopped it', async function (this: ConcordWorld, person: PersonName) {
  const id = await executionId(this)
  const stopped = (await recorded(this, 'execution.stopped')).filter(({ subject, details }) => JSON.stringify([subject, details]).includes(id))
  expect(stopped.map(({ actor }) => actor)).to.deep.equal([this.member(person).id])
})
