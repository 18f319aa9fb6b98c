import { isDeepStrictEqual } from 'node:util'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { Locator } from 'playwright-core'
import type { PersonName } from '../support/cast'
import { barriers, counts, type Look, openPage, pageOf, reads, shows } from '../support/page'
import { whileTimePasses } from '../support/passing-time'
import { BROWSER } from '../support/patience'
import type { ConcordWorld } from '../support/world'

const LOOKS: Readonly<Record<string, Look>> = {
  'in light colours': { colorScheme: 'light' },
  'in dark colours': { colorScheme: 'dark' },
  'as wide as a phone': { viewport: { width: 360, height: 740 } },
}

const page = (world: ConcordWorld) => pageOf(world).page
const button = (world: ConcordWorld, name: string) => page(world).getByRole('button', { name, exact: true })
const card = (world: ConcordWorld, title: string) => page(world).getByRole('article', { name: title, exact: true })
const proposals = (world: ConcordWorld) => page(world).locator('#waiting article')
const firstRecord = (world: ConcordWorld, row: number) => page(world).locator('#records tr').nth(row)

/** What is there once the page has found out who has come, and has looked at what there is. */
const SETTLED = '#sign-in:not([hidden]), #not-for-you:not([hidden]), #board:not([hidden], [aria-busy]):has(#records tr)'

/** Opens the page and waits until it shows what there is. */
async function visit(world: ConcordWorld, person: PersonName | undefined, look?: Look): Promise<void> {
  const open = await openPage(world, person, look)
  await counts(world, open.page.locator(SETTLED), 1, 'first look')
}

Given('{person} has the page open', BROWSER, async function (this: ConcordWorld, person: PersonName) {
  await visit(this, person)
})

When('{person} opens the page', BROWSER, async function (this: ConcordWorld, person: PersonName) {
  await visit(this, person)
})

When(
  new RegExp(`^(Sam|Olivia) opens the page, (${Object.keys(LOOKS).join('|')})$`),
  BROWSER,
  async function (this: ConcordWorld, person: PersonName, kind: string) {
    await visit(this, person, LOOKS[kind])
  },
)

When(
  new RegExp(`^(Sam|Olivia) opens the page, (${Object.keys(LOOKS).join('|')}), and presses "([^"]*)"$`),
  BROWSER,
  async function (this: ConcordWorld, person: PersonName, kind: string, name: string) {
    await visit(this, person, LOOKS[kind])
    await press(this, name)
  },
)

Given('a stranger has opened the page', BROWSER, async function (this: ConcordWorld) {
  await visit(this, undefined)
})

When('a stranger opens the page', BROWSER, async function (this: ConcordWorld) {
  await visit(this, undefined)
})

/** Pastes a token and presses Enter. */
async function signIn(world: ConcordWorld, token: string): Promise<void> {
  await visit(world, undefined)
  await page(world).getByLabel('Your token').fill(token)
  await page(world).keyboard.press('Enter')
}

When('{person} signs in on the page with a token', BROWSER, async function (this: ConcordWorld, person: PersonName) {
  await signIn(this, this.member(person).token)
})

When('a stranger signs in on the page with the token {string}', BROWSER, async function (this: ConcordWorld, token: string) {
  await signIn(this, token)
})

const press = async (world: ConcordWorld, name: string) => {
  await counts(world, button(world, name), 1, name)
  await button(world, name).click()
}

Given('{person} has pressed {string} on the page', BROWSER, async function (this: ConcordWorld, _person: PersonName, name: string) {
  await press(this, name)
  await counts(this, button(this, name), 0, name)
})

When('{person} presses {string} on the page', BROWSER, async function (this: ConcordWorld, _person: PersonName, name: string) {
  await press(this, name)
})

/** Whether the keyboard is on an element. */
const isFocused = async (element: Locator): Promise<boolean> => (await element.and(element.page().locator(':focus')).count()) === 1

When('{person} goes to {string} on the page by keyboard and presses it', BROWSER, async function (this: ConcordWorld, _person: PersonName, name: string) {
  await counts(this, button(this, name), 1, name)
  for (let steps = 0; steps < 40 && !(await isFocused(button(this, name))); steps += 1) await page(this).keyboard.press('Tab')
  expect(await isFocused(button(this, name)), `the keyboard to reach ${name}`).to.equal(true)
  const outline = await page(this).evaluate('getComputedStyle(document.activeElement).outlineStyle')
  expect(outline, 'the mark of where the keyboard is').to.equal('solid')
  await page(this).keyboard.press('Enter')
})

Given('{person} has the keyboard on {string} on the page', BROWSER, async function (this: ConcordWorld, _person: PersonName, name: string) {
  await button(this, name).focus()
})

