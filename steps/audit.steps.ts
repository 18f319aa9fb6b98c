import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { latestProposal } from '../support/approving'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { bearer } from '../support/house'
import { installationOf } from '../support/installation'
import { keptHead } from '../support/kept-head'
import { recorded } from '../support/measurements'
import { invite } from '../support/membership'
import { decisions, outcomes } from '../support/on-record'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { lastOf } from '../support/storage/storage'
import { crimeOf, lengthen, lengthenAsBefore, TAMPERINGS, tamper, withReason } from '../support/tampering'
import { caughtUp, expectWhole, headFile, verify } from '../support/verification'
import type { ConcordWorld } from '../support/world'

type Tampering = keyof typeof TAMPERINGS
const TAMPERING = Object.keys(TAMPERINGS).join('|')

/** What has happened is a while ago, so that the head has been kept. */
async function getAtData(world: ConcordWorld, tampering: Tampering): Promise<void> {
  await world.clock.advance(1_000)
  crimeOf(world).last = (await lastOf(world.data)).seq
  await tamper(world.data, tampering)
}

When(new RegExp(`^Mallory gets at the stored data and (${TAMPERING})$`), async function (this: ConcordWorld, tampering: Tampering) {
  await getAtData(this, tampering)
})

Given(
  '{person} has invited {string}, {string} and {string} as users',
  async function (this: ConcordWorld, by: PersonName, one: string, another: string, third: string) {
    for (const name of [one, another, third]) await invite(this, by, { name, role: 'user' })
  },
)

Given('the audit trail has grown by {int} records', async function (this: ConcordWorld, count: number) {
  await lengthen(this.data, count)
})

Given(
  'the audit trail has grown by {int} records in which {person} said {string}',
  async function (this: ConcordWorld, count: number, person: PersonName, reason: string) {
    await lengthen(this.data, count, { actor: this.member(person).id, reason })
  },
)

Given(
  'the audit trail has grown by a record of an earlier version in which {person} said {string}',
  async function (this: ConcordWorld, person: PersonName, reason: string) {
    await lengthenAsBefore(this.data, this.member(person).id, reason)
  },
)

/** The number of a record, by what it is in a feature, given the number of the last one before the tampering. */
const PLACES: Readonly<Record<string, (last: number, world: ConcordWorld) => number | Promise<number>>> = {
  'record 1': () => 1,
  'record 3': () => 3,
  'the added record': (last: number) => last + 1,
  'the first one cut off': (last: number) => last - 1,
  'the last record': (last: number) => last,
  'the record that was the last': (last: number) => last,
  'the record with the blanks': async (_last: number, world: ConcordWorld) => (await withReason(world.data)).seq,
  'the record of the kept head': (last: number, world: ConcordWorld) => {
    const { seq } = keptHead(world)
    expect(seq, 'the head, which lags').to.be.within(4, last - 1)
    return seq
  },
}

Then(new RegExp(`^verification names (${Object.keys(PLACES).join('|')}) as the first that is wrong$`), async function (this: ConcordWorld, place: string) {
  const { valid, first_bad } = await verify(this)
  expect({ valid, first_bad }).to.deep.equal({ valid: false, first_bad: await PLACES[place]?.(crimeOf(this).last, this) })
})

Then('verification finds every record in order', async function (this: ConcordWorld) {
  await expectWhole(this)
})

Given('Mallory has taken a copy of the data', async function (this: ConcordWorld) {
  const { database, data } = childOf(this)
  crimeOf(this).putBack = await (await database).copy()
  crimeOf(this).last = (await lastOf(data)).seq + 2
})

When("the platform is stopped, and started again on Mallory's copy", PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.stop()
  await crimeOf(this).putBack()
  await child.restart()
})

When(
  '{person} invites {string} as a user, and the platform is killed before the head is kept, and started again',
  PROCESSES,
  async function (this: ConcordWorld, by: PersonName, name: string) {
    const before = readFileSync(headFile(this))
    await invite(this, by, { name, role: 'user' })
    await childOf(this).kill()
    writeFileSync(headFile(this), before)
    await childOf(this).restart()
  },
)

Then('verification names the record that tells that the head was missing', async function (this: ConcordWorld) {
  const { valid, head_missing } = await verify(this)
  const noted = (await recorded(this, 'audit.head_missing')).map(({ number, details }) => ({ number, details }))
  expect({ valid, noted }).to.deep.equal({ valid: true, noted: [{ number: head_missing, details: { records: Number(head_missing) - 1 } }] })
})

