import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, closeChromium } from '../../chromium'
import { barriers } from '../../page'
import { madeUpPage } from './made-up'
import { matches, openSpecification, says, withSpecification } from './opened'
import { pageOf } from './page'
import { trialPage } from './trial'

const skip = chromiumPath() === undefined ? 'there is no Chromium here' : false
const FEATURE = '#/feature/trial'
const PLACES = [
  '#/',
  FEATURE,
  '#/requirements',
  '#/glossary',
  '#/made-up',
  '#/times',
  '#/changes',
  '#/strength',
  '#/everything',
  '#/find?q=backup',
  '#/nowhere',
]
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }

describe('the page of the specification in a browser', { skip }, () => {
  let html = ''

  const withPage = (place: string, use: (page: Page) => Promise<void>, look?: BrowserContextOptions) => withSpecification(html, place, use, look)
  const words = (page: Page) => page.locator('main').innerText()

  before(async () => {
    html = await trialPage()
  })
  after(closeChromium)

  it('begins with whether it holds, what does not, and where the gaps are', () =>
    withPage('', async (page) => {
      const said = await words(page)
      assert.match(said, /1 of 10 examples that ran do not hold\. 1 known deviation\./)
      assert.match(said, /Only a part of the specification ran/)
      assert.match(said, /A promise that is broken/)
      assert.match(said, /1 of 2 have rules; 2 gaps, by name/)
      await page.getByRole('link', { name: 'Requirements', exact: true }).click()
      await matches(() => words(page), /OPS\.2 Forgetting[\s\S]*Must survive a restart[\s\S]*OPS\.1 Whatever comes/)
    }))

  it('finds words, answers every letter, and opens what was found', () =>
    withPage('', async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('sol ans')
      await says(() => page.locator('h1').innerText(), '1 example in 1 feature')
      await says(() => page.locator('#news').innerText(), '1 example in 1 feature')
      await says(() => page.evaluate('document.activeElement.id'), 'q')
      await page.getByRole('link', { name: 'The answer of Sol is $& no' }).click()
      await matches(async () => page.url(), /#\/feature\/trial\/~the-answer-of-agent-is-answer\/2$/)
      await matches(() => words(page), /Failover on trial/)
      await page.goBack()
      await says(() => page.locator('#q').inputValue(), 'sol ans')
      await page.getByRole('searchbox').fill('no such words anywhere')
      await says(() => page.locator('h1').innerText(), 'Nothing fits')
    }))

  it('leads to the row of an outline, and tells rows of the same title apart', () =>
    withPage('#/find?q=clock', async (page) => {
      const [first, second] = await page.locator('.found li > a').allTextContents()
      assert.deepEqual([first, second], ['The clock never blocks (when: noon)', 'The clock never blocks (when: night)'])
      await page.getByRole('link', { name: '(when: night)' }).click()
      await says(() => page.locator('tr.meant td').allTextContents(), ['never', 'night', 'here', await page.locator('tr.meant .end').textContent()])
      await says(() => page.evaluate("document.activeElement.classList.contains('meant')"), true)
      await says(() => page.locator('.opened:visible').count(), 1)
      await says(() => page.locator('article:has(tr.meant) h3 i').innerText(), 'never, at dawn …')
      await page.getByRole('link', { name: 'Link to: at dusk, dusk' }).click()
      await matches(async () => page.url(), /~the-clock-how-blocks\/4$/)
    }))

  it('lets a wide picture scroll by itself, and says where there is none', () =>
    withPage(
      FEATURE,
      async (page) => {
        const row = page.getByRole('button', { name: 'How it went: Ada, yes' })
        await matches(() => row.innerText(), /^How it went$/)
        await row.click()
        await matches(() => page.locator('.opened:visible').innerText(), /Holds in [^.]+\. No picture/)
        const wide = "const wide = document.createElement('pre'); wide.style = 'width: 900px'; document.querySelector('.opened .ending').append(wide)"
        const fits = "document.querySelector('.opened > td > div').clientWidth <= document.querySelector('.scroller:has(.opened)').clientWidth"
        const scrolls = await page.evaluate(`(() => { ${wide}; return ${fits} })()`)
        assert.equal(scrolls, true)
      },
      PHONE,
    ))

  it('shows each failure in the words of the features with what the API answers', () =>
    withPage('#/glossary', async (page) =>
      matches(() => words(page), /Failures[\s\S]*The number is not that of the present lease examples\s+fencing_stale\s+409/),
    ))

  it('filters by tag, requirement and result', () =>
    withPage('', async (page) => {
      const choose = async (name: string, value: string, expected: string) => {
        await page.getByLabel(name, { exact: true }).selectOption(value)
        await says(() => page.locator('h1').innerText(), expected)
      }
      await choose('Tag', 'slow', '1 example in 1 feature')
      await choose('Tag', 'people', '10 examples in 1 feature')
      await choose('Requirement', 'OPS.1', '10 examples in 1 feature')
      await choose('Requirement', 'OPS.2', 'Nothing fits')
      await choose('Requirement', 'OPS', '10 examples in 1 feature')
      await choose('Result', 'f', '1 example in 1 feature')
      await choose('Result', 'p', '8 examples in 1 feature')
      await page.getByRole('link', { name: 'The specification', exact: true }).click()
      await says(() => page.getByLabel('Result', { exact: true }).inputValue(), '')
    }))

  it('shows what went over the wire, as a diagram and in words', () =>
    withPage(FEATURE, async (page) => {
      await page.getByText('How it went').first().click()
      const picture = page.getByRole('img', {
        name: /What went over the wire Between Uma, the platform, Ada, OpenAI: 7 messages, 1 refusal, 1 without an answer, waits of 4\ss\./,
      })
      await picture.waitFor()
      await says(() => picture.locator('.lane text').allTextContents(), ['Uma', 'platform', 'Ada', 'OpenAI'])
      await says(() => picture.locator('.wait text').allTextContents(), ['4\u00a0s pass'])
      await says(() => picture.locator('.refused text').allTextContents(), ['✕ The provider is unavailable'])
      await page.getByText('The same in words').click()
      const sentences = await page.locator('figure li').allTextContents()
      assert.equal(sentences[1], 'Ada to OpenAI: ask the model: “Hello”')
      assert.deepEqual(sentences.slice(-3), ['4\u00a0s pass.', 'The platform refuses Uma: The provider is unavailable', '3 more messages.'])
    }))

  it('fills in an outline where a row is opened, and says what was not kept', () =>
    withPage(FEATURE, async (page) => {
      await page.getByRole('button', { name: 'how it went: Sol, $& no' }).click()
      await matches(() => page.locator('.opened:visible').innerText(), /When it is asked of\s+agent\s+Sol\s/)
      await matches(() => words(page), /does not keep #\s+Then it is left out\s+Known deviation: It forgets/)
      await matches(() => words(page), /Not kept: Then it is broken\s+expected "yes", <b>not<\/b> "no"/)
    }))

  it('leads from a word to its meaning, and from there to examples with it', () =>
    withPage(FEATURE, async (page) => {
      await says(() => page.locator('main .steps li').nth(0).locator('.term').allTextContents(), ['provider'])
      await page.locator('main h2 .term', { hasText: 'agent' }).first().click()
      await matches(async () => page.url(), /#\/glossary\/Agent$/)
      await says(() => page.evaluate('document.activeElement.textContent'), 'Agent')
      await page.getByRole('link', { name: 'Examples with Provider' }).click()
      await says(() => page.locator('h1').innerText(), '10 examples in 1 feature')
    }))

  it('names made-up cases with their seeds, and what changed in the wording', async () => {
    await withPage('#/made-up', async (page) => matches(() => words(page), /Any case is as good as another\s+100 made-up cases, seed -42/))
    await withPage('#/changes', async (page) => matches(() => words(page), /since v1[\s\S]*Rule: Whatever is made up holds[\s\S]*It was: Made-up cases <hold>/))
  })

  it('tells how strong the specification is, when that was tried, and what nobody noticed', () =>
    withPage('', async (page) => {
      await page.getByRole('link', { name: 'Strength', exact: true }).click()
      const said = await words(page)
      assert.match(said, /Tried on 20 November 2026, at revision abc1234, with 40 examples at most on each fault\.\s+The platform has changed since\./)
      assert.match(said, /audit\s+100\s+50\s+45\s+90\.0 %\s+82\.0 % and 95\.0 %\s+95 %, not met\s+96\.0 %/)
      assert.match(said, /over all[^\n]*90 %, met/)
      assert.match(said, /Noticed no fault first, though tried: 1 rule/)
      assert.match(said, /app\/audit\/audit\.ts:3:1\s+'<b>a<\/b>'\s+\(nothing\)/)
    }))

  it('is harmless whatever a feature says', () =>
    withPage('#/everything', async (page) => {
      await matches(() => words(page), /The backup answers <script>alert\(1\)<\/script>/)
      await matches(() => words(page), /asks <img src=x onerror=alert\(3\)> the provider/)
      await says(() => page.locator('main :is(img, script, b:not([class]))').count(), 0)
      await says(() => page.locator('script').count(), 3)
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
      await says(() => page.evaluate('document.activeElement.id'), 'main')
      await page.keyboard.press('/')
      await page.keyboard.type('backup script')
      for (let i = 0; i < 40 && (await page.evaluate('document.activeElement.closest(".found li") === null')); i += 1) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('article').first().waitFor()
      await says(() => page.evaluate('document.activeElement.tagName'), 'ARTICLE')
      for (let i = 0; i < 20 && (await page.evaluate('document.activeElement.tagName')) !== 'SUMMARY'; i += 1) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await page.getByRole('img', { name: /What went over the wire/ }).waitFor()
    }))

  it('is printed without what only a screen needs', () =>
    withPage('#/everything', async (page) => {
      await page.emulateMedia({ media: 'print' })
      for (const part of ['header', 'nav']) assert.equal(await page.locator(part).isVisible(), false)
      await matches(() => words(page), /Failover on trial[\s\S]*Any case is as good as another/)
      assert.ok((await page.pdf()).length > 10_000)
    }))
})

describe('the page of a big specification', () => {
  after(closeChromium)

  for (const [examples, bytes] of [
    [500, 3_000_000],
    [4_100, 5_000_000],
  ] as const)
    it(`is small with ${examples} examples`, () => {
      const { length } = pageOf(madeUpPage(examples))
      assert.ok(length < bytes, `${length} bytes`)
    })

  it('answers whoever searches it', { skip }, async () => {
    const { page, faults, close } = await openSpecification(pageOf(madeUpPage(4_100)))
    await page.getByRole('searchbox', { name: 'Search' }).fill('example 4099')
    await says(() => page.locator('h1').innerText(), '1 example in 1 feature')
    assert.deepEqual(faults, [])
    await close()
  })
})
