import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { ProviderWord } from '../support/parameter-types'
import type { ConcordWorld } from '../support/world'

Given('{provider} is out of service', function (this: ConcordWorld, provider: ProviderWord) {
  this.fakes[provider].is({ kind: 'out_of_service', status: 503 })
})

Given('{provider} will answer {string}', function (this: ConcordWorld, provider: ProviderWord, text: string) {
  this.fakes[provider].willAnswer(text)
})

Then('{provider} was tried {times} before {provider} was tried {times}', function (this: ConcordWorld, first: ProviderWord, before: number, second: ProviderWord, after: number) {
  const { attempts } = this.reply.json<{ attempts: { provider: string }[] }>()
  const tried = attempts.map(({ provider }) => provider)
  expect(tried).to.deep.equal([...Array(before).fill(first), ...Array(after).fill(second)])
  expect([this.fakes[first].calls.length, this.fakes[second].calls.length]).to.deep.equal([before, after])
})
