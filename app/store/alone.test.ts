import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import Database from 'better-sqlite3'
import { takeAlone } from './alone'
import { openSqlite } from './sqlite'
import { UnusableDatabase } from './unusable'

describe('a database that is taken for one process alone', () => {
  let folder = ''
  let path = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-alone-'))
    path = join(folder, 'concord.db')
    openSqlite(path, 0).close()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('can be read, and nobody else can open it', async () => {
    const alone = await takeAlone(path)
    assert.equal(alone.db?.prepare('select count(*) from person').pluck().get(), 0)
    const other = new Database(path, { timeout: 0 })
    assert.throws(() => other.prepare('select * from person').all(), { code: 'SQLITE_BUSY' })
    other.close()
    alone.release()
  })
  it('is not taken from whoever uses it', async () => {
    const other = openSqlite(path, 0)
    await assert.rejects(takeAlone(path), UnusableDatabase)
    other.close()
  })
  it("is nobody's if it is none", async () => {
    writeFileSync(path, 'something else, and long enough to be looked at'.repeat(50))
    assert.equal((await takeAlone(path)).db, undefined)
  })
  it('is not called unreadable because it cannot be read just now', async () => {
    mkdirSync(`${path}-wal`)
    await assert.rejects(takeAlone(path), /cannot be read just now/)
  })
})
