import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { LiveReply } from '../support/api'
import type { PersonName } from '../support/cast'
import { jobPath } from '../support/coordinating'
import { follow, followedBy, lastSeen, shownTo } from '../support/following'
import { workflowAddress } from '../support/workflows'
import type { ConcordWorld } from '../support/world'

/** Who watches a workflow or a job while it is done, and what they are shown of it. */

const followWorkflow = (world: ConcordWorld, person: PersonName, after?: string): Promise<LiveReply> =>
  follow(world, person, { what: 'workflow', address: workflowAddress(world), after })

const followJob = async (world: ConcordWorld, person: PersonName): Promise<LiveReply> => follow(world, person, { what: 'job', address: await jobPath(world) })

/** Takes the refusal, which there has to be. */
function refused(world: ConcordWorld, person: PersonName, { reply }: LiveReply): void {
  if (reply === undefined) throw new Error(`${person} was let in`)
  world.take(reply)
}

Given('{person} follows the workflow', async function (this: ConcordWorld, person: PersonName) {
  await followWorkflow(this, person)
})

When('{person} follows the coordination', async function (this: ConcordWorld, person: PersonName) {
  await followJob(this, person)
})

When('{person} begins to follow the workflow', async function (this: ConcordWorld, person: PersonName) {
  await followWorkflow(this, person)
})

When('{person} tries to follow the workflow', async function (this: ConcordWorld, person: PersonName) {
  refused(this, person, await followWorkflow(this, person))
})

When('{person} tries to follow the coordination', async function (this: ConcordWorld, person: PersonName) {
  refused(this, person, await followJob(this, person))
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

Then('{person} will be shown nothing more', async function (this: ConcordWorld, person: PersonName) {
  expect(await this.wait(followedBy(this, person).ended, 'the end of the line')).to.equal('complete')
})

Then('{person} is still following', async function (this: ConcordWorld, person: PersonName) {
  const open = Symbol('open')
  expect(await Promise.race([followedBy(this, person).ended, this.clock.advance(0).then(() => open)])).to.equal(open)
})

When('{person} looks the workflow up among other coordinations', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', workflowAddress(this).replace('workflows', 'coordinations'))
})
