import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { anthropicAnswer, asking, bench, closeBench, failing, json, openaiAnswer, outage, outcomes, QUESTION, settle, silent, WITH_FAILOVER } from './test-kit'

afterEach(closeBench)

test('With failover the next provider answers, with its own model', async () => {
  const b = await bench()
  b.openai.answer(outage)
  b.anthropic.answer(anthropicAnswer('Backup'))
  const { answer } = await asking(b, WITH_FAILOVER, 3_000)
  assert.equal(answer?.content, 'Backup')
  assert.equal(b.anthropic.requests[0]?.body.model, 'claude-test')
  assert.deepEqual(outcomes(answer?.attempts ?? []), [
    'openai provider_unavailable',
    'openai provider_unavailable',
    'openai provider_unavailable',
    'anthropic answered',
  ])
})

test('When all fail the caller is told so, with every attempt', async () => {
  const b = await bench({ settings: { retries: 0 } })
  b.openai.answer(outage)
  b.anthropic.answer(json('<html>', 200, { 'content-type': 'text/html' }))
  const error = await failing(b, WITH_FAILOVER)
  assert.equal(error.code, 'all_providers_failed')
  assert.equal(error.details.retryAfterMs, 5_000)
  assert.deepEqual(outcomes(error.attempts), ['openai provider_unavailable', 'anthropic provider_bad_response'])
})

test("A caller's error from the second provider ends the request with that error", async () => {
  const b = await bench({ settings: { retries: 0 } })
  b.openai.answer(outage)
  b.anthropic.answer(json({ type: 'error', error: { type: 'invalid_request_error', message: 'too long' } }, 413))
  const error = await failing(b, WITH_FAILOVER)
  assert.equal(error.code, 'invalid_request')
  assert.equal(error.details.status, 413)
})

test('Rejected credentials fail over where the administrator switched that on', async () => {
  const b = await bench({ settings: { failoverOnRejectedCredentials: true } })
  b.openai.answer(json({ error: { message: 'no' } }, 401))
  b.anthropic.answer(anthropicAnswer('Backup'))
  const { answer } = await asking(b, WITH_FAILOVER)
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai provider_credentials_rejected', 'anthropic answered'])
})

test('A provider without a key is passed over, and without any key nobody is asked', async () => {
  const b = await bench({ keys: { openai: undefined } })
  b.anthropic.answer(anthropicAnswer('Hi'))
  const { answer } = await asking(b, WITH_FAILOVER)
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai passed_over', 'anthropic answered'])
  const error = await failing(b, QUESTION)
  assert.equal(error.code, 'provider_key_missing')
  assert.equal(b.openai.requests.length, 0)
})

test('With one provider asked and the others passed over, its own error is the answer', async () => {
  const b = await bench({ keys: { anthropic: undefined }, settings: { retries: 0 } })
  b.openai.answer(outage)
  const error = await failing(b, WITH_FAILOVER)
  assert.equal(error.code, 'provider_unavailable')
})

test('With failover a rate limit of more than two seconds goes to the next provider at once', async () => {
  const b = await bench()
  b.openai.answer(json({}, 429, { 'retry-after': '3' }))
  b.anthropic.answer(anthropicAnswer('Backup'))
  const { answer } = await asking(b, WITH_FAILOVER)
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai provider_rate_limited', 'anthropic answered'])
})

test('With failover but no other key the rate limit is waited for', async () => {
  const b = await bench({ keys: { anthropic: undefined } })
  b.openai.answer(json({}, 429, { 'retry-after': '3' }), openaiAnswer('Hi'))
  const { answer } = await asking(b, WITH_FAILOVER, 3_000)
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai provider_rate_limited', 'openai answered'])
})

test('The breaker opens in mid-request, and then nothing is sent until one probe', async () => {
  const b = await bench({ settings: { breakerFailures: 2 } })
  b.openai.answer(outage)
  const first = await failing(b, QUESTION, 2_000)
  assert.equal(b.openai.requests.length, 2)
  assert.ok((first.details.retryAfterMs ?? 0) > 25_000)
  const second = await failing(b, QUESTION)
  assert.equal(second.code, 'provider_unavailable')
  assert.deepEqual(second.details.members?.attempts, [
    { provider: 'openai', model: 'gpt-test', outcome: 'provider_unavailable', duration_ms: 0, reason: 'it failed too often of late and is left alone' },
  ])
  assert.equal(b.openai.requests.length, 2)
  await b.clock.advance(30_000)
  b.openai.answer(openaiAnswer('well again'))
  const { answer } = await asking(b, QUESTION)
  assert.equal(answer?.content, 'well again')
  assert.deepEqual(
    b.log.filter((line) => line.startsWith('breaker')),
    ['breaker openai open', 'breaker openai half_open', 'breaker openai closed'],
  )
})

test('While the probe is on its way others fail over, and a probe that is cancelled frees its place', async () => {
  const b = await bench({ settings: { breakerFailures: 1, retries: 0 } })
  b.openai.answer(outage)
  b.anthropic.answer(anthropicAnswer('Backup'))
  await failing(b, QUESTION)
  await b.clock.advance(30_000)
  b.openai.answer(silent)
  const leaving = new AbortController()
  const gone = assert.rejects(b.gateway.ask(QUESTION, leaving.signal), { name: 'AbortError' })
  await settle()
  const { answer } = await asking(b, WITH_FAILOVER)
  assert.deepEqual(outcomes(answer?.attempts ?? []), ['openai provider_unavailable', 'anthropic answered'])
  assert.equal(b.openai.requests.length, 2)
  leaving.abort()
  await gone
  b.openai.answer(openaiAnswer('back'))
  const after = await asking(b, WITH_FAILOVER)
  assert.equal(after.answer?.content, 'back')
})
