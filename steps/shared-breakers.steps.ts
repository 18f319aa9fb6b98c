import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { recorded } from '../support/measurements'
import { partyOf } from '../support/messaging'
import { runNextDoor } from '../support/neighbour'
import { breakerOf, type Outcome, report, reported, wasLetIn } from '../support/shared-breakers'
import type { ConcordWorld } from '../support/world'

Given('shared breakers open after {int} failures', function (this: ConcordWorld, count: number) {
  this.set('CONCORD_BREAKER_FAILURES', String(count))
})

Given('shared breakers stay open for {duration}', function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_BREAKER_OPEN_MS', String(ms))
})

const REPORTS = /^(\w+) has reported (\d+) (failure|success)e?s? of "([^"]*)"$/

Given(REPORTS, async function (this: ConcordWorld, who: string, times: string, outcome: Outcome, what: string) {
  await reported(this, who, { what, outcome, times: Number(times) })
})

Given(
  '{party} has reported {int} failures of {string} at another platform on the same data',
  async function (this: ConcordWorld, who: string, times: number, what: string) {
    await runNextDoor(this, { silent: false, begin: () => reported(this, who, { what, outcome: 'failure', times }) })
  },
)

Given('the breaker of {string} has been opened by {party}', async function (this: ConcordWorld, what: string, who: string) {
  await reported(this, who, { what, outcome: 'failure', times: 5 })
  expect((await breakerOf(this, what)).state).to.equal('open')
})

When(/^(\w+) reports a (failure|success) of "([^"]*)"$/, async function (this: ConcordWorld, who: string, outcome: Outcome, what: string) {
  await report(this, who, { what, outcome })
})

When('{party} reports {int} failures of {string}', async function (this: ConcordWorld, who: string, times: number, what: string) {
  await reported(this, who, { what, outcome: 'failure', times })
})

When('{party} reports a failure of {string} for {agentName}', async function (this: ConcordWorld, who: string, what: string, behalf: string) {
  await report(this, who, { what, outcome: 'failure', behalf })
})

When('{party} asks to be let in at {string}', async function (this: ConcordWorld, who: string, what: string) {
  await report(this, who, { what, outcome: 'attempt' })
})

When('{party} and {party} ask to be let in at {string} at the same moment', async function (this: ConcordWorld, one: string, other: string, what: string) {
  await Promise.all([report(this, one, { what, outcome: 'attempt' }), report(this, other, { what, outcome: 'attempt' })])
})

async function letIn(world: ConcordWorld, who: string, what: string): Promise<void> {
  expect(wasLetIn(world, await report(world, who, { what, outcome: 'attempt' })), `whether ${who} may try`).to.equal(true)
}

Given('{party} has been let in at {string}', async function (this: ConcordWorld, who: string, what: string) {
  await letIn(this, who, what)
})

Given('{party} has been let in at {string} at another platform on the same data', async function (this: ConcordWorld, who: string, what: string) {
  await runNextDoor(this, { silent: false, begin: () => letIn(this, who, what) })
})

Then('{party} is let in at {string}', async function (this: ConcordWorld, who: string, what: string) {
  await letIn(this, who, what)
})

Then('nobody is let in at {string}', async function (this: ConcordWorld, what: string) {
  for (const who of ['Ada', 'Sol', 'Mallory'])
    expect(wasLetIn(this, await report(this, who, { what, outcome: 'attempt' })), `whether ${who} may try`).to.equal(false)
})

Then('{party} may try', function (this: ConcordWorld, _who: string) {
  expect(wasLetIn(this, this.reply), this.reply.text).to.equal(true)
})

Then('one of them may try, and the other is told that the breaker is open', function (this: ConcordWorld) {
  expect(
    this.replies
      .slice(-2)
      .map((reply) => wasLetIn(this, reply))
      .toSorted(),
  ).to.deep.equal([false, true])
})

Then(
  /^the breaker of "([^"]*)" is (open|half open|closed), after (\d+) failures?$/,
  async function (this: ConcordWorld, what: string, state: string, count: string) {
    const { retry_at: _, ...found } = await breakerOf(this, what)
    expect(found).to.deep.equal({ name: what, state: state.replace(' ', '_'), failures: Number(count) })
  },
)

/** When to come back, in milliseconds from now; it is said in two places, which have to agree. */
function comeBackIn(world: ConcordWorld): number {
  const { headers, json } = world.reply
  const ms = Date.parse(json<{ retry_at: string }>().retry_at) - world.clock.now()
  expect(Number(headers['retry-after'])).to.be.within(1, Math.max(1, Math.ceil(ms / 1_000) + 1))
  return ms
}

Then('it is told when the next one may try', function (this: ConcordWorld) {
  expect(comeBackIn(this)).to.be.within(1, 30_000)
})

Then('it is told that the next one may try in {duration}', function (this: ConcordWorld, ms: number) {
  expect(this.reach.about(comeBackIn(this), ms)).to.equal(ms)
  expect(Number(this.reply.headers['retry-after'])).to.equal(ms / 1_000)
})

Then(
  /^on record (\w+) has (opened|closed) the breaker of "([^"]*)"(?: for (\w+))?$/,
  async function (this: ConcordWorld, who: string, change: string, what: string, behalf: string | null) {
    const found = (await recorded(this, `breaker.${change}`)).map(({ actor, subject, details }) => ({
      ...{ actor, subject },
      by: (details as { readonly reported_by: string }).reported_by,
    }))
    expect(found.at(-1)).to.deep.equal({ actor: partyOf(this, who).id, subject: what, by: partyOf(this, behalf ?? who).id })
  },
)
