import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anthropic } from './anthropic'
import type { StreamStep } from './provider'

const text = (words: string) => ({ type: 'text', text: words })
const answer = (content: unknown, stop_reason: unknown = 'end_turn') => ({
  id: 'm',
  model: 'c',
  content,
  stop_reason,
  usage: { input_tokens: 1, output_tokens: 2 },
})
const read = (body: unknown) => anthropic.completion(body, 'asked')

function play(...events: unknown[]): StreamStep[] {
  const take = anthropic.stream('asked')
  return events.map((event) => take(typeof event === 'string' ? event : JSON.stringify(event))).filter((step) => step !== undefined)
}
const START = { type: 'message_start', message: { id: 'm', model: 'c', usage: { input_tokens: 3, output_tokens: 1 } } }
const BLOCK = { type: 'content_block_start', index: 0, content_block: text('') }
const word = (words: unknown) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: words } })
const ending = (stop_reason: string) => ({ type: 'message_delta', delta: { stop_reason }, usage: { output_tokens: 4 } })
const STOP = { type: 'message_stop' }

test('The texts are joined, thinking is left out, the tokens are added', () => {
  assert.deepEqual(read(answer([{ type: 'thinking', thinking: 'hm' }, text('Hel'), text('lo')])), {
    id: 'm',
    model: 'c',
    content: 'Hello',
    finishReason: 'stop',
    usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 },
  })
})

test('Tokens read from and written to the cache went in as well', () => {
  const usage = { input_tokens: 1, cache_creation_input_tokens: 10, cache_read_input_tokens: 100, output_tokens: 2 }
  assert.partialDeepStrictEqual(read({ ...answer([text('Hi')]), usage }), { usage: { promptTokens: 111, totalTokens: 113 } })
})

test('Reasons to stop are told in the words of OpenAI', () => {
  const reasons: [string | null, string][] = [
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['refusal', 'content_filter'],
    ['tool_use', 'tool_calls'],
    ['pause_turn', 'unknown'],
    [null, 'unknown'],
  ]
  for (const [theirs, ours] of reasons) assert.partialDeepStrictEqual(read(answer([text('Hi')], theirs)), { finishReason: ours })
})

test('No text is an answer only where the model was stopped before its first word', () => {
  assert.partialDeepStrictEqual(read(answer([], 'max_tokens')), { content: '' })
  assert.ok('unreadable' in read(answer([])))
})

test('Missing content, the wrong type, an error in a success: unreadable', () => {
  for (const body of [{}, [], null, answer('Hi'), answer([{ type: 'text' }]), { type: 'error', error: { message: 'x' } }]) {
    assert.ok('unreadable' in read(body), JSON.stringify(body))
  }
})

test('System messages become the system text, and what the API does not take is left out', () => {
  const messages = [
    { role: 'system', content: 'A' },
    { role: 'user', content: 'Hi' },
    { role: 'system', content: 'B' },
  ] as const
  assert.deepEqual(JSON.parse(anthropic.body({ model: 'c', messages, options: { maxTokens: 9, temperature: 1, stop: ['.'], user: 'u' } }, true)), {
    model: 'c',
    max_tokens: 9,
    system: 'A\n\nB',
    messages: [{ role: 'user', content: 'Hi' }],
    stop_sequences: ['.'],
    metadata: { user_id: 'u' },
    stream: true,
  })
})

test('Words add up to the content, and pings and unknown events are passed over', () => {
  assert.deepEqual(play(START, BLOCK, { type: 'ping' }, word('Hel'), { type: 'new_kind' }, word('lo'), ending('end_turn'), STOP), [
    { kind: 'text', text: 'Hel' },
    { kind: 'text', text: 'lo' },
    {
      kind: 'end',
      completion: { id: 'm', model: 'c', content: 'Hello', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 4, totalTokens: 7 } },
    },
  ])
})

test('An error event breaks the stream off', () => {
  assert.deepEqual(play(START, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }), [
    { kind: 'failed', failure: { kind: 'provider_stream_incomplete', reason: 'Overloaded' } },
  ])
})

test('Broken JSON, words that are no text, or an end without any content: unreadable', () => {
  for (const event of ['{"type":', '{}', word(42), STOP]) {
    assert.partialDeepStrictEqual(play(event).at(0), { kind: 'failed', failure: { kind: 'provider_bad_response' } })
  }
})
