import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import Database from 'better-sqlite3'
import { systemClock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { systemRandom } from '../shared/random'
import { openSqlite } from '../store/sqlite'
import { takeBackup } from './backup'
import { NotDone } from './not-done'
import { restoreBackup } from './restore'

const ids = createIds({ clock: systemClock, random: systemRandom })
const secretKey = Buffer.alloc(32, 7)
const consent = { replace: true, forgetKeys: false, acceptBrokenTrail: false }
const ADD = "insert into person values (?, ?, ? || '@example.com', 'administrator', 0, null)"

describe('a restore', () => {
  let folder = ''
  const at = (name: string) => join(folder, name)
  const place = () => ({ path: at('concord.db'), auditHead: at('concord.db.audit-head') })
  const tools = { clock: systemClock, newId: ids, logger: createLogger('silent') }
  const change = (command: string, ...values: readonly unknown[]) => {
    const db = openSqlite(place().path, 0)
    db.prepare(command).run(...values)
    db.close()
  }
  const restore = (newId = ids) => restoreBackup({ file: at('monday'), place: place(), secretKey, consent, tools: { ...tools, newId } })

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concord-restore-'))
    change(ADD, 'olivia', 'Olivia', 'olivia')
    await takeBackup({ file: at('monday'), place: place(), secretKey, tools })
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is not disturbed by what one under the same process number has left', async () => {
    for (const end of ['', '-wal', '-journal']) writeFileSync(`${place().path}.draft-${process.pid}${end}`, 'half of it')
    assert.equal((await restore()).verification.valid, true)
  })
  it('is none, and everything is as it was, if what it has written cannot be brought into one file', async () => {
    let reader: Database.Database | undefined
    const disturbed = () => {
      const draft = readdirSync(folder).find((name) => name.endsWith(`.draft-${process.pid}`))
      if (draft !== undefined && reader === undefined) {
        reader = new Database(at(draft), { readonly: true })
        reader.exec('begin')
        reader.prepare('select * from audit').all()
      }
      return ids()
    }
    await assert.rejects(restore(disturbed), NotDone)
    reader?.close()
    assert.equal(existsSync(`${place().path}-wal`), false)
    assert.equal(readdirSync(folder).filter((name) => name.includes('before-restore')).length, 0)
  })
  it('tells that somebody is back who was forgotten since, because no other administrator is in the backup', async () => {
    change(ADD, 'tom', 'Tom', 'tom')
    change("insert into forgetting values ('olivia', 'tom', 'a1', 1, 2)")
    assert.equal((await restore()).settled.back, 1)
  })
})
