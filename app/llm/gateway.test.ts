import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import {
  anthropicAnswer,
  asking,
  bench,
  closeBench,
  failing,
  json,
  KEY,
  openaiAnswer,
  outage,
  outcomes,
  QUESTION,
  settle,
  silent,
  WITH_FAILOVER,
} from './test-kit'

afterEach(closeBench)

test('An answer comes with its model, usage and one attempt, and is written down before and after', async () => {
  const b = await bench()
  b.openai.answer(openaiAnswer('Hi'))
  const { answer } = await asking(b, QUESTION)
  assert.equal(answer?.content, 'Hi')
  assert.equal(answer?.model, 'gpt-test-1')
  assert.equal(answer?.provider, 'openai')
  assert.deepEqual(answer?.usage, { promptTokens: 3, completionTokens: 2, totalTokens: 5 })
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai answered'])
  assert.deepEqual(b.log, ['asked after 0 requests', 'ended record-1 answered'])
  assert.equal(b.openai.requests[0]?.headers.authorization, `Bearer ${KEY}`)
  assert.equal(b.openai.requests[0]?.headers.traceparent, QUESTION.caller.trace.traceparent)
  assert.equal(b.clock.pending(), 0)
})

test('Anthropic is asked in its own language, with 4096 tokens where none are given', async () => {
  const b = await bench()
  b.anthropic.answer(anthropicAnswer('Hi'))
  const messages = [{ role: 'system', content: 'Be brief' } as const, ...QUESTION.messages]
  const { answer } = await asking(b, { ...QUESTION, messages, model: 'claude-x' })
  assert.equal(answer?.provider, 'anthropic')
  assert.deepEqual(b.anthropic.requests[0]?.body, { model: 'claude-x', max_tokens: 4096, system: 'Be brief', messages: [{ role: 'user', content: 'Hello' }] })
  assert.equal(b.anthropic.requests[0]?.headers['x-api-key'], KEY)
})

test('If the record cannot be written nothing is sent', async () => {
  const b = await bench({ asked: () => Promise.reject(new Error('disk full')) })
  const { error } = await asking(b, QUESTION)
  assert.match(String(error), /disk full/)
  assert.equal(b.openai.requests.length, 0)
})

test('An outage is tried three times in all and then told with a time to come back', async () => {
  const b = await bench()
  b.openai.answer(outage)
  const error = await failing(b, QUESTION, 3_000)
  assert.equal(error.code, 'provider_unavailable')
  assert.equal(error.details.retryAfterMs, 5_000)
  assert.equal(b.openai.requests.length, 3)
  assert.equal(b.anthropic.requests.length, 0)
  assert.deepEqual(
    error.details.members?.attempts,
    [0, 1, 2].map(() => ({ provider: 'openai', model: 'gpt-test', outcome: 'provider_unavailable', status: 503, duration_ms: 0, reason: 'down' })),
  )
  assert.equal(b.ended[0]?.outcome, 'failed')
  assert.equal(b.clock.pending(), 0)
})

test('Rejected credentials are tried once, marked, and never repeated to anybody', async () => {
  const b = await bench()
  b.openai.answer(json({ error: { message: `Incorrect API key provided: ${KEY}. Also sk-te****cdef.`, code: 'invalid_api_key' } }, 401))
  const error = await failing(b, WITH_FAILOVER)
  assert.equal(error.code, 'provider_credentials_rejected')
  assert.equal(b.openai.requests.length, 1)
  assert.equal(b.anthropic.requests.length, 0)
  assert.ok(b.log.includes('rejected uma openai'))
  const told = JSON.stringify([error.message, error.details])
  assert.ok(!told.includes(KEY) && !told.includes('cdef') && !told.includes('sk-te'), told)
})

test('A rate limit is waited for as long as the provider asks, twice, and then told', async () => {
  const b = await bench()
  b.openai.answer(json({}, 429, { 'retry-after': '20' }))
  const asked = failing(b, QUESTION, 40_000)
  await settle()
  assert.equal(b.openai.requests.length, 1)
  const error = await asked
  assert.equal(error.code, 'provider_rate_limited')
  assert.equal(error.details.retryAfterMs, 20_000)
  assert.equal(b.openai.requests.length, 3)
})

