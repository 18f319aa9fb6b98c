import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itinerary, providerOf, type Wish } from './route'

const PROVIDERS = [
  { name: 'openai', baseUrl: 'https://a', model: 'gpt' },
  { name: 'anthropic', baseUrl: 'https://b', model: 'claude' },
] as const
const route = (wish: Wish) => itinerary(wish, PROVIDERS, []).map(({ provider, model }) => `${provider} ${model}`)

test('Without failover only the first configured provider is asked', () => {
  assert.deepEqual(route({ failover: false }), ['openai gpt'])
})

test('With failover the others follow in configured order, each with its own model', () => {
  assert.deepEqual(route({ failover: true }), ['openai gpt', 'anthropic claude'])
})

test('A model that is named is asked of its provider first', () => {
  assert.deepEqual(route({ model: 'claude-x', failover: true }), ['anthropic claude-x', 'openai gpt'])
})

test('A provider that is addressed is asked for whatever model is named', () => {
  assert.deepEqual(route({ provider: 'anthropic', failover: false }), ['anthropic claude'])
  assert.deepEqual(route({ provider: 'openai', model: 'claude-x', failover: false }), ['openai claude-x'])
})

test('Whose model it is follows the configuration before the family', () => {
  assert.equal(providerOf('claude-x', [{ id: 'claude-x', provider: 'openai' }]), 'openai')
  assert.equal(providerOf('claude-x', []), 'anthropic')
  assert.equal(providerOf('o9', []), 'openai')
})

test("A provider's own model is asked of it, whatever it is called", () => {
  const own = [{ name: 'anthropic', baseUrl: 'https://b', model: 'house-model' }] as const
  assert.deepEqual(itinerary({ model: 'house-model', failover: false }, own, []), [{ provider: 'anthropic', model: 'house-model' }])
})
