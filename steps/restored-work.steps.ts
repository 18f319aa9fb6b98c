import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { decideOn, type Proposal, waitingProposal } from '../support/approving'
import type { AgentName, PersonName } from '../support/cast'
import { childOf, dataOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { bearer } from '../support/house'
import { idOf, NOBODY, recognise, revoke } from '../support/membership'
import { PROCESSES } from '../support/patience'
import { NO_SENDS, restoreAndStart, typed } from '../support/safekeeping'
import { asked, begin, send } from '../support/sending'
import type { ServiceWord } from '../support/service-words'
import { lastRun } from '../support/shell'
import type { ConcordWorld } from '../support/world'

Given(
  'the data was backed up while {person} sent {string} through {service} under the key {string}, and is restored',
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    const cut = begin(this, { person, text, service, key }).then(
      () => 'answered',
      () => 'cut',
    )
    await eventually(() => asked(this, service).includes('send') || undefined, `a request that reached ${service}`)
    await typed(this, 'concord backup latest')
    await childOf(this).kill()
    expect(await cut).to.equal('cut')
    await restoreAndStart(this, 'concord restore latest --replace')
  },
)

Given('{person} has approved it, but it cannot be sent yet', async function (this: ConcordWorld, person: PersonName) {
  const proposal = await waitingProposal(this)
  await dataOf(this).forbid(NO_SENDS)
  const reply = await decideOn(this, person, proposal, 'approve')
  expect(reply.status, reply.text).to.equal(200)
})

Given(
  '{person} has approved {int} messages for {agent} that could not go out at first',
  async function (this: ConcordWorld, person: PersonName, count: number, agent: AgentName) {
    await dataOf(this).forbid(NO_SENDS)
    for (let number = 1; number <= count; number++) {
      await send(this, { person: 'Sam', service: 'slack', text: `Message ${number}`, agent })
      const reply = await decideOn(this, person, await waitingProposal(this), 'approve')
      expect(reply.status, reply.text).to.equal(200)
    }
    await this.clock.advance(0)
    await dataOf(this).allow(NO_SENDS)
  },
)

When(/^messages (?:can|could) be sent again$/, async function (this: ConcordWorld) {
  await dataOf(this).allow(NO_SENDS)
  await this.startRounds()
  await this.clock.advance(60_000)
})

Then(/^the proposal is (expired|void) because "(.*)"$/, async function (this: ConcordWorld, status: string, reason: string) {
  const reply = await this.wait(this.as('Sam').call('GET', '/api/proposals?limit=100'), 'the proposals')
  const { items } = reply.json<{ items: readonly Proposal[] }>()
  expect(items.map((each) => ({ status: each.status, reason: each.reason }))).to.deep.equal([{ status, reason }])
})

Then('the operator was told that {int} approved message(s) is/are void', function (this: ConcordWorld, count: number) {
  expect(lastRun(this).out).to.contain(`Approved messages that had not gone out are void, because they may have since: ${count}.`)
})

Then('the alerts tell of the restore', async function (this: ConcordWorld) {
  const reply = await this.as('Sam').call('GET', '/api/events?topic=alerts&limit=100')
  const told = reply.json<{ items: readonly { type: string; data: object }[] }>().items.filter(({ type }) => type === 'backup.restored')
  expect(told, reply.text).to.have.length(1)
  expect(told[0]?.data).to.include.all.keys('up_to', 'known', 'taken_at')
})

Given(
  "the data was backed up as {string} before Olivia revoked {person}'s token",
  PROCESSES,
  async function (this: ConcordWorld, name: string, person: PersonName) {
    await typed(this, `concord backup ${name}`)
    await revoke(this, 'Olivia', person, 'first')
    expect(this.reply.status, this.reply.text).to.equal(204)
  },
)

Then("{person}'s token is refused", async function (this: ConcordWorld, person: PersonName) {
  expect(await recognise(this, bearer(this.member(person).token))).to.equal(NOBODY)
})

Then('{person} is forgotten again before long', PROCESSES, async function (this: ConcordWorld, person: PersonName) {
  const forgotten = `select person.name from forgetting join person on person.id = person_id where person_id = ? and done_at is not null`
  const rows = await eventually(async () => {
    const found = await childOf(this).data.rows<{ name: string }>(forgotten, idOf(this, person))
    return found.length > 0 ? found : undefined
  }, `${person} to be forgotten`)
  expect(rows[0]?.name).not.to.equal(person)
})
