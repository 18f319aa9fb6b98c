import { createHash } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { LiveReply } from '../support/api'
import { hearOut } from '../support/asking'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { bearer } from '../support/house'
import { listenInSession, makeToken, NOBODY, openSession, recognise, revoke, sessionOf, tokenOf } from '../support/membership'
import type { NamedOutcome, TokenAge } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

const SHOWN = /ccd_[\w-]+/g

Given('{person} has given {person} a new token', async function (this: ConcordWorld, by: PersonName, name: PersonName) {
  await makeToken(this, by, name)
  expect(this.reply.status, this.reply.text).to.equal(201)
})

Given("{person} has revoked {person}'s {tokenAge} token", async function (this: ConcordWorld, by: PersonName, owner: PersonName, age: TokenAge) {
  await revoke(this, by, owner, age)
  expect(this.reply.status, this.reply.text).to.equal(204)
})

Given('{person} has opened a session with her {tokenAge} token', async function (this: ConcordWorld, person: PersonName, age: TokenAge) {
  await openSession(this, person, age)
  expect(this.reply.status, this.reply.text).to.equal(204)
})

When('{person} gives {person} a new token', async function (this: ConcordWorld, by: PersonName, name: PersonName) {
  await makeToken(this, by, name)
})

When("{person} revokes {person}'s {tokenAge} token", async function (this: ConcordWorld, by: PersonName, owner: PersonName, age: TokenAge) {
  await revoke(this, by, owner, age)
})

When('{person} opens a session with her {tokenAge} token', async function (this: ConcordWorld, person: PersonName, age: TokenAge) {
  await openSession(this, person, age)
})

When('{person} lists the tokens of {person}', async function (this: ConcordWorld, by: PersonName, owner: PersonName) {
  await this.call(this.as(by), 'GET', `/api/people/${this.member(owner).id}/tokens`)
})

/** What an operator read, byte for byte, at the moment of reading. */
const readingOf = perScenario((world) => world.data.everything())

When('an operator reads all that is stored', async function (this: ConcordWorld) {
  await readingOf(this)
})

Then("{int} tokens are listed, and {person}'s {tokenAge} token is not shown", function (this: ConcordWorld, count: number, owner: PersonName, age: TokenAge) {
  expect(this.reply.json<{ items: object[] }>().items.map((item) => Object.keys(item))).to.deep.equal(
    Array(count).fill(['id', 'created_at', 'expires_at', 'revoked_at']),
  )
  expect(this.reply.text).not.to.include(tokenOf(this, owner, age))
})

Then("the fingerprint of {person}'s {tokenAge} token is there", async function (this: ConcordWorld, owner: PersonName, age: TokenAge) {
  const fingerprint = createHash('sha256')
    .update(tokenOf(this, owner, age))
    .digest('hex')
  expect((await readingOf(this)).includes(fingerprint)).to.equal(true)
})

Then("{person}'s {tokenAge} token is not there", async function (this: ConcordWorld, owner: PersonName, age: TokenAge) {
  expect((await readingOf(this)).includes(tokenOf(this, owner, age))).to.equal(false)
})

Then('{person} is recognised by her {tokenAge} token', async function (this: ConcordWorld, person: PersonName, age: TokenAge) {
  expect(await recognise(this, bearer(tokenOf(this, person, age)))).to.equal(person)
})

Then("nobody is recognised by {person}'s {tokenAge} token", async function (this: ConcordWorld, person: PersonName, age: TokenAge) {
  expect(await recognise(this, bearer(tokenOf(this, person, age)))).to.equal(NOBODY)
})

Then("nobody is recognised by {person}'s session", async function (this: ConcordWorld, person: PersonName) {
  expect(await recognise(this, { cookie: sessionOf(this, person) })).to.equal(NOBODY)
})

Then('{person} is recognised by her session', async function (this: ConcordWorld, person: PersonName) {
  expect(await recognise(this, { cookie: sessionOf(this, person) })).to.equal(person)
})

Then('it ends {duration} after it was made', function (this: ConcordWorld, ms: number) {
  const { expires_at } = this.reply.json<{ expires_at: string }>()
  expect(this.reach.about(Date.parse(expires_at) - this.clock.now(), ms)).to.equal(ms)
})

Then("{person}'s answer ends because {failure}", async function (this: ConcordWorld, _person: PersonName, { status, code }: NamedOutcome) {
  await hearOut(this)
  expect({ status: this.reply.status, code: this.reply.json().code }, this.reply.text).to.deep.equal({ status, code })
})

const heardInSession = perScenario((): { live?: Promise<LiveReply> } => ({}))

Given('{person} listens in her session for {duration} to Anthropic', async function (this: ConcordWorld, person: PersonName, ms: number) {
  heardInSession(this).live = listenInSession(this, person)
  await this.clock.advance(ms)
})

Then('what {person} hears in her session ends because {failure}', async function (this: ConcordWorld, _person: PersonName, { status, code }: NamedOutcome) {
  const live = await heardInSession(this).live
  await this.wait(Promise.resolve(live?.ended), 'the end')
  const last = live?.events.at(-1)
  expect({ event: last?.event, ...JSON.parse(last?.data ?? '{}') }).to.include({ event: 'streaming:error', status, code })
})

Given('the operator has started the platform and stopped it', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).start()
  await childOf(this).stop()
})

Given('the token given was revoked, and the platform stopped', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.start()
  const api = child.api(bearer(given(this)))
  const { id } = (await api.call('GET', '/api/me')).json<{ id: string }>()
  const { items } = (await api.call('GET', `/api/people/${id}/tokens`)).json<{ items: { id: string }[] }>()
  for (const token of items.toReversed()) await api.call('DELETE', `/api/people/${id}/tokens/${token.id}`)
  await child.stop()
})

Then('it has shown one token, and that at the first start', function (this: ConcordWorld) {
  const [first = '', ...later] = childOf(this).output.split('Concord is listening')
  expect(first.match(SHOWN)).to.have.length(1)
  expect(later.join('').match(SHOWN)).to.equal(null)
})

Then('it has shown no token', function (this: ConcordWorld) {
  const { output } = childOf(this)
  expect(output.match(SHOWN)).to.equal(null)
  expect(output).not.to.include(given(this))
})

Then(/^whoever holds the token (shown|given) is an administrator$/, async function (this: ConcordWorld, which: string) {
  const child = childOf(this)
  const token = which === 'given' ? given(this) : (child.output.match(SHOWN)?.[0] ?? 'none was shown')
  const { status, text } = await child.api(bearer(token)).call('GET', '/api/me')
  expect(status, text).to.equal(200)
  expect(JSON.parse(text)).to.include({ role: 'administrator' })
})

const given = (world: ConcordWorld): string => world.settings.CONCORD_ADMIN_TOKEN ?? 'none was given'
