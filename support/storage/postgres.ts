import { systemClock } from '../../app/shared/clock'
import { postgresCommitter } from '../../app/store/postgres/committer'
import { createLink } from '../../app/store/postgres/link'
import { LOCK_OF_WRITERS } from '../../app/store/postgres/names'
import { openWriter, prepare } from '../../app/store/postgres/open'
import { postgresReader } from '../../app/store/postgres/reader'
import { openSession, type Session } from '../../app/store/postgres/session'
import type { Reader } from '../../app/store/reader'
import { type Committer, createStore } from '../../app/store/store'
import { type Command, type Data, type Database, lastOf, type Storage, type StorageHouse } from './storage'
import { waitedFor, waitedForStore } from './under-way'

/** Keeps a copy of every table, and knows how to bring it back: only what has rows is touched. */
const KEEP = `
  create schema if not exists house;
  create function house.tables() returns table (name text, place oid) language sql stable as
    $$ select relname::text, oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace $$;
  do $$ declare t record; begin
    for t in select * from house.tables() loop execute format('create table house.%I as table public.%I', t.name, t.name); end loop;
  end $$;
  create function house.restore() returns void language plpgsql as $$ declare t record; found integer; begin
    for t in select tgrelid::regclass as owner, tgname from pg_trigger where not tgisinternal loop execute format('drop trigger %I on %s', t.tgname, t.owner); end loop;
    for t in select * from house.tables() order by place desc loop
      execute format('select 1 from public.%I limit 1', t.name); get diagnostics found = row_count;
      if found > 0 then execute format('delete from public.%I', t.name); end if;
    end loop;
    for t in select * from house.tables() order by place loop
      execute format('select 1 from house.%I limit 1', t.name); get diagnostics found = row_count;
      if found > 0 then execute format('insert into public.%I select * from house.%I', t.name, t.name); end if;
    end loop;
  end $$`
/** What is brought back need not outlive the server. */
const RESTORE = 'begin; set local synchronous_commit = off; select house.restore(); commit'

const NO_ROOM = `create or replace function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`
/** What fits into the pages that are there already, as on SQLite. */
const WITHIN_PAGES = 8_192
/** Whatever is stored takes as much of the room that is left as it is long. */
const ROOM = (bytes: number) => `
  create schema if not exists house;
  drop table if exists house.room;
  create table house.room as select ${bytes + WITHIN_PAGES} as bytes;
  create or replace function house.fill_room() returns trigger language plpgsql as $$ declare remaining integer; begin
    update house.room set bytes = bytes - length(new::text) returning bytes into remaining;
    if remaining < 0 then raise exception 'no room' using errcode = '53100'; end if;
    return new;
  end $$;
  do $$ declare t record; begin
    for t in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create trigger full_disk before insert or update on public.%I for each row execute function house.fill_room()', t.tablename);
    end loop;
  end $$`

/** Databases on a server, made from one with the cast in it. */
export interface Server {
  /** The address of a database that is there, and where others may be made. */
  readonly url: string
  /** What the names of this worker's databases begin with. */
  readonly prefix: string
}

/** The same server, another database. */
export const addressOf = (server: string, name: string): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Does something on the server, outside of the databases that it is about. */
export async function onServer<T>(url: string, task: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(url)
  try {
    return await task(session)
  } finally {
    await session.close()
  }
}

/** Databases on a server, each made from one in which `invite` has made the cast. */
export async function openPostgresHouse<T>(server: Server, at: number, invite: (storage: Storage) => Promise<T>): Promise<readonly [StorageHouse, T]> {
  const name = `${server.prefix}_cast`
  const cast = addressOf(server.url, name)
  await onServer(server.url, (session) => session.query(`create database "${name}" template template0 encoding 'UTF8'`))
  await prepare({ server: cast, shown: name, at, clock: systemClock })
  const opened = await openStorage(cast)
  const invited = await invite(opened.storage(async () => {}))
  await opened.close()
  return [await postgresHouse(server), invited]
}

