import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { type Browser, beginSignIn, browserOf, choose, comeBack, everyBrowser, expectToBe, SESSION, signIn } from '../support/browser'
import type { PersonName } from '../support/cast'
import type { Condition } from '../support/moods'
import type { NamedOutcome } from '../support/parameter-types'
import { besetService } from '../support/sending'
import type { Flaw } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

const REACHED = { 'over encrypted connections': 'https://concord.example.com', 'on this machine alone': 'http://localhost:3000' } as const

Given(/^the platform is reached (over encrypted connections|on this machine alone)$/, function (this: ConcordWorld, how: keyof typeof REACHED) {
  this.set('PUBLIC_URL', REACHED[how])
})

/** Where Google is not well from the beginning. */
const unwell = new WeakSet<ConcordWorld>()

Given('Google {condition}', function (this: ConcordWorld, condition: Condition) {
  unwell.add(this)
  besetService(this.fakes.google, condition)
})

Given('Google does not accept our code', function (this: ConcordWorld) {
  this.fakes.google.is({ kind: 'exchange_fails', status: 400 })
})

Given("Google's statement about the person {flaw}", function (this: ConcordWorld, wrong: Flaw) {
  this.fakes.google.is({ kind: 'id_token', wrong })
})

Given("{person}'s Google account has/got the email address {string}", function (this: ConcordWorld, person: PersonName, email: string) {
  const browser = browserOf(this, person)
  browser.account = { ...browser.account, email }
})

Given("Google has not verified {person}'s email address", function (this: ConcordWorld, person: PersonName) {
  const browser = browserOf(this, person)
  browser.account = { ...browser.account, emailVerified: false }
})

When('{person} begins/began to sign in with Google', async function (this: ConcordWorld, person: PersonName) {
  await beginSignIn(this, person)
  if (unwell.has(this) && this.fakes.google.contacts() === 0) this.reach.lack('process', 'what the platform knows of Google already')
})

When('{person} begins/began to sign in with Google, to return to {returnPage}', async function (this: ConcordWorld, person: PersonName, path: string) {
  await beginSignIn(this, person, path)
})

When('{person} consents/consented', async function (this: ConcordWorld, person: PersonName) {
  await comeBack(this, person, choose(this, person))
})

When('{person} refuses to consent', async function (this: ConcordWorld, person: PersonName) {
  await comeBack(this, person, choose(this, person, { refused: true }))
})

Given('{person} refused to consent, but {failure}', async function (this: ConcordWorld, person: PersonName, { status, code }: NamedOutcome) {
  await comeBack(this, person, choose(this, person, { refused: true }))
  expect([this.reply.status, this.reply.json().code], this.reply.text).to.deep.equal([status, code])
})

When('{person} signs/signed in with Google', async function (this: ConcordWorld, person: PersonName) {
  await signIn(this, person)
})

When('{person} comes back from Google without a state', async function (this: ConcordWorld, person: PersonName) {
  const way = choose(this, person)
  way.searchParams.delete('state')
  await comeBack(this, person, way)
})

When('{person} comes back from Google with the state {string}', async function (this: ConcordWorld, person: PersonName, state: string) {
  const way = choose(this, person)
  way.searchParams.set('state', state)
  await comeBack(this, person, way)
})

When("{person}'s browser is led to the end of {person}'s sign-in", async function (this: ConcordWorld, person: PersonName, other: PersonName) {
  await comeBack(this, person, choose(this, other))
})

When('{person} comes back from Google the same way again', async function (this: ConcordWorld, person: PersonName) {
  await comeBack(this, person, wayBackOf(browserOf(this, person)))
})

When(
  "somebody repeats {person}'s way back from Google with all that was in {person}'s browser",
  async function (this: ConcordWorld, person: PersonName, owner: PersonName) {
    const { pathname, search } = wayBackOf(browserOf(this, person))
    const [begun] = browserOf(this, owner).given
    await this.call(this.api({ cookie: `${begun?.name}=${begun?.value}` }), 'GET', pathname + search)
  },
)

When('{person} signs out', async function (this: ConcordWorld, person: PersonName) {
  await browserOf(this, person).visit('POST', '/api/auth/sign-out')
})

When('{person} asks who is signed in', async function (this: ConcordWorld, person: PersonName) {
  await browserOf(this, person).visit('GET', '/api/me')
})

Then('it is {person}', function (this: ConcordWorld, person: PersonName) {
  expectToBe(this, this.reply, person)
})

Then('{person} is signed in', async function (this: ConcordWorld, person: PersonName) {
  expect(this.reply.status, this.reply.text).to.equal(302)
  expectToBe(this, await browserOf(this, person).peek('/api/me'), person)
})

