import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { AGENT_NAMES, type AgentName, PERSON_NAMES, type PersonName } from '../support/cast'
import { type AgentChange, changeAgent, demote, elsewhere, promote } from '../support/changing-agents'
import { measured } from '../support/measurements'
import { decisions, recordOf } from '../support/on-record'
import { KNOWN_ACTIONS } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { run, toAgent, told } from '../support/running'
import type { ConcordWorld } from '../support/world'

const NOBODY = '01900000-0000-7000-8000-000000000000'
const PEOPLE = PERSON_NAMES.join('|')
const AGENTS = AGENT_NAMES.join('|')

/** What an agent may do, as the platform tells it beforehand. */
interface Permission {
  readonly action: string
  readonly complexity: number
  readonly decision: string
}

const lookedUp = perScenario((): Map<string, readonly Permission[]> => new Map())

async function permission(world: ConcordWorld, person: PersonName, agent: string, action: string): Promise<Permission> {
  const path = `/api/agents/${world.agent(agent).id}/permissions?action=${encodeURIComponent(action)}`
  const reply = await world.wait(world.as(person).call('GET', path), path)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Permission & Record<string, unknown>>()
}

async function lookUpAll(world: ConcordWorld, person: PersonName, agents: readonly AgentName[]): Promise<void> {
  for (const agent of agents) {
    const found: Permission[] = []
    for (const action of KNOWN_ACTIONS) found.push(await permission(world, person, agent, action))
    lookedUp(world).set(agent, found)
  }
}

When('{person} looks up what each agent may do', async function (this: ConcordWorld, person: PersonName) {
  await lookUpAll(this, person, AGENT_NAMES)
})

When('{person} looks up how complex each action is', async function (this: ConcordWorld, person: PersonName) {
  await lookUpAll(this, person, ['Ada'])
})

Then('these are the decisions', async function (this: ConcordWorld, table: DataTable) {
  const expected = table.hashes()
  const rows = await Promise.all(
    expected.map(async ({ agent = '' }) => ({ agent, level: await levelOf(this, agent), ...byComplexity(lookedUp(this).get(agent) ?? []) })),
  )
  expect(rows).to.deep.equal(expected)
})

async function levelOf(world: ConcordWorld, agent: string): Promise<unknown> {
  const reply = await world.wait(world.as('Sam').call('GET', `/api/agents/${world.agent(agent).id}`), agent)
  return reply.json().maturity
}

/** The one decision for all actions of a complexity; where they differ, all of them. */
const byComplexity = (found: readonly Permission[]) =>
  Object.fromEntries(
    [1, 2, 3, 4].map((complexity) => {
      const kinds = new Set(found.filter((each) => each.complexity === complexity).map(({ decision }) => decision.replaceAll('_', ' ')))
      return [`complexity ${complexity}`, [...kinds].join(' and ')]
    }),
  )

Then('these are the published actions', function (this: ConcordWorld, table: DataTable) {
  const published = table
    .hashes()
    .flatMap(({ complexity, actions = '' }) => actions.split(', ').map((action): [string, number] => [action, Number(complexity)]))
  const found = (lookedUp(this).get('Ada') ?? []).map(({ action, complexity }): [string, number] => [action, complexity])
  expect(Object.fromEntries(found)).to.deep.equal(Object.fromEntries(published))
})

When('{person} looks up whether {agent} may {action}', async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string) {
  lookedUp(this).set('one', [await permission(this, person, agent, action)])
})

Then(new RegExp(`^(?:${PEOPLE}) learns that it is (allowed|blocked)$`), function (this: ConcordWorld, decision: string) {
  expect(
    lookedUp(this)
      .get('one')
      ?.map((each) => each.decision),
  ).to.deep.equal([decision])
})

const LEVELS: Readonly<Record<string, string>> = {
  'a student': 'student',
  'an intern': 'intern',
  'a supervised agent': 'supervised',
  'an autonomous agent': 'autonomous',
}
const LEVEL = Object.keys(LEVELS).join('|')

Then(
  new RegExp(`^(?:${PEOPLE}) is told that (${AGENTS}) is (${LEVEL}), and that it takes (${LEVEL})$`),
  function (this: ConcordWorld, agent: AgentName, level: string, needed: string) {
    const { agent_id, agent_level, needed_level } = this.reply.json()
    expect({ agent_id, agent_level, needed_level }).to.deep.equal({ agent_id: this.agent(agent).id, agent_level: LEVELS[level], needed_level: LEVELS[needed] })
  },
)

