import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { decideOn, proposed, waitingProposal } from '../support/approving'
import type { AgentName, PersonName } from '../support/cast'
import type { ExecutionStatus, NamedOutcome, Wished } from '../support/parameter-types'
import { begin, conversationOf, execution, run, toAgent, toChat, told } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** Takes up the conversation that somebody had, where that is wished. */
const wishesOf = (world: ConcordWorld, person: PersonName, { sameConversation, ...wished }: Wished) => ({
  ...wished,
  ...(sameConversation ? { session: conversationOf(world, person) } : {}),
})

When(
  '{person} asks/has\\ asked {agent} {string}{wishes}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, message: string, wished: Wished) {
    await run(this, person, toAgent(this, agent, message, wishesOf(this, person, wished)))
  },
)

When(
  '{person} asks/has\\ asked {agent} to {action} {string}{wishes}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string, message: string, wished: Wished) {
    await run(this, person, toAgent(this, agent, message, { action, ...wishesOf(this, person, wished) }))
  },
)

When('{person} writes {string}( to nobody in particular)', async function (this: ConcordWorld, person: PersonName, message: string) {
  await run(this, person, toChat(this, message))
})

When('{person} writes {string} to {agent}', async function (this: ConcordWorld, person: PersonName, message: string, agent: AgentName) {
  await run(this, person, toChat(this, message, { agent }))
})

When('{person} writes {string} in the same conversation', async function (this: ConcordWorld, person: PersonName, message: string) {
  await run(this, person, toChat(this, message, { session: conversationOf(this, person) }))
})

When(
  '{person} writes {string} to {agent} in the same conversation',
  async function (this: ConcordWorld, person: PersonName, message: string, agent: AgentName) {
    await run(this, person, toChat(this, message, { agent, session: conversationOf(this, person) }))
  },
)

Given("{person} is waiting for {agent}'s answer to {string}", async function (this: ConcordWorld, person: PersonName, agent: AgentName, message: string) {
  await begin(this, person, toAgent(this, agent, message))
})

Given(
  '{person} is waiting for {agent} to {action} {string}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string, message: string) {
    await begin(this, person, toAgent(this, agent, message, { action }))
  },
)

Given(
  '{person} is listening to {agent} as it begins to {action} {string}',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, action: string, message: string) {
    await begin(this, person, toAgent(this, agent, message, { action, manner: 'word by word' }))
  },
)

When(
  '{person} listens for {duration} to {agent} answering {string}',
  async function (this: ConcordWorld, person: PersonName, ms: number, agent: AgentName, message: string) {
    await begin(this, person, toAgent(this, agent, message, { manner: 'word by word' }))
    await this.clock.advance(ms)
  },
)

Then('{agent} answers {string}', async function (this: ConcordWorld, agent: AgentName, response: string) {
  const { status, response: said, agent_id, agent_name, error } = await told(this)
  const { id, name } = this.agent(agent)
  expect({ status, said, agent_id, agent_name, error: error ?? null }).to.deep.equal({
    status: 'completed',
    said: response,
    agent_id: id,
    agent_name: name,
    error: null,
  })
})

Then('the execution is {executionStatus}', async function (this: ConcordWorld, status: ExecutionStatus) {
  await this.clock.advance(0)
  expect((await execution(this)).status).to.equal(status)
})

Then('the execution failed because {failure}', async function (this: ConcordWorld, { code }: NamedOutcome) {
  await told(this)
  const { status, error } = await execution(this)
  expect({ status, code: error?.code }).to.deep.equal({ status: 'failed', code })
})

Then('the execution is blocked because {failure}', async function (this: ConcordWorld, { code }: NamedOutcome) {
  const { status, error } = await execution(this)
  expect({ status, code: error?.code }).to.deep.equal({ status: 'blocked', code })
})

Then('a proposal waits for a supervisor', async function (this: ConcordWorld) {
  expect((await waitingProposal(this)).id).to.equal(await proposed(this))
})

When('{person} approves it', async function (this: ConcordWorld, person: PersonName) {
  await decideOn(this, person, await waitingProposal(this), 'approve')
})

When('{person} rejects it because {string}', async function (this: ConcordWorld, person: PersonName, reason: string) {
  await decideOn(this, person, await waitingProposal(this), 'reject', reason)
})
