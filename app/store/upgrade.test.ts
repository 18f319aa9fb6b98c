import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import Database from 'better-sqlite3'
import { openSqlite } from './sqlite'

const [LAST, TABLE] = ['0007_forgetting', 'forgetting']

describe('the copy that an upgrade keeps', () => {
  let folder = ''
  const path = () => join(folder, 'concord.db')
  /** Makes data of an earlier version, with these records, and opens it. */
  const upgrade = (...hashes: readonly string[]) => {
    const db = openSqlite(path(), 0)
    db.exec('delete from audit')
    const insert = db.prepare("insert into audit (seq, id, at, actor, action, details, hash) values (?, ?, 0, 'uma', 'done', '{}', ?)")
    for (const [index, hash] of hashes.entries()) insert.run(index + 1, `id-${index}`, hash)
    db.exec(`drop table ${TABLE}; delete from migration where name = '${LAST}'`)
    db.close()
    openSqlite(path(), 0).close()
  }
  const copies = () =>
    readdirSync(folder)
      .filter((name) => name.includes('.before-'))
      .toSorted()
      .map((name) => {
        const db = new Database(join(folder, name), { readonly: true })
        const hashes = db.prepare('select hash from audit order by seq').pluck().all()
        db.close()
        return hashes
      })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-upgrade-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives way to one of the same data, or of more', () => {
    upgrade('a')
    upgrade('a')
    upgrade('a', 'b')
    assert.deepEqual(copies(), [['a', 'b']])
  })
  it('stays where older data was put back and is upgraded again, in one that holds less or something else', () => {
    upgrade('a', 'b')
    upgrade('a')
    upgrade('a', 'c')
    assert.deepEqual(copies(), [
      ['a', 'b'],
      ['a', 'c'],
    ])
  })
})
