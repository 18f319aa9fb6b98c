import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import type { ServiceWord } from '../support/parameter-types'
import { recordedOf } from '../support/records-of-agents'
import { arrivals, send } from '../support/sending'
import type { ConcordWorld } from '../support/world'

When(
  '{person} sends/sent {string} through {service} for {agent}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, agent: AgentName) {
    await send(this, { person, service, text, agent })
  },
)

Given(
  '{person} sends/sent {string} through {service} for {agent} under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, agent: AgentName, key: string) {
    await send(this, { person, service, text, agent, key })
  },
)

Given(
  '{person} sent {string} through {service} for {agent} under the key {string}, in vain',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, agent: AgentName, key: string) {
    await send(this, { person, service, text, agent, key })
    expect(this.reply.status, this.reply.text).to.equal(400)
  },
)

Then('{string} arrived once at {service} before long', async function (this: ConcordWorld, text: string, service: ServiceWord) {
  await this.clock.advance(5_000)
  expect(arrivals(this, service, text)).to.have.lengthOf(1)
})

const WORDS = { allowed: 'allowed', needs_approval: 'needing approval', blocked: 'blocked', completed: 'completed', rejected: 'rejected', failed: 'failed' }

Then(
  /^it is on record for (Ada|Sol|Ines|Stu) as ((?:(?:, then |, )?(?:allowed|needing approval|blocked|completed|rejected|failed|void))+)$/,
  async function (this: ConcordWorld, agent: AgentName, words: string) {
    const records = await recordedOf(this, agent)
    expect(records.map(({ outcome }) => WORDS[outcome as keyof typeof WORDS] ?? outcome)).to.deep.equal(words.split(/, then |, /))
  },
)
