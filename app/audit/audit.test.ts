import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AuditRow } from '../store/tables'
import { chain, concluded, GENESIS, hashOf, verifyChain } from './audit'

const trail = (length: number): AuditRow[] => {
  const rows: AuditRow[] = []
  for (let at = 1; at <= length; at++) rows.push(chain({ id: `id-${at}`, at, actor: 'uma', action: 'token.issued', details: { at } }, rows.at(-1)))
  return rows
}

/** The trail with one record changed. */
const edited = (change: (row: AuditRow) => AuditRow) => trail(5).map((row) => (row.seq === 3 ? change(row) : row))

describe('the chain of the audit trail', () => {
  it('holds for an untouched trail', () => {
    const rows = trail(5)
    assert.deepEqual(concluded(verifyChain(rows)), { valid: true, records: 5, head: rows.at(-1)?.hash, headMissing: undefined })
  })

  it('holds for an empty trail', () => {
    assert.deepEqual(concluded(verifyChain([])), { valid: true, records: 0, head: GENESIS, headMissing: undefined })
  })

  it('can be followed in pieces', () => {
    const rows = trail(5)
    assert.deepEqual(verifyChain(rows.slice(2), verifyChain(rows.slice(0, 2))), verifyChain(rows))
  })

  const edits: Readonly<Record<string, (row: AuditRow) => AuditRow>> = {
    'who did it': (row) => ({ ...row, actor: 'mallory' }),
    'what was done': (row) => ({ ...row, action: 'token.revoked' }),
    'when it was done': (row) => ({ ...row, at: 99 }),
    'to what': (row) => ({ ...row, subject: 'sam' }),
    'how it ended': (row) => ({ ...row, outcome: 'answered' }),
    'which record it completes': (row) => ({ ...row, of: 'id-1' }),
    'its details': (row) => ({ ...row, details: '{"at":4}' }),
    'its correlation id': (row) => ({ ...row, trace_id: 'f'.repeat(32) }),
  }
  for (const [what, edit] of Object.entries(edits)) {
    it(`names the record in which somebody changed ${what}`, () => {
      assert.equal(verifyChain(edited(edit)).firstBad, 3)
    })
  }

  it('names the record after one that was changed and hashed anew', () => {
    const rows = trail(5)
    const forged = { ...rows[2], actor: 'mallory' } as AuditRow
    rows[2] = { ...forged, hash: hashOf(forged, rows[1]?.hash ?? '') }
    assert.equal(verifyChain(rows).firstBad, 4)
  })

  it('names the place of a record that was removed', () => {
    assert.equal(verifyChain(trail(5).filter(({ seq }) => seq !== 3)).firstBad, 3)
  })
})
