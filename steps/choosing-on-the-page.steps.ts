import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { counts, pageOf, reads } from '../support/page'
import { BROWSER } from '../support/patience'
import type { ConcordWorld } from '../support/world'

const proposals = (world: ConcordWorld) => pageOf(world).page.locator('#waiting article')

/** A choice of the only proposal, by its words. */
const choice = (world: ConcordWorld, option: string) => proposals(world).getByRole('radio', { name: option, exact: true })

Then(
  'the page shows that {agent} wants {string}, and {agent} {string}',
  BROWSER,
  async function (this: ConcordWorld, one: string, first: string, other: string, second: string) {
    const said = (agent: string) => proposals(this).locator(`dt:text-is("${agent} wants") + dd`)
    await reads(this, said(one), first)
    await reads(this, said(other), second)
  },
)

Then('the page offers {string} and {string}, and nothing is chosen yet', BROWSER, async function (this: ConcordWorld, one: string, other: string) {
  await counts(this, proposals(this).getByRole('radio'), 2, 'choice')
  for (const option of [one, other]) expect(await choice(this, option).isChecked(), option).to.equal(false)
})

Then('the page offers no choice', BROWSER, async function (this: ConcordWorld) {
  await counts(this, proposals(this), 1, 'proposal')
  expect(await proposals(this).getByRole('group').count()).to.equal(0)
})

Given('{person} has picked {string} on the page', BROWSER, async function (this: ConcordWorld, _person: PersonName, option: string) {
  await counts(this, choice(this, option), 1, option)
  await choice(this, option).check()
})

Then('the page tells {person} to choose first, beside the proposal', BROWSER, async function (this: ConcordWorld, _person: PersonName) {
  await reads(this, proposals(this).getByRole('alert'), 'Choose one of the options first.')
})
