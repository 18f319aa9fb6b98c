import { type DataTable, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { ask } from '../support/asking'
import { attemptsOf, OUTCOME_OF_ATTEMPT, providerTold } from '../support/attempts'
import type { PersonName } from '../support/cast'
import { durationOf, type NamedOutcome, type ProviderWord, type Wished } from '../support/parameter-types'
import type { Reply } from '../support/reply'
import { type DeadlineWord, type Ending, TOO_SLOW } from '../support/service-words'
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
  const { deadline: told, detail } = this.reply.json()
  expect({ deadline: told, detail }).to.deep.equal({ deadline, detail: `${providerTold(this.reply)} took too long: ${TOO_SLOW[deadline]}` })
})

Then('the request fails because {failure}', function (this: ConcordWorld, failure: NamedOutcome) {
  expectFailure(this.reply, failure)
  expectRefusalsTold(this)
})

Then('the request fails each time because {failure}', function (this: ConcordWorld, failure: NamedOutcome) {
  for (const reply of this.replies) {
    this.looked(reply)
    expectFailure(reply, failure)
  }
})

Then('{person} may try again after {duration}', function (this: ConcordWorld, _person: PersonName, ms: number) {
  expect(this.reach.about(Number(this.reply.headers['retry-after']) * 1_000, ms)).to.equal(ms)
})

Then('{person} is told {string}', function (this: ConcordWorld, _person: PersonName, sentence: string) {
  expect(this.reply.json().detail).to.equal(sentence)
})

Then('it took {duration}', function (this: ConcordWorld, ms: number) {
  expect(this.reach.about(this.clock.elapsed(), ms)).to.equal(ms)
})

Then('it took no time', function (this: ConcordWorld) {
  expect(this.reach.about(this.clock.elapsed(), 0)).to.equal(0)
})

Then('the attempts were', function (this: ConcordWorld, table: DataTable) {
  const expected = table.hashes().map(({ provider, outcome, duration }) => ({
    provider: provider?.toLowerCase(),
    outcome: OUTCOME_OF_ATTEMPT[outcome ?? ''] ?? `unknown words: ${outcome}`,
    duration_ms: durationOf(duration ?? ''),
  }))
  const told = attemptsOf(this.reply).map(({ provider, outcome, duration_ms }, index) => ({
    ...{ provider, outcome },
    duration_ms: this.reach.about(duration_ms, expected[index]?.duration_ms ?? 0),
  }))
  expect(told).to.deep.equal(expected)
})

function expectFailure(reply: Reply, { status, code }: NamedOutcome): void {
  const told = reply.status < 400 ? {} : reply.json()
  expect({ status: reply.status, code: told.code, claimed: told.status }, reply.text).to.deep.equal({ status, code, claimed: status })
}

/** Where nobody asked before, each refusal of a provider is told with the number that the provider gave it. */
function expectRefusalsTold({ reply, fakes }: ConcordWorld): void {
  const attempts = reply.status < 400 ? [] : attemptsOf(reply)
  for (const provider of ['openai', 'anthropic'] as const) {
    const told = attempts.filter((attempt) => attempt.provider === provider)
    if (told.length !== fakes[provider].contacts()) continue
    expect(refusals(told), reply.text).to.deep.equal(refusals(fakes[provider].calls))
  }
}

const refusals = (answers: readonly { readonly status?: number | undefined }[]): readonly number[] =>
  answers.map(({ status }) => status ?? 200).filter((status) => status !== 200)