Then('{person} is told that it is of no use to try again', function (this: ConcordWorld, _person: PersonName) {
  expect(this.reply.json().retryable).to.equal(false)
})

When('{person} asks {string} to {action} {string}', async function (this: ConcordWorld, person: PersonName, agent: string, action: string, message: string) {
  await run(this, person, toAgent(this, agent, message, { action }))
})

Then('{string} answers {string}', async function (this: ConcordWorld, agent: string, response: string) {
  const { status, response: said, agent_id } = await told(this)
  expect({ status, said, agent_id }).to.deep.equal({ status: 'completed', said: response, agent_id: this.agent(agent).id })
})

Given(
  '{person} was refused when she asked {agent} to {action} {string}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string, message: string) {
    const reply = await run(this, person, toAgent(this, agent, message, { action }))
    this.looked(reply)
    expect([reply.status, reply.json().code], reply.text).to.deep.equal([403, 'action_forbidden'])
  },
)

When(
  '{person} asks an agent that does not exist to {action} {string}',
  async function (this: ConcordWorld, person: PersonName, action: string, message: string) {
    await this.call(this.as(person), 'POST', `/api/agents/${NOBODY}/execute`, { body: { message, action } })
  },
)

When(
  '{person} asks {agent} to {action} with a blank in front, and with one behind',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string) {
    for (const name of [` ${action}`, `${action} `]) await run(this, person, toAgent(this, agent, 'The price list', { action: name }))
  },
)

Then('both requests fail because the agent may not do that', function (this: ConcordWorld) {
  for (const reply of this.replies) this.looked(reply)
  expect(this.replies.map(({ status, json }) => [status, json().code])).to.deep.equal(Array(2).fill([403, 'action_forbidden']))
})

for (const change of ['pause', 'resume', 'retire'] as const)
  When(`{person} ${change}s {agent}`, async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
    await changeAgent(this, person, agent, change)
  })

const CHANGES: Readonly<Record<string, AgentChange>> = { paused: 'pause', resumed: 'resume', retired: 'retire' }

/** Somebody's change that has to work. */
async function changed(world: ConcordWorld, person: PersonName, agent: AgentName, change: AgentChange): Promise<void> {
  const { status, text } = await changeAgent(world, person, agent, change)
  expect(status, text).to.equal(200)
}

Given(
  new RegExp(`^on another platform with the same data, (${PEOPLE}) has (paused|retired) (${AGENTS})$`),
  async function (this: ConcordWorld, person: PersonName, change: string, agent: AgentName) {
    await elsewhere(this, () => changed(this, person, agent, change === 'paused' ? 'pause' : 'retire'))
  },
)

Given(new RegExp(`^(${AGENTS}) was (paused|resumed|retired|paused and resumed)$`), async function (this: ConcordWorld, agent: AgentName, words: string) {
  for (const change of words.split(' and ')) await changed(this, 'Olivia', agent, CHANGES[change] ?? 'pause')
})

Given(new RegExp(`^(${AGENTS}) was (demoted|promoted) to (\\w+)$`), async function (this: ConcordWorld, agent: AgentName, way: string, level: string) {
  await (way === 'demoted' ? demote(this, agent) : promote(this, agent))
  expect(await levelOf(this, agent)).to.equal(level)
})

Then(/^(\w+) is (at work|paused|retired)$/, async function (this: ConcordWorld, agent: string, status: string) {
  const reply = await this.wait(this.as('Sam').call('GET', `/api/agents/${this.agent(agent).id}`), agent)
  expect(reply.json().status).to.equal(status === 'at work' ? 'active' : status)
})

Then(/^the measurements count (\d+) decisions? that (?:was|were) made and (\d+) hits?$/, async function (this: ConcordWorld, made: string, hits: string) {
  const counted = (cached: string) => measured(this, 'concord_decisions_total', { cached })
  expect([await counted('false'), await counted('true')]).to.deep.equal([Number(made), Number(hits)])
})

Then("two attempts of {person}'s are on record as blocked", async function (this: ConcordWorld, person: PersonName) {
  const found = (await decisions(this)).map(({ actor, outcome }) => ({ actor, outcome }))
  expect(found).to.deep.equal(Array(2).fill({ actor: this.member(person).id, outcome: 'blocked' }))
})

Then(/^it was decided twice: needs approval, then (allowed|blocked)$/, async function (this: ConcordWorld, outcome: string) {
  const { decided } = await recordOf(this)
  const [first, again] = decided
  expect(decided.map((record) => record.outcome)).to.deep.equal(['needs_approval', outcome])
  expect(again?.details.again, 'the first decision').to.equal(first?.id)
})
