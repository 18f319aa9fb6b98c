import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import Database from 'better-sqlite3'
import { StorageUnavailable } from '../shared/errors'
import { forgetInstance, registerInstance } from './instances'
import { inThread, storeOn } from './open'
import { sqliteReader } from './reader'
import { openReader, openSqlite, reopenSqlite } from './sqlite'
import { define, defineInsert } from './statement'
import { createStore, type Store } from './store'
import { run, unit } from './unit'
import { UnusableDatabase } from './unusable'

const count = define()((db) => db.selectFrom('instance').select((of) => of.fn.countAll<number>().as('count')))
const insert = defineInsert('instance', ['id', 'started_at', 'seen_at'])
const row = (id: string) => ({ id, started_at: 1, seen_at: 1 })

const registerThenThrow = unit('test.register-then-throw', function* (id: string) {
  yield* run(insert, row(id))
  throw new Error('changed my mind')
})

async function instances(store: Store): Promise<number> {
  const [found] = await store.find(count, {})
  return found?.count ?? -1
}

describe('the write path', () => {
  let store: Store
  beforeEach(() => {
    store = storeOn(openSqlite(':memory:', 0))
  })
  afterEach(() => store.close())

  it('commits units of one turn together and answers each', async () => {
    await Promise.all([store.write(registerInstance, row('a')), store.write(registerInstance, row('b')), store.write(registerInstance, row('c'))])
    assert.equal(await instances(store), 3)
  })

  it('leaves nothing of a failing unit behind, and the others of its group whole', async () => {
    const results = await Promise.allSettled([
      store.write(registerInstance, row('a')),
      store.write(registerThenThrow, 'b'),
      store.write(registerInstance, row('c')),
    ])
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.equal(await instances(store), 2)
  })

  it('leaves nothing of a unit that fails alone', async () => {
    await assert.rejects(store.write(registerThenThrow, 'a'), /changed my mind/)
    assert.equal(await instances(store), 0)
  })

  it('passes on a fault in a statement as it is', async () => {
    await store.write(registerInstance, row('a'))
    await assert.rejects(store.write(registerInstance, row('a')), /UNIQUE/)
    assert.equal(store.writable(), true)
  })
})

describe('a store in a file', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-store-'))
    path = join(folder, 'concord.db')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is fully durable: WAL, and synchronous FULL also after the first transaction', () => {
    const db = openSqlite(path, 0)
    db.prepare('insert into instance (id, started_at, seen_at) values (?, 1, 1)').run('a')
    assert.equal(db.pragma('journal_mode', { simple: true }), 'wal')
    assert.equal(db.pragma('synchronous', { simple: true }), 2)
    db.close()
    const again = reopenSqlite(path)
    assert.equal(again.pragma('synchronous', { simple: true }), 2)
    again.close()
  })

  it('refuses a write while another process holds the lock, and takes the next one', async () => {
    const writer = openSqlite(path, 0)
    writer.pragma('busy_timeout = 10')
    const store = createStore({ reader: sqliteReader(openReader(path)), committer: inThread(writer) })
    const other = new Database(path)
    other.exec('begin immediate')
    await assert.rejects(store.write(registerInstance, row('a')), StorageUnavailable)
    const group = await Promise.allSettled([store.write(registerInstance, row('a')), store.write(registerInstance, row('b'))])
    assert.ok(group.every((result) => result.status === 'rejected' && result.reason instanceof StorageUnavailable))
    assert.equal(store.writable(), true, 'busy passes')
    other.exec('rollback')
    other.close()
    await store.write(registerInstance, row('a'))
    assert.equal(await instances(store), 1)
    await store.close()
  })

  it('tells that a full database cannot be written, reads on, and recovers', async () => {
    const writer = openSqlite(path, 0)
    const store = createStore({ reader: sqliteReader(openReader(path)), committer: inThread(writer) })
    const pages = Number(writer.pragma('page_count', { simple: true }))
    writer.pragma(`max_page_count = ${pages}`)
    const big = row('x'.repeat(200_000))
    const results = await Promise.allSettled([store.write(registerInstance, row('small')), store.write(registerInstance, big)])
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    )
    assert.equal(store.writable(), false)
    assert.equal(await instances(store), 1)
    writer.pragma('max_page_count = 1000000')
    await store.write(forgetInstance, { id: 'small' })
    assert.equal(store.writable(), true)
    await store.close()
  })

  it('refuses a database of another program', () => {
    const foreign = new Database(path)
    foreign.exec('create table recipe (name text)')
    foreign.close()
    assert.throws(() => openSqlite(path, 0), UnusableDatabase)
  })
})
