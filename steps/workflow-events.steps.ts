import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { followedBy, followWorkflow, lastSeen, shownTo } from '../support/workflow-events'
import { workflowAddress } from '../support/workflows'
import type { ConcordWorld } from '../support/world'

Given('{person} follows the workflow', async function (this: ConcordWorld, person: PersonName) {
  await followWorkflow(this, person)
})

When('{person} begins to follow the workflow', async function (this: ConcordWorld, person: PersonName) {
  await followWorkflow(this, person)
})

When('{person} tries to follow the workflow', async function (this: ConcordWorld, person: PersonName) {
  const { reply } = await followWorkflow(this, person)
  if (reply === undefined) throw new Error(`${person} was let in`)
  this.take(reply)
})

When('{person} goes on following the workflow after what she saw last', async function (this: ConcordWorld, person: PersonName) {
  await followWorkflow(this, person, lastSeen(this, person))
})

Given('{person} has followed the workflow and gone away', async function (this: ConcordWorld, person: PersonName) {
  const live = await followWorkflow(this, person)
  live.leave()
  await this.clock.advance(0)
})

Then('{person} was shown, in this order:', async function (this: ConcordWorld, person: PersonName, table: DataTable) {
  expect(await shownTo(this, person)).to.deep.equal(table.raw().map(([words]) => words))
})

Then('{person} was shown {string} at last', async function (this: ConcordWorld, person: PersonName, words: string) {
  expect((await shownTo(this, person)).at(-1)).to.equal(words)
})

Then("{person}'s line has ended", async function (this: ConcordWorld, person: PersonName) {
  expect(await this.wait(followedBy(this, person).ended, 'the end of the line')).to.equal('complete')
})

Then('{person} is still following', async function (this: ConcordWorld, person: PersonName) {
  const open = Symbol('open')
  expect(await Promise.race([followedBy(this, person).ended, this.clock.advance(0).then(() => open)])).to.equal(open)
})

When('{person} looks the workflow up among other coordinations', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', workflowAddress(this).replace('workflows', 'coordinations'))
})
