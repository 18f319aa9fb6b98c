import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { headText } from '../../app/audit/head'
import { fileHead } from '../../app/audit/head-file'
import { settleAnnouncedHead } from '../../app/audit/head-restored'
import { isGenuine, readManifest, sealBackup, unpack } from '../../app/safekeeping/manifest'
import { headOf, verifyAgainst } from '../../app/safekeeping/trail-check'
import { fittingSecretKey } from '../../app/secret-key'
import { messageOf } from '../../app/shared/errors'
import { checkValueOf, createSeal } from '../../app/shared/seal'
import { copyDatabase } from '../../app/store/copy'
import { storeOn } from '../../app/store/open'
import { openPresent, openSqlite } from '../../app/store/sqlite'
import { contentOf, earlierTrail, makeEarlierData, missingFrom, VERSIONS } from '../earlier-version'

/** Something that keeps data safe, as the trial kills it. */
export interface Act {
  readonly name: string
  prepare(folder: string): Promise<void> | void
  settings(folder: string): Readonly<Record<string, string>>
  command(folder: string): readonly string[]
  /** Where it is another one the second time. */
  readonly again?: (folder: string) => readonly string[]
  /** Whether there was nothing left to do the second time. */
  readonly isDone?: (folder: string) => boolean
  /** What is wrong, whenever it was killed. */
  inspect(folder: string): Promise<readonly string[]>
}

const KEY = Buffer.alloc(32, 7)
const PEOPLE = ['Uma', 'Sam', 'Una', 'Sue']
const EARLIER = '0003_coordination'
const dataIn = (folder: string): string => join(folder, 'concord.db')
const backupIn = (folder: string): string => join(folder, 'monday')
const concord = (...args: string[]): readonly string[] => ['support/concord.cjs', ...args]

function install(folder: string, version = VERSIONS.at(-1) ?? ''): void {
  const seal = createSeal(KEY)
  const now = Date.now()
  const rows = {
    person: PEOPLE.map((name) => ({ id: name, name, email: `${name}@example.com`, role: 'user', created_at: now, removed_at: null })),
    token: [],
    session: [],
    sign_in: [],
    agent_token: [],
    forgetting: [],
    provider_key: PEOPLE.map((id) => ({
      person_id: id,
      provider: 'openai',
      sealed: seal.close(`key of ${id}`, `${id}:openai`),
      last4: 'abcd',
      status: 'active',
      allow_platform_key: 0,
      updated_at: now,
    })),
    audit: earlierTrail(
      PEOPLE.map((subject) => ({ actor: 'platform', action: 'person.invited', subject })),
      now,
    ),
    secret_key_check: [{ id: 1, value: checkValueOf(KEY), set_at: now }],
  }
  makeEarlierData(dataIn(folder), { version, rows, now })
  writeFileSync(`${dataIn(folder)}.key`, KEY.toString('base64'), { mode: 0o600 })
  const last = rows.audit.at(-1)
  if (last !== undefined) writeFileSync(`${dataIn(folder)}.audit-head`, headText(last))
}

const settings = (folder: string) => ({ DATABASE_URL: `sqlite:${dataIn(folder)}`, LOG_LEVEL: 'error' })

/** What holds for data whatever was done to it: it is whole, the head belongs to the trail, and every key opens under one secret key. */
async function inspectData(folder: string): Promise<string[]> {
  if (!existsSync(dataIn(folder))) return ['there is no data']
  const connection = openPresent(dataIn(folder))
  const store = storeOn(connection)
  const keep = fileHead(`${dataIn(folder)}.audit-head`)
  try {
    await settleAnnouncedHead(`${dataIn(folder)}.audit-head`, store)
    const head = await keep.read()
    const { valid, firstBad, headMissing } = await verifyAgainst(store, head === undefined ? [] : [head])
    const trail = valid && headMissing === undefined ? [] : [`the trail is wrong at record ${firstBad ?? headMissing}`]
    return [...trail, ...(VERSIONS.at(-1) === lastChange(connection) ? await sealedWrongly(folder, store, connection) : [])]
  } catch (error) {
    return [messageOf(error)]
  } finally {
    keep.close()
    await store.close()
  }
}

const lastChange = (db: Sqlite.Database) => db.prepare('select max(name) from migration').pluck().get()

async function sealedWrongly(folder: string, store: Parameters<typeof fittingSecretKey>[1], db: Sqlite.Database): Promise<string[]> {
  const seal = createSeal(await fittingSecretKey({ secretKey: undefined, database: { path: dataIn(folder), shown: '' } }, store, 1))
  const rows = db.prepare('select person_id, sealed from provider_key').all() as { person_id: string; sealed: string }[]
  const opened = rows.map(({ person_id, sealed }) => seal.open(sealed, `${person_id}:openai`) === `key of ${person_id}`)
  return opened.length === PEOPLE.length && !opened.includes(false) ? [] : ['a key is not what it was']
}

