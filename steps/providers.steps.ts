import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import type { RetryAfter } from '../support/fakes/mood'
import { isRecord } from '../support/fakes/service'
import { beset, type Condition } from '../support/moods'
import type { ProviderWord } from '../support/parameter-types'
import { PLATFORM_KEYS } from '../support/platform'
import type { Ending } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

Given('{provider} {condition}', function (this: ConcordWorld, provider: ProviderWord, condition: Condition) {
  beset(this.fakes[provider], condition)
})

Given('{provider} {condition} for the next {int} request(s)', function (this: ConcordWorld, provider: ProviderWord, condition: Condition, times: number) {
  beset(this.fakes[provider], condition, { times })
})

Given('{provider} is well again', function (this: ConcordWorld, provider: ProviderWord) {
  this.fakes[provider].recovers()
})

Given('{provider} takes {duration} to answer', function (this: ConcordWorld, provider: ProviderWord, ms: number) {
  this.fakes[provider].is({ kind: 'slow', ms })
})

Given('{provider} takes {duration} to answer the next request', function (this: ConcordWorld, provider: ProviderWord, ms: number) {
  this.fakes[provider].is({ kind: 'slow', ms }, { times: 1 })
})

Given('{provider} sends a piece of its answer every {duration}', function (this: ConcordWorld, provider: ProviderWord, everyMs: number) {
  this.fakes[provider].is({ kind: 'drips', everyMs })
})

Given(
  '{provider} asks us to wait {wait}, and then takes {duration} to answer',
  function (this: ConcordWorld, provider: ProviderWord, retryAfter: RetryAfter, ms: number) {
    this.fakes[provider].is({ kind: 'slow', ms })
    this.fakes[provider].is({ kind: 'rate_limited', retryAfter }, { times: 1 })
  },
)

Given('{provider} asks us to wait {wait}', function (this: ConcordWorld, provider: ProviderWord, retryAfter: RetryAfter) {
  this.fakes[provider].is({ kind: 'rate_limited', retryAfter })
})

Given(
  '{provider} asks us to wait {wait}, for the next {int} request(s)',
  function (this: ConcordWorld, provider: ProviderWord, retryAfter: RetryAfter, times: number) {
    this.fakes[provider].is({ kind: 'rate_limited', retryAfter }, { times })
  },
)

Given('{provider} is overloaded, and asks to be left alone for {wait}', function (this: ConcordWorld, provider: ProviderWord, retryAfter: RetryAfter) {
  this.fakes[provider].is({ kind: 'overloaded', retryAfter })
})

Given('{provider} calls the request invalid: {string}', function (this: ConcordWorld, provider: ProviderWord, reason: string) {
  this.fakes[provider].is({ kind: 'invalid_request', status: 400, reason })
})

Given('{provider} refuses the request without end, a page every {duration}', function (this: ConcordWorld, provider: ProviderWord, everyMs: number) {
  this.fakes[provider].is({ kind: 'rambles', everyMs })
})

Given('{provider} is cut off after {int} word(s)', function (this: ConcordWorld, provider: ProviderWord, afterWords: number) {
  this.fakes[provider].is({ kind: 'cut', afterWords, how: 'reset' })
})

Given('{provider} stops after {int} word(s) without an end mark', function (this: ConcordWorld, provider: ProviderWord, afterWords: number) {
  this.fakes[provider].is({ kind: 'cut', afterWords, how: 'clean' })
})

Given('{provider} reports an error after {int} word(s)', function (this: ConcordWorld, provider: ProviderWord, afterWords: number) {
  this.fakes[provider].is({ kind: 'error_event', afterWords })
})

Given(
  '{provider} will answer {string} and fall silent after {int} word(s)',
  function (this: ConcordWorld, provider: ProviderWord, text: string, afterWords: number) {
    this.fakes[provider].willAnswer(text)
    this.fakes[provider].is({ kind: 'stalls', afterWords })
  },
)

Given('{provider} falls silent after {int} word(s)', function (this: ConcordWorld, provider: ProviderWord, afterWords: number) {
  this.fakes[provider].is({ kind: 'stalls', afterWords })
})

Given('{provider} will answer {string}(, all at once)', function (this: ConcordWorld, provider: ProviderWord, text: string) {
  this.fakes[provider].willAnswer(text)
})

Given('{provider} will answer {string} {ending}', function (this: ConcordWorld, provider: ProviderWord, text: string, ending: Ending) {
  this.fakes[provider].willAnswer(text, ending === 'unknown' ? { withoutFinishReason: true } : { finishReason: ending })
})

Given('{provider} will answer {string} without saying what it used', function (this: ConcordWorld, provider: ProviderWord, text: string) {
  this.fakes[provider].willAnswer(text, { withoutUsage: true })
})

Given('{provider} will answer {string}, a word every {duration}', function (this: ConcordWorld, provider: ProviderWord, text: string, ms: number) {
  this.fakes[provider].willAnswer(text)
  this.fakes[provider].wordsCome({ ms })
})