Then('{person} still has the keyboard on {string} on the page', BROWSER, async function (this: ConcordWorld, _person: PersonName, name: string) {
  expect(await isFocused(button(this, name))).to.equal(true)
})

Then('{person} has the keyboard on the heading {string}', BROWSER, async function (this: ConcordWorld, _person: PersonName, name: string) {
  const heading = page(this).getByRole('heading', { name })
  await shows(this, async () => ((await isFocused(heading)) ? true : undefined), `the keyboard at ${name}`)
})

When('{person} corrects the agent on the page: {string}', BROWSER, async function (this: ConcordWorld, _person: PersonName, correction: string) {
  await page(this).getByLabel('Correction').fill(correction)
  await press(this, 'Correct')
})

When('{person} rejects it on the page because {string}', BROWSER, async function (this: ConcordWorld, _person: PersonName, reason: string) {
  await page(this).getByLabel('Reason, if you reject it').fill(reason)
  await press(this, 'Reject')
})

Then('the page shows {string} as {string}', BROWSER, async function (this: ConcordWorld, title: string, status: string) {
  await reads(this, card(this, title).locator('.badge'), status)
})

Then('the page shows that somebody asked {string}, and the words {string}', BROWSER, async function (this: ConcordWorld, message: string, words: string) {
  const live = page(this).getByRole('log')
  await reads(this, live.locator('p').nth(1), words)
  expect(await live.locator('p').first().innerText()).to.match(/^\S+ asked: /)
  expect((await live.locator('p').first().innerText()).replace(/^\S+ asked: /, '')).to.equal(message)
})

/** What was said after the question, a paragraph each. */
async function said(world: ConcordWorld, expected: readonly string[]): Promise<void> {
  const look = async () => (await page(world).getByRole('log').locator('p').allInnerTexts()).slice(1).map((text) => text.trim())
  let last: readonly string[] = []
  const isThere = async () => {
    last = await look()
    return isDeepStrictEqual(last, expected) ? true : undefined
  }
  await shows(world, isThere, 'just these paragraphs').catch(() => expect(last).to.deep.equal(expected))
}

Then('the page shows, in this order, {string} and {string}', BROWSER, async function (this: ConcordWorld, one: string, two: string) {
  await said(this, [one, two])
})

Then('the page shows, in this order, {string}, {string} and {string}', BROWSER, async function (this: ConcordWorld, one: string, two: string, three: string) {
  await said(this, [one, two, three])
})

Then('{string} can be pressed on the page', BROWSER, async function (this: ConcordWorld, name: string) {
  await counts(this, button(this, name), 1, name)
})

Then('the page says {string}', BROWSER, async function (this: ConcordWorld, text: string) {
  await counts(this, page(this).locator('main').getByText(text, { exact: true }).filter({ visible: true }), 1, text)
})

Then('the page has no barriers, and nothing of it is cut off', BROWSER, async function (this: ConcordWorld) {
  expect(await barriers(page(this))).to.deep.equal([])
  expect(await page(this).evaluate('document.documentElement.scrollWidth <= window.innerWidth'), 'everything within the width').to.equal(true)
})

Then('the page shows the proposal {string} with {string}', BROWSER, async function (this: ConcordWorld, title: string, message: string) {
  await reads(this, card(this, title).locator('dt:text-is("message") + dd'), message)
})

Then('no proposal is on the page', BROWSER, async function (this: ConcordWorld) {
  await counts(this, proposals(this), 0, 'proposal')
})

Then('the page tells {person} why not, beside the proposal', BROWSER, async function (this: ConcordWorld, _person: PersonName) {
  const fault = proposals(this).getByRole('alert')
  await shows(this, async () => ((await fault.innerText()) === '' ? undefined : true), 'a refusal')
  expect(await fault.innerText()).to.match(/asked for/)
  expect(pageOf(this).refusals.splice(0)).to.have.lengthOf(1)
})

Then('the first record on the page tells that {person} opened a session', BROWSER, async function (this: ConcordWorld, person: PersonName) {
  await reads(this, firstRecord(this, 0).locator('td').nth(1), `${person} (you)`)
  await reads(this, firstRecord(this, 0).locator('td').nth(2), 'session.issued')
})

Then('the second tells that {person} invited somebody', BROWSER, async function (this: ConcordWorld, person: PersonName) {
  await reads(this, firstRecord(this, 1).locator('td').nth(1), `${person} (you)`)
  await reads(this, firstRecord(this, 1).locator('td').nth(2), 'person.invited')
})

Then('the second record on the page tells of a stranger, and of where they came from', BROWSER, async function (this: ConcordWorld) {
  await reads(this, firstRecord(this, 1).locator('td').nth(1), 'stranger')
  await reads(this, firstRecord(this, 1).locator('td').nth(3), '127.0.0.1')
})

