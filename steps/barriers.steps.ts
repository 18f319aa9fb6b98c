import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import {
  answersAt,
  arrive,
  arriveAndWait,
  arriveTogether,
  DOINGS,
  type Doing,
  look,
  loseConnection,
  passages,
  passed,
  reasonOf,
  toldBroken,
  withdraw,
} from '../support/barriers'
import { childOf } from '../support/child-platform'
import { recorded } from '../support/measurements'
import { asParty, partyOf } from '../support/messaging'
import { runNextDoor } from '../support/neighbour'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

Given('members of a barrier are silent after {duration}', function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_SILENCE_SECONDS', String(ms / 1_000))
})

Given(
  '{parties} wait(s) at {string}, where {int} are awaited',
  async function (this: ConcordWorld, names: readonly string[], barrier: string, parties: number) {
    for (const who of names) await arriveAndWait(this, who, { barrier, parties })
  },
)

Given(
  '{party} waits at {string} for {duration}, where {int} are awaited',
  async function (this: ConcordWorld, who: string, barrier: string, ms: number, parties: number) {
    await arriveAndWait(this, who, { barrier, parties, ms })
  },
)

Given(
  '{party} waits at {string} at another platform on the same data, where {int} are awaited',
  async function (this: ConcordWorld, who: string, barrier: string, parties: number) {
    await runNextDoor(this, { silent: false, begin: () => arriveAndWait(this, who, { barrier, parties }) })
  },
)

Given(
  '{party} waits at {string} at a platform on the same data that falls silent, where {int} are awaited',
  async function (this: ConcordWorld, who: string, barrier: string, parties: number) {
    await runNextDoor(this, { silent: true, begin: () => arriveAndWait(this, who, { barrier, parties }) })
  },
)

async function pass(world: ConcordWorld, names: readonly string[], coming: { barrier: string; parties?: number }): Promise<void> {
  for (const who of names) await arrive(world, who, coming)
  for (const who of names) await passed(world, who, coming.barrier)
}

Given(
  '{parties} have passed {string}, where {int} are awaited',
  async function (this: ConcordWorld, names: readonly string[], barrier: string, parties: number) {
    await pass(this, names, { barrier, parties })
  },
)

When(
  '{parties} arrive(s) at {string}, where {int} are awaited',
  async function (this: ConcordWorld, names: readonly string[], barrier: string, parties: number) {
    for (const who of names) await arrive(this, who, { barrier, parties })
  },
)

When('{parties} arrive(s) at {string}( again)', async function (this: ConcordWorld, names: readonly string[], barrier: string) {
  for (const who of names) await arrive(this, who, { barrier })
})

Given('{party} has arrived at {string}( again)', async function (this: ConcordWorld, who: string, barrier: string) {
  await arrive(this, who, { barrier })
})

When('{party} comes back to {string}', async function (this: ConcordWorld, who: string, barrier: string) {
  await arrive(this, who, { barrier })
})

Given('{party} has come back to {string}', async function (this: ConcordWorld, who: string, barrier: string) {
  await arriveAndWait(this, who, { barrier })
})

Given('{party} has come back to {string}, and been told', async function (this: ConcordWorld, who: string, barrier: string) {
  await pass(this, [who], { barrier })
})

Given(
  '{party} has come back to {string}, and the connection of {party} is lost again',
  async function (this: ConcordWorld, who: string, barrier: string, whose: string) {
    await arriveAndWait(this, who, { barrier })
    await loseConnection(this, whose)
  },
)

When('{party} arrives at {string} as {string}', async function (this: ConcordWorld, who: string, barrier: string, member: string) {
  await arrive(this, who, { barrier, member })
})

When('{party} arrives at {string} for {duration}', async function (this: ConcordWorld, who: string, barrier: string, ms: number) {
  await arrive(this, who, { barrier, ms })
})

