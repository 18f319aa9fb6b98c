import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { systemClock } from '../../app/shared/clock'
import { StorageUnavailable } from '../../app/shared/errors'
import { registerInstance } from '../../app/store/instances'
import { storeOn } from '../../app/store/open'
import { LOCK_OF_WRITERS } from '../../app/store/postgres/names'
import { openPostgres, prepare } from '../../app/store/postgres/open'
import { openSqlite } from '../../app/store/sqlite'
import { define, defineInsert } from '../../app/store/statement'
import type { Store } from '../../app/store/store'
import { run, unit } from '../../app/store/unit'
import { UnusableDatabase } from '../../app/store/unusable'
import { eventually } from '../eventually'
import { addressOf, onServer } from './postgres'
import { type PostgresServer, postgresForRun, postgresPrograms } from './server'

const MISSING = postgresPrograms() === undefined && process.env.CONCORD_TEST_POSTGRES === undefined
const skip = MISSING ? 'PostgreSQL is not on this machine, and no server is named in CONCORD_TEST_POSTGRES' : false

const insert = defineInsert('instance', ['id', 'started_at', 'seen_at'])
const insertChannelMember = defineInsert('channel_member', ['channel_id', 'member_id', 'member_kind', 'joined_at'])
const all = define()((db) => db.selectFrom('instance').select('id').orderBy('id'))
const numbers = define()((db) => db.selectFrom('channel_member').select('number').orderBy('number'))
const row = (id: string) => ({ id, started_at: 1, seen_at: 1 })

const registerThenThrow = unit('test.register-then-throw', function* (id: string) {
  yield* run(insert, row(id))
  throw new Error('changed my mind')
})
const join = unit('test.join', function* ({ id, fails }: { id: string; fails: boolean }) {
  yield* run(insertChannelMember, { channel_id: 'c', member_id: id, member_kind: 'agent', joined_at: 1 })
  if (fails) throw new Error('changed my mind')
})

const idsIn = async (store: Store): Promise<readonly string[]> => (await store.find(all, {})).map(({ id }) => id)
const statuses = async (writes: readonly Promise<unknown>[]) => (await Promise.allSettled(writes)).map(({ status }) => status)

describe('on PostgreSQL', { skip }, () => {
  let server: PostgresServer
  let count = 0
  const database = async (): Promise<string> => {
    count += 1
    const name = `concord_unit_${process.pid}_${count}`
    await onServer(server.url, (session) => session.query(`create database "${name}" template template0 encoding 'UTF8'`))
    made.push(name)
    return addressOf(server.url, name)
  }
  const made: string[] = []
  const open = (url: string) => openPostgres({ server: url, shown: 'postgres://shown', at: 0, clock: systemClock })
  before(async () => {
    server = await postgresForRun()
  })
  after(async () => {
    for (const name of made) await onServer(server.url, (session) => session.query(`drop database if exists "${name}" with (force)`))
    await server.stop()
  })

  describe('the schema', () => {
    it('has the tables, columns and indexes that it has on SQLite', async () => {
      const url = await database()
      await prepare({ server: url, shown: '', at: 0, clock: systemClock })
      const here = await onServer(url, async (session) => ({
        columns: (
          await session.query(`select table_name || '.' || column_name || case is_nullable when 'NO' then ' not null' else '' end as name
          from information_schema.columns where table_schema = 'public' and table_name <> 'commit_mark' order by 1`)
        ).rows,
        indexes: (
          await session.query(`select indexname as name from pg_indexes where schemaname = 'public' and indexdef like '%INDEX%'
          and indexname not in (select conname from pg_constraint) order by 1`)
        ).rows,
      }))
      const sqlite = openSqlite(':memory:', 0)
      const there = {
        columns: sqlite
          .prepare(`select t.name || '.' || c.name || case when c."notnull" or c.pk then ' not null' else '' end as name
          from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' order by 1`)
          .all(),
        indexes: sqlite.prepare(`select name from sqlite_master where type = 'index' and sql is not null order by 1`).all(),
      }
      const names = (rows: readonly unknown[]) => rows.map((each) => (each as { name: string }).name).toSorted()
      assert.deepEqual([names(here.columns), names(here.indexes)], [names(there.columns), names(there.indexes)])
    })

    it('is brought up to date once, however many start at once', async () => {
      const url = await database()
      await Promise.all(Array.from({ length: 5 }, () => prepare({ server: url, shown: '', at: 0, clock: systemClock })))
      const notes = await onServer(url, async (session) => (await session.query('select name from migration')).rows.length)
      assert.equal(notes, openSqlite(':memory:', 0).prepare('select count(*) from migration').pluck().get())
    })
  })

  describe('a database that cannot be used is refused', () => {
    const refusal = async (url: string): Promise<string> => {
      const error = await open(url).then(
        () => undefined,
        (caught: unknown) => caught,
      )
      assert.ok(error instanceof UnusableDatabase, String(error))
      assert.ok(!error.message.includes(new URL(server.url).password), 'no password is shown')
      return error.message
    }
    const wrong = (change: (url: URL) => void): string => {
      const url = new URL(server.url)
      change(url)
      return url.href
    }
    it('because of its password', async () =>
      assert.equal(
        await refusal(
          wrong((url) => {
            url.password = 'hidden'
          }),
        ),
        'DATABASE_URL: postgres://shown refused the user or the password',
      ))
    it('because there is none', async () =>
      assert.equal(await refusal(addressOf(server.url, 'nowhere')), 'DATABASE_URL: there is no database postgres://shown'))
    it('because nobody is there', async () =>
      assert.equal(
        await refusal(
          wrong((url) => {
            url.port = '1'
          }),
        ),
        'DATABASE_URL: postgres://shown cannot be reached: ECONNREFUSED',
      ))
    it('because it is of a newer version', async () => {
      const url = await database()
      await prepare({ server: url, shown: '', at: 0, clock: systemClock })
      await onServer(url, (session) => session.query("insert into migration (name, at) values ('9999_from_the_future', 0)"))
      assert.match(await refusal(url), /was written by a newer version of Concord \(9999_from_the_future\)/)
    })
    it('because it is of another program', async () => {
      const url = await database()
      await onServer(url, (session) => session.query('create table invoice (number integer)'))
      assert.match(await refusal(url), /is a database of another program \(it has a table invoice\)/)
    })
  })

  describe('two stores on one database', () => {
    let url: string
    let one: Store
    let other: Store
    before(async () => {
      url = await database()
      one = await open(url)
      other = await open(url)
    })
    after(() => Promise.all([one.close(), other.close()]))
    beforeEach(() => onServer(url, (session) => session.query('delete from instance')))

    it('see at once what the other one wrote, and hear of it; of their own they hear once', async () => {
      let [own, others] = [0, 0]
      one.onCommit(() => own++)
      other.onCommit(() => others++)
      await one.write(registerInstance, row('a'))
      assert.deepEqual(await idsIn(other), ['a'])
      await eventually(async () => (others > 0 ? true : undefined), 'the other one to hear')
      assert.deepEqual([own, others], [1, 1])
    })

    it('refuse a write while another program holds the lock, and take the next one', async () => {
      await onServer(url, async (session) => {
        await session.query(`select pg_advisory_lock(${LOCK_OF_WRITERS})`)
        await assert.rejects(one.write(registerInstance, row('a')), StorageUnavailable)
        assert.equal(one.writable(), true, 'busy passes')
      })
      await one.write(registerInstance, row('a'))
      assert.deepEqual(await idsIn(one), ['a'])
    })

    it('leave nothing of a unit whose connection is lost, and connect again', async () => {
      const cut = unit('test.cut', function* (id: string) {
        yield* run(insert, row(id))
        yield* run(hang, {})
      })
      const written = assert.rejects(one.write(cut, 'half'), StorageUnavailable)
      await onServer(url, (session) =>
        eventually(async () => {
          const { rows } = await session.query(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()",
          )
          return rows.length > 0 ? true : undefined
        }, 'a unit that hangs'),
      )
      await written
      await eventually(async () => (one.writable() ? true : undefined), 'a store that is ready')
      await one.write(registerInstance, row('whole'))
      assert.deepEqual(await idsIn(other), ['whole'])
    })

    it('hold a process for alive whose lock is taken, and for gone whose connection has ended', async () => {
      const third = await open(url)
      await third.locks?.take('third')
      assert.equal(await one.locks?.isFree('third'), false)
      await third.close()
      await eventually(async () => ((await one.locks?.isFree('third')) ? true : undefined), 'a free lock')
    })
  })
})

