import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { handClock } from '../llm/test-kit'
import { Unauthenticated } from '../shared/errors'
import { PROBLEMS, problemOf, retryAfter } from './problem'
import { createRateLimit } from './rate-limit'
import { delayOf } from './strangers'

const APP = join(__dirname, '..')
const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

describe('problem documents', () => {
  it('know every error code of the platform', () => {
    const codes = sources.flatMap((file) => [...readFileSync(join(APP, file), 'utf8').matchAll(/readonly code = '(\w+)'/g)].map(([, code]) => code ?? ''))
    const startOnly = ['wrong_setting', 'unusable_database', 'admin_token_revoked', 'unusable_audit_head', 'contradicting_audit_head']
    const toldByExecutions = ['cancelled', 'stopped']
    const toldByCommands = ['not_done']
    assert.deepEqual(
      codes.filter((code) => !(code in PROBLEMS) && ![...startOnly, ...toldByExecutions, ...toldByCommands].includes(code)),
      [],
    )
  })

  it('tell nothing of an unexpected error', () => {
    assert.deepEqual([problemOf(new Error('sk-secret')).status, JSON.stringify(problemOf(new Error('sk-secret'))).includes('sk-secret')], [500, false])
  })

  it('round a wait up to whole seconds', () => {
    assert.deepEqual(
      [1, 1_000, 1_001].map((retryAfterMs) => retryAfter(new Unauthenticated('x', { retryAfterMs }))),
      ['1', '1', '2'],
    )
  })
})

describe('the rate limit', () => {
  it('allows so many in a minute from the first request, each token for itself', () => {
    const clock = handClock()
    const limit = createRateLimit({ clock, perMinute: 2 })
    const take = (id: string) => limit.take(id).allowed
    assert.deepEqual([take('uma'), take('uma'), take('uma'), take('sam')], [true, true, false, true])
  })
})

describe('wrong tokens', () => {
  it('wait longer and longer after the fifth, at most five seconds', () =>
    assert.deepEqual([1, 5, 6, 7, 11, 12, 100].map(delayOf), [0, 0, 100, 200, 3_200, 5_000, 5_000]))
})
