import assert from 'node:assert/strict'
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { formerKeyFile, keepNewKey, putKeyFile, takeNewKey } from './secret-key-file'

const [former, key] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]

describe('a new secret key', () => {
  let folder = ''
  let file = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-key-'))
    file = join(folder, 'concord.db.key')
    putKeyFile(file, former)
    keepNewKey(file, key)
  })
  afterEach(() => {
    mock.restoreAll()
    rmSync(folder, { recursive: true })
  })
  const textOf = (each: Buffer) => `${each.toString('base64')}\n`
  const isTaken = () => {
    assert.equal(readFileSync(file, 'utf8'), textOf(key))
    assert.equal(readFileSync(formerKeyFile(file, former), 'utf8'), textOf(former))
    assert.equal(fs.statSync(formerKeyFile(file, former)).mode & 0o777, 0o600)
    assert.equal(readdirSync(folder).length, 2)
  }

  it('takes the place of the former one, which is kept', () => {
    takeNewKey(file, { former, key })
    isTaken()
  })
  it('does so where a file has one name only', () => {
    mock.method(fs, 'linkSync', () => {
      throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' })
    })
    takeNewKey(file, { former, key })
    isTaken()
  })
  it('is no longer there once it was taken', () => {
    takeNewKey(file, { former, key })
    takeNewKey(file, { former: key, key })
    assert.ok(existsSync(file))
  })
})
