import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errors } from 'undici'
import { classifyConnection, classifyStatus } from './classify'
import { anthropic } from './providers/anthropic'
import { openai } from './providers/openai'
import type { Provider } from './providers/provider'

const error = (members: object) => ({ error: { message: 'why', ...members } })
const judge = (provider: Provider, status: number, body: unknown, headers = {}) =>
  classifyStatus({ status, headers, complaint: provider.complaint(body), now: 0 })

const BOTH: readonly [status: number, kind: string][] = [
  [301, 'provider_bad_response'],
  [307, 'provider_bad_response'],
  [204, 'provider_bad_response'],
  [400, 'invalid_request'],
  [401, 'provider_credentials_rejected'],
  [402, 'provider_quota_exhausted'],
  [403, 'provider_credentials_rejected'],
  [404, 'model_not_found'],
  [405, 'provider_bad_response'],
  [408, 'provider_unavailable'],
  [409, 'provider_unavailable'],
  [413, 'invalid_request'],
  [418, 'provider_bad_response'],
  [422, 'invalid_request'],
  [429, 'provider_rate_limited'],
  [500, 'provider_unavailable'],
  [502, 'provider_unavailable'],
  [503, 'provider_unavailable'],
  [504, 'provider_unavailable'],
  [529, 'provider_unavailable'],
]

for (const provider of [openai, anthropic]) {
  for (const [status, kind] of BOTH) {
    test(`HTTP ${status} from ${provider.name} is ${kind}`, () => {
      assert.equal(judge(provider, status, error({})).kind, kind)
    })
  }
}

test('Codes for money that has run out make a 429 a used-up quota', () => {
  for (const code of ['insufficient_quota', 'billing_not_active']) assert.equal(judge(openai, 429, error({ code })).kind, 'provider_quota_exhausted')
  assert.equal(judge(openai, 429, error({ type: 'insufficient_quota' })).kind, 'provider_quota_exhausted')
  assert.equal(judge(anthropic, 429, error({ type: 'billing_error' })).kind, 'provider_quota_exhausted')
  const spent = error({ type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } })
  assert.equal(judge(anthropic, 429, spent).kind, 'provider_quota_exhausted')
})

test('An ordinary rate limit is no used-up quota', () => {
  assert.equal(judge(openai, 429, error({ code: 'rate_limit_exceeded', type: 'tokens' })).kind, 'provider_rate_limited')
})

test('A 404 that is no error of the provider is no unknown model', () => {
  assert.equal(judge(openai, 404, undefined).kind, 'provider_bad_response')
})

test('A model that the key may not use is unknown, and the key is not blamed', () => {
  assert.equal(judge(openai, 403, error({ code: 'model_not_found' })).kind, 'model_not_found')
})

test('An outage passes on how long the provider asks to be left alone', () => {
  assert.deepEqual(judge(openai, 503, error({}), { 'retry-after': '7' }), {
    kind: 'provider_unavailable',
    passing: true,
    reason: 'why',
    status: 503,
    waitMs: 7_000,
  })
})

test("The field that OpenAI names is the caller's error's field", () => {
  assert.deepEqual(judge(openai, 400, error({ param: 'messages[0].role' })), {
    kind: 'invalid_request',
    reason: 'why',
    status: 400,
    field: 'messages[0].role',
  })
})

const coded = (code: string) => Object.assign(new Error('x'), { code })

test('Refused, reset, closed and unknown hosts are passing faults', () => {
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'ENOTFOUND', 'EAI_AGAIN']) {
    const failure = classifyConnection(coded(code))
    assert.ok(failure.kind === 'provider_unavailable' && failure.passing, code)
  }
  assert.equal(classifyConnection(coded('ECONNREFUSED')).reason, 'the connection was refused')
})

test('TLS failures are not tried again', () => {
  for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'EPROTO']) {
    const failure = classifyConnection(coded(code))
    assert.ok(failure.kind === 'provider_unavailable' && !failure.passing, code)
  }
})

test('A connection that did not come about in time names its deadline', () => {
  const failure = classifyConnection(new errors.ConnectTimeoutError('late'))
  assert.ok(failure.kind === 'provider_timed_out' && failure.deadline === 'connect')
})

test('What is no HTTP is unreadable', () => {
  assert.equal(classifyConnection(new errors.HTTPParserError('Expected HTTP/')).kind, 'provider_bad_response')
})
