import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { bearer } from '../support/house'
import type { NamedOutcome } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { askForAll, grantsOf, OPEN, offered, RIGHTS } from '../support/rights'
import { run, toAgent } from '../support/running'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { token: string; outcomes: Readonly<Record<string, string>> } => ({ token: '', outcomes: {} }))

interface MadeToken {
  readonly id: string
  readonly token: string
}

async function makeToken(world: ConcordWorld, agent: AgentName): Promise<MadeToken> {
  const reply = await world.call(world.as('Olivia'), 'POST', `/api/agents/${world.agent(agent).id}/tokens`)
  expect(reply.status, reply.text).to.equal(201)
  return reply.json<MadeToken>()
}

When(
  '{agent} asks {agent}, with a token of its own, to {action} {string}',
  async function (this: ConcordWorld, agent: AgentName, other: AgentName, action: string, message: string) {
    await run(this, 'Olivia', toAgent(this, other, message, { action }), await asAgent(this, agent))
  },
)

Given(
  '{agentName} has asked {agentName}, with a token of its own, to {action} {string}',
  async function (this: ConcordWorld, agent: string, other: string, action: string, message: string) {
    const { status, text } = await run(this, 'Olivia', toAgent(this, other, message, { action }), await asAgent(this, agent))
    expect(status, text).to.equal(202)
  },
)

When('{agent} asks for everything that the platform offers, with a token of its own', async function (this: ConcordWorld, agent: AgentName) {
  const open = grantsOf(Object.values(OPEN))
  const operations = (await offered(this)).filter((operation) => !(operation in open))
  stateOf(this).outcomes = await askForAll(this, await asAgent(this, agent), operations)
})

Then('this is granted, and the rest fails because {failure}', function (this: ConcordWorld, { status, code }: NamedOutcome, table: DataTable) {
  const granted = grantsOf(table.raw().map(([name = '']) => RIGHTS[name] ?? {}))
  const refused = Object.keys(grantsOf(Object.values(RIGHTS))).filter((operation) => !(operation in granted))
  expect(stateOf(this).outcomes).to.deep.equal({ ...granted, ...Object.fromEntries(refused.map((operation) => [operation, `${status} ${code}`])) })
})

Given('{agent} has a token of its own, which Olivia has revoked', async function (this: ConcordWorld, agent: AgentName) {
  const { id, token } = await makeToken(this, agent)
  stateOf(this).token = token
  await this.call(this.as('Olivia'), 'DELETE', `/api/agents/${this.agent(agent).id}/tokens/${id}`)
  expect(this.reply.status, this.reply.text).to.equal(204)
})

When('{agent} asks who it is, with that token', async function (this: ConcordWorld, _agent: AgentName) {
  await this.call(this.api(bearer(stateOf(this).token)), 'GET', '/api/me')
})
