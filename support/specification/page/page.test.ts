import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, closeChromium } from '../../chromium'
import { barriers } from '../../page'
import { madeUpPage } from './made-up'
import { openSpecification } from './opened'
import { pageOf } from './page'
import { trialPage } from './trial'

const skip = chromiumPath() === undefined ? 'there is no Chromium here' : false
const FEATURE = '#/feature/trial'
const PLACES = ['#/', FEATURE, '#/requirements', '#/glossary', '#/made-up', '#/times', '#/changes', '#/everything', '#/find?q=backup', '#/nowhere']
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }

describe('the page of the specification in a browser', { skip }, () => {
  let html = ''

  /** A page of its own, closed when the test is over, in which nothing may go wrong. */
  const withPage = async (place: string, use: (page: Page) => Promise<void>, look: BrowserContextOptions = {}) => {
    const open = await openSpecification(html, place, look)
    await use(open.page)
    assert.deepEqual(open.faults, [])
    await open.close()
  }
  const words = (page: Page) => page.locator('main').innerText()

  before(async () => {
    html = await trialPage()
  })
  after(closeChromium)

  it('begins with whether it holds, what does not, and where the gaps are', () =>
    withPage('', async (page) => {
      const said = await words(page)
      assert.match(said, /1 of 6 examples that ran do not hold\. 1 known deviation\./)
      assert.match(said, /Only a part of the specification ran/)
      assert.match(said, /A promise that is broken/)
      assert.match(said, /1 of 2 have rules; 2 gaps, by name/)
      await page.getByRole('link', { name: 'Requirements', exact: true }).click()
      assert.match(await words(page), /OPS\.2 Forgetting[\s\S]*Must survive a restart[\s\S]*OPS\.1 Answering/)
    }))

  it('finds words, answers every letter, and opens what was found', () =>
    withPage('', async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('sol ans')
      assert.equal(await page.locator('h1').innerText(), '1 example in 1 feature')
      assert.equal(await page.locator('#news').innerText(), '1 example in 1 feature')
      assert.equal(await page.evaluate('document.activeElement.id'), 'q')
      await page.getByRole('link', { name: 'The answer of Sol is $& no' }).click()
      assert.match(page.url(), /#\/feature\/trial\/~the-answer-of-agent-is-answer$/)
      assert.match(await words(page), /Failover on trial/)
      await page.goBack()
      assert.equal(await page.locator('#q').inputValue(), 'sol ans')
      await page.getByRole('searchbox').fill('no such words anywhere')
      assert.equal(await page.locator('h1').innerText(), 'Nothing fits')
      await page.getByRole('searchbox').fill('What if the primary is away?')
      assert.match(await words(page), /Nothing has all of these words; these have 4 of 6\./)
    }))

  it('filters by tag, requirement and result', () =>
    withPage('', async (page) => {
      const choose = async (name: string, value: string, expected: string) => {
        await page.getByLabel(name, { exact: true }).selectOption(value)
        assert.equal(await page.locator('h1').innerText(), expected)
      }
      await choose('Tag', 'slow', '1 example in 1 feature')
      await choose('Tag', 'people', '6 examples in 1 feature')
      await choose('Requirement', 'OPS.1', '6 examples in 1 feature')
      await choose('Requirement', 'OPS.2', 'Nothing fits')
      await choose('Requirement', 'OPS', '6 examples in 1 feature')
      await choose('Result', 'f', '1 example in 1 feature')
      await choose('Result', 'p', '4 examples in 1 feature')
      await page.getByRole('link', { name: 'The specification', exact: true }).click()
      assert.equal(await page.getByLabel('Result', { exact: true }).inputValue(), '')
    }))

  it('shows what went over the wire, as a diagram and in words', () =>
    withPage(FEATURE, async (page) => {
      await page.getByText('How it went').first().click()
      const picture = page.getByRole('img', {
        name: /What went over the wire Between Uma, the platform, Ada, OpenAI: 7 messages, 1 refusal, 1 without an answer, waits of 4\ss\./,
      })
      await picture.waitFor()
      assert.deepEqual(await picture.locator('.lane text').allTextContents(), ['Uma', 'platform', 'Ada', 'OpenAI'])
      assert.deepEqual(await picture.locator('.wait text').allTextContents(), ['4\u00a0s pass'])
      assert.deepEqual(await picture.locator('.refused text').allTextContents(), ['✕ The provider is unavailable'])
      await page.getByText('The same in words').click()
      const sentences = await page.locator('figure li').allTextContents()
      assert.equal(sentences[1], 'Ada to OpenAI: ask the model: “Hello”')
      assert.deepEqual(sentences.slice(-3), ['4\u00a0s pass.', 'The platform refuses Uma: The provider is unavailable', '3 more messages.'])
    }))

  it('fills in an outline where a row is opened, and says what was not kept', () =>
    withPage(FEATURE, async (page) => {
      await page.getByRole('button', { name: 'how it went: Sol, $& no' }).click()
      assert.match(await page.locator('.opened:visible').innerText(), /When it is asked of\s+agent\s+Sol\s/)
      assert.match(await words(page), /does not keep #\s+Then it is left out\s+Known deviation: It forgets/)
      assert.match(await words(page), /Not kept: Then it is broken\s+expected "yes", <b>not<\/b> "no"/)
    }))

  it('leads from a word to its meaning, and from there to examples with it', () =>
    withPage(FEATURE, async (page) => {
      assert.deepEqual(await page.locator('main .steps li').nth(0).locator('.term').allTextContents(), ['provider'])
      await page.locator('main h2 .term', { hasText: 'agent' }).first().click()
      assert.match(page.url(), /#\/glossary\/Agent$/)
      assert.equal(await page.evaluate('document.activeElement.textContent'), 'Agent')
      await page.getByRole('link', { name: 'Examples with Provider' }).click()
      assert.equal(await page.locator('h1').innerText(), '6 examples in 1 feature')
    }))

  it('names made-up cases with their seeds, and what changed in the wording', async () => {
    await withPage('#/made-up', async (page) => assert.match(await words(page), /Any case is as good as another\s+100 made-up cases, seed -42/))
    await withPage('#/changes', async (page) =>
      assert.match(await words(page), /since v1[\s\S]*Rule: Whatever is made up holds[\s\S]*It was: Made-up cases <hold>/),
    )
  })

  it('is harmless whatever a feature says', () =>
    withPage('#/everything', async (page) => {
      assert.match(await words(page), /The backup answers <script>alert\(1\)<\/script>/)
      assert.match(await words(page), /asks <img src=x onerror=alert\(3\)> the provider/)
      assert.equal(await page.locator('main :is(img, script, b:not([class]))').count(), 0)
      assert.equal(await page.locator('script').count(), 3)
    }))

  it('would run nothing even if markup got in', async () => {
    const { page, faults, close } = await openSpecification(html)
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="alert(5)"><a id="bad" href="javascript:alert(6)">x</a>')`)
    await page.evaluate("document.getElementById('bad').click()")
    await page.waitForTimeout(100)
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('Content Security Policy')),
      [],
    )
    assert.ok(faults.length >= 2, faults.join('\n'))
    await close()
  })

  for (const [look, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' }, phone: PHONE } satisfies Record<string, BrowserContextOptions>)) {
    it(`keeps nobody out, ${look}`, () =>
      withPage(
        '',
        async (page) => {
          for (const place of PLACES) {
            await page.evaluate(`document.title = ''; location.hash = ${JSON.stringify(`${place}${place.includes('?') ? '&' : '?'}again`)}`)
            await page.waitForFunction("document.title !== ''")
            for (const closed of await page.locator('main summary').all()) await closed.click()
            for (const button of await page.locator('main button').all()) await button.click()
            assert.deepEqual(await barriers(page), [], `${look} ${place}`)
            const [wide, seen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [number, number]
            assert.ok(wide <= seen, `${place} is ${wide} wide on ${seen}`)
          }
        },
        options,
      ))
  }

  it('is used by keyboard alone', () =>
    withPage('', async (page) => {
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate('document.activeElement.id'), 'main')
      await page.keyboard.press('/')
      await page.keyboard.type('backup script')
      for (let i = 0; i < 40 && (await page.evaluate('document.activeElement.closest(".found li") === null')); i += 1) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('article').first().waitFor()
      assert.equal(await page.evaluate('document.activeElement.tagName'), 'ARTICLE')
      for (let i = 0; i < 20 && (await page.evaluate('document.activeElement.tagName')) !== 'SUMMARY'; i += 1) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await page.getByRole('img', { name: /What went over the wire/ }).waitFor()
    }))

  it('is printed without what only a screen needs', () =>
    withPage('#/everything', async (page) => {
      await page.emulateMedia({ media: 'print' })
      for (const part of ['header', 'nav']) assert.equal(await page.locator(part).isVisible(), false)
      assert.match(await words(page), /Failover on trial[\s\S]*Any case is as good as another/)
      assert.ok((await page.pdf()).length > 10_000)
    }))
})

describe('the page of a big specification', { skip }, () => {
  after(closeChromium)

  for (const [examples, { bytes, openMs, searchMs }] of [
    [500, { bytes: 3_000_000, openMs: 1_000, searchMs: 50 }],
    [4_000, { bytes: 5_000_000, openMs: 2_000, searchMs: 100 }],
  ] as const) {
    it(`is small and quick with ${examples} examples`, async (context) => {
      const html = pageOf(madeUpPage(examples))
      assert.ok(html.length < bytes, `${html.length} bytes`)
      const { page, faults, close } = await openSpecification(html)
      const opened = (await page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")) as number
      const times: number[] = []
      for (const words of ['backup', 'agent level', 'example 4', 'nothing like it', 'e']) times.push(await searched(page, words))
      context.diagnostic(`${html.length} bytes, open in ${Math.round(opened)} ms, answers in ${times.map(Math.round).join(', ')} ms`)
      assert.ok(opened < openMs, `open in ${opened} ms`)
      assert.ok(Math.min(...times.slice(1)) < searchMs, `answers in ${times} ms`)
      assert.deepEqual(faults, [])
      await close()
    })
  }
})

/** How long the page takes for an answer, its drawing included. */
const searched = async (page: Page, words: string): Promise<number> => {
  const field = "const field = document.querySelector('#q'); const begun = performance.now()"
  const typing = `field.value = ${JSON.stringify(words)}; field.dispatchEvent(new Event('input', { bubbles: true })); document.body.offsetHeight`
  return (await page.evaluate(`(() => { ${field}; ${typing}; return performance.now() - begun })()`)) as number
}