When('{party} arrives at {string} under a name of {int} characters', async function (this: ConcordWorld, who: string, barrier: string, length: number) {
  await arrive(this, who, { barrier, member: 'x'.repeat(length) })
})

When(/^(Uma) arrives at a barrier with a name of (?:(\d+) characters|two words)$/, async function (this: ConcordWorld, who: string, length: string | null) {
  await arrive(this, who, { barrier: length === null ? 'two words' : 'x'.repeat(Number(length)) })
})

When('{party} arrives at {string} without a name, where {int} are awaited', async function (this: ConcordWorld, who: string, barrier: string, parties: number) {
  await arrive(this, who, { barrier, parties, member: undefined })
})

When('{party} lets {agentName} arrive at {string}', async function (this: ConcordWorld, by: string, behalf: string, barrier: string) {
  await arrive(this, by, { barrier, behalf })
})

When(
  '{int} members arrive at {string} at the same moment, where {int} are awaited',
  async function (this: ConcordWorld, count: number, barrier: string, parties: number) {
    await arriveTogether(this, count, { barrier, parties })
  },
)

Given('the connection of {party} is lost', async function (this: ConcordWorld, who: string) {
  await loseConnection(this, who)
})

When('{party} withdraws from {string}', async function (this: ConcordWorld, who: string, barrier: string) {
  await withdraw(this, who, { who, barrier })
})

When('{party} withdraws {party} from {string}', async function (this: ConcordWorld, by: string, who: string, barrier: string) {
  await withdraw(this, by, { who, barrier })
})

async function withdrawn(world: ConcordWorld, who: string, barrier: string): Promise<void> {
  const { status, text } = await withdraw(world, who, { who, barrier })
  expect(status, text).to.equal(204)
  await toldBroken(world, who, { member: who, doing: 'withdrew' })
}

Given('{party} has withdrawn from {string}', async function (this: ConcordWorld, who: string, barrier: string) {
  await withdrawn(this, who, barrier)
})

Given('{party} has withdrawn from {string}, as {party} was told', async function (this: ConcordWorld, who: string, barrier: string, other: string) {
  await withdrawn(this, who, barrier)
  await toldBroken(this, other, { member: who, doing: 'withdrew' })
})

When('{party} looks who waits at {string}', async function (this: ConcordWorld, who: string, barrier: string) {
  await this.call(await asParty(this, who), 'GET', `/api/barriers/${barrier}`)
})

Then(
  'it is told that {parties} wait in generation {int}, where {int} are awaited',
  function (this: ConcordWorld, names: readonly string[], generation: number, parties: number) {
    const waiting = names.map((member, index) => ({ member, position: index + 1, actor: partyOf(this, member).id }))
    expect(this.reply.json()).to.deep.equal({ name: 'harvest', generation, parties, waiting })
  },
)

Then('those who wait at {string} are {parties}', async function (this: ConcordWorld, barrier: string, names: readonly string[]) {
  const found = await look(this, barrier)
  expect(found?.waiting.map(({ member, position }) => ({ member, position }))).to.deep.equal(names.map((member, index) => ({ member, position: index + 1 })))
})

Then('{party} waits at {string} under the own name', async function (this: ConcordWorld, who: string, barrier: string) {
  const { id } = partyOf(this, who)
  expect((await look(this, barrier))?.waiting).to.deep.equal([{ member: id, position: 1, actor: id }])
})

Then('nobody waits at {string}', async function (this: ConcordWorld, barrier: string) {
  expect((await look(this, barrier))?.waiting).to.deep.equal([])
})

Then('nobody has passed {string}', async function (this: ConcordWorld, barrier: string) {
  await this.clock.advance(0)
  expect(answersAt(this, barrier).map(({ text }) => text)).to.deep.equal([])
})

Then(
  '{parties} pass {string} in this order, in generation {int}',
  async function (this: ConcordWorld, names: readonly string[], barrier: string, generation: number) {
    const found = []
    for (const who of names) found.push(await passed(this, who, barrier))
    expect(found).to.deep.equal(names.map((_, index) => ({ generation, position: index + 1 })))
  },
)

