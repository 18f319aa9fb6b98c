import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { Agent } from 'undici'
import { type Api, createApi } from '../support/api'
import type { PersonName } from '../support/cast'
import { bearer } from '../support/house'
import { measured, recorded } from '../support/measurements'
import { perScenario } from '../support/per-scenario'
import type { Reply } from '../support/reply'
import type { ConcordWorld } from '../support/world'

/** The requests of the last step, and how long the last answer took. */
const latest = perScenario((): { replies: readonly Reply[]; ms: number } => ({ replies: [], ms: 0 }))

async function makeRequests(world: ConcordWorld, api: Api, count: number): Promise<readonly Reply[]> {
  const calls = Array.from({ length: count }, () => api.call('GET', '/api/me'))
  return world.wait(Promise.all(calls), `${count} answers`)
}

async function tryWrongTokens(world: ConcordWorld, api: Api, count: number): Promise<void> {
  for (let tried = 0; tried < count; tried++) {
    const before = world.clock.elapsed()
    const { status, text } = await world.wait(api.call('GET', '/api/me'), 'a refusal')
    expect(status, text).to.equal(401)
    latest(world).ms = world.clock.elapsed() - before
  }
}

const WRONG = bearer('ccd_guessed')

/** Somebody who connects from another address of this machine. */
function elsewhere(world: ConcordWorld): Api {
  const dispatcher = new Agent({ localAddress: '127.0.0.2' })
  world.afterwards(() => dispatcher.destroy())
  world.open()
  return createApi({ origin: world.origin, dispatcher, conformance: world.conformance })(WRONG)
}

Given('{person} has made {int} requests, and {duration} have passed', async function (this: ConcordWorld, person: PersonName, count: number, ms: number) {
  await makeRequests(this, this.as(person), count)
  await this.clock.advance(ms)
})

When('{person} makes {int} requests at once', async function (this: ConcordWorld, person: PersonName, count: number) {
  latest(this).replies = await makeRequests(this, this.as(person), count)
})

When('{person} makes one more request', async function (this: ConcordWorld, person: PersonName) {
  const before = this.clock.elapsed()
  latest(this).replies = [await this.call(this.as(person), 'GET', '/api/me')]
  latest(this).ms = this.clock.elapsed() - before
})

When('a stranger has tried {int} wrong token(s) in a row', async function (this: ConcordWorld, count: number) {
  this.reach.lack('emptiness', 'wrong tokens count by origin, whoever sent them before')
  await tryWrongTokens(this, this.api(WRONG), count)
})

When('a stranger elsewhere has tried {int} wrong tokens in a row', async function (this: ConcordWorld, count: number) {
  await tryWrongTokens(this, elsewhere(this), count)
})

When('a stranger has asked {int} times without a token', async function (this: ConcordWorld, count: number) {
  latest(this).replies = await makeRequests(this, this.api({}), count)
})

const statuses = (world: ConcordWorld) => [...new Set(latest(world).replies.map(({ status }) => status))]

Then('all of them are answered', function (this: ConcordWorld) {
  expect(statuses(this)).to.deep.equal([200])
})

Then('all of them are answered, at once', function (this: ConcordWorld) {
  expect(statuses(this)).to.deep.equal([200])
  expect(this.reach.about(latest(this).ms, 0)).to.equal(0)
})

Then(
  '{person} is told that {int} of {int} are left for the next {duration}',
  function (this: ConcordWorld, _person: PersonName, left: number, limit: number, ms: number) {
    const told = latest(this).replies.map(({ headers }) => headers)
    const fewest = told.reduce((one, other) => (Number(other['ratelimit-remaining']) < Number(one['ratelimit-remaining']) ? other : one))
    expect(['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => Number(fewest[name]))).to.deep.equal([limit, left, ms / 1_000])
  },
)

Then('the last answer was held back for {duration}', function (this: ConcordWorld, ms: number) {
  expect(this.reach.about(latest(this).ms, ms)).to.equal(ms)
})

Then('the audit trail tells of wrong tokens {times}', async function (this: ConcordWorld, times: number) {
  expect(await recorded(this, 'token.refused')).to.have.length(times)
})

Then('the audit trail tells of wrong tokens twice, from two origins', async function (this: ConcordWorld) {
  const origins = (await recorded(this, 'token.refused')).map(({ subject }) => subject)
  expect([origins.length, new Set(origins).size]).to.deep.equal([2, 2])
  // From where we come to somebody else's platform, only that platform knows.
  if (!this.reach.isRemote) expect(origins).to.deep.equal(['127.0.0.1', '127.0.0.2'])
})

Then('nobody is recognised, and the audit trail tells of nothing', async function (this: ConcordWorld) {
  expect(statuses(this)).to.deep.equal([401])
  expect(await recorded(this, 'token.refused')).to.deep.equal([])
})

Then('the measurements count {int} wrong tokens', async function (this: ConcordWorld, count: number) {
  expect(await measured(this, 'concord_wrong_tokens_total')).to.equal(count)
})
