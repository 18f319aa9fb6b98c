import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { createNetwork } from '../network'
import { createScenarioClock } from '../scenario-clock'
import { createFakeAnthropic } from './anthropic'
import type { FakeModelProvider } from './model'
import { createFakeOpenAI } from './openai'

const network = createNetwork()
const START = Date.UTC(2026, 10, 21, 12)
let openai: FakeModelProvider
let anthropic: FakeModelProvider

before(() => network.start())
after(() => network.stop())
beforeEach(() => {
  const clock = createScenarioClock(START)
  openai = createFakeOpenAI({ clock })
  anthropic = createFakeAnthropic({ clock })
  network.answerWith([openai, anthropic])
})
afterEach(() => {
  assert.deepEqual(network.unanswered(), [])
  network.reset()
})

const MESSAGES = [{ role: 'user' as const, content: 'Say hello' }]
const openaiClient = () => new OpenAI({ apiKey: 'sk-test-openai-1234', maxRetries: 0, baseURL: 'https://api.openai.com/v1' })
const anthropicClient = () => new Anthropic({ apiKey: 'sk-ant-test-5678', maxRetries: 0, baseURL: 'https://api.anthropic.com' })
const OPENAI_ASKED = { model: 'gpt-4o', messages: MESSAGES }
const ANTHROPIC_ASKED = { model: 'claude-haiku-5-5', max_tokens: 100, messages: MESSAGES }

describe("OpenAI's own client works against the fake", () => {
  it('plain', async () => {
    openai.willAnswer('Hello there', { usage: { promptTokens: 3, completionTokens: 2 } })
    const answer = await openaiClient().chat.completions.create(OPENAI_ASKED)
    assert.equal(answer.choices[0]?.message.content, 'Hello there')
    assert.equal(answer.choices[0]?.finish_reason, 'stop')
    assert.deepEqual(answer.usage, { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 })
    assert.deepEqual(openai.protocolViolations, [])
    const [call] = openai.calls
    assert.deepEqual([call?.key, call?.status, call?.closedByClient, call?.at], ['1234', 200, false, START])
    assert.equal(JSON.stringify(openai.calls).includes('sk-test'), false)
  })

  it('streaming, with usage', async () => {
    openai.willAnswer('One two three')
    const stream = await openaiClient().chat.completions.create({ ...OPENAI_ASKED, stream: true, stream_options: { include_usage: true } })
    const words: string[] = []
    let tokens: number | undefined
    for await (const chunk of stream) {
      const word = chunk.choices[0]?.delta.content
      if (word) words.push(word)
      tokens = chunk.usage?.total_tokens ?? tokens
    }
    assert.deepEqual(words, ['One', ' two', ' three'])
    assert.equal(tokens, 5)
  })

  it('with its stream helper', async () => {
    openai.willAnswer('One two three', { finishReason: 'length' })
    const helper = openaiClient().chat.completions.stream(OPENAI_ASKED)
    const final = await helper.finalChatCompletion()
    assert.equal(final.choices[0]?.message.content, 'One two three')
    assert.equal(final.choices[0]?.finish_reason, 'length')
  })

  it('with errors and the list of models', async () => {
    await assert.rejects(openaiClient().chat.completions.create({ ...OPENAI_ASKED, model: 'gpt-none' }), { status: 404, code: 'model_not_found' })
    openai.is({ kind: 'quota_used_up' }, { times: 1 })
    await assert.rejects(openaiClient().chat.completions.create(OPENAI_ASKED), { status: 429, code: 'insufficient_quota', constructor: OpenAI.RateLimitError })
    openai.is({ kind: 'hangs_up' }, { times: 1 })
    await assert.rejects(openaiClient().chat.completions.create(OPENAI_ASKED), { constructor: OpenAI.APIConnectionError })
    const models = await openaiClient().models.list()
    assert.ok(models.data.some(({ id }) => id === 'gpt-6-luna'))
  })
})

