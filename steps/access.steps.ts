import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { bearer } from '../support/house'
import { invite, makeToken, membershipOf, openSession, revoke, sessionOf, tokenOf } from '../support/membership'
import { originOf, type PageWords } from '../support/origins'
import type { NamedOutcome } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { askForAll, grantsOf, OPEN, offered, RIGHTS } from '../support/rights'
import type { ConcordWorld } from '../support/world'

type Headers = Readonly<Record<string, string>>

const stateOf = perScenario((): { outcomes: Readonly<Record<string, string>>; rights: readonly Readonly<Record<string, string>>[] } => ({
  outcomes: {},
  rights: [],
}))

/** What somebody shows who is nobody. */
const INVALID: Readonly<Record<string, (world: ConcordWorld) => Promise<Headers>>> = {
  'no token': async () => ({}),
  'an unknown token': async () => bearer('ccd_nobody-has-this-one'),
  async 'an expired token'(world) {
    await world.clock.advance(90 * 86_400_000)
    return bearer(world.member('Olivia').token)
  },
  async 'a revoked token'(world) {
    await makeToken(world, 'Olivia', 'Sam')
    await revoke(world, 'Olivia', 'Sam', 'new')
    return bearer(tokenOf(world, 'Sam'))
  },
  async "a removed person's token"(world) {
    await invite(world, 'Olivia', { name: 'Nina', role: 'administrator' })
    await makeToken(world, 'Olivia', 'Nina')
    await world.call(world.as('Olivia'), 'DELETE', `/api/people/${membershipOf(world).invited.get('Nina')}`)
    return bearer(tokenOf(world, 'Nina'))
  },
  async 'a session that has ended'(world) {
    await openSession(world, 'Olivia', 'first')
    const cookie = sessionOf(world, 'Olivia')
    await world.call(world.api({ cookie }), 'POST', '/api/auth/sign-out')
    return { cookie }
  },
}

When(
  new RegExp(`^everything that the platform offers is asked for with (${Object.keys(INVALID).join('|')})$`),
  async function (this: ConcordWorld, what: string) {
    const headers = (await INVALID[what]?.(this)) ?? {}
    // Whoever tries many in a minute is answered ever later.
    if (Object.keys(headers).length > 0) this.reach.lack('clock', 'so many wrong tokens are held back for minutes')
    stateOf(this).outcomes = await askForAll(this, this.api(headers), await offered(this))
  },
)

When('{person} asks for everything that the platform offers', async function (this: ConcordWorld, person: PersonName) {
  const open = grantsOf(Object.values(OPEN))
  const operations = (await offered(this)).filter((operation) => !(operation in open))
  stateOf(this).outcomes = await askForAll(this, this.as(person), operations)
})

Then('nobody is recognised anywhere but at what is open to all, signing in with Google included', function (this: ConcordWorld, table: DataTable) {
  const open = grantsOf(table.raw().map(([name = '']) => OPEN[name] ?? {}))
  const { outcomes } = stateOf(this)
  const closed = Object.keys(outcomes).filter((operation) => !(operation in open))
  expect(outcomes).to.deep.equal({ ...open, ...Object.fromEntries(closed.map((operation) => [operation, '401 unauthenticated'])) })
})

Given('these rights, and no others', function (this: ConcordWorld, table: DataTable) {
  stateOf(this).rights = table.hashes()
  expect(table.hashes().map(({ what }) => what)).to.deep.equal(Object.keys(RIGHTS))
})

Then(
  'what the role of {person} is granted is granted, and the rest fails because {failure}',
  function (this: ConcordWorld, person: PersonName, { status, code }: NamedOutcome) {
    const { rights, outcomes } = stateOf(this)
    const { role } = this.member(person)
    const named = (yes: boolean) => grantsOf(rights.filter((right) => (right[role] === 'yes') === yes).map(({ what = '' }) => RIGHTS[what] ?? {}))
    const refused = Object.fromEntries(Object.keys(named(false)).map((operation) => [operation, `${status} ${code}`]))
    expect(outcomes).to.deep.equal({ ...named(true), ...refused })
  },
)

When('a stranger opens the page about what the platform understands', async function (this: ConcordWorld) {
  await this.call(this.api({}), 'GET', '/docs')
})

Then('it is shown', function (this: ConcordWorld) {
  const { status, text, headers } = this.reply
  expect({ status, type: String(headers['content-type']).split(';')[0] }, text).to.deep.equal({ status: 200, type: 'text/html' })
  expect(text).to.match(/<title>Concord<\/title>/)
})

Then('scripts cannot read the session, and other sites cannot send it along', function (this: ConcordWorld) {
  const opened = this.replies.find(({ path }) => path === '/api/auth/session')
  const [cookie = ''] = [opened?.headers['set-cookie'] ?? []].flat()
  expect(cookie.split('; ').slice(1).toSorted()).to.deep.equal(['HttpOnly', 'Path=/', 'SameSite=Lax'])
})

Then('{person} may not read the audit trail in her session', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.api({ cookie: sessionOf(this, person) }), 'GET', '/api/audit')
  expect([this.reply.status, this.reply.json().code]).to.deep.equal([403, 'forbidden'])
})

When('{person} opens another session with the one she has', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.api({ cookie: sessionOf(this, person) }), 'POST', '/api/auth/session')
})

const QUESTION = { messages: [{ role: 'user', content: 'Hello' }] }

When("{page} asks OpenAI a question in {person}'s session", async function (this: ConcordWorld, page: PageWords, person: PersonName) {
  await this.call(this.api({ cookie: sessionOf(this, person), origin: originOf(this, page) }), 'POST', '/api/llm/chat', { body: QUESTION })
})
