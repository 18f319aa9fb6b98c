import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { chromiumPath, closeChromium } from '../../chromium'
import { madeUpPage } from './made-up'
import { matches, says, withSpecification } from './opened'
import { pageOf } from './page'
import { trialPage } from './trial'

const skip = chromiumPath() === undefined ? 'there is no Chromium here' : false
const RULES_OF_OPS_1 = ['Whatever is made up holds OPS.1', 'The backup answers when the primary agent is out of service OPS.1']

describe('the search of the specification in a browser', { skip }, () => {
  let html = ''

  const withPage = (place: string, use: (page: Page) => Promise<void>, shown = html) => withSpecification(shown, place, use)
  const words = (page: Page) => page.locator('main').innerText()

  before(async () => {
    html = await trialPage()
  })
  after(closeChromium)

  it('finds by the beginnings of words alone, and leaves out those that say nothing', () =>
    withPage('', async (page) => {
      const found = async (typed: string) => {
        await page.getByRole('searchbox').fill(typed)
        return page.locator('.found li > a').allTextContents()
      }
      await says(() => found('lock'), [])
      await says(async () => (await found('bloc')).length, 4)
      await says(async () => (await found('What happens when the clock is blocked')).length, 4)
      await says(async () => (await found('the')).length > 0, true)
    }))

  it('shows what fits best first, and a few with most of the words after all with every word', () =>
    withPage('#/find?q=answer', async (page) => {
      const rules = () => page.locator('.ruling').allTextContents()
      const titles = () => page.locator('section:not(.close, .close *) li > a').allTextContents()
      await says(async () => (await titles())[0], 'The backup answers <script>alert(1)</script>')
      await page.getByRole('searchbox').fill('engine made')
      await says(titles, ['A promise that this engine does not keep'])
      await page.getByRole('searchbox').fill('dawn banana')
      await says(() => page.locator('h1').innerText(), 'Nothing has all of these words')
      await matches(() => words(page), /With 1 of the 2 words[\s\S]*The clock at dawn blocks/)
      await page.getByRole('searchbox').fill('dawn banana cherry')
      await says(() => page.locator('h1').innerText(), 'Nothing fits')
      await page.getByRole('searchbox').fill('dusk made')
      await says(() => page.locator('h1').innerText(), '1 example in 1 feature')
      await says(async () => (await titles())[0], 'The clock at dusk blocks')
      await matches(() => words(page), /With 1 of the 2 words[\s\S]*Any case is as good as another/)
      await says(rules, ['Whatever is made up holds OPS.1', 'Whatever is made up holds OPS.1'])
    }))

  it('finds by other words for the same: those of the catalogue, and the code of a failure', () =>
    withPage('#/find?q=autonomous', async (page) => {
      const found = () => page.locator('section:not(.close, .close *) li > a').allTextContents()
      await says(found, ['The answer of Ada is yes'])
      await page.getByRole('searchbox').fill('cheated Sol')
      await says(found, ['The answer of Sol is $& no'])
      await page.getByRole('searchbox').fill('storage_unavailable')
      await says(found, ['The clock at dusk blocks'])
    }))

  it('says what a requirement promises above what was found of it, and shows each of its rules', () =>
    withPage('#/find?q=ops.1+clock', async (page) => {
      await matches(() => words(page), /4 examples in 1 feature[\s\S]*The provider answers every agent\.\s+OPS\.1 Whatever comes among the requirements/)
      await page.getByRole('searchbox').fill('OPS.1')
      await says(() => page.locator('.ruling').allTextContents(), RULES_OF_OPS_1)
      await says(() => page.getByRole('button', { name: 'Show all' }).count(), 0)
      await page.getByRole('link', { name: '3 more of: Whatever is made up holds' }).click()
      await matches(async () => page.url(), /~rule\/whatever-is-made-up-holds$/)
      await says(() => page.evaluate('document.activeElement.querySelector("h2")?.firstChild.textContent'), 'Whatever is made up holds')
      await page.goBack()
      await page.getByRole('link', { name: 'OPS.1 Whatever comes among the requirements' }).click()
      await says(() => page.evaluate('document.activeElement.id'), '~OPS.1')
    }))

  it('lists the features of a capability by their titles', () =>
    withPage(
      '',
      async (page) => {
        const first = page.locator('#areas details').first().locator('a')
        await says(() => first.allTextContents(), ['Made up 0', 'Made up 14', 'Made up 7'])
        await says(() => page.locator('main .features').first().locator('a').allTextContents(), ['Made up 0', 'Made up 14', 'Made up 7'])
      },
      pageOf(madeUpPage(200)),
    ))
})
