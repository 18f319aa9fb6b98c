import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { recorded } from '../support/measurements'
import { endNeighbour, neighbourAsks } from '../support/neighbour'
import type { NamedOutcome, ProviderWord } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { stopMs } from '../support/platform'
import { beginAsking, underWayOf } from '../support/under-way'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { interrupted?: number; trail?: string; took?: number } => ({}))

/** Tells the platform in this process to stop, as its signal does. */
function stop(world: ConcordWorld): Promise<void> {
  return world.platform.stop(stopMs(world.settings)).then((interrupted) => {
    stateOf(world).interrupted = interrupted
  })
}

Given('the platform runs in a process of its own', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).start()
})

Given('{provider} never answers', function (this: ConcordWorld, provider: ProviderWord) {
  this.fakes[provider].is({ kind: 'silent' })
})

Given("{person}'s question has reached {provider}", async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await beginAsking(this, person, 'Are you there?')
  await eventually(() => this.fakes[provider].calls[0], `a call to ${provider}`)
})

Given('the operator has told the platform to stop', async function (this: ConcordWorld) {
  void stop(this)
  await this.clock.advance(0)
})

Given('another platform on the same data asks OpenAI for Uma, and falls silent', async function (this: ConcordWorld) {
  this.fakes.openai.is({ kind: 'silent' })
  await neighbourAsks(this, { silent: true })
})

When('the silent platform wakes up, and is stopped', async function (this: ConcordWorld) {
  await endNeighbour(this)
})

Given('another platform on the same data asks OpenAI for Uma, and lives on', async function (this: ConcordWorld) {
  this.fakes.openai.is({ kind: 'silent' })
  await neighbourAsks(this, { silent: false })
})

When('the operator stops the platform', async function (this: ConcordWorld) {
  const begun = this.clock.elapsed()
  await this.wait(stop(this), 'the platform to stop')
  stateOf(this).took = this.clock.elapsed() - begun
})

Then('it has taken {duration} to stop', function (this: ConcordWorld, ms: number) {
  expect(stateOf(this).took).to.equal(ms)
})

When('the operator stops the platform, and OpenAI answers', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  child.tellToStop()
  await eventually(async () => ((await child.api({}).call('GET', '/readyz')).status === 503 ? 'told' : undefined), 'a platform that is stopping')
  expect(child.exit, child.output).to.equal(undefined)
  await this.clock.advance(5_000)
})

When('the operator stops the process and starts the platform again', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).stop()
  expect(childOf(this).exit, childOf(this).output).to.deep.equal({ code: 0, signal: null })
  await childOf(this).restart()
})

async function killAndStart(world: ConcordWorld): Promise<void> {
  await childOf(world).kill()
  await childOf(world).restart()
}

Given('the platform was killed and started again, once', PROCESSES, async function (this: ConcordWorld) {
  await killAndStart(this)
  stateOf(this).trail = await trailOf(this)
})

When('the platform is killed and started again', PROCESSES, async function (this: ConcordWorld) {
  await killAndStart(this)
})

When('the platform is killed, and two are started at the same moment', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.kill()
  await Promise.all([child.restart(), child.twin().start()])
})

When('a second platform is started on the same data, and OpenAI answers', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).twin().start()
  await this.clock.advance(5_000)
})

const trailOf = async (world: ConcordWorld): Promise<string> => (await world.as('Sam').call('GET', '/api/audit')).text

Then('nothing was interrupted', function (this: ConcordWorld) {
  expect(stateOf(this).interrupted).to.equal(0)
})

Then('{person} is refused an answer because {failure}', async function (this: ConcordWorld, person: PersonName, { status, code }: NamedOutcome) {
  const reply = await this.wait(underWayOf(this, person).answer, `the refusal of ${person}'s question`)
  expect({ status: reply.status, code: reply.json().code }, reply.text).to.deep.equal({ status, code })
})

Then('{person} gets the answer that OpenAI gave', async function (this: ConcordWorld, person: PersonName) {
  const reply = await this.wait(underWayOf(this, person).answer, `the answer to ${person}`)
  expect(reply.status, reply.text).to.equal(200)
  expect(reply.json()).to.include({ content: 'You said: Are you there?', provider: 'openai' })
})

Then('the process has ended well', PROCESSES, async function (this: ConcordWorld) {
  expect(await childOf(this).ended, childOf(this).output).to.deep.equal({ code: 0, signal: null })
})

/** A platform that has stopped can be asked no more; the one after it can. */
async function ends(world: ConcordWorld): Promise<readonly unknown[]> {
  if (stateOf(world).interrupted !== undefined) await world.restart()
  const asked = await recorded(world, 'model.asked')
  const ended = await recorded(world, 'model.ended')
  return asked.map(({ id }) => ended.filter(({ of }) => of === id).map(({ outcome }) => outcome))
}

Then(/^every question is on record as (answered|interrupted)$/, async function (this: ConcordWorld, outcome: string) {
  expect(await ends(this)).to.deep.equal([[outcome]])
})

Then('no question is on record as ended', async function (this: ConcordWorld) {
  expect(await ends(this)).to.deep.equal([[]])
})

Then('the audit trail is in order', async function (this: ConcordWorld) {
  const reply = await this.wait(this.as('Sam').call('GET', '/api/audit/verify'), 'the verification')
  expect(reply.json()).to.include({ valid: true })
})

Then('the audit trail is as it was before', async function (this: ConcordWorld) {
  expect(await trailOf(this)).to.equal(stateOf(this).trail)
})

Then('it is alive, but not ready because {failure}', function (this: ConcordWorld, { status, code }: NamedOutcome) {
  const [alive, ready] = this.replies.slice(-2)
  expect(alive?.status).to.equal(200)
  expect({ status: ready?.status, code: this.reply.json().code }).to.deep.equal({ status, code })
})
