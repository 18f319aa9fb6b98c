import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { childOf, dataOf, hasChild } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { type Episode, memories } from '../support/remembering'
import { run, toAgent } from '../support/running'
import type { ConcordWorld } from '../support/world'

const A_DAY = 86_400_000

const stateOf = perScenario((): { found: readonly Episode[] } => ({ found: [] }))

/** As when there is no room where memories are kept. */
const NO_EPISODES = { name: 'no_episodes', table: 'episode', event: 'insert' } as const

Given('episodes cannot be stored', async function (this: ConcordWorld) {
  if (!hasChild(this)) this.open()
  await dataOf(this).forbid(NO_EPISODES)
})

const canBeStored = (world: ConcordWorld): Promise<void> => dataOf(world).allow(NO_EPISODES)

When('episodes can be stored again, and {duration} pass(es)', async function (this: ConcordWorld, ms: number) {
  await canBeStored(this)
  await this.clock.advance(ms)
})

When('the platform is killed, and started again when episodes can be stored', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).kill()
  await canBeStored(this)
  await childOf(this).restart()
})

const told = (episodes: readonly Episode[]) => episodes.map(({ message, response }) => ({ message, response }))

Then(
  '{agent} remembers {string} with {string}, {times}',
  async function (this: ConcordWorld, agent: AgentName, message: string, response: string, times: number) {
    await this.clock.advance(0)
    expect(told(await memories(this, agent))).to.deep.equal(Array.from({ length: times }, () => ({ message, response })))
  },
)

Then(
  '{agent} remembers {string} with {string} before long, {times}',
  async function (this: ConcordWorld, agent: AgentName, message: string, response: string, times: number) {
    await eventually(async () => (await memories(this, agent))[0], 'a memory')
    expect(told(await memories(this, agent))).to.deep.equal(Array.from({ length: times }, () => ({ message, response })))
  },
)

Then('{agent} remembers nothing', async function (this: ConcordWorld, agent: AgentName) {
  expect(await memories(this, agent)).to.deep.equal([])
})

Then('{agent} remembers nothing, even a day later', async function (this: ConcordWorld, agent: AgentName) {
  await this.startRounds()
  await this.clock.advance(A_DAY)
  expect(await memories(this, agent)).to.deep.equal([])
})

async function tell(world: ConcordWorld, agent: AgentName, things: readonly string[], everyMs: number): Promise<void> {
  for (const thing of things) {
    await run(world, 'Uma', toAgent(world, agent, thing))
    await world.clock.advance(everyMs)
  }
}

Given(
  /^Uma has told (Ada) "([^"]*)", "([^"]*)" and "([^"]*)", (a minute apart|at once)$/,
  async function (this: ConcordWorld, agent: AgentName, one: string, two: string, three: string, when: string) {
    await tell(this, agent, [one, two, three], when === 'at once' ? 0 : 60_000)
  },
)

Given('Uma has told {agent} {int} things', async function (this: ConcordWorld, agent: AgentName, count: number) {
  await tell(
    this,
    agent,
    Array.from({ length: count }, (_, index) => `Thing ${index + 1}`),
    0,
  )
})

Given('{agent} has answered Uma {string} to {string}', async function (this: ConcordWorld, agent: AgentName, answer: string, message: string) {
  this.fakes.openai.willAnswer(answer, { times: 1 })
  await tell(this, agent, [message], 0)
})

When('{person} asks what {agent} remembers', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  stateOf(this).found = await memories(this, agent, { as: person })
})

When('{person} asks what {agent} remembers of {string}', async function (this: ConcordWorld, person: PersonName, agent: AgentName, like: string) {
  stateOf(this).found = await memories(this, agent, { as: person, like })
})

When('{person} asks what {agent} remembers, {int} at a time', async function (this: ConcordWorld, person: PersonName, agent: AgentName, limit: number) {
  const found: Episode[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`
    await this.call(this.as(person), 'GET', `/api/agents/${this.agent(agent).id}/episodes?${query}`)
    const page = this.reply.json<{ items: readonly Episode[]; next_cursor: string | null }>()
    expect(page.items.length).to.be.within(1, limit)
    found.push(...page.items)
    cursor = page.next_cursor
  }
  stateOf(this).found = found
})

const found = (world: ConcordWorld): readonly string[] => stateOf(world).found.map(({ message }) => message)

Then(/^it is (".*")$/, function (this: ConcordWorld, list: string) {
  expect(found(this)).to.deep.equal(JSON.parse(`[${list}]`))
})

Then(/^the first (?:is|two are) (".*")$/, function (this: ConcordWorld, list: string) {
  const expected = JSON.parse(`[${list}]`)
  expect(found(this).slice(0, expected.length)).to.deep.equal(expected)
})

Then('there is nothing', function (this: ConcordWorld) {
  expect(found(this)).to.deep.equal([])
})

Then('no memory was found twice', function (this: ConcordWorld) {
  const ids = stateOf(this).found.map(({ id }) => id)
  expect(ids).to.deep.equal([...new Set(ids)])
})

Then('{person} has found {int} memories, each once, the newest first', function (this: ConcordWorld, _person: PersonName, count: number) {
  expect(found(this)).to.deep.equal(Array.from({ length: count }, (_, index) => `Thing ${count - index}`))
})