Then('{person} is led to {returnPage}', function (this: ConcordWorld, _person: PersonName, path: string) {
  expect([this.reply.status, this.reply.headers.location], this.reply.text).to.deep.equal([302, path])
})

Then('no session was opened', async function (this: ConcordWorld) {
  for (const browser of everyBrowser(this)) {
    expect(browser.given.filter(({ name }) => name === SESSION)).to.deep.equal([])
    expect((await browser.peek('/api/me')).status).to.equal(401)
  }
})

Then('no second session was opened', function (this: ConcordWorld) {
  const sessions = everyBrowser(this).flatMap(({ given }) => given.filter(({ name }) => name === SESSION))
  expect(sessions).to.have.lengthOf(1)
})

Then('{person} is signed out', async function (this: ConcordWorld, person: PersonName) {
  expect(this.reply.status, this.reply.text).to.equal(204)
  expect((await browserOf(this, person).peek('/api/me')).status).to.equal(401)
})

Then('the session that {person} had is worth nothing to whoever kept it', async function (this: ConcordWorld, person: PersonName) {
  const { value } = sessionOf(browserOf(this, person))
  const reply = await this.wait(this.api({ cookie: `${SESSION}=${value}` }).call('GET', '/api/me'), 'who is signed in')
  expect(reply.status).to.equal(401)
})

Then('Google was asked nothing', function (this: ConcordWorld) {
  expect(this.fakes.google.calls.filter(({ method, path }) => !isDiscovery(method, path))).to.deep.equal([])
})

Then('Google was asked nothing more', function (this: ConcordWorld) {
  expect(this.fakes.google.calls.filter(({ path }) => path === '/token')).to.have.lengthOf(1)
})

/** To learn Google's addresses nothing about anybody is sent. */
const isDiscovery = (method: string, path: string): boolean => `${method} ${path}` === 'GET /.well-known/openid-configuration'

const TIES = ['state', 'nonce', 'code_challenge'] as const
const UNGUESSABLE = /^[\w-]{43}$/

Then('{person} is led to Google with a state, a number for once and a proof of her own', function (this: ConcordWorld, person: PersonName) {
  const page = browserOf(this, person).consentPage
  expect(this.reply.status, this.reply.text).to.equal(302)
  // Where somebody else's platform finds Google is what stands in for it.
  if (!this.reach.isRemote) expect(page?.origin).to.equal('https://accounts.google.com')
  expect(page?.pathname).to.equal('/o/oauth2/v2/auth')
  expect(page?.searchParams.get('code_challenge_method')).to.equal('S256')
  for (const tie of TIES) expect(page?.searchParams.get(tie), tie).to.match(UNGUESSABLE)
})

Then('nothing ties the sign-ins of {person} and {person} together', function (this: ConcordWorld, one: PersonName, other: PersonName) {
  const secrets = [one, other].flatMap((person) => {
    const { consentPage, given } = browserOf(this, person)
    return [...TIES.map((tie) => consentPage?.searchParams.get(tie)), ...given.map(({ value }) => value)]
  })
  expect(secrets).to.have.lengthOf(8)
  expect(new Set(secrets).size).to.equal(8)
})

Then("nothing left in {person}'s browser can be read by scripts or sent along by other sites", function (this: ConcordWorld, person: PersonName) {
  expect(attributesOf(browserOf(this, person), ['httponly', 'samesite'])).to.deep.equal([
    ['concord_sign_in', '', 'lax'],
    [SESSION, '', 'lax'],
  ])
})

Then("what is left in {person}'s browser travels over encrypted connections only", function (this: ConcordWorld, person: PersonName) {
  expect(attributesOf(browserOf(this, person), ['secure'])).to.deep.equal([
    ['concord_sign_in', ''],
    [SESSION, ''],
  ])
})

Then("what is left in {person}'s browser travels over any connection", function (this: ConcordWorld, person: PersonName) {
  expect(attributesOf(browserOf(this, person), ['secure'])).to.deep.equal([
    ['concord_sign_in', undefined],
    [SESSION, undefined],
  ])
})

const attributesOf = ({ given }: Browser, names: readonly string[]) => given.map(({ name, attributes }) => [name, ...names.map((each) => attributes.get(each))])

function wayBackOf({ wayBack }: Browser): URL {
  if (wayBack === undefined) throw new Error('nobody came back from Google')
  return wayBack
}

function sessionOf({ given }: Browser): { readonly value: string } {
  const session = given.findLast(({ name }) => name === SESSION)
  if (session === undefined) throw new Error('there never was a session')
  return session
}
