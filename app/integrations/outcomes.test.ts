import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { githubOutcome } from './github-outcome'
import { neverLeft, type OutsideCall } from './outside-call'
import type { SendOutcome } from './send'
import { slackOutcome } from './slack-outcome'

const NOW = 1_800_000_000_000
const TOKEN = 'xoxb-secret-token-1234'

const answered = (status: number, headers: Record<string, string> = {}): OutsideCall => ({
  fetch: () => Promise.reject(new Error('not used')),
  answered: () => ({ status, headers }),
  broken: () => undefined,
})
const broken = (code: string, more: object = {}): OutsideCall => ({
  fetch: () => Promise.reject(new Error('not used')),
  answered: () => undefined,
  broken: () => Object.assign(new TypeError(`fetch failed with ${TOKEN}`), { cause: Object.assign(new Error(code), { code, ...more }) }),
})
const told = (outcome: SendOutcome) => (outcome.kind === 'failed' ? [outcome.error.code, outcome.again, outcome.error.details] : [outcome.kind])

describe('what never left', () => {
  it('is what found no address, no connection or no proof of identity', () => {
    for (const [code, syscall] of [
      ['ECONNREFUSED', 'connect'],
      ['ENOTFOUND', 'getaddrinfo'],
      ['ETIMEDOUT', 'connect'],
      ['UND_ERR_CONNECT_TIMEOUT'],
      ['CERT_HAS_EXPIRED'],
    ])
      assert.ok(neverLeft(broken(String(code), { syscall }).broken()), code)
    assert.ok(neverLeft(new AggregateError([Object.assign(new Error(), { syscall: 'connect' }), Object.assign(new Error(), { syscall: 'connect' })])))
  })

  it('is nothing that may have arrived', () => {
    for (const [code, syscall] of [['ECONNRESET', 'read'], ['EPIPE', 'write'], ['ETIMEDOUT', 'read'], ['UND_ERR_SOCKET'], ['EPROTO']])
      assert.ok(!neverLeft(broken(String(code), { syscall }).broken()), code)
    assert.ok(!neverLeft(new AggregateError([Object.assign(new Error(), { syscall: 'connect' }), new Error()])))
    assert.ok(!neverLeft('text'))
  })
})

describe('what Slack says', () => {
  const outcome = (error: string, call = answered(200)) =>
    slackOutcome(Object.assign(new Error(), { data: { ok: false, error } }), call, { token: TOKEN, now: NOW })

  it('of the message is told with its reason and field, and stays', () => {
    assert.deepEqual(told(outcome('is_archived')), ['slack_refused', 'never', { field: 'channel', retryable: false, members: { reason: 'is_archived' } }])
    for (const word of ['channel_not_found', 'not_in_channel']) assert.equal(told(outcome(word))[0], 'slack_refused')
    for (const word of ['msg_too_long', 'no_text']) assert.deepEqual((told(outcome(word))[2] as { field: string }).field, 'text')
  })

  it('of the token is ours to mend', () => {
    for (const word of ['invalid_auth', 'token_revoked', 'account_inactive'])
      assert.deepEqual(told(outcome(word)).slice(0, 2), ['slack_credentials_rejected', 'now'])
  })

  it('of limits is passed on, absurd waits clamped', () => {
    for (const [header, ms] of [
      ['7', 7_000],
      ['-1', 1_000],
      ['NaN', 1_000],
      ['99999999999', 86_400_000],
    ] as const)
      assert.deepEqual(told(outcome('ratelimited', answered(429, { 'retry-after': header }))), [
        'slack_rate_limited',
        'now',
        { retryable: true, retryAfterMs: ms },
      ])
    assert.equal(told(outcome('ratelimited'))[0], 'slack_rate_limited')
  })

  it('otherwise is a failure after which the message may be there', () => {
    assert.deepEqual(told(outcome('internal_error')), ['slack_failed', 'look', { retryable: true, members: { reason: 'internal_error' } }])
    assert.deepEqual(told(outcome('<html>oops</html>')), ['slack_failed', 'look', { retryable: true, members: { reason: 'its answer could not be read' } }])
    assert.deepEqual(told(outcome('is_archived', answered(503))), [
      'slack_failed',
      'look',
      { retryable: true, members: { reason: 'it answered with HTTP 503' } },
    ])
  })

  it('not at all leaves the outcome open, unless nothing can have left', () => {
    assert.deepEqual(told(outcome('', broken('ECONNRESET', { syscall: 'read' }))), ['unknown'])
    assert.deepEqual(told(outcome('', broken('ECONNREFUSED', { syscall: 'connect' }))).slice(0, 2), ['slack_failed', 'now'])
    assert.ok(!JSON.stringify(outcome('', broken('ECONNRESET'))).includes(TOKEN))
  })
})

describe('what GitHub says', () => {
  const outcome = (status: number, data: object = {}, headers = {}) =>
    githubOutcome(Object.assign(new Error(), { response: { data } }), answered(status, headers), { token: TOKEN, repo: 'acme/website', now: NOW })
  const wait = (given: SendOutcome) => (given.kind === 'failed' ? [given.error.code, given.error.details.retryAfterMs] : [])

  it('is told by its status', () => {
    assert.deepEqual(told(outcome(401, { message: 'Bad credentials' })).slice(0, 2), ['github_credentials_rejected', 'now'])
    assert.deepEqual(told(outcome(403, { message: 'Resource not accessible by personal access token' })).slice(0, 2), ['github_credentials_rejected', 'now'])
    assert.deepEqual(told(outcome(404)).slice(0, 2), ['repository_not_found', 'never'])
    for (const status of [302, 403, 410, 500, 502]) assert.deepEqual(told(outcome(status)).slice(0, 2), ['github_failed', 'look'])
  })

  it('names the fields it calls invalid', () => {
    const errors = [{ resource: 'Issue', field: 'title', code: 'missing_field' }, `words with ${TOKEN}`, 7]
    assert.deepEqual(told(outcome(422, { message: 'Validation Failed', errors })), [
      'github_validation_failed',
      'never',
      { field: 'title', retryable: false, members: { errors: [{ field: 'title', code: 'missing_field' }, { message: 'words with [hidden]' }, {}] } },
    ])
  })

  it('asks to wait in one of four ways', () => {
    const reset = (inSeconds: number) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1_000 + inSeconds) })
    assert.deepEqual(wait(outcome(403, {}, { 'retry-after': '60' })), ['github_rate_limited', 60_000])
    assert.deepEqual(wait(outcome(403, {}, reset(1_800))), ['github_rate_limited', 1_800_000])
    assert.deepEqual(wait(outcome(403, {}, reset(-5))), ['github_rate_limited', 1_000])
    assert.deepEqual(wait(outcome(429, {}, reset(1e9))), ['github_rate_limited', 3_600_000])
    assert.deepEqual(wait(outcome(403, { message: 'You have exceeded a secondary rate limit.' })), ['github_rate_limited', 60_000])
    assert.deepEqual(wait(outcome(429)), ['github_rate_limited', 60_000])
  })
})
