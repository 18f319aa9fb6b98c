import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { willSumUp } from '../support/delegating'
import { counts, pageOf, reads } from '../support/page'
import { BROWSER } from '../support/patience'
import { haveReviewed } from '../support/reviewing'
import { askTogether } from '../support/voting'
import type { ConcordWorld } from '../support/world'

Given(
  '{person} has asked {agentNames} for a consensus on {string}',
  async function (this: ConcordWorld, person: PersonName, agents: readonly string[], input: string) {
    await askTogether(this, person, { agents, way: 'a consensus on', input })
  },
)

Given(
  '{person} has had {string} by {agentName} reviewed by {agentNames}',
  async function (this: ConcordWorld, person: PersonName, content: string, author: string, reviewers: readonly string[]) {
    await haveReviewed(this, person, { author, reviewers, content })
  },
)

Given('{agentName} sums up {int} letters', function (this: ConcordWorld, coordinator: string, count: number) {
  willSumUp(this, coordinator, 'x'.repeat(count))
})

/** What is told under a heading of what came of a job. */
const told = (world: ConcordWorld, heading: string) => pageOf(world).page.locator('#coordination article').locator(`dt:text-is("${heading}") + dd`)

Then('the page tells of the job as {string} {string}', BROWSER, async function (this: ConcordWorld, heading: string, text: string) {
  await reads(this, told(this, heading), text)
})

Then('the page tells of the job as {string} {string} and {string}', BROWSER, async function (this: ConcordWorld, heading: string, one: string, other: string) {
  await counts(this, told(this, heading), 2, heading)
  expect(await told(this, heading).allInnerTexts()).to.deep.equal([one, other])
})

Then('the page tells of the job the first {int} of them as {string}', BROWSER, async function (this: ConcordWorld, count: number, heading: string) {
  await reads(this, told(this, heading), `${'x'.repeat(count)}…`)
})
