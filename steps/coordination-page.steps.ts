import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { counts, pageOf, reads, shows } from '../support/page'
import { BROWSER } from '../support/patience'
import { actedOnWorkflow, workflowsOf } from '../support/workflows'
import type { ConcordWorld } from '../support/world'

/** What the page shows of several agents' work, beside what it shows of everything. */

const page = (world: ConcordWorld) => pageOf(world).page
const jobs = (world: ConcordWorld) => page(world).locator('#coordination article')
/** In the words of the page's own language. */
const IMAGE = "document.querySelector('#coordination figure:not([hidden]) img')"
const picture = (world: ConcordWorld) => jobs(world).locator('figure:not([hidden]) img')

Then('{int} jobs are on the page', BROWSER, async function (this: ConcordWorld, count: number) {
  await counts(this, jobs(this), count, 'job')
})

Then('{int} jobs are on the page, and the first is {string}', BROWSER, async function (this: ConcordWorld, count: number, status: string) {
  await counts(this, jobs(this), count, 'job')
  await reads(this, jobs(this).first().locator('.badge'), status)
})

const counted = (world: ConcordWorld) => page(world).locator('#coordination-count')

Then('the page counts {int} job(s) that has/have not ended', BROWSER, async function (this: ConcordWorld, count: number) {
  await reads(this, counted(this), `(${count})`)
})

Then('the page counts no job', BROWSER, async function (this: ConcordWorld) {
  await reads(this, counted(this), '')
})

Given('a list holds {int} jobs', function (this: ConcordWorld, count: number) {
  this.set('CONCORD_PAGE', String(count))
})

Then('the page names the workflow by the end of its id', BROWSER, async function (this: ConcordWorld) {
  const id = workflowsOf(this).id ?? ''
  await counts(this, jobs(this).filter({ hasText: `…${id.slice(-6)}` }), 1, 'job of that name')
})

Then('the page shows a picture that is described as {string}', BROWSER, async function (this: ConcordWorld, words: string) {
  let last = ''
  const look = async () => {
    last = (await picture(this).count()) === 1 ? ((await picture(this).getAttribute('alt')) ?? '') : 'no picture'
    return last.startsWith(words) ? true : undefined
  }
  await shows(this, look, 'a picture').catch(() => expect(last).to.equal(words))
  const drawn = await page(this).evaluate(`${IMAGE}.complete && ${IMAGE}.naturalHeight > 100`)
  expect(drawn, 'the picture to be drawn').to.equal(true)
})

Then('the page says in words {string}', BROWSER, async function (this: ConcordWorld, sentence: string) {
  await page(this).getByText('In words').click()
  const words = jobs(this).getByRole('listitem').filter({ visible: true })
  await shows(this, async () => ((await words.allInnerTexts()).includes(sentence) ? true : undefined), `"${sentence}"`).catch(async () =>
    expect(await words.allInnerTexts()).to.include(sentence),
  )
})

Then('the picture itself was drawn anew', BROWSER, async function (this: ConcordWorld) {
  const fetched = 'performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "img").length'
  expect(await page(this).evaluate(fetched), 'pictures fetched').to.be.greaterThan(1)
})

Then('no picture is on the page', BROWSER, async function (this: ConcordWorld) {
  await counts(this, picture(this).filter({ visible: true }), 0, 'picture')
})

Then('the picture on the page is as wide as its place', BROWSER, async function (this: ConcordWorld) {
  const [own, place] = (await page(this).evaluate(`[${IMAGE}.clientWidth, ${IMAGE}.parentElement.clientWidth]`)) as [number, number]
  expect(own).to.equal(place)
})

Then('nothing about {string} or {string} is on the page', BROWSER, async function (this: ConcordWorld, one: string, other: string) {
  for (const name of [one, other]) await counts(this, page(this).getByRole('button', { name, exact: true }), 0, name)
})

Given('nobody looks at the page while {person} cancels the workflow', BROWSER, async function (this: ConcordWorld, person: PersonName) {
  // Its question stays without an answer, and until then it asks no other.
  await page(this).route(/\/api\/workflows$/, () => undefined)
  await actedOnWorkflow(this, person, 'cancel')
})

Then('the page tells {person} {string} beside the job', BROWSER, async function (this: ConcordWorld, _person: PersonName, sentence: string) {
  await reads(this, jobs(this).getByRole('alert'), sentence)
  expect(pageOf(this).refusals.splice(0)).to.not.have.lengthOf(0)
})