Given('{provider} repeats our key as it rejects it', function (this: ConcordWorld, provider: ProviderWord) {
  this.fakes[provider].is({ kind: 'refuses', status: 401, reason: `Incorrect API key provided: ${PLATFORM_KEY[provider]}` })
})

Then('{provider} was never contacted', function (this: ConcordWorld, provider: ProviderWord) {
  expect(this.fakes[provider].contacts()).to.equal(0)
})

Then('{provider} was asked {times}', function (this: ConcordWorld, provider: ProviderWord, times: number) {
  expect(this.fakes[provider].contacts()).to.equal(times)
})

Then('{provider} was asked for at most {int} tokens', function (this: ConcordWorld, provider: ProviderWord, tokens: number) {
  expect(lengthLimits(this, provider)).to.deep.equal([tokens])
})

Then('{provider} was given no length limit', function (this: ConcordWorld, provider: ProviderWord) {
  expect(lengthLimits(this, provider)).to.deep.equal([])
})

Then(
  '{provider} was tried {times} before {provider} was tried {times}',
  function (this: ConcordWorld, first: ProviderWord, before: number, second: ProviderWord, after: number) {
    const { attempts } = this.reply.json<{ attempts: { provider: string }[] }>()
    const tried = attempts.map(({ provider }) => provider)
    expect(tried).to.deep.equal([...Array(before).fill(first), ...Array(after).fill(second)])
    expect([this.fakes[first].contacts(), this.fakes[second].contacts()]).to.deep.equal([before, after])
  },
)

Then('the connection to {provider} was closed', function (this: ConcordWorld, provider: ProviderWord) {
  // The last one that was not refused: of two begun at the same time either may come first.
  expect(this.fakes[provider].calls.findLast(({ status = 200 }) => status < 400)?.closedByClient).to.equal(true)
})

Then('the connection to {provider} was kept', function (this: ConcordWorld, provider: ProviderWord) {
  expect(this.fakes[provider].calls.map(({ closedByClient }) => closedByClient)).to.deep.equal([false])
})

Then('not a word reached {provider}', function (this: ConcordWorld, provider: ProviderWord) {
  expect(this.fakes[provider].calls).to.have.lengthOf(0)
})

Then('our key for {provider} appears in no answer, log, record or measurement', async function (this: ConcordWorld, provider: ProviderWord) {
  this.reach.lack('log', 'what the platform logged')
  const look = async (path: string) => (await this.wait(this.as('Sam').call('GET', path), path)).text
  const places = [...this.replies.map(({ text }) => text), ...this.logged, await look('/api/audit'), await look('/metrics')]
  expect(places.filter((text) => text.includes(PLATFORM_KEY[provider]))).to.deep.equal([])
})

const MARKS = { 'in use': 'active', rejected: 'rejected' } as const

Then(
  /^(\w+)'s (OpenAI|Anthropic) key is marked as (in use|rejected)$/,
  async function (this: ConcordWorld, person: PersonName, provider: string, mark: keyof typeof MARKS) {
    const path = `/api/keys/${provider.toLowerCase()}`
    const view = await this.wait(this.as(person).call('GET', path), path)
    expect(view.json().status).to.equal(MARKS[mark])
  },
)

Then('nobody else was contacted', function (this: ConcordWorld) {
  this.reach.here('everything that the process sends out')
  expect(this.network.unanswered()).to.deep.equal([])
})

Then(
  'the waits for {provider} were between {duration} and {duration}, then between {duration} and {duration}',
  function (this: ConcordWorld, provider: ProviderWord, least: number, most: number, nextLeast: number, nextMost: number) {
    const [first = Number.NaN, second = Number.NaN, ...more] = pauses(this, provider)
    expect(more).to.deep.equal([])
    expect(first).to.be.within(least, most)
    expect(second).to.be.within(nextLeast, nextMost)
  },
)

Then('no two of the {int} waits for {provider} were equally long', function (this: ConcordWorld, count: number, provider: ProviderWord) {
  const waits = pauses(this, provider).filter((wait) => wait > 0)
  expect(waits).to.have.lengthOf(count)
  expect(new Set(waits).size, `waits of ${waits.join(', ')} ms`).to.equal(count)
})

const PLATFORM_KEY: Readonly<Record<ProviderWord, string>> = { openai: PLATFORM_KEYS.OPENAI_API_KEY, anthropic: PLATFORM_KEYS.ANTHROPIC_API_KEY }

/** The milliseconds between one request to a provider and the next. */
function pauses({ fakes }: ConcordWorld, provider: ProviderWord): readonly number[] {
  const times = fakes[provider].calls.map(({ at }) => at)
  return times.slice(1).map((at, index) => at - (times[index] ?? at))
}

/** The limits in the last question, by whichever name the provider knows them. */
function lengthLimits({ fakes }: ConcordWorld, provider: ProviderWord): readonly unknown[] {
  const { body } = fakes[provider].calls.at(-1) ?? {}
  if (!isRecord(body)) throw new Error('the provider was never asked')
  return [body.max_tokens, body.max_completion_tokens].filter((limit) => limit !== undefined)
}
