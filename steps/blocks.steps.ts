import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { blockedBy, blockListOf } from '../support/blocking'
import { recorded } from '../support/measurements'
import { asParty, changeBlock, partyOf, receiverOf } from '../support/messaging'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

type Wish = Parameters<typeof changeBlock>[1]

async function changed(world: ConcordWorld, wish: Wish): Promise<void> {
  const { status, text } = await changeBlock(world, wish)
  expect(status, text).to.equal(204)
}

Given('{party} has blocked {party}', async function (this: ConcordWorld, by: string, sender: string) {
  await changed(this, { by, sender })
})

Given('{party} has blocked {party} for {party}', async function (this: ConcordWorld, by: string, sender: string, behalf: string) {
  await changed(this, { by, sender, behalf })
})

Given('{party} has lifted the block of {party}', async function (this: ConcordWorld, by: string, sender: string) {
  await changed(this, { by, sender, lift: true })
})

When('{party} blocks {receiver}', async function (this: ConcordWorld, by: string, sender: string) {
  await changeBlock(this, { by, sender })
})

When('{party} blocks {party} for {receiver}', async function (this: ConcordWorld, by: string, sender: string, behalf: string) {
  await changeBlock(this, { by, sender, behalf })
})

When('{party} lifts the block of {receiver}', async function (this: ConcordWorld, by: string, sender: string) {
  await changeBlock(this, { by, sender, lift: true })
})

When('{party} lifts the block of {party} for {party}', async function (this: ConcordWorld, by: string, sender: string, behalf: string) {
  await changeBlock(this, { by, sender, behalf, lift: true })
})

Then('the block of {party} is lifted', function (this: ConcordWorld, _sender: string) {
  expect(this.reply.status, this.reply.text).to.equal(204)
})

const changesOf = async (world: ConcordWorld) =>
  [...(await recorded(world, 'sender.blocked')), ...(await recorded(world, 'sender.unblocked'))].map(({ action, actor, subject, details }) => ({
    ...{ action, actor, subject, details },
  }))

Then('on record {party} was blocked once and unblocked once, by {party}', async function (this: ConcordWorld, sender: string, by: string) {
  const owner = partyOf(this, by).id
  const told = (action: string) => ({ action, actor: owner, subject: owner, details: { sender: partyOf(this, sender).id } })
  expect(await changesOf(this)).to.deep.equal([told('sender.blocked'), told('sender.unblocked')])
})

Then('on record nobody was blocked or unblocked', async function (this: ConcordWorld) {
  expect(await changesOf(this)).to.deep.equal([])
})

Then('it is told that the agent is {maturity}, and that {maturity} is needed', function (this: ConcordWorld, level: string, needed: string) {
  const { agent_level, needed_level } = this.reply.json()
  expect({ agent_level, needed_level }).to.deep.equal({ agent_level: level, needed_level: needed })
})

/** Whom the last list named. */
const listed = perScenario((): { names: readonly string[] } => ({ names: [] }))

When(/^(\w+) lists whom (?:she|he) has blocked(?:, (\d+) at a time)?$/, async function (this: ConcordWorld, by: string, size: string | null) {
  listed(this).names = await blockedBy(this, by, { size: Number(size ?? 100) })
})

When('{party} lists whom {receiver} has blocked', async function (this: ConcordWorld, by: string, owner: string) {
  await this.call(await asParty(this, by), 'GET', blockListOf(receiverOf(this, owner).id))
  if (this.reply.status === 200) listed(this).names = await blockedBy(this, by, { owner })
})

When('{party} lists whom she has blocked, from a place that was never given', async function (this: ConcordWorld, by: string) {
  await this.call(await asParty(this, by), 'GET', `${blockListOf()}?cursor=bm93`)
})

Then(/^nobody is listed$/, function (this: ConcordWorld) {
  expect(listed(this).names).to.deep.equal([])
})

Then('{parties} is/are listed', function (this: ConcordWorld, names: readonly string[]) {
  expect(listed(this).names).to.have.members(names)
  expect(listed(this).names).to.have.length(names.length)
})
