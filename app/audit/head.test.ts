import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { ContradictingHead, EMPTY_HEAD, type Head, headFrom, headText, holdAgainst, UnusableAuditHead } from './head'
import { fileHead, refuseUnusableHead } from './head-file'

const hash = (digit: string) => digit.repeat(64)
const head = (seq: number, digit = 'a'): Head => ({ seq, hash: hash(digit) })

describe('a chain held against a head', () => {
  const chain = { valid: true, records: 5, head: hash('e') }

  it('is as good as it was if it holds the head', () => {
    assert.deepEqual(holdAgainst([{ ...head(4), found: hash('a') }], chain), chain)
  })
  it('is cut off if it does not reach the head: the first missing record is named', () => {
    assert.deepEqual(holdAgainst([{ ...head(9), found: undefined }], chain), { ...chain, valid: false, firstBad: 6 })
  })
  it('was hashed anew if it has another hash there', () => {
    assert.deepEqual(holdAgainst([{ ...head(4), found: hash('b') }], chain), { ...chain, valid: false, firstBad: 4 })
  })
  it('is told by its first fault', () => {
    const heads = [
      { ...head(9), found: undefined },
      { ...head(3), found: hash('b') },
    ]
    assert.equal(holdAgainst(heads, chain).firstBad, 3)
    assert.equal(holdAgainst(heads, { ...chain, valid: false, records: 1, firstBad: 2 }).firstBad, 2)
  })
})

describe('the text of a head', () => {
  it('can be read again', () => {
    for (const each of [head(12), EMPTY_HEAD]) assert.deepEqual(headFrom(headText(each)), each)
  })

  for (const text of ['', '{}', headText(head(1)).replace('1', '01'), headText(head(1)).trimEnd(), headText(head(1)).toUpperCase(), `${headText(head(1))} `])
    it(`is none of a head: ${JSON.stringify(text).slice(0, 40)}`, () => assert.equal(headFrom(text), undefined))
})

describe('the file of a head', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-head-'))
  after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'audit-head')
  const refuse = (auditHead: string) => refuseUnusableHead({ auditHead, database: { path: '/elsewhere/concord.db' } })

  it('is replaced whole, for its owner only, and leaves no draft', async () => {
    const keep = fileHead(file)
    assert.equal(await keep.read(), undefined)
    assert.equal(await keep.replace(async (kept) => (kept === undefined ? head(1) : head(9))), true)
    assert.deepEqual(await keep.read(), head(1))
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(await keep.replace(async ({ seq } = head(7)) => head(seq + 1)), true)
    assert.equal(readFileSync(file, 'utf8'), headText(head(2)))
    assert.deepEqual(readdirSync(folder).sort(), ['audit-head', 'audit-head.lock'])
    keep.close()
  })

  it('is replaced by one at a time', async () => {
    const [one, other] = [fileHead(file), fileHead(file)]
    const opened = Promise.withResolvers<void>()
    const replaced = one.replace(async () => {
      await opened.promise
      return head(9)
    })
    assert.equal(await other.replace(async () => head(3)), false)
    opened.resolve()
    assert.equal(await replaced, true)
    assert.equal(await other.replace(async (kept) => kept ?? head(3)), true, 'free again')
    assert.deepEqual(await one.read(), head(9))
    one.close()
    other.close()
  })

  it('is made with its folder', async () => {
    const deeper = join(folder, 'made', 'for', 'it')
    refuse(deeper)
    const keep = fileHead(deeper)
    await keep.replace(async () => head(1))
    assert.deepEqual(await keep.read(), head(1))
    keep.close()
  })

  it('frees its lock when the work fails', async () => {
    const keep = fileHead(file)
    await assert.rejects(
      keep.replace(() => Promise.reject(new Error('no'))),
      /CONCORD_AUDIT_HEAD cannot be kept/,
    )
    await assert.rejects(
      keep.replace(() => Promise.reject(new ContradictingHead('changed'))),
      ContradictingHead,
    )
    assert.equal(await keep.replace(async () => head(2)), true)
    keep.close()
  })

  it('is refused if it holds something else, is a folder, or cannot be made', async () => {
    const diary = join(folder, 'diary')
    writeFileSync(diary, 'Dear diary')
    mkdirSync(join(folder, 'attic'))
    assert.throws(() => refuse(diary), /^UnusableAuditHead: CONCORD_AUDIT_HEAD names .*diary, which holds no head of an audit trail/)
    assert.throws(() => refuse(join(folder, 'attic')), /CONCORD_AUDIT_HEAD cannot be kept in .*attic: EISDIR/)
    assert.throws(() => refuse(join(diary, 'deeper', 'head')), /CONCORD_AUDIT_HEAD cannot be kept in .*: .*diary is no folder/)
    await assert.rejects(fileHead(diary).read(), UnusableAuditHead)
    refuse(join(folder, 'not', 'yet', 'made'))
    refuse(file)
  })
})
