import { createHash } from 'node:crypto'
import { Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import { alertsTo } from '../support/alerts'
import { PERSON_NAMES, type PersonName } from '../support/cast'
import { STRATEGIES, toldOf } from '../support/conflicts'
import { recorded } from '../support/measurements'
import { atOnce } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** What can be told of a conflict afterwards, and who is told of it. */

const PEOPLE = PERSON_NAMES.join('|')
const HOW = Object.keys(STRATEGIES).join('|')

/** What the record holds in place of an option. */
const fingerprint = (option: string): string => createHash('sha256').update(option).digest('hex')

/** What is on record of the conflict, in order: how it began, and how it ended. */
async function records(world: ConcordWorld) {
  const { coordination_id } = toldOf(world).conflict
  const found = await Promise.all(['conflict.referred', 'conflict.resolved', 'conflict.failed'].map((action) => recorded(world, action)))
  return found.flat().filter(({ subject }) => subject === coordination_id) as unknown as readonly {
    readonly id: string
    readonly action: string
    readonly actor: string
    readonly of: string | null
    readonly outcome: string | null
    readonly details: Readonly<Record<string, unknown>>
  }[]
}

Then(
  new RegExp(`^it is on record that (${PEOPLE}) had it settled (${HOW}), and that "(.*)" won$`),
  async function (this: ConcordWorld, person: PersonName, how: string, option: string) {
    const [record, ...more] = await records(this)
    expect(more).to.deep.equal([])
    const { strategy, winner } = record?.details ?? {}
    expect({ action: record?.action, actor: record?.actor, strategy, winner }).to.deep.equal({
      ...{ action: 'conflict.resolved', actor: this.member(person).id, strategy: STRATEGIES[how], winner: fingerprint(option) },
    })
  },
)

Then(
  new RegExp(`^it is on record that (${PEOPLE}) had it settled (${HOW}), and that (${PEOPLE}) chose "(.*)"$`),
  async function (this: ConcordWorld, asker: PersonName, how: string, chooser: PersonName, option: string) {
    const [referred, resolved, ...more] = await records(this)
    expect(more).to.deep.equal([])
    expect([referred?.action, referred?.actor, referred?.details.strategy]).to.deep.equal(['conflict.referred', this.member(asker).id, STRATEGIES[how]])
    expect([resolved?.action, resolved?.actor, resolved?.of]).to.deep.equal(['conflict.resolved', this.member(chooser).id, referred?.id])
    expect([resolved?.outcome, resolved?.details.winner]).to.deep.equal(['completed', fingerprint(option)])
  },
)

Then('it is on record that {person} had it settled {}, and that nobody won', async function (this: ConcordWorld, asker: PersonName, how: string) {
  const [referred, failed, ...more] = await records(this)
  expect(more).to.deep.equal([])
  expect([referred?.actor, referred?.details.strategy]).to.deep.equal([this.member(asker).id, STRATEGIES[how]])
  expect([failed?.action, failed?.of, failed?.outcome]).to.deep.equal(['conflict.failed', referred?.id, 'failed'])
})

Then('it is on record that {person} had it settled {}, and gave it up', async function (this: ConcordWorld, asker: PersonName, how: string) {
  const [referred, ...more] = await records(this)
  expect(more).to.deep.equal([])
  const given = (await recorded(this, 'coordination.cancelled')).map(({ actor, of, outcome }) => ({ actor, of, outcome }))
  const { id } = this.member(asker)
  expect([referred?.actor, referred?.details.strategy]).to.deep.equal([id, STRATEGIES[how]])
  expect(given).to.deep.equal([{ actor: id, of: referred?.id, outcome: 'cancelled' }])
})

Then('{person} has been notified that a conflict waits for a choice, once', async function (this: ConcordWorld, person: PersonName) {
  const { coordination_id, proposal_id } = toldOf(this).conflict
  const data = { proposal_id, agent_id: null, action: 'resolve_conflict', coordination_id }
  expect((await alertsTo(this, person)).map(({ type, data: told }) => ({ type, data: told }))).to.deep.equal([{ type: 'proposal.waiting', data }])
})

Then(/^those who follow the conflict have been notified that it (ended|waits, and that it ended)$/, async function (this: ConcordWorld, what: string) {
  const { coordination_id } = toldOf(this).conflict
  const reply = await atOnce(this, this.as('Sam').call('GET', `/api/events?topic=coordination:${coordination_id}&after=0`), 'the events')
  const ended = 'coordination.ended'
  const expected = what === 'ended' ? [ended] : ['coordination.awaiting_approval', ended]
  expect(
    reply.json<{ items: readonly { type: string }[] }>().items.map(({ type }) => type),
    reply.text,
  ).to.deep.equal(expected)
})
