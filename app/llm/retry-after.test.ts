import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedWait, rateLimitWait } from './retry-after'

const NOW = 1_793_534_400_000 // 2026-11-01 12:00 UTC

const CASES: readonly [says: string, headers: Record<string, string>, ms: number][] = [
  ['seconds', { 'retry-after': '2' }, 2_000],
  ['parts of a second', { 'retry-after': '0.5' }, 500],
  ['a date', { 'retry-after': 'Sun, 01 Nov 2026 12:00:30 GMT' }, 30_000],
  ['milliseconds', { 'retry-after-ms': '250' }, 250],
  ['milliseconds and seconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  ['unreadable milliseconds', { 'retry-after-ms': 'soon' }, 1_000],
  ['unreadable milliseconds, and seconds', { 'retry-after-ms': 'soon', 'retry-after': '9' }, 9_000],
  ['a number in another notation', { 'retry-after': '1e3' }, 1_000],
  ['without end', { 'retry-after': 'Infinity' }, 1_000],
  ['nothing', {}, 1_000],
  ['nonsense', { 'retry-after': 'soon' }, 1_000],
  ['not a number', { 'retry-after': 'NaN' }, 1_000],
  ['an empty text', { 'retry-after': '' }, 1_000],
  ['a negative number', { 'retry-after': '-5' }, 1_000],
  ['a date in the past', { 'retry-after': 'Sun, 01 Nov 2026 11:00:00 GMT' }, 1_000],
  ['zero', { 'retry-after': '0' }, 100],
  ['an absurd number', { 'retry-after': '99999999999999999999' }, 86_400_000],
]

for (const [says, headers, ms] of CASES) {
  test(`A rate limit that says ${says} is waited for ${ms} ms`, () => {
    assert.equal(rateLimitWait(headers, NOW), ms)
  })
}

test('Without a header nothing is asked', () => {
  assert.equal(askedWait({}, NOW), undefined)
})
