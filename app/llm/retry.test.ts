import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Failure } from './failure'
import { nextStep, retryWait, type Standing } from './retry'

const SETTINGS = { retries: 2, failoverOnRejectedCredentials: false }
const down: Failure = { kind: 'provider_unavailable', passing: true, reason: '' }
const limited = (waitMs: number): Failure => ({ kind: 'provider_rate_limited', waitMs, reason: '' })

const step = (failure: Failure, standing: Partial<Standing> = {}) =>
  nextStep({ failure, waits: 0, retries: 0, remainingMs: 60_000, breakerClosed: true, another: false, ...standing }, SETTINGS, 0.5)

test('A passing fault is tried again after half a second, then after a whole one, then no more', () => {
  assert.deepEqual(step(down), { kind: 'retry', afterMs: 500 })
  assert.deepEqual(step(down, { retries: 1 }), { kind: 'retry', afterMs: 1_000 })
  assert.equal(step(down, { retries: 2 }).kind, 'next_provider')
})

test('A passing fault is not tried again once the breaker has opened', () => {
  assert.equal(step(down, { breakerClosed: false }).kind, 'next_provider')
})

test('A passing fault is not tried again when no time is left for it', () => {
  assert.equal(step(down, { remainingMs: 500 }).kind, 'next_provider')
})

test('Waits grow whatever the chance', () => {
  assert.deepEqual([retryWait(0, 0), retryWait(0, 1)], [375, 625])
  assert.deepEqual([retryWait(1, 0), retryWait(1, 1)], [750, 1_250])
  assert.equal(retryWait(30, 1), 8_000)
})

test('A rate limit is waited for at most twice', () => {
  assert.deepEqual(step(limited(1_000)), { kind: 'retry', afterMs: 1_000 })
  assert.deepEqual(step(limited(1_000), { waits: 1 }), { kind: 'retry', afterMs: 1_000 })
  assert.equal(step(limited(1_000), { waits: 2 }).kind, 'next_provider')
})

test('A rate limit that does not fit the time left is not waited for', () => {
  assert.equal(step(limited(60_000)).kind, 'next_provider')
  assert.equal(step(limited(59_999)).kind, 'retry')
})

test('With another provider ready, two seconds are waited for and more are not', () => {
  assert.equal(step(limited(2_000), { another: true }).kind, 'retry')
  assert.equal(step(limited(2_001), { another: true }).kind, 'next_provider')
})

test("A caller's error and rejected credentials end the request", () => {
  assert.equal(step({ kind: 'invalid_request', reason: '', status: 400 }).kind, 'end')
  assert.equal(step({ kind: 'provider_credentials_rejected', reason: '' }).kind, 'end')
})

test('The deadline of the whole request ends it, the others only the attempt', () => {
  assert.equal(step({ kind: 'provider_timed_out', reason: '', deadline: 'total' }).kind, 'end')
  assert.equal(step({ kind: 'provider_timed_out', reason: '', deadline: 'first_byte' }).kind, 'next_provider')
})

test('What would only fail again is not tried again', () => {
  const lasting: Failure[] = [
    { kind: 'provider_quota_exhausted', reason: '' },
    { kind: 'model_not_found', reason: '' },
    { kind: 'provider_bad_response', reason: '' },
    { kind: 'provider_stream_incomplete', reason: '' },
    { kind: 'provider_unavailable', passing: false, reason: '' },
  ]
  for (const failure of lasting) assert.equal(step(failure).kind, 'next_provider', failure.kind)
})