/** `${prefix}_cast` has the cast in it, and nobody is connected to it. */
async function postgresHouse({ url, prefix }: Server): Promise<StorageHouse> {
  const admin = await openSession(url)
  const ready: Opened[] = []
  const opened: Opened[] = []
  const made: string[] = []
  let count = 0
  const create = async (template: string): Promise<string> => {
    count += 1
    const name = `${prefix}_${count}`
    await admin.query(`create database "${name}" template "${template}"`)
    made.push(name)
    return name
  }
  const drop = (name: string) => admin.query(`drop database if exists "${name}" with (force)`)
  const prepareNext = async () => {
    if (ready.length > 0) return
    const next = await openStorage(addressOf(url, await create(`${prefix}_cast`)), { keep: true })
    opened.push(next)
    ready.push(next)
  }
  await prepareNext()
  return {
    engine: 'postgres',
    take() {
      const next = ready.shift()
      if (next === undefined) throw new Error('no database is ready')
      return next.storage(async () => void ready.unshift(next))
    },
    prepare: prepareNext,
    async database(_file, content) {
      const name = await create(content === 'cast' ? `${prefix}_cast` : 'template0')
      return databaseOn(addressOf(url, name), () => drop(name))
    },
    async close() {
      await Promise.all(opened.map((each) => each.close()))
      for (const name of [...made, `${prefix}_cast`]) await drop(name)
      await admin.close()
    },
  }
}

interface Opened {
  /** `done` is called when the data is again as it was at the beginning. */
  storage(done: () => Promise<void>): Storage
  close(): Promise<void>
}

async function openStorage(url: string, { keep = false } = {}): Promise<Opened> {
  const clock = systemClock
  const link = await createLink({ open: () => openWriter(url), clock })
  const [committer, reader, operator] = [
    postgresCommitter({ link, clock, origin: 'specification' }),
    postgresReader({ server: url, clock }),
    await openSession(url),
  ]
  if (keep) await operator.query(KEEP)
  const data = dataOn(async () => operator)
  const untouched = await data.everything()
  const shared = { reader: stayingOpen<Reader>(reader), committer: stayingOpen<Committer>(committer) }
  const storage = (done: () => Promise<void>): Storage => ({
    data,
    store: () => waitedForStore(createStore(shared)),
    head: () => lastOf(data),
    isUntouched: async () => (await data.everything()) === untouched,
    limit: async (bytes) => void (await operator.query(ROOM(bytes))),
    async fail(failing) {
      await (await link.session()).query(`set default_transaction_read_only = ${failing ? 'on' : 'off'}`)
    },
    async close() {
      await (await link.session()).query('set default_transaction_read_only = off')
      await operator.query(RESTORE)
      await done()
    },
  })
  return {
    storage,
    async close() {
      await Promise.all([committer.close(), reader.close(), operator.close()])
    },
  }
}

/** The same for many stores, one after the other. */
const stayingOpen = <T extends Reader | Committer>(part: T): T => Object.assign(Object.create(part) as T, { close: async () => {} })

function databaseOn(url: string, remove: () => Promise<unknown>): Database {
  let session: Promise<Session> | undefined
  const data = dataOn(() => {
    session ??= openSession(url)
    return session
  })
  return {
    data,
    url,
    async hold() {
      const other = await openSession(url)
      await other.query(`select pg_advisory_lock(${LOCK_OF_WRITERS})`)
      return () => other.close()
    },
    async copy() {
      await onServer(url, (own) => own.query(KEEP))
      return () => onServer(url, (own) => own.query(RESTORE).then(() => undefined))
    },
    async limit(bytes) {
      await onServer(url, (own) => own.query(ROOM(bytes)))
      return {}
    },
    lift: () => onServer(url, (own) => own.query('drop function if exists house.fill_room() cascade').then(() => undefined)),
    async remove() {
      await (await session)?.close()
      await remove()
    },
  }
}

const TABLES = "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by tablename"

function dataOn(session: () => Promise<Session>): Data {
  const ask = async ([sql, ...values]: Command) => waitedFor((await session()).query(numbered(sql), values))
  const run = async (...commands: readonly Command[]) => {
    const all = [['begin'], ...commands, ['commit']] as const satisfies readonly Command[]
    try {
      for (const command of all) await ask(command)
    } catch (error) {
      await ask(['rollback'])
      throw error
    }
  }
  return {
    rows: async <Row>(...command: Command) => (await ask(command)).rows as Row[],
    run,
    forbid: ({ name, table, event, where = 'true' }) =>
      run([NO_ROOM], [`create trigger ${name} before ${event} on ${table} for each row when (${where}) execute function no_room()`]),
    allow: ({ name, table }) => run([`drop trigger if exists ${name} on ${table}`]),
    async everything() {
      const lines: string[] = []
      for (const { name } of (await ask([TABLES])).rows) {
        const { rows } = await ask([`select t::text as line from ${name} t order by 1`])
        lines.push(...rows.map(({ line }) => String(line)))
      }
      return Buffer.from(lines.join('\n')).toString('latin1')
    },
    exists: async () => (await ask([TABLES])).rows.length > 0,
  }
}

/** `$1`, `$2` … where SQLite has `?`. */
function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll('?', () => {
    count += 1
    return `$${count}`
  })
}