const hang = define()((db) => db.selectNoFrom((eb) => eb.fn<string>('pg_sleep', [eb.lit(30)]).as('slept')))

const ENGINES: readonly (readonly [name: string, skip: string | false, open: () => Promise<readonly [Store, () => Promise<unknown>]>])[] = [
  ['SQLite', false, async () => [storeOn(openSqlite(':memory:', 0)), async () => {}]],
  [
    'PostgreSQL',
    skip,
    async () => {
      const server = await postgresForRun()
      const name = `concord_path_${process.pid}`
      await onServer(server.url, (session) => session.query(`create database "${name}" template template0 encoding 'UTF8'`))
      const store = await openPostgres({ server: addressOf(server.url, name), shown: '', at: 0, clock: systemClock })
      return [store, () => onServer(server.url, (session) => session.query(`drop database "${name}" with (force)`)).then(server.stop)]
    },
  ],
]

for (const [engine, skipped, open] of ENGINES) {
  describe(`the write path on ${engine}`, { skip: skipped }, () => {
    let store: Store
    let remove: () => Promise<unknown>
    before(async () => {
      ;[store, remove] = await open()
    })
    after(() => store.close().then(remove))

    it('commits units of one turn together, leaves nothing of one that fails, and the others of its group whole', async () => {
      const writes = [store.write(registerInstance, row('a')), store.write(registerThenThrow, 'b'), store.write(registerInstance, row('c'))]
      assert.deepEqual(await statuses(writes), ['fulfilled', 'rejected', 'fulfilled'])
      assert.deepEqual(await idsIn(store), ['a', 'c'])
    })

    it('leaves nothing of a unit that fails alone, and passes a fault in a statement on as it is', async () => {
      await assert.rejects(store.write(registerThenThrow, 'd'), /changed my mind/)
      await assert.rejects(store.write(registerInstance, row('a')), /unique/i)
      assert.deepEqual(await idsIn(store), ['a', 'c'])
      assert.equal(store.writable(), true)
    })

    it('numbers rows without a gap, whatever failed in between', async () => {
      const joining = ['1', '2', '3', '4', '5'].map((id) => store.write(join, { id, fails: id === '2' || id === '4' }))
      assert.deepEqual(await statuses(joining), ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
      assert.deepEqual(
        (await store.find(numbers, {})).map(({ number }) => number),
        [1, 2, 3],
      )
    })

    it('orders text by its bytes, and gives truth values as 0 and 1', async () => {
      await store.write(registerInstance, row('ä'))
      await store.write(registerInstance, row('Z'))
      assert.deepEqual(await idsIn(store), ['Z', 'a', 'c', 'ä'])
      const truth = await store.read((db) => db.selectNoFrom((eb) => [eb.lit(true).as('yes'), eb.lit(false).as('no')]).execute())
      assert.deepEqual({ ...truth[0] }, { yes: 1, no: 0 })
    })
  })
}
