import { migrations } from '../migrations'
import { UnusableDatabase } from '../unusable'
import { LOCK_OF_MIGRATION, MARKS } from './names'
import { postgresMigrations } from './schema'
import type { Session } from './session'

const HAS_TABLE = "select 1 as there from pg_tables where schemaname = current_schema() and tablename = 'migration'"
const ANY_TABLE = 'select min(tablename::text) as name from pg_tables where schemaname = current_schema()'
const BEGIN = `begin; set local lock_timeout = '60s'; select pg_advisory_xact_lock(${LOCK_OF_MIGRATION})`
/** The marks are this engine's own, and no part of the schema that both have. Those of processes that died are swept when others start. */
const CREATE_TABLES = `create table migration (name text collate "C" primary key, at bigint not null);
  create table ${MARKS} (origin text primary key, number bigint not null, at timestamptz not null default now())`
const SWEEP = `delete from ${MARKS} where at < now() - interval '30 days'`

/** Brings the schema up to date; each step whole or not at all, also when several instances start at once. Throws UnusableDatabase. */
export async function migratePostgres(session: Session, { shown, at }: { shown: string; at: number }): Promise<void> {
  await refuseForeign(session, shown)
  await refuseNewer(session, shown)
  const done = new Set(await doneMigrations(session))
  for (const migration of postgresMigrations()) if (!done.has(migration.name)) await apply(session, migration, at)
  await session.query(SWEEP)
}

const hasTable = async (session: Session): Promise<boolean> => (await session.query(HAS_TABLE)).rows.length > 0

const doneMigrations = async (session: Session): Promise<readonly string[]> =>
  (await hasTable(session)) ? (await session.query('select name from migration order by name')).rows.map(({ name }) => String(name)) : []

async function refuseForeign(session: Session, shown: string): Promise<void> {
  const [found] = (await session.query(ANY_TABLE)).rows
  if (typeof found?.name === 'string' && !(await hasTable(session)))
    throw new UnusableDatabase(`DATABASE_URL: ${shown} is a database of another program (it has a table ${found.name})`)
}

async function refuseNewer(session: Session, shown: string): Promise<void> {
  const known = new Set(migrations.map((migration) => migration.name))
  const newer = (await doneMigrations(session)).find((name) => !known.has(name))
  if (newer !== undefined)
    throw new UnusableDatabase(`DATABASE_URL: the database ${shown} was written by a newer version of Concord (${newer}); use that version or a backup`)
}

async function apply(session: Session, { name, statements }: ReturnType<typeof postgresMigrations>[number], at: number): Promise<void> {
  await session.query(BEGIN)
  try {
    if (!(await hasTable(session))) await session.query(CREATE_TABLES)
    if (!(await doneMigrations(session)).includes(name)) {
      for (const statement of statements) await session.query(statement)
      await session.query('insert into migration (name, at) values ($1, $2)', [name, at])
    }
    await session.query('commit')
  } catch (error) {
    await session.query('rollback').catch(() => undefined)
    throw error
  }
}
