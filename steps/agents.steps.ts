import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { AGENTS, type AgentName, type PersonName } from '../support/cast'
import { isRecord } from '../support/fakes/service'
import type { ProviderWord } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { conversationOf, execution, run, toAgent, toChat, told } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** How an agent is found, as the platform calls it. */
const PATHS = { 'it was named': 'named', 'the conversation is with it': 'session', 'it is the default': 'default' } as const
const FOUND = Object.keys(PATHS).join('|')
type Found = keyof typeof PATHS

const NOBODY = '01900000-0000-7000-8000-000000000000'

Given('{person} has created the agent {string}, autonomous and without instructions', async function (this: ConcordWorld, person: PersonName, name: string) {
  const body = { name, instructions: '', category: 'operations', maturity: 'autonomous', reason: 'It is needed' }
  const { id } = (await this.call(this.as(person), 'POST', '/api/agents', { body })).json<{ id: string }>()
  this.introduce({ id, name })
})

When('{person} asks {string} the question {string}', async function (this: ConcordWorld, person: PersonName, agent: string, message: string) {
  await run(this, person, toAgent(this, agent, message))
})

Given('{person} has written {string}', async function (this: ConcordWorld, person: PersonName, message: string) {
  await run(this, person, toChat(this, message))
})

When('{person} writes {string} to an agent that does not exist', async function (this: ConcordWorld, person: PersonName, message: string) {
  await run(this, person, toChat(this, message, { besides: { agent_id: NOBODY } }))
})

When(
  '{person} writes {string} to an agent that does not exist, in the same conversation',
  async function (this: ConcordWorld, person: PersonName, message: string) {
    await run(this, person, toChat(this, message, { session: conversationOf(this, person), besides: { agent_id: NOBODY } }))
  },
)

Then('the default assistant answers {string}', async function (this: ConcordWorld, response: string) {
  const { status, response: said, agent_id } = await told(this)
  expect({ status, said }).to.deep.equal({ status: 'completed', said: response })
  const agent = (await this.wait(this.as('Olivia').call('GET', `/api/agents/${agent_id}`), 'the agent')).json()
  expect(agent).to.include({ category: 'assistant', maturity: 'intern' })
})

Then(new RegExp(`^the agent was found because (${FOUND})$`), async function (this: ConcordWorld, found: Found) {
  expect((await told(this)).resolution_path).to.equal(PATHS[found])
})

Then(new RegExp(`^whoever looks the execution up learns that the agent was found because (${FOUND})$`), async function (this: ConcordWorld, found: Found) {
  expect((await execution(this)).resolution_path).to.equal(PATHS[found])
})

interface Spoken {
  readonly from: string
  readonly words: string
}

const SPEAKERS: Readonly<Record<string, string>> = { system: 'instructions', developer: 'instructions', user: 'person', assistant: 'agent' }

/** What a provider was given in its last call, in order. */
function givenTo(world: ConcordWorld, provider: ProviderWord): readonly Spoken[] {
  const { body } = world.fakes[provider].calls.at(-1) ?? {}
  if (!isRecord(body) || !Array.isArray(body.messages)) throw new Error('the provider was never asked')
  return body.messages.map(({ role, content }: { role: string; content: string }) => ({ from: SPEAKERS[role] ?? role, words: content }))
}

Then('{provider} was given the instructions of {agent}', function (this: ConcordWorld, provider: ProviderWord, agent: AgentName) {
  const instructions = givenTo(this, provider).filter(({ from }) => from === 'instructions')
  expect(instructions).to.deep.equal([{ from: 'instructions', words: AGENTS[agent].instructions }])
})

Then('{provider} was given, in this order', function (this: ConcordWorld, provider: ProviderWord, table: DataTable) {
  expect(givenTo(this, provider)).to.deep.equal(table.hashes())
})

Then('{provider} was not given {string}', function (this: ConcordWorld, provider: ProviderWord, words: string) {
  expect(givenTo(this, provider).filter((given) => given.words.includes(words))).to.deep.equal([])
})

const stateOf = perScenario((): { said: Spoken[] } => ({ said: [] }))

Given('there is room for {int} characters of history', function (this: ConcordWorld, characters: number) {
  this.set('CONCORD_HISTORY_CHARACTERS', String(characters))
})

Given(
  '{person} has told {agent} three things in {int} characters each',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, length: number) {
    for (const [index, thing] of ['One', 'Two', 'Three'].entries()) {
      const words = thing.padEnd(length, '.')
      await run(this, person, toAgent(this, agent, words, index === 0 ? {} : { session: conversationOf(this, person) }))
      stateOf(this).said.push({ from: 'person', words }, { from: 'agent', words: String((await told(this)).response) })
    }
  },
)

Then(
  '{provider} was given the last {int} messages of the conversation, in order, and {string}',
  function (this: ConcordWorld, provider: ProviderWord, count: number, question: string) {
    const given = givenTo(this, provider).filter(({ from }) => from !== 'instructions')
    const { said } = stateOf(this)
    expect(given).to.deep.equal([...said.slice(said.length - count), { from: 'person', words: question }])
  },
)

async function edit(world: ConcordWorld, person: PersonName, agent: AgentName, body: Readonly<Record<string, string>>): Promise<void> {
  const reply = await world.call(world.as(person), 'PATCH', `/api/agents/${world.agent(agent).id}`, { body })
  expect(reply.status, reply.text).to.equal(200)
}

Given('{person} has told {agent} from now on to {string}', async function (this: ConcordWorld, person: PersonName, agent: AgentName, instructions: string) {
  await edit(this, person, agent, { instructions })
})

Given('{person} has given {agent} the name {string}', async function (this: ConcordWorld, person: PersonName, agent: AgentName, name: string) {
  await edit(this, person, agent, { name })
})
