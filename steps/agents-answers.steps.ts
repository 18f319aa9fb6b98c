import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { Maturity } from '../app/agents/agent'
import { introduceAgents } from '../support/introducing'
import type { ConcordWorld } from '../support/world'

/** Who takes part beside the cast, what each agent's model says, and what it was told: whichever provider is asked, in whatever order. */

Given('the agent(s) {agentNames}, all/both {maturity}', async function (this: ConcordWorld, names: readonly string[], maturity: Maturity) {
  await introduceAgents(this, names, maturity)
})

Given('the agent {agentName}, {maturity}', async function (this: ConcordWorld, name: string, maturity: Maturity) {
  await introduceAgents(this, [name], maturity)
})

Given('{agentName} will answer {string}', function (this: ConcordWorld, agent: string, text: string) {
  this.fakes.voice(agent).willAnswer(text)
})

Given('all agents will answer {string}', function (this: ConcordWorld, text: string) {
  for (const provider of ['openai', 'anthropic'] as const) this.fakes[provider].willAnswer(text)
})

Given('{agentName} takes {duration} to answer', function (this: ConcordWorld, agent: string, ms: number) {
  this.fakes.voice(agent).takes(ms)
})

Given('{agentName} takes {duration} to answer {string}', function (this: ConcordWorld, agent: string, ms: number, to: string) {
  this.fakes.voice(agent).takes(ms, { to })
})

Given("{agentName}'s model refuses the request", function (this: ConcordWorld, agent: string) {
  this.fakes.voice(agent).fails()
})

Given("{agentName}'s model refuses the request {times}", function (this: ConcordWorld, agent: string, times: number) {
  this.fakes.voice(agent).fails({ times })
})

Given("{agentName}'s model refuses the request after {duration}", function (this: ConcordWorld, agent: string, ms: number) {
  this.fakes.voice(agent).takes(ms)
  this.fakes.voice(agent).fails()
})

Given("{agentName}'s model refuses the request for {string}", function (this: ConcordWorld, agent: string, to: string) {
  this.fakes.voice(agent).fails({ to })
})

/** Further than any deadline: for agents who work for minutes. */
Given('the platform waits as long as {duration} for a model', function (this: ConcordWorld, ms: number) {
  for (const name of ['FIRST_BYTE', 'IDLE', 'TOTAL']) this.set(`LLM_${name}_TIMEOUT_MS`, String(ms))
})

Then('{agentName} was asked {times}', function (this: ConcordWorld, agent: string, times: number) {
  expect(this.fakes.voice(agent).asked).to.have.lengthOf(times)
})

Then('{agentName} was never asked', function (this: ConcordWorld, agent: string) {
  expect(this.fakes.voice(agent).asked).to.deep.equal([])
})

Then('{agentName} was told {string}', function (this: ConcordWorld, agent: string, words: string) {
  expect(toldTo(this, agent).at(-1)).to.include(words)
})

Then('{agentName} was told exactly {string}', function (this: ConcordWorld, agent: string, words: string) {
  expect(toldTo(this, agent).at(-1)).to.equal(words)
})

Then('{agentName} was never told {string}', function (this: ConcordWorld, agent: string, words: string) {
  expect(this.fakes.voice(agent).asked.flatMap(({ messages }) => messages.filter(({ text }) => text.includes(words)))).to.deep.equal([])
})

/** The message that each question of this agent ended with, in order. */
function toldTo({ fakes }: ConcordWorld, agent: string): readonly string[] {
  const told = fakes.voice(agent).asked.map(({ messages }) => messages.at(-1)?.text ?? '')
  expect(told, `what ${agent} was asked`).to.not.deep.equal([])
  return told
}