Then('verification by the first administrator finds every record in order', async function (this: ConcordWorld) {
  await expectWhole(this, childOf(this).api(bearer(String(this.settings.CONCORD_ADMIN_TOKEN))))
})

const secondOf = perScenario((world) => childOf(world).twin())

Given('a second platform runs on the same data', PROCESSES, async function (this: ConcordWorld) {
  await secondOf(this).start()
})

When(
  '{person} invites {string} through the first and {string} through the second, and the first is stopped',
  PROCESSES,
  async function (this: ConcordWorld, by: PersonName, one: string, other: string) {
    await invite(this, by, { name: one, role: 'user' })
    const body = { name: other, role: 'user', email: 'ben@example.com' }
    const { status, text } = await secondOf(this)
      .api(bearer(this.member(by).token))
      .call('POST', '/api/people', { body })
    expect(status, text).to.equal(201)
    await childOf(this).stop()
  },
)

/** As two platforms would leave them that write at the same moment. */
const TWO_HEADS = `{"record":7,"hash":"${'7'.repeat(64)}"}\n{"record":8,"hash":"${'8'.repeat(64)}"}\n`

/** Makes a place in which the head cannot be kept, and answers it. */
const BAD_PLACES = {
  "in a folder's place": (file: string) => {
    mkdirSync(`${file}.folder`)
    return `${file}.folder`
  },
  'inside of a file': (file: string) => {
    writeFileSync(`${file}.diary`, 'Dear diary')
    return `${file}.diary/deeper/head`
  },
  'over something else': (file: string) => {
    writeFileSync(`${file}.diary`, 'Dear diary')
    return `${file}.diary`
  },
  'over two heads': (file: string) => {
    writeFileSync(`${file}.heads`, TWO_HEADS)
    return `${file}.heads`
  },
  "in the data's place": (file: string) => file,
} as const

Given(
  new RegExp(`^the head of the audit trail is to be kept (${Object.keys(BAD_PLACES).join('|')})$`),
  function (this: ConcordWorld, place: keyof typeof BAD_PLACES) {
    const { file, settings } = installationOf(this)
    settings.CONCORD_AUDIT_HEAD = BAD_PLACES[place](file)
  },
)

Then('the platform becomes unready, and ready again when the place can be written', PROCESSES, async function (this: ConcordWorld) {
  const readiness = async () => (await childOf(this).api({}).call('GET', '/readyz')).status
  await eventually(async () => ((await readiness()) === 503 ? true : undefined), 'a platform that is not ready')
  rmdirSync(headFile(this))
  renameSync(`${headFile(this)}-away`, headFile(this))
  await eventually(async () => ((await readiness()) === 200 ? true : undefined), 'a platform that is ready again')
  await caughtUp(this)
})

Then(/^the proposal is on record as (completed|rejected|expired|void), once$/, async function (this: ConcordWorld, outcome: string) {
  await this.clock.advance(0)
  const { execution_id, decision } = await decisionOnProposal(this)
  const ended = (await outcomes(this)).filter(({ details }) => details.execution === execution_id)
  expect(ended.map((record) => ({ outcome: record.outcome, of: record.of }))).to.deep.equal([{ outcome, of: decision?.id }])
})

Then('it is on record as needing approval, and has not ended', async function (this: ConcordWorld) {
  const { execution_id, decided } = await decisionOnProposal(this)
  const ended = (await outcomes(this)).filter(({ details }) => details.execution === execution_id)
  expect({ decided: decided.map(({ outcome }) => outcome), ended }).to.deep.equal({ decided: ['needs_approval'], ended: [] })
})

/** The decisions on what was proposed last; the first of them is what its outcome completes. */
async function decisionOnProposal(world: ConcordWorld) {
  const { execution_id } = await latestProposal(world)
  const decided = (await decisions(world)).filter(({ details }) => details.execution === execution_id)
  return { execution_id, decided, decision: decided[0] }
}

Given('the record takes no more decisions', async function (this: ConcordWorld) {
  void this.platform
  await this.data.forbid({ name: 'no_decisions', table: 'audit', event: 'insert', where: "new.action = 'action.decided'" })
})
