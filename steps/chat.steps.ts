import { type DataTable, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { ask } from '../support/asking'
import { attemptsOf, OUTCOME_OF_ATTEMPT } from '../support/attempts'
import type { PersonName } from '../support/cast'
import { type DeadlineWord, durationOf, type Ending, type NamedOutcome, type ProviderWord, type Wished } from '../support/parameter-types'
import type { Reply } from '../support/reply'
import type { ConcordWorld } from '../support/world'

When('{person} asks {string}{wishes}', async function (this: ConcordWorld, person: PersonName, text: string, wished: Wished) {
  await ask(this, person, text, wished)
})

When(
  '{person} asks {provider} {string}{wishes}',
  async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, text: string, wished: Wished) {
    await ask(this, person, text, { provider, ...wished })
  },
)

When('{person} asks {provider} {string} {times}', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, text: string, times: number) {
  for (let time = 0; time < times; time++) await ask(this, person, text, { provider })
})

When(
  '{person} asks {provider} {string} and, once that failed because {failure}, {string}',
  async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, first: string, failure: NamedOutcome, second: string) {
    await ask(this, person, first, { provider })
    expectFailure(this.reply, failure)
    await ask(this, person, second, { provider })
  },
)

Then('the answer is {string}, given by {provider}', function (this: ConcordWorld, content: string, provider: ProviderWord) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json()).to.include({ content, provider })
})

Then('the answer was given with the model {string}', function (this: ConcordWorld, model: string) {
  expect(this.reply.json().model).to.equal(model)
})

Then('it ended {ending}', function (this: ConcordWorld, ending: Ending) {
  expect(this.reply.json().finish_reason).to.equal(ending)
})

Then(
  'it used {int} token(s) for the question and {int} for the answer, {int} in all',
  function (this: ConcordWorld, prompt_tokens: number, completion_tokens: number, total_tokens: number) {
    expect(this.reply.json().usage).to.deep.equal({ prompt_tokens, completion_tokens, total_tokens })
  },
)

Then('what it used is unknown', function (this: ConcordWorld) {
  expect(this.reply.json().usage).to.deep.equal({ prompt_tokens: null, completion_tokens: null, total_tokens: null })
})

Then('what was too slow was {deadline}', function (this: ConcordWorld, deadline: DeadlineWord) {
  expect(this.reply.json().deadline).to.equal(deadline)
})

Then('the request fails because {failure}', function (this: ConcordWorld, failure: NamedOutcome) {
  expectFailure(this.reply, failure)
})

Then('the request fails each time because {failure}', function (this: ConcordWorld, failure: NamedOutcome) {
  for (const reply of this.replies) {
    this.looked(reply)
    expectFailure(reply, failure)
  }
})

Then('{person} may try again after {duration}', function (this: ConcordWorld, _person: PersonName, ms: number) {
  expect(this.reply.headers['retry-after']).to.equal(String(ms / 1_000))
})

Then('{person} is told {string}', function (this: ConcordWorld, _person: PersonName, sentence: string) {
  expect(this.reply.json().detail).to.equal(sentence)
})

Then('it took {duration}', function (this: ConcordWorld, ms: number) {
  expect(this.clock.elapsed()).to.equal(ms)
})

Then('it took no time', function (this: ConcordWorld) {
  expect(this.clock.elapsed()).to.equal(0)
})

Then('the attempts were', function (this: ConcordWorld, table: DataTable) {
  const told = attemptsOf(this.reply).map(({ provider, outcome, duration_ms }) => ({ provider, outcome, duration_ms }))
  const expected = table.hashes().map(({ provider, outcome, duration }) => ({
    provider: provider?.toLowerCase(),
    outcome: OUTCOME_OF_ATTEMPT[outcome ?? ''] ?? `unknown words: ${outcome}`,
    duration_ms: durationOf(duration ?? ''),
  }))
  expect(told).to.deep.equal(expected)
})

function expectFailure(reply: Reply, { status, code }: NamedOutcome): void {
  const told = reply.status < 400 ? {} : reply.json()
  expect({ status: reply.status, code: told.code, claimed: told.status }, reply.text).to.deep.equal({ status, code, claimed: status })
}
