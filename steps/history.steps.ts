import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { conversations, type Message, messages } from '../support/conversations'
import { perScenario } from '../support/per-scenario'
import { begin, conversationOf, outcome, run, toAgent, toChat } from '../support/running'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { pages: readonly (readonly Message[])[] } => ({ pages: [] }))

const wordsOf = (said: readonly Message[]): readonly string[] => said.map(({ content }) => content)

/** The latest conversation of somebody, as that person reads it. */
async function latest(world: ConcordWorld, person: PersonName): Promise<readonly Message[]> {
  const [session] = await conversations(world, person)
  if (session === undefined) throw new Error(`${person} has no conversation`)
  return messages(world, person, session.id)
}

Then("{person}'s conversation is {string}", async function (this: ConcordWorld, person: PersonName, question: string) {
  expect(await spoken(this, person)).to.deep.equal([['user', question]])
})

Then("{person}'s conversation is {string}, then {string}", async function (this: ConcordWorld, person: PersonName, question: string, answer: string) {
  expect(await spoken(this, person)).to.deep.equal([
    ['user', question],
    ['assistant', answer],
  ])
})

const spoken = async (world: ConcordWorld, person: PersonName) => (await latest(world, person)).map(({ role, content }) => [role, content])

Then("{person}'s conversation is", async function (this: ConcordWorld, person: PersonName, table: DataTable) {
  const said = (await latest(this, person)).map(({ role, content }) => ({ from: role === 'user' ? 'person' : role, words: content }))
  expect(said).to.deep.equal(table.hashes())
})

Then('{person} has no conversation', async function (this: ConcordWorld, person: PersonName) {
  expect(await conversations(this, person)).to.deep.equal([])
})

Then('{person} has one conversation, with {agent}', async function (this: ConcordWorld, person: PersonName, agent: AgentName) {
  expect((await conversations(this, person)).map(({ agent_id }) => agent_id)).to.deep.equal([this.agent(agent).id])
})

Then('{person} has one conversation, with the default assistant', async function (this: ConcordWorld, person: PersonName) {
  const [session, ...more] = await conversations(this, person)
  expect(more).to.deep.equal([])
  const agent = (await this.wait(this.as('Olivia').call('GET', `/api/agents/${session?.agent_id}`), 'the agent')).json()
  expect(agent).to.include({ category: 'assistant' })
})

Then(
  '{person} has two conversations, the latest of them {string}, then {string}',
  async function (this: ConcordWorld, person: PersonName, question: string, answer: string) {
    expect(await conversations(this, person)).to.have.length(2)
    expect(wordsOf(await latest(this, person))).to.deep.equal([question, answer])
  },
)

Given(
  '{person} has asked {agent} {string}, and {duration} later {string}, in the same conversation',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, first: string, ms: number, second: string) {
    const session = conversationOf(this, person)
    await begin(this, person, toAgent(this, agent, first, { session }))
    const late = outcomeLater(this)
    await this.clock.advance(ms)
    await run(this, person, toAgent(this, agent, second, { session }))
    await late
  },
)

/** Takes the answer that is being waited for now whenever it comes. */
function outcomeLater(world: ConcordWorld): Promise<unknown> {
  const answer = outcome(world)
  answer.catch(() => undefined)
  return answer
}

Given(
  '{person} has asked {agent} {int} questions in one conversation',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, count: number) {
    await run(this, person, toAgent(this, agent, 'Question 1'))
    for (let number = 2; number <= count; number++)
      await run(this, person, toAgent(this, agent, `Question ${number}`, { session: conversationOf(this, person) }))
  },
)

When('{person} reads her conversation', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', `/api/sessions/${conversationOf(this, person)}/messages`)
})

When('{person} reads her conversation {int} messages at a time', async function (this: ConcordWorld, person: PersonName, limit: number) {
  const pages: (readonly Message[])[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`
    await this.call(this.as(person), 'GET', `/api/sessions/${conversationOf(this, person)}/messages?${query}`)
    const page = this.reply.json<{ items: readonly Message[]; next_cursor: string | null }>()
    pages.push(page.items)
    cursor = page.next_cursor
  }
  stateOf(this).pages = pages
})

Then(
  "{person} has read {int} questions, each followed by OpenAI's answer, in the order in which they were asked",
  function (this: ConcordWorld, _person: PersonName, count: number) {
    const { pages } = stateOf(this)
    const expected = Array.from({ length: count }, (_, index) => [`Question ${index + 1}`, `You said: Question ${index + 1}`]).flat()
    expect(wordsOf(pages.flat())).to.deep.equal(expected)
    expect(pages.map(({ length }) => length)).to.deep.equal([3, 3, 3, 1])
  },
)

When("{person} reads {person}'s conversation", async function (this: ConcordWorld, reader: PersonName, person: PersonName) {
  await this.call(this.as(reader), 'GET', `/api/sessions/${conversationOf(this, person)}/messages`)
})

When('{person} lists conversations', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/sessions')
  expect(this.reply.status, this.reply.text).to.equal(200)
})

When(
  "{person} asks {agent} {string} in {person}'s conversation",
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, message: string, other: PersonName) {
    await run(this, person, toAgent(this, agent, message, { session: conversationOf(this, other) }))
  },
)

When("{person} writes {string} in {person}'s conversation", async function (this: ConcordWorld, person: PersonName, message: string, other: PersonName) {
  await run(this, person, toChat(this, message, { session: conversationOf(this, other) }))
})
