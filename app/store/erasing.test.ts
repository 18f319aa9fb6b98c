import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eraseListed } from './erasing'
import { storeOn } from './open'
import { openSqlite } from './sqlite'
import type { Store } from './store'

const db = openSqlite(':memory:', 0)
const count = (table: string, where = '1'): number => db.prepare(`select count(*) from ${table} where ${where}`).pluck().get() as number
const fill = (sql: string, rows: number, values: (row: number) => readonly unknown[]) => {
  const statement = db.prepare(sql)
  db.transaction(() => {
    for (let row = 0; row < rows; row++) statement.run(...values(row))
  })()
}
const ofBoth = (row: number): string => (row % 2 === 0 ? 'uma' : 'sam')

describe('erasing what is listed as personal', () => {
  let store: Store
  before(() => {
    store = storeOn(db)
    fill('insert into chat_session values (?, ?, ?, 0)', 2, (row) => [`s${row}`, ofBoth(row), 'ada'])
    // More than goes in one transaction.
    fill("insert into message values (?, ?, 'user', 'words', 'e', 0)", 2_600, (row) => [`m${row}`, `s${row % 2}`])
    fill("insert into reaction values (?, '👍', ?, 0)", 2_600, (row) => [`p${row % 1_300}`, row < 1_300 ? 'uma' : 'sam'])
    fill('insert into direct_message values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)', 2_600, (row) => [
      ...[row + 1, `d${row}`, ofBoth(row), 'person', 'ada', 'agent', 'message', 'words', ofBoth(row), null],
    ])
    fill('insert into shared_state values (?, ?, ?, 3, ?, null, 0)', 4, (row) => [`scope${row}`, 'key', '"words"', ofBoth(row)])
  })
  after(() => store.close())

  it('takes away and empties what is theirs, however much it is, and nothing else', async () => {
    assert.equal(await eraseListed(store, 'uma'), 1 + 1_300 + 1_300 + 2)
    assert.deepEqual([count('chat_session'), count('message'), count('message', "session_id = 's1'")], [1, 1_300, 1_300])
    assert.deepEqual([count('reaction'), count('reaction', "actor_id = 'sam'")], [1_300, 1_300])
    assert.deepEqual([count('direct_message'), count('direct_message', "content = 'words' and sent_by = 'sam'")], [2_600, 1_300])
    assert.equal(count('direct_message', "content = '' and sent_by = 'uma'"), 1_300)
    assert.deepEqual([count('shared_state', "value = 'null'"), count('shared_state', 'value = \'"words"\'')], [2, 2])
  })
  it('finds nothing the second time', async () => {
    assert.equal(await eraseListed(store, 'uma'), 0)
  })
})
