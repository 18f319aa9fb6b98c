import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { seconds, systemClock } from '../shared/clock'
import { createInstances } from './instances'
import { inThread, storeOn } from './open'
import { fileLocks } from './process-locks'
import { sqliteReader } from './reader'
import { openReader, openSqlite, reopenSqlite } from './sqlite'
import { createStore, type Store } from './store'

describe('instances on one database file', () => {
  let folder: string
  let path: string
  const stores: Store[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-instances-'))
    path = join(folder, 'concord.db')
    openSqlite(path, 0).close()
  })
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close()
    rmSync(folder, { recursive: true })
  })

  const instance = (id: string, monotonic: () => number = () => 0) => {
    const store = createStore({ reader: sqliteReader(openReader(path)), committer: inThread(reopenSqlite(path)) })
    stores.push(store)
    return createInstances({ store, clock: { ...systemClock, monotonic }, id, locks: fileLocks(path) })
  }

  it('holds one that runs for alive, however the wall clock stands', async () => {
    await instance('a').arrive()
    assert.deepEqual(await instance('b').gone(), [])
  })

  it('holds one for gone whose lock is free', async () => {
    await instance('a').arrive()
    rmSync(`${path}.instance-a`)
    assert.deepEqual(await instance('b').gone(), ['a'])
  })

  it('holds one for gone that was silent for 15 seconds, not for 14.999', async () => {
    await instance('a').arrive()
    let now = 0
    const watcher = instance('b', () => now)
    await watcher.gone()
    now = seconds(15) - 1
    assert.deepEqual(await watcher.gone(), [])
    now = seconds(15)
    assert.deepEqual(await watcher.gone(), ['a'])
  })

  it('leaves nothing behind', async () => {
    const one = instance('a')
    await one.arrive()
    await one.leave()
    assert.deepEqual(await instance('b').gone(), [])
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('instance')),
      [],
    )
  })
})

describe('instances in memory', () => {
  it('have no lock, only their silence', async () => {
    const store = storeOn(openSqlite(':memory:', 0))
    await createInstances({ store, clock: systemClock, id: 'a', locks: undefined }).arrive()
    assert.deepEqual(await createInstances({ store, clock: systemClock, id: 'b', locks: undefined }).gone(), [])
    await store.close()
  })
})
