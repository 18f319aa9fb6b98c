import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { pageOf, reads, shows } from '../support/page'
import { BROWSER } from '../support/patience'
import type { ConcordWorld } from '../support/world'

/** What the page tells those who listen to it, and those who looked elsewhere meanwhile. */

const page = (world: ConcordWorld) => pageOf(world).page
const news = (world: ConcordWorld) => page(world).getByRole('status').and(page(world).locator('#news'))

Then('those who listen to the page are told {string}', BROWSER, async function (this: ConcordWorld, words: string) {
  await reads(this, news(this), words)
})

/** What is said of one thing, in the order in which it was said; much else may be said meanwhile. */
Then('those who listen to the page are told of {string}: {texts}', BROWSER, async function (this: ConcordWorld, title: string, expected: readonly string[]) {
  let told: readonly string[] = []
  const look = async () => {
    const all = await news(this).locator('p').allInnerTexts()
    told = all.filter((text) => text.startsWith(`${title}: `)).map((text) => text.slice(title.length + 2))
    return told.length >= expected.length ? true : undefined
  }
  await shows(this, look, `so much news of ${title}`).catch(() => undefined)
  expect(told).to.deep.equal(expected)
})

/** What a browser tells a page that is not to be seen, or is again. */
const turn = (world: ConcordWorld, hidden: boolean) =>
  page(world).evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
  )

Given('{person} looks elsewhere', BROWSER, async function (this: ConcordWorld, _person: PersonName) {
  await turn(this, true)
})

Given('{person} looks elsewhere while {duration} pass', BROWSER, async function (this: ConcordWorld, _person: PersonName, ms: number) {
  await reads(this, page(this).getByRole('log').locator('p').nth(1), 'Monday')
  await turn(this, true)
  await this.clock.advance(ms)
})

When('{person} looks at the page again', BROWSER, async function (this: ConcordWorld, _person: PersonName) {
  await turn(this, false)
})
