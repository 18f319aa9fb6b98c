import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { StreamPart } from './chat'
import { ModelError } from './error'
import { bench, closeBench, events, NEVER, OPENAI_END, openaiWord, outcomes, QUESTION, settle, WITH_FAILOVER } from './test-kit'

afterEach(closeBench)

async function read(parts: AsyncIterable<StreamPart>): Promise<{ seen: string[]; error: unknown }> {
  const seen: string[] = []
  try {
    for await (const part of parts) seen.push(part.kind === 'delta' ? part.text : part.kind)
    return { seen, error: undefined }
  } catch (error) {
    return { seen, error }
  }
}

test('Words arrive as they are sent and add up to the final content', async () => {
  const b = await bench()
  b.openai.answer(events(openaiWord('Hel'), openaiWord('lo'), OPENAI_END))
  const { seen, error } = await read(b.gateway.stream(QUESTION, NEVER))
  assert.equal(error, undefined)
  assert.deepEqual(seen, ['start', 'Hel', 'lo', 'end'])
  assert.equal(b.ended[0]?.outcome, 'answered')
  await b.clock.advance(1_000)
  assert.equal(b.clock.pending(), 0)
})

test('A stream that ends without its end mark is no answer', async () => {
  const b = await bench()
  b.openai.answer(events(openaiWord('Hel')))
  const { seen, error } = await read(b.gateway.stream(WITH_FAILOVER, NEVER))
  assert.deepEqual(seen, ['start', 'Hel'])
  assert.ok(error instanceof ModelError && error.code === 'provider_stream_incomplete')
  assert.equal(b.anthropic.requests.length, 0)
  assert.equal(b.ended[0]?.outcome, 'failed')
})

test('A connection cut in mid-stream is told after the words that came', async () => {
  const b = await bench()
  b.openai.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(openaiWord('Hel'), () => response.destroy())
  })
  const { seen, error } = await read(b.gateway.stream(WITH_FAILOVER, NEVER))
  assert.deepEqual(seen, ['start', 'Hel'])
  assert.ok(error instanceof ModelError && error.code === 'provider_stream_incomplete')
})

test('A stream that breaks before its first word fails over', async () => {
  const b = await bench()
  b.openai.answer(events('data: {"error":{"message":"overloaded"}}\n\n'))
  b.anthropic.answer(
    events(
      'event: message_start\ndata: {"type":"message_start","message":{"id":"m","model":"claude-test-1","usage":{"input_tokens":3}}}\n\n',
      'event: content_block_delta\ndata: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Backup"}}\n\n',
      'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}\n\n',
      'event: message_stop\ndata: {"type":"message_stop"}\n\n',
    ),
  )
  const parts: StreamPart[] = []
  for await (const part of b.gateway.stream(WITH_FAILOVER, NEVER)) parts.push(part)
  const end = parts.at(-1)
  assert.ok(end?.kind === 'end')
  assert.equal(end.answer.content, 'Backup')
  assert.deepEqual(end.answer.usage, { promptTokens: 3, completionTokens: 2, totalTokens: 5 })
  assert.deepEqual(outcomes(end.answer.attempts), ['openai provider_stream_incomplete', 'anthropic answered'])
})

test('A stream that falls silent after a word is given up', async () => {
  const b = await bench()
  b.openai.answer((_request, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(openaiWord('Hel')))
  const reading = read(b.gateway.stream(QUESTION, NEVER))
  await b.clock.advance(15_000)
  const { seen, error } = await reading
  assert.deepEqual(seen, ['start', 'Hel'])
  assert.ok(error instanceof ModelError)
  assert.equal(error.details.members?.deadline, 'silence')
})

test('A reader that leaves closes the connection, and the record says so', async () => {
  const b = await bench()
  b.openai.answer((_request, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(openaiWord('Hel')))
  const left = new AbortController()
  for await (const part of b.gateway.stream(QUESTION, left.signal)) {
    if (part.kind !== 'delta') continue
    left.abort()
    break
  }
  await settle()
  assert.equal(b.openai.dropped, 1)
  assert.equal(b.ended[0]?.outcome, 'cancelled')
  assert.equal(b.clock.pending(), 0)
})

test('A reader that is slow slows the provider down and loses nothing', async () => {
  const b = await bench()
  const word = 'x'.repeat(1_000)
  b.openai.answer(events(...Array.from({ length: 300 }, () => openaiWord(word)), OPENAI_END))
  let length = 0
  for await (const part of b.gateway.stream(QUESTION, NEVER)) {
    if (part.kind === 'delta') {
      length += part.text.length
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  assert.equal(length, 300_000)
})

test('An empty stream is unreadable', async () => {
  const b = await bench()
  b.openai.answer(events())
  const { error } = await read(b.gateway.stream(QUESTION, NEVER))
  assert.ok(error instanceof ModelError && error.code === 'provider_bad_response')
})

test('A stream without a word has no content', async () => {
  const b = await bench()
  b.openai.answer(events(openaiWord(''), OPENAI_END))
  const { seen, error } = await read(b.gateway.stream(QUESTION, NEVER))
  assert.deepEqual(seen, [])
  assert.ok(error instanceof ModelError && error.code === 'provider_bad_response')
})