Then(
  '{party} passes {string} at place {int}, in generation {int}',
  async function (this: ConcordWorld, who: string, barrier: string, position: number, generation: number) {
    expect(await passed(this, who, barrier)).to.deep.equal({ generation, position })
  },
)

Then(
  '{int} of them pass {string} in generation {int}, at places 1 to {int}',
  async function (this: ConcordWorld, count: number, barrier: string, generation: number, last: number) {
    await this.clock.advance(0)
    const places = passages(this, barrier).filter((each) => each.generation === generation)
    expect(places.map(({ position }) => position).toSorted((one, other) => one - other)).to.deep.equal(Array.from({ length: last }, (_, index) => index + 1))
    expect(places).to.have.lengthOf(count)
  },
)

Then('{int} of them wait(s) at {string} for generation {int}', async function (this: ConcordWorld, count: number, barrier: string, generation: number) {
  const found = await look(this, barrier)
  expect({ generation: found?.generation, waiting: found?.waiting.length }).to.deep.equal({ generation, waiting: count })
  expect(passages(this, barrier).filter((each) => each.generation === generation)).to.deep.equal([])
})

Then(
  new RegExp(`^(\\w+(?:(?:, | and )\\w+)*) (?:is|are) told that nobody passes because (\\w+) (${DOINGS})$`),
  async function (this: ConcordWorld, names: string, member: string, doing: Doing) {
    for (const who of names.split(/, | and /)) await toldBroken(this, who, { member, doing })
  },
)

Then(
  new RegExp(`^on record (the platform|\\w+) has broken "([^"]*)", (?:where|which) (\\w+) (${DOINGS})(?: from)?$`),
  async function (this: ConcordWorld, by: string, barrier: string, member: string, doing: Doing) {
    const records = await recorded(this, 'barrier.broken')
    const found = records.map(({ actor, subject, details }) => ({ actor, subject, details: { ...(details as object), held_by: undefined } }))
    const actor = by === 'the platform' ? 'platform' : partyOf(this, by).id
    expect(found).to.deep.equal([{ actor, subject: barrier, details: { generation: 1, reason: reasonOf(doing), member, held_by: undefined } }])
  },
)

const secondOf = perScenario((world) => childOf(world).twin())

Given(
  'two platforms run in processes of their own on the same data, and take whoever is not heard for {duration} for silent',
  PROCESSES,
  async function (this: ConcordWorld, ms: number) {
    this.set('CONCORD_SILENCE_SECONDS', String(ms / 1_000))
    await childOf(this).start()
    await secondOf(this).start()
  },
)

Given(
  '{party} waits at {string} at the first, and {party} at the second, where {int} are awaited',
  PROCESSES,
  async function (this: ConcordWorld, first: string, barrier: string, second: string, parties: number) {
    const { identity } = await asParty(this, second)
    await arriveAndWait(this, first, { barrier, parties })
    await arriveAndWait(this, second, { barrier, parties, api: secondOf(this).api(identity) })
  },
)

When('the second platform is killed', PROCESSES, async function (this: ConcordWorld) {
  await secondOf(this).kill()
})

Then('nobody ever came to {string}', async function (this: ConcordWorld, barrier: string) {
  await this.call(this.as('Uma'), 'GET', `/api/barriers/${barrier}`)
  expect([this.reply.status, this.reply.json().code]).to.deep.equal([404, 'not_found'])
  this.looked(this.reply)
})

Then(/^on record (\d+) (barrier|breaker) was forgotten$/, async function (this: ConcordWorld, count: string, what: string) {
  const told = (await recorded(this, `${what}.forgotten`)).map(({ details }) => details)
  expect(told).to.deep.equal([{ days: 1, count: Number(count) }])
})