Then('the page says that every record is in order', BROWSER, async function (this: ConcordWorld) {
  const { records } = (await this.wait(this.as('Sam').call('GET', '/api/audit/verify'), 'verification')).json<{ records: number }>()
  await reads(this, page(this).locator('#verdict'), `Verified: ${records} records, none changed, removed or put in.`)
})

Then('the page says that record {int} is the first that is not in order', BROWSER, async function (this: ConcordWorld, number: number) {
  const verdict = page(this).locator('#verdict')
  await shows(this, async () => ((await verdict.innerText()).startsWith(`Not in order: record ${number} is the first`) ? true : undefined), 'the verdict')
})

Then('the page greets {string} and says {string}', BROWSER, async function (this: ConcordWorld, name: string, text: string) {
  await reads(this, page(this).locator('#account-name'), name)
  await counts(this, page(this).getByText(text, { exact: true }).filter({ visible: true }), 1, text)
})

Then('the token is nowhere in the browser', BROWSER, async function (this: ConcordWorld) {
  const kept = 'JSON.stringify([location.href, {...localStorage}, {...sessionStorage}, document.cookie, document.querySelector("#token").value])'
  const [address, local, session, cookies, field] = JSON.parse(String(await page(this).evaluate(kept)))
  expect({ address, local, session, cookies, field }).to.deep.equal({ address: `${this.origin}/`, local: {}, session: {}, cookies: '', field: '' })
  for (const { httpOnly, sameSite } of await page(this).context().cookies()) expect({ httpOnly, sameSite }).to.deep.equal({ httpOnly: true, sameSite: 'Lax' })
})

Then('the page leads to the description of what the platform understands', BROWSER, async function (this: ConcordWorld) {
  await page(this).locator('#not-for-you a').click()
  await shows(this, async () => (new URL(page(this).url()).pathname.startsWith('/docs') ? true : undefined), 'the description')
})

Then('the page refuses it: {string}', BROWSER, async function (this: ConcordWorld, sentence: string) {
  await reads(this, page(this).locator('#token-fault'), sentence)
  expect(pageOf(this).refusals.splice(0)).to.have.lengthOf(1)
})

Then('the page asks for a token', BROWSER, async function (this: ConcordWorld) {
  await counts(this, page(this).getByLabel('Your token').filter({ visible: true }), 1, 'field for a token')
})

Then('nobody is greeted on the page', BROWSER, async function (this: ConcordWorld) {
  expect(await page(this).locator('#account').isVisible()).to.equal(false)
  expect(await page(this).locator('#running article, #waiting article, #records tr').count()).to.equal(0)
})

Given('the platform does not know Google', function (this: ConcordWorld) {
  this.set('GOOGLE_CLIENT_ID', '')
  this.set('GOOGLE_CLIENT_SECRET', '')
})

Then(/^the page (leads|does not lead) to Google$/, BROWSER, async function (this: ConcordWorld, leads: string) {
  const way = page(this).getByRole('link', { name: 'Sign in with Google' })
  await counts(this, way, leads === 'leads' ? 1 : 0, 'way to Google')
  if (leads === 'leads') expect(await way.getAttribute('href')).to.equal('/api/auth/google/start?return_to=/')
})

Then('the browser takes nothing from elsewhere and nothing that stands in the page itself', function (this: ConcordWorld) {
  const { headers } = pageOf(this)
  const policy = Object.fromEntries(
    (headers['content-security-policy'] ?? '').split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
  )
  expect(policy).to.deep.equal({
    ...{ 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'connect-src': "'self'", 'img-src': "'self'" },
    ...{ 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'", 'require-trusted-types-for': "'script'", 'trusted-types': "'none'" },
  })
  expect(headers).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
})

When('a stranger opens the page again', BROWSER, async function (this: ConcordWorld) {
  await this.call(this.api({}), 'GET', '/', { headers: { 'if-none-match': pageOf(this).headers.etag ?? '' } })
})

Then('the page itself was not sent a second time', function (this: ConcordWorld) {
  const { status, text } = this.reply
  expect({ status, text }).to.deep.equal({ status: 304, text: '' })
})

Then('the page has to be signed in to anew, and says {string}', BROWSER, async function (this: ConcordWorld, sentence: string) {
  // Much that is asked in vain is answered late.
  await whileTimePasses(this.clock, reads(this, page(this).locator('#token-fault'), sentence))
  await counts(this, page(this).getByLabel('Your token').filter({ visible: true }), 1, 'field for a token')
  expect(pageOf(this).refusals.splice(0)).to.not.have.lengthOf(0)
})
