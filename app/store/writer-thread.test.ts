import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import Database from 'better-sqlite3'
import { systemClock } from '../shared/clock'
import { StorageUnavailable } from '../shared/errors'
import { registerInstance } from './instances'
import { openStore } from './open'
import type { Store } from './store'
import { unit } from './unit'

const row = (id: string) => ({ id, started_at: 1, seen_at: 1 })

describe('the writing thread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-writer-'))
  const path = join(folder, 'concord.db')
  let store: Store
  before(async () => {
    store = await openStore({ path, at: 0, unitsModule: require.resolve('../units') })
  })
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  it('writes what this thread then reads', async () => {
    await store.write(registerInstance, row('a'))
    const ids = await store.read((db) => db.selectFrom('instance').select('id').execute())
    assert.deepEqual(ids, [{ id: 'a' }])
  })

  it('names a fault of a statement', () => assert.rejects(store.write(registerInstance, row('a')), /UNIQUE/))

  it('answers each of many units, in order, whatever becomes of the others', async () => {
    const answered: number[] = []
    const writing = (number: number) =>
      store.write(registerInstance, row(number % 10 === 7 ? 'a' : `many ${number}`)).then(
        () => answered.push(number),
        (error: Error) => answered.push(/UNIQUE/.test(error.message) ? -number : Number.NaN),
      )
    const all: Promise<unknown>[] = []
    for (let number = 1; number <= 60; number += 1) {
      all.push(writing(number))
      // Some come in one turn, others while those are being committed.
      if (number % 15 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await Promise.all(all)
    assert.deepEqual(
      answered,
      Array.from({ length: 60 }, (_, index) => ((index + 1) % 10 === 7 ? -(index + 1) : index + 1)),
    )
    const ids = await store.read((db) => db.selectFrom('instance').select('id').where('id', 'like', 'many %').execute())
    assert.equal(ids.length, 54)
  })

  it('refuses a unit that nobody registered, and works on', async () => {
    const stranger = unit('test.stranger', function* () {})
    await assert.rejects(store.write(stranger, undefined), /no unit is named test.stranger/)
    await store.write(registerInstance, row('b'))
  })

  it('lets this thread go on while another process holds the database', async () => {
    const other = new Database(path)
    other.exec('begin immediate')
    let turns = 0
    const stop = systemClock.every(10, () => turns++)
    try {
      await assert.rejects(store.write(registerInstance, row('c')), StorageUnavailable)
    } finally {
      stop()
      other.exec('rollback')
      other.close()
    }
    assert.ok(turns > 2, `this thread had ${turns} turns meanwhile`)
  })
})