test('A rate limit that does not fit the deadline is told at once', async () => {
  const b = await bench()
  b.openai.answer(json({}, 429, { 'retry-after': '120' }))
  const error = await failing(b, QUESTION)
  assert.equal(error.code, 'provider_rate_limited')
  assert.equal(error.details.retryAfterMs, 120_000)
  assert.equal(b.openai.requests.length, 1)
})

test('A provider that takes 35 seconds is given up after 30 and its late answer dropped', async () => {
  const b = await bench()
  b.openai.answer((request, response, body) => void b.clock.sleep(35_000).then(() => openaiAnswer('late')(request, response, body)))
  const error = await failing(b, QUESTION, 30_000)
  assert.equal(error.code, 'provider_timed_out')
  assert.equal(error.details.members?.deadline, 'first_byte')
  assert.equal(error.attempts[0]?.durationMs, 30_000)
  assert.equal(b.openai.dropped, 1)
  await b.clock.advance(10_000)
  assert.deepEqual(b.log, ['asked after 0 requests', 'ended record-1 failed'])
})

test('The whole request is due across attempts, waits and providers', async () => {
  const b = await bench({ settings: { totalMs: 40_000 } })
  b.openai.answer(silent)
  b.anthropic.answer(silent)
  const error = await failing(b, WITH_FAILOVER, 40_000)
  assert.equal(error.code, 'provider_timed_out')
  assert.equal(error.details.members?.deadline, 'total')
  assert.deepEqual(outcomes(error.attempts), ['openai provider_timed_out', 'anthropic provider_timed_out'])
  assert.equal(b.clock.pending(), 0)
})

test('An answer that stops coming is given up after the silence allowed', async () => {
  const b = await bench()
  b.openai.answer((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":'))
  const error = await failing(b, QUESTION, 15_000)
  assert.equal(error.details.members?.deadline, 'silence')
})

test('A body cut off is a reset connection and tried again', async () => {
  const b = await bench()
  b.openai.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"id":', () => response.destroy())
  }, openaiAnswer('whole'))
  const { answer } = await asking(b, QUESTION, 1_000)
  assert.equal(answer?.content, 'whole')
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai provider_unavailable', 'openai answered'])
})

test('The caller who goes closes the connection at once', async () => {
  const b = await bench()
  const leaving = new AbortController()
  const asked = b.gateway.ask(QUESTION, leaving.signal)
  const gone = assert.rejects(asked, { name: 'AbortError' })
  await settle()
  leaving.abort()
  await gone
  await settle()
  assert.equal(b.openai.dropped, 1)
  assert.equal(b.clock.pending(), 0)
  assert.equal(b.ended[0]?.outcome, 'cancelled')
  assert.deepEqual(outcomes(b.ended[0]?.attempts ?? []), ['openai cancelled'])
})

test('The caller who goes during a wait is asked for no longer', async () => {
  const b = await bench()
  b.openai.answer(outage)
  const leaving = new AbortController()
  const gone = assert.rejects(b.gateway.ask(QUESTION, leaving.signal), { name: 'AbortError' })
  await settle()
  leaving.abort()
  await gone
  assert.equal(b.openai.requests.length, 1)
  assert.equal(b.clock.pending(), 0)
})

test('A redirect is not followed', async () => {
  const b = await bench()
  b.openai.answer((_request, response) => void response.writeHead(307, { location: b.anthropic.url }).end())
  const error = await failing(b, QUESTION)
  assert.equal(error.code, 'provider_bad_response')
  assert.equal(b.anthropic.requests.length, 0)
})

test('A provider that refuses connections is unavailable', async () => {
  const b = await bench({ settings: { retries: 0 } })
  await b.openai.close()
  const error = await failing(b, QUESTION)
  assert.equal(error.code, 'provider_unavailable')
  assert.match(error.message, /refused/)
})