const backup: Act = {
  name: 'backup',
  prepare: (folder) => install(folder),
  settings,
  command: (folder) => concord('backup', backupIn(folder)),
  again: (folder) => concord('backup', `${backupIn(folder)}-again`),
  async inspect(folder) {
    const backups = [backupIn(folder), `${backupIn(folder)}-again`].filter((file) => existsSync(file))
    return [...(await inspectData(folder)), ...backups.flatMap(wrongWithBackup)]
  },
}

/** What has the name of a backup is one. */
function wrongWithBackup(file: string): string[] {
  try {
    const manifest = readManifest(file)
    rmSync(`${file}-unpacked`, { force: true })
    unpack(file, manifest, `${file}-unpacked`)
    return isGenuine(manifest, KEY) ? [] : ['a backup has another mark than its own']
  } catch (error) {
    return [messageOf(error)]
  }
}

const restore: Act = {
  name: 'restore',
  async prepare(folder) {
    install(folder)
    const store = storeOn(openSqlite(dataIn(folder), 1))
    const head = await headOf(store)
    await store.close()
    copyDatabase(dataIn(folder), backupIn(folder))
    sealBackup(backupIn(folder), KEY, { id: 'monday', takenAt: 1, schema: VERSIONS.at(-1) ?? '', head, kept: head })
    moveOn(folder)
  },
  settings,
  command: (folder) => concord('restore', backupIn(folder), '--replace'),
  async inspect(folder) {
    const found = await inspectData(folder)
    if (found.length > 0) return found
    const db = new Sqlite(dataIn(folder), { readonly: true })
    const [actions, role] = [
      db.prepare('select action from audit order by seq').pluck().all(),
      db.prepare("select role from person where id = 'Uma'").pluck().get(),
    ]
    db.close()
    const isRestored = actions.includes('backup.restored')
    return role === (isRestored ? 'user' : 'supervisor') ? [] : [`the data is neither the former nor the restored: ${actions.join(', ')}`]
  },
}

/** Something happens after the backup, and is on record. */
function moveOn(folder: string): void {
  const [before, added] = earlierTrail(
    [...PEOPLE, 'Uma'].map((subject, index) => ({ actor: 'platform', action: index === PEOPLE.length ? 'person.changed' : 'person.invited', subject })),
    atOf(folder),
  ).slice(-2)
  const db = new Sqlite(dataIn(folder))
  if (before === undefined || added === undefined) throw new Error('the trail is too short')
  const names = Object.keys(added)
  db.prepare(`insert into audit (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`).run(...Object.values(added))
  db.prepare("update person set role = 'supervisor' where id = 'Uma'").run()
  db.close()
  writeFileSync(`${dataIn(folder)}.audit-head`, headText(added))
}

function atOf(folder: string): number {
  const db = new Sqlite(dataIn(folder), { readonly: true })
  try {
    return db.prepare('select at from audit where seq = 1').pluck().get() as number
  } finally {
    db.close()
  }
}

const rekey: Act = { name: 'rekey', prepare: (folder) => install(folder), settings, command: () => concord('rekey'), inspect: inspectData }

const upgrade: Act = {
  name: 'upgrade',
  prepare(folder) {
    install(folder, EARLIER)
    copyDatabase(dataIn(folder), join(folder, 'as-it-was'))
  },
  settings,
  command: (folder) => ['support/trials/upgrade-once.ts', dataIn(folder)],
  async inspect(folder) {
    const missing = missingFrom(contentOf(dataIn(folder)), contentOf(join(folder, 'as-it-was')))
    const db = new Sqlite(dataIn(folder), { readonly: true })
    const last = lastChange(db)
    db.close()
    const between = last === EARLIER || last === VERSIONS.at(-1) ? [] : [`the data is of neither version: ${last}`]
    const copy = `${dataIn(folder)}.before-${VERSIONS[VERSIONS.indexOf(EARLIER) + 1]}`
    const uncopied = last !== EARLIER && missingFrom(existsSync(copy) ? contentOf(copy) : new Map(), contentOf(join(folder, 'as-it-was'))).length > 0
    return [...missing, ...between, ...(uncopied ? ['there is no copy from before'] : []), ...(await inspectData(folder))]
  },
}

export const ACTS = { backup, restore, rekey, upgrade } as const satisfies Readonly<Record<string, Act>>
export type ActName = keyof typeof ACTS

/** Faults that are planted, each with the act in which it shows. */
export const FAULTS = {
  'named-early': 'backup',
  gap: 'restore',
  unannounced: 'restore',
  'key-first': 'rekey',
  'no-transaction': 'upgrade',
} as const satisfies Readonly<Record<string, ActName>>
export type Fault = keyof typeof FAULTS
