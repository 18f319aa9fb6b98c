import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { AuditRow } from '../store/tables'
import { chain, concluded, FORGETTING_BEGUN, verifyChain } from './audit'
import { hashedForm, hashedFormOf, speakerOf, withoutWords } from './own-words'

const NOBODYS: ReadonlySet<string> = new Set(['chat'])
const said = (reason: unknown) => JSON.stringify({ execution: '7', reason })
const removed = { removed: sha256('Too late') }

describe("people's own words in a record", () => {
  it('are hashed one by one, and the hash is the same without them', () => {
    const bare = withoutWords(said('Too late'), NOBODYS) ?? ''
    assert.deepEqual(JSON.parse(bare), { execution: '7', reason: removed })
    assert.equal(hashedForm(bare), hashedForm(said('Too late')))
    assert.notEqual(hashedForm(said('Too early')), hashedForm(said('Too late')))
  })
  it('are not those of the platform itself', () => {
    assert.equal(withoutWords('{"action":"chat"}', NOBODYS), undefined)
    assert.deepEqual(JSON.parse(withoutWords('{"action":"chat","reason":"x"}', NOBODYS) ?? ''), { action: 'chat', reason: { removed: sha256('x') } })
  })
  it('are taken away once', () => {
    assert.equal(withoutWords(said(removed), NOBODYS), undefined)
  })
  it('are whoever did it, or had the task that the platform tells of', () => {
    assert.equal(speakerOf({ actor: 'olivia', subject: null, details: '{"held_by":"uma"}' }), 'uma')
    assert.equal(speakerOf({ actor: 'uma', subject: 'ada', details: '{"held_by":"ada"}' }), 'uma')
    assert.equal(speakerOf({ actor: 'platform', subject: null, details: '{"held_by":"sam"}' }), 'sam')
    assert.equal(speakerOf({ actor: 'platform', subject: null, details: '{}' }), 'platform')
  })
  for (const details of ['{"reason":', '"reason":', 'null "reason":', '["reason":1]', '{"reason":7}'])
    it(`need no well-formed record: ${details}`, () => {
      assert.equal(hashedForm(details), details)
      assert.equal(withoutWords(details, NOBODYS), undefined)
    })
})

describe('a trail from which words were taken', () => {
  const record = (before: AuditRow | undefined, action: string, more: { actor?: string; subject?: string; reason?: string } = {}) => {
    const { actor = 'uma', subject, reason } = more
    return chain({ id: action, at: 1, actor, action, subject, details: reason === undefined ? {} : { reason } }, before)
  }
  const one = record(undefined, 'proposal.rejected', { reason: 'Too late' })
  const two = record(one, 'proposal.rejected', { actor: 'sam', reason: 'Too soon' })
  const three = record(two, FORGETTING_BEGUN, { actor: 'olivia', subject: 'uma' })
  const bare = (row: AuditRow): AuditRow => ({ ...row, details: withoutWords(row.details, NOBODYS) ?? row.details })
  const verdict = (...rows: AuditRow[]) => {
    const { valid, firstBad } = concluded(verifyChain(rows))
    return { valid, firstBad }
  }

  it('holds where whoever said them was forgotten', () => {
    assert.deepEqual(verdict(bare(one), two, three), { valid: true, firstBad: undefined })
  })
  it('does not hold where somebody else was, or nobody', () => {
    assert.deepEqual(verdict(bare(one), bare(two), three), { valid: false, firstBad: 2 })
    assert.deepEqual(verdict(bare(one), two), { valid: false, firstBad: 1 })
  })
  it('holds when it is followed in pieces, also by records that come later', () => {
    const first = verifyChain([bare(one)])
    assert.equal(concluded(first).valid, false)
    assert.equal(concluded(verifyChain([two, three], first)).valid, true)
    const four = record(three, 'task.failed', { reason: 'Late word' })
    assert.deepEqual(verdict(one, two, three, bare(four)), { valid: true, firstBad: undefined })
  })
  it('does not hold with another word, or another hash', () => {
    assert.equal(verdict({ ...one, details: '{"reason":"Too early"}' }, two, three).firstBad, 1)
    assert.equal(verdict({ ...one, details: `{"reason":{"removed":"${sha256('Too early')}"}}` }, two, three).firstBad, 1)
  })
  it('still holds of records that are hashed over the words themselves, as earlier versions did', () => {
    const row = { ...one, details: '{"reason":"Too late"}' }
    const legacy = { ...row, hash: sha256(JSON.stringify(['0'.repeat(64), 1, row.id, 1, 'uma', row.action, null, null, null, row.details, null, null])) }
    assert.notEqual(legacy.hash, one.hash)
    assert.equal(verdict(legacy).valid, true)
    assert.equal(verdict(bare(legacy)).firstBad, 1)
  })
})

describe('the fast way to the text that is hashed', () => {
  const details = { worker: 'a "b" $& \\ ü', reason: '"worker":"x"', tries: 1, none: null, type: '' }
  it('is the same text', () => {
    const plain = canonicalJson(details)
    const slow = canonicalJson({
      ...details,
      ...Object.fromEntries((['worker', 'reason', 'type'] as const).map((name) => [name, { removed: sha256(details[name]) }])),
    })
    assert.equal(hashedFormOf(details, plain), slow)
    const { none: _none, ...flat } = details
    const { none: _slow, ...flatSlow } = JSON.parse(slow)
    assert.equal(hashedFormOf(flat, canonicalJson(flat)), canonicalJson(flatSlow))
  })
  it('is not taken by what is written in another way', () => {
    assert.equal(hashedForm('{"tries": 1, "reason": "x"}'), '{"tries": 1, "reason": "x"}')
  })
})
