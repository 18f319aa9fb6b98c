import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import type { ModelEntry } from './route'
import { anthropicAnswer, asking, bench, closeBench, failing, openaiAnswer, outage, QUESTION, silent, WITH_FAILOVER } from './test-kit'

const dollars = (amount: number) => amount * 1_000_000_000
const price = { input: dollars(1), output: dollars(2) }
const models: readonly ModelEntry[] = [
  { id: 'gpt-test', provider: 'openai', price, longestAnswer: 100 },
  { id: 'claude-test', provider: 'anthropic', price, longestAnswer: 50 },
]
/** A question of 13 tokens at most, and an answer of 100 or 50, for each attempt. */
const AT_OPENAI = 13 * 1_000 + 100 * 2_000
const AT_ANTHROPIC = 13 * 1_000 + 50 * 2_000

afterEach(closeBench)

describe('the cost of a request', () => {
  it('is bounded by three attempts and the tries again, at each provider that may be asked', async () => {
    const { gateway } = await bench({ settings: { models, retries: 1 } })
    assert.deepEqual(gateway.most(QUESTION), { kind: 'bounded', amount: 4 * AT_OPENAI })
    assert.deepEqual(gateway.most(WITH_FAILOVER), { kind: 'bounded', amount: 4 * AT_OPENAI + 4 * AT_ANTHROPIC })
  })

  it('holds because each provider is told how long its answer may be', async () => {
    const b = await bench({ settings: { models, retries: 0 } })
    b.openai.answer(outage)
    b.anthropic.answer(anthropicAnswer('Hi'))
    await asking(b, { ...WITH_FAILOVER, options: { maxTokens: 80 } })
    assert.equal(b.openai.requests[0]?.body.max_completion_tokens, 80)
    assert.equal(b.anthropic.requests[0]?.body.max_tokens, 50)
  })

  it('is what the answer used', async () => {
    const b = await bench({ settings: { models } })
    b.openai.answer(openaiAnswer('Hi'))
    await asking(b, QUESTION)
    assert.deepEqual(b.ended.map(b.gateway.spent), [3 * 1_000 + 2 * 2_000])
  })

  it('is nothing after refusals and where no connection came about', async () => {
    const b = await bench({ settings: { models, retries: 0 } })
    b.openai.answer(outage)
    await failing(b, QUESTION)
    await b.openai.close()
    await failing(b, QUESTION)
    assert.deepEqual(b.ended.map(b.gateway.spent), [0, 0])
  })

  it('is unknown once a request went out and was not answered', async () => {
    const b = await bench({ settings: { models } })
    b.openai.answer(silent)
    await failing(b, QUESTION, 30_000)
    const left = new AbortController()
    const asked = b.gateway.ask(QUESTION, left.signal)
    await b.clock.advance(1_000)
    left.abort(new Error('left'))
    await assert.rejects(asked)
    assert.deepEqual(b.ended.map(b.gateway.spent), [undefined, undefined])
  })

  it('is nothing where the caller had gone before anything was sent', async () => {
    const left = new AbortController()
    const b = await bench({
      settings: { models },
      asked: async () => {
        left.abort(new Error('left'))
        return 'record-1'
      },
    })
    await assert.rejects(b.gateway.ask(QUESTION, left.signal))
    assert.deepEqual(b.ended.map(b.gateway.spent), [0])
    assert.equal(b.openai.requests.length, 0)
  })
})
