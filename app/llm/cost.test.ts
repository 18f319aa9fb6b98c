import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attempt, Usage } from './chat'
import { longestAnswer, longestQuestion, mostOf, spentOn } from './cost'
import type { ModelEntry, Stop } from './route'

const stop: Stop = { provider: 'openai', model: 'gpt' }
const backup: Stop = { provider: 'anthropic', model: 'claude' }
const dollars = (amount: number) => amount * 1_000_000_000
/** 1 and 2 dollars a million tokens: 1,000 and 2,000 billionths a token. */
const gpt: ModelEntry = { id: 'gpt', provider: 'openai', price: { input: dollars(1), output: dollars(2) }, longestAnswer: 100 }
const claude: ModelEntry = { id: 'claude', provider: 'anthropic', price: { input: dollars(10), output: dollars(20) }, longestAnswer: 10 }
const messages = [{ role: 'user', content: 'Hello' }] as const
const most = (stops: readonly Stop[], models: readonly ModelEntry[], options = {}, attempts = 1) => mostOf({ messages, options }, stops, { models, attempts })

describe('the most that a request can cost', () => {
  it('takes each byte for a token, and eight more for each message', () => {
    assert.equal(
      longestQuestion([
        { role: 'user', content: 'né' },
        { role: 'system', content: '' },
      ]),
      3 + 8 + 8,
    )
  })

  it('is what the longest question and the longest answer cost', () => {
    assert.deepEqual(most([stop], [gpt]), { kind: 'bounded', amount: 13 * 1_000 + 100 * 2_000 })
  })

  it('counts every attempt permitted at every stop', () => {
    assert.deepEqual(most([stop, backup], [gpt, claude], {}, 5), { kind: 'bounded', amount: 5 * (13_000 + 200_000) + 5 * (130_000 + 200_000) })
  })

  it('is less where the caller wants a shorter answer, and no more where a longer one', () => {
    assert.deepEqual(most([stop], [gpt], { maxTokens: 1 }), { kind: 'bounded', amount: 13_000 + 2_000 })
    assert.deepEqual(most([stop], [gpt], { maxTokens: 1_000 }), most([stop], [gpt]))
  })

  it('is rounded up to a billionth', () => {
    assert.deepEqual(most([stop], [{ ...gpt, price: { input: 1, output: 0 } }]), { kind: 'bounded', amount: 1 })
  })

  it('stays a number that can be kept exactly', () => {
    const endless = { ...gpt, price: { input: dollars(9_000_000), output: dollars(9_000_000) }, longestAnswer: 10_000_000 }
    assert.deepEqual(most([stop], [endless], {}, 13), { kind: 'bounded', amount: Number.MAX_SAFE_INTEGER })
  })

  it('cannot be said of a model without a price, or of an answer without an end', () => {
    const { price: _price, ...unpriced } = gpt
    const { longestAnswer: _longest, ...endless } = gpt
    assert.deepEqual(most([stop], [unpriced]), { kind: 'unbounded', model: 'gpt' })
    assert.deepEqual(most([stop], [endless]), { kind: 'unbounded', model: 'gpt' })
    assert.equal(most([stop], [endless], { maxTokens: 5 }).kind, 'bounded')
    assert.deepEqual(most([stop, backup], [gpt]), { kind: 'unbounded', model: 'claude' })
  })

  it('goes by the provider too: the same name elsewhere is another model', () => {
    assert.deepEqual(most([{ ...stop, provider: 'anthropic' }], [gpt]), { kind: 'unbounded', model: 'gpt' })
  })
})

describe('the length that an answer is allowed', () => {
  it("is the caller's, and never more than the model's longest", () => {
    const allowed = (maxTokens: number | undefined, models: readonly ModelEntry[]) => longestAnswer(stop, { maxTokens }, models)
    assert.deepEqual([allowed(undefined, [gpt]), allowed(99, [gpt]), allowed(101, [gpt])], [100, 99, 100])
    assert.deepEqual([allowed(undefined, []), allowed(7, [])], [undefined, 7])
  })
})

const usage = (promptTokens: number | undefined, completionTokens: number | undefined): Usage => ({ promptTokens, completionTokens, totalTokens: undefined })
const attempt = (outcome: Attempt['outcome'], more: Partial<Attempt> = {}): Attempt => ({ ...stop, outcome, durationMs: 1, ...more })
const answered = (told: Usage, ...before: Attempt[]) =>
  spentOn(
    { outcome: 'answered', provider: 'openai', model: 'gpt-2026', usage: told, attempts: [...before, attempt('answered', { status: 200 })], durationMs: 1 },
    [gpt],
  )
const unanswered = (outcome: 'cancelled' | 'interrupted', ...attempts: Attempt[]) => spentOn({ outcome, attempts, durationMs: 1 }, [gpt])
const failed = (...attempts: Attempt[]) => spentOn({ outcome: 'failed', code: 'provider_unavailable', attempts, durationMs: 1 }, [gpt])

describe('what a call cost', () => {
  it('is what the answer used, at the prices of the model that was asked', () => {
    assert.equal(answered(usage(3, 2)), 3 * 1_000 + 2 * 2_000)
  })

  it('is unknown where the provider did not say all that was used', () => {
    assert.deepEqual([answered(usage(undefined, 2)), answered(usage(3, undefined))], [undefined, undefined])
  })

  it('is nothing for refusals, and for what never went out', () => {
    assert.equal(failed(attempt('provider_unavailable', { status: 503 }), attempt('provider_rate_limited', { status: 429 })), 0)
    assert.equal(failed(attempt('provider_unavailable', { unsent: true })), 0)
    assert.equal(unanswered('cancelled', attempt('cancelled', { unsent: true })), 0)
    assert.equal(unanswered('cancelled'), 0)
    assert.equal(answered(usage(3, 2), attempt('provider_unavailable', { status: 503 })), 7_000)
  })

  it('is unknown where a provider may have worked without saying so', () => {
    for (const lost of [
      attempt('cancelled'),
      attempt('provider_timed_out'),
      attempt('provider_stream_incomplete', { status: 200 }),
      attempt('provider_unavailable'),
    ]) {
      assert.equal(failed(lost), undefined)
      assert.equal(answered(usage(3, 2), lost), undefined)
    }
    assert.equal(unanswered('interrupted', attempt('cancelled')), undefined)
    assert.equal(unanswered('cancelled', attempt('answered', { status: 200 })), undefined)
  })
})