describe("Anthropic's own client works against the fake", () => {
  it('plain', async () => {
    anthropic.willAnswer('Hello there')
    const answer = await anthropicClient().messages.create(ANTHROPIC_ASKED)
    assert.deepEqual(answer.content, [{ type: 'text', text: 'Hello there', citations: null }])
    assert.deepEqual([answer.stop_reason, answer.usage.input_tokens, answer.usage.output_tokens], ['end_turn', 2, 2])
    assert.deepEqual(anthropic.protocolViolations, [])
    assert.equal(anthropic.calls[0]?.key, '5678')
  })

  it('with its stream helper', async () => {
    anthropic.willAnswer('One two three')
    const stream = anthropicClient().messages.stream(ANTHROPIC_ASKED)
    const words: string[] = []
    stream.on('text', (text) => void words.push(text))
    const final = await stream.finalMessage()
    assert.deepEqual(words, ['One', ' two', ' three'])
    assert.deepEqual([final.stop_reason, final.usage.output_tokens], ['end_turn', 3])
  })

  it('with errors and the list of models', async () => {
    await assert.rejects(anthropicClient().messages.create({ ...ANTHROPIC_ASKED, model: 'claude-none' }), { status: 404 })
    anthropic.is({ kind: 'overloaded' }, { times: 1 })
    await assert.rejects(anthropicClient().messages.create(ANTHROPIC_ASKED), { status: 529 })
    anthropic.is({ kind: 'quota_used_up' }, { times: 1 })
    await assert.rejects(anthropicClient().messages.create(ANTHROPIC_ASKED), { status: 402, type: 'billing_error' })
    assert.ok((await anthropicClient().models.list()).data.length > 2)
  })
})

describe('the model fakes are strict', () => {
  const wrongs: [string, () => Promise<unknown>, RegExp][] = [
    ['no key', () => fetch('https://api.openai.com/v1/chat/completions', { method: 'POST' }), /OpenAI: no key was sent \(POST \/v1\/chat\/completions\)/],
    ["another provider's key", () => fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer sk-ant-1' } }), /a key of Anthropic/],
    ["another provider's key", () => fetch('https://api.anthropic.com/v1/messages', { method: 'POST', headers: { 'x-api-key': 'sk-1' } }), /a key of OpenAI/],
    ['an unknown address', () => fetch('https://api.openai.com/v1/chat', { headers: { authorization: 'Bearer sk-1' } }), /no such address/],
    [
      'no JSON',
      () => fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body: 'x', headers: { authorization: 'Bearer sk-1' } }),
      /content type is text\/plain/,
    ],
    ['a misspelt parameter', () => openaiClient().post('/chat/completions', { body: { ...OPENAI_ASKED, maxTokens: 1 } }), /supplied: maxTokens/],
    [
      'no length limit',
      () => anthropicClient().post('/v1/messages', { body: { model: 'claude-haiku-5-5', messages: MESSAGES } }),
      /max_tokens: Field required/,
    ],
    ['a temperature', () => anthropicClient().post('/v1/messages', { body: { ...ANTHROPIC_ASKED, temperature: 1 } }), /temperature: Extra inputs/],
    [
      'a system message among the others',
      () => anthropicClient().post('/v1/messages', { body: { ...ANTHROPIC_ASKED, messages: [{ role: 'system', content: 'x' }] } }),
      /messages.0.role/,
    ],
  ]
  for (const [what, send, complaint] of wrongs) {
    it(`about ${what}`, async () => {
      await send().catch(() => undefined)
      assert.match([...openai.protocolViolations, ...anthropic.protocolViolations].join(), complaint)
    })
  }

  it("but a caller's mistake is no violation", async () => {
    await assert.rejects(openaiClient().chat.completions.create({ ...OPENAI_ASKED, temperature: 3 }), { status: 400, param: 'temperature' })
    await assert.rejects(anthropicClient().messages.create({ ...ANTHROPIC_ASKED, max_tokens: 0 }), { status: 400 })
    openai.refusesKey('sk-test-openai-1234')
    await assert.rejects(openaiClient().chat.completions.create(OPENAI_ASKED), { status: 401, code: 'invalid_api_key' })
    assert.deepEqual([...openai.protocolViolations, ...anthropic.protocolViolations], [])
  })
})
