import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { GENESIS } from './audit'
import { EMPTY_HEAD, headText } from './head'
import { announceHead, settleAnnouncedHead } from './head-restored'

it('is settled once and refuses nobody, where two platforms start at the same time', async (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-announced-'))
  test.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'audit-head')
  const store = storeOn(openSqlite(':memory:', 0))
  announceHead(file, { restored: { seq: 0, hash: GENESIS }, keep: EMPTY_HEAD })
  await Promise.all([settleAnnouncedHead(file, store), settleAnnouncedHead(file, store)])
  assert.equal(readFileSync(file, 'utf8'), headText(EMPTY_HEAD))
  assert.equal(existsSync(`${file}.next`), false)
})
