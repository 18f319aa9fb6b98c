import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openai } from './openai'
import type { StreamStep } from './provider'

const answer = (message: object, finish_reason: unknown = 'stop') => ({ id: 'c', model: 'm', choices: [{ index: 0, message, finish_reason }] })
const read = (body: unknown) => openai.completion(body, 'asked')
const isUnreadable = (body: unknown) => 'unreadable' in read(body)

function play(...events: unknown[]): StreamStep[] {
  const take = openai.stream('asked')
  return events.map((event) => take(typeof event === 'string' ? event : JSON.stringify(event))).filter((step) => step !== undefined)
}
const chunk = (delta: object, finish_reason: string | null = null) => ({ id: 'c', model: 'm', choices: [{ index: 0, delta, finish_reason }] })
const USAGE = { id: 'c', choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }

test('What the provider left out is unknown', () => {
  assert.deepEqual(read({ choices: [{ message: { content: 'Hi' } }] }), {
    id: '',
    model: 'asked',
    content: 'Hi',
    finishReason: 'unknown',
    usage: { promptTokens: undefined, completionTokens: undefined, totalTokens: undefined },
  })
})

test('A model may answer with nothing', () => {
  assert.partialDeepStrictEqual(read(answer({ content: '' })), { content: '', finishReason: 'stop' })
})

test('A model stopped before its first word has answered with nothing', () => {
  assert.partialDeepStrictEqual(read(answer({ content: null }, 'length')), { content: '', finishReason: 'length' })
})

test('A refusal is the content, and says that it is one', () => {
  assert.partialDeepStrictEqual(read(answer({ content: null, refusal: 'No.' })), { content: 'No.', finishReason: 'content_filter' })
})

test('No content, the wrong type, no choices, an error in a success: unreadable', () => {
  const bodies = [
    answer({ content: null }),
    answer({}),
    answer({ content: 42 }),
    { choices: [] },
    {},
    [],
    null,
    'text',
    { error: { message: 'x' }, choices: [] },
  ]
  for (const body of bodies) assert.ok(isUnreadable(body), JSON.stringify(body))
})

test('An absurd count of tokens is unknown', () => {
  const usage = { prompt_tokens: -1, completion_tokens: 'two', total_tokens: 1.5 }
  assert.partialDeepStrictEqual(read({ ...answer({ content: 'Hi' }), usage }), {
    usage: { promptTokens: undefined, completionTokens: undefined, totalTokens: undefined },
  })
})

test('Settings go out under the published names, streaming with usage', () => {
  const question = { model: 'm', messages: [], options: { maxTokens: 9, topP: 0.5, stop: ['.'] } }
  assert.deepEqual(JSON.parse(openai.body(question, false)), { model: 'm', messages: [], max_completion_tokens: 9, top_p: 0.5, stop: ['.'] })
  assert.partialDeepStrictEqual(JSON.parse(openai.body(question, true)), { stream: true, stream_options: { include_usage: true } })
})

test('Words add up, and the usage comes last without choices', () => {
  assert.deepEqual(play(chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hel' }), chunk({ content: 'lo' }), chunk({}, 'stop'), USAGE, '[DONE]'), [
    { kind: 'text', text: 'Hel' },
    { kind: 'text', text: 'lo' },
    {
      kind: 'end',
      completion: { id: 'c', model: 'm', content: 'Hello', finishReason: 'stop', usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 } },
    },
  ])
})

test('A streamed refusal says that it is one', () => {
  assert.partialDeepStrictEqual(play(chunk({ refusal: 'No.' }), chunk({}, 'stop'), '[DONE]').at(-1), {
    completion: { content: 'No.', finishReason: 'content_filter' },
  })
})

test('An error in the stream breaks it off', () => {
  assert.deepEqual(play({ error: { message: 'overloaded' } }), [{ kind: 'failed', failure: { kind: 'provider_stream_incomplete', reason: 'overloaded' } }])
})

test('Broken JSON, no chunk, no text, or an end without any content: unreadable', () => {
  for (const event of ['{"id":', 'null', '[1]', '{}', '[DONE]', chunk({ content: 42 })]) {
    assert.partialDeepStrictEqual(play(event).at(0), { kind: 'failed', failure: { kind: 'provider_bad_response' } }, String(event))
  }
})
