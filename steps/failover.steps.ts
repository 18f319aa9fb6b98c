import { type DataTable, Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import { hearing, words } from '../support/asking'
import { attemptsOf, OUTCOME_OF_ATTEMPT } from '../support/attempts'
import type { PersonName } from '../support/cast'
import type { Condition } from '../support/moods'
import type { ProviderWord } from '../support/parameter-types'
import type { ConcordWorld } from '../support/world'

Given(
  'the providers are {provider} with {string}, then {provider} with {string}',
  function (this: ConcordWorld, first: ProviderWord, model: string, second: ProviderWord, otherModel: string) {
    this.set('LLM_PROVIDERS', `${first}:${model},${second}:${otherModel}`)
  },
)

Given('only {provider} is configured', function (this: ConcordWorld, provider: ProviderWord) {
  this.set('LLM_PROVIDERS', provider)
})

Given('the model {string} is listed as one of {provider}', function (this: ConcordWorld, id: string, provider: ProviderWord) {
  this.set('LLM_MODELS', JSON.stringify([{ id, provider }]))
})

Given('Olivia has switched on failover for rejected credentials', function (this: ConcordWorld) {
  this.set('LLM_FAILOVER_ON_REJECTED_CREDENTIALS', 'on')
})

Given('nothing is tried again', function (this: ConcordWorld) {
  this.set('LLM_RETRIES', '0')
})

Given('{provider} takes {duration} and then {condition}', function (this: ConcordWorld, provider: ProviderWord, ms: number, condition: Condition) {
  if ('line' in condition) throw new Error('the line to a provider fails at once')
  this.fakes[provider].is({ kind: 'slow', ms, next: condition.mood })
})

Then('the attempts were made with these models', function (this: ConcordWorld, table: DataTable) {
  const told = attemptsOf(this.reply).map(({ provider, model, outcome }) => ({ provider, model, outcome }))
  const expected = table.hashes().map(({ provider, model, outcome }) => ({
    provider: provider?.toLowerCase(),
    model,
    outcome: OUTCOME_OF_ATTEMPT[outcome ?? ''] ?? `unknown words: ${outcome}`,
  }))
  expect(told).to.deep.equal(expected)
})

Then('the first attempt failed with the words {string}', function (this: ConcordWorld, reason: string) {
  expect(attemptsOf(this.reply)[0]?.reason).to.equal(reason)
})

Then('{person} heard {string} from {provider} alone', async function (this: ConcordWorld, _person: PersonName, text: string, provider: ProviderWord) {
  const { events } = await hearing(this)
  const starts = events.filter(({ event }) => event === 'streaming:start').map(({ data }) => (JSON.parse(data) as { provider: string }).provider)
  expect({ text: (await words(this)).join(''), starts }).to.deep.equal({ text, starts: [provider] })
})

Then('{person} heard nothing', async function (this: ConcordWorld, _person: PersonName) {
  expect(await words(this)).to.deep.equal([])
})
