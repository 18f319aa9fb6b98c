import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { Proposal } from '../support/approving'
import type { PersonName } from '../support/cast'
import { readPages } from '../support/pages'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

/** Lists of what waits, or waited, for a human's decision. */

const pagesIn = perScenario((): { pages: readonly (readonly Proposal[])[] } => ({ pages: [] }))

When('{person} lists the proposals', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/proposals')
})

When('{person} lists the proposals, {int} at a time', async function (this: ConcordWorld, person: PersonName, limit: number) {
  pagesIn(this).pages = await readPages(this, person, `/api/proposals?limit=${limit}`)
})

Then(/^the pages tell of ("[^"]+"(?:(?:, then| and) "[^"]+")*), and there is no more$/, function (this: ConcordWorld, words: string) {
  const expected = words.split(', then ').map((page) => page.split(' and ').map((message) => message.slice(1, -1)))
  expect(pagesIn(this).pages.map((page) => page.map(({ content }) => content.message))).to.deep.equal(expected)
})

Then('no proposal is listed', function (this: ConcordWorld) {
  expect([this.reply.status, this.reply.json().items], this.reply.text).to.deep.equal([200, []])
})
