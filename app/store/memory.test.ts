import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createMemory, type Memory } from './memory'
import { inThread } from './open'
import { sqliteReader } from './reader'
import { openReader, openSqlite } from './sqlite'
import { define } from './statement'
import { createStore, type Store } from './store'
import { run, unit } from './unit'
import { createRunner } from './writer'

const nameOf = define<{ id: string }>()((db, p) => db.selectFrom('person').select('name').where('id', '=', p.id))
const rename = define<{ id: string; name: string }>()((db, p) => db.updateTable('person').set({ name: p.name }).where('id', '=', p.id))
const renaming = unit('test.rename', function* (input: { id: string; name: string }) {
  yield* run(rename, input)
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('what a reading connection remembers', () => {
  let folder: string
  let writer: ReturnType<typeof openSqlite>
  let reader: ReturnType<typeof openSqlite>
  let memory: Memory
  let reads: number
  let store: Store
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-memory-'))
    const path = join(folder, 'concord.db')
    writer = openSqlite(path, 0)
    writer.exec("insert into person (id, name, email, role, created_at) values ('uma', 'Uma', 'uma@example.com', 'user', 0)")
    reader = openReader(path)
    const runner = createRunner(reader)
    reads = 0
    memory = createMemory(reader, (statement, input) => {
      reads += 1
      return runner(statement, input)
    })
    const committer = inThread(writer)
    const asking: typeof committer = {
      ...committer,
      // Somebody asks in the very turn in which it is committed.
      commit: async (jobs) => {
        await store.recall(nameOf, { id: 'uma' })
        return committer.commit(jobs)
      },
    }
    store = createStore({ reader: sqliteReader(openReader(path)), committer: asking })
  })
  afterEach(async () => {
    reader.close()
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const name = () => memory.recall(nameOf as never, { id: 'uma' }).map((row) => (row as { name: string }).name)

  it('is read once while nobody commits, in this turn and in later ones', async () => {
    assert.deepEqual([name(), name()], [['Uma'], ['Uma']])
    await turn()
    assert.deepEqual(name(), ['Uma'])
    assert.equal(reads, 1)
  })

  it('is told apart by what was asked', () => {
    assert.deepEqual(memory.recall(nameOf as never, { id: 'nobody' }), [])
    assert.deepEqual(name(), ['Uma'])
    assert.equal(reads, 2)
  })

  it('is read anew in the turn after another connection has committed', async () => {
    name()
    writer.exec("update person set name = 'Una'")
    await turn()
    assert.deepEqual(name(), ['Una'])
  })

  it('is read anew as soon as this process has committed', () => {
    name()
    writer.exec("update person set name = 'Una'")
    memory.forget()
    assert.deepEqual(name(), ['Una'])
  })

  it('does not grow without end', async () => {
    for (let each = 0; each <= 1_000; each++) memory.recall(nameOf as never, { id: `${each}` })
    await turn()
    const before = reads
    memory.recall(nameOf as never, { id: '7' })
    assert.equal(reads, before + 1)
  })

  it('is never older than what a store has written', async () => {
    assert.deepEqual(await store.recall(nameOf, { id: 'uma' }), [{ name: 'Uma' }])
    await store.write(renaming, { id: 'uma', name: 'Una' })
    assert.deepEqual(await store.recall(nameOf, { id: 'uma' }), [{ name: 'Una' }])
  })
})
