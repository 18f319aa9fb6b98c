import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Verification } from '../audit/audit'
import { recordAudit } from '../audit/audit-store'
import { EMPTY_HEAD, type Head } from '../audit/head'
import { fileHead } from '../audit/head-file'
import { settleAnnouncedHead } from '../audit/head-restored'
import { messageOf } from '../shared/errors'
import { checkValueOf, nameOfKey } from '../shared/seal'
import { copyDatabase } from '../store/copy'
import { putBeside } from '../store/files'
import { storeOn } from '../store/open'
import { openPresent, openReader } from '../store/sqlite'
import type { Store } from '../store/store'
import { endBackup } from './backup-store'
import { draftBeside, removeDraft } from './draft'
import { type Holdings, holdingsOf, keyCheckOf, schemaOf } from './holdings'
import { type Manifest, sealBackup } from './manifest'
import { NotDone } from './not-done'
import { keepingHead, OPERATOR, type Place, refuseOtherUser, type Tools, userOfMachine } from './place'
import { headOf, readingFrom, verifyAgainst } from './trail-check'

/** A backup that was taken. */
export interface Backup {
  readonly manifest: Manifest
  readonly holdings: Holdings
  /** Whether the trail in it is in order, held against the head that was kept apart. */
  readonly verification: Verification
}

interface Taking {
  /** Where the backup shall be. Nothing is overwritten. */
  readonly file: string
  readonly place: Place
  readonly secretKey: Uint8Array
  readonly tools: Tools
}

/**
 * Backs up a database while platforms work on it: one moment of it, in one file, which has its name only when it is whole and on the disk. The
 * trail says that it was begun, in the backup too, and how it ended. Throws NotDone, UnusableDatabase.
 */
export async function takeBackup({ file, place, secretKey, tools }: Taking): Promise<Backup> {
  refuseFile(file)
  refuseOtherUser([place.path, place.auditHead])
  const connection = openPresent(place.path)
  const store = storeOn(connection)
  try {
    refuseKey(keyCheckOf(connection), secretKey)
    // A restore that was interrupted may have left it to whoever comes next.
    await settleAnnouncedHead(place.auditHead, store)
    const kept = (await fileHead(place.auditHead).read()) ?? null
    return await keepingHead(store, place.auditHead, {
      tools,
      work: () => recorded({ store, tools }, (id) => makeBackup({ id, file, place, secretKey, kept, tools })),
    })
  } finally {
    await store.close()
  }
}

function refuseFile(file: string): void {
  if (existsSync(file)) throw new NotDone(`${file} is there already, and nothing is overwritten; give the backup another name`)
  if (!existsSync(dirname(file))) throw new NotDone(`There is no folder ${dirname(file)}`)
}

/** A backup says which key it needs, and whoever takes it has that key. */
function refuseKey(check: unknown, secretKey: Uint8Array): void {
  const own = checkValueOf(secretKey)
  if (typeof check === 'string' && check !== own)
    throw new NotDone(`CONCORD_SECRET_KEY does not fit the stored data: that is sealed under the key ${nameOfKey(check)}, this is ${nameOfKey(own)}`)
}

interface Making extends Taking {
  readonly id: string
  readonly kept: Head | null
}

async function makeBackup({ id, file, place, secretKey, kept, tools }: Making): Promise<Backup> {
  const draft = draftBeside(file)
  try {
    const takenAt = tools.clock.now()
    copyDatabase(place.path, draft)
    const { facts, ...found } = await lookInto(draft, kept)
    const manifest = sealBackup(draft, secretKey, { id, takenAt, kept, ...facts })
    putBeside(draft, file)
    return { manifest, ...found }
  } catch (error) {
    removeDraft(draft)
    throw error instanceof NotDone ? error : new NotDone(`The backup could not be made: ${messageOf(error)}`, {}, { cause: error })
  }
}

/** What is in a copy, read as a whole: what SQLite calls damaged is no backup. */
async function lookInto(draft: string, kept: Head | null) {
  const connection = openReader(draft)
  const store = readingFrom(connection)
  try {
    const verdict = connection.pragma('integrity_check(1)', { simple: true })
    if (verdict !== 'ok') throw new NotDone(`The database is damaged: ${verdict}`)
    const verification = await verifyAgainst(store, [kept ?? EMPTY_HEAD])
    return { facts: { schema: schemaOf(connection), head: await headOf(store) }, holdings: holdingsOf(connection), verification }
  } finally {
    await store.close()
  }
}

/** On record before anything is copied, and how it ended after it has its name. */
async function recorded({ store, tools: { clock, newId } }: { store: Store; tools: Tools }, make: (id: string) => Promise<Backup>): Promise<Backup> {
  const id = newId()
  const entry = { at: clock.now(), actor: OPERATOR, subject: id }
  await store.write(recordAudit, { ...entry, id, action: 'backup.begun', details: { user: userOfMachine() } })
  const end = (outcome: string, details: Readonly<Record<string, unknown>>) =>
    store.write(endBackup, { ...entry, id: newId(), at: clock.now(), action: 'backup.ended', of: id, outcome, details })
  try {
    const backup = await make(id)
    const { head, sha256, schema } = backup.manifest
    await end('completed', { record: head.seq, hash: head.hash, sha256, schema })
    return backup
  } catch (error) {
    await end('failed', { reason: messageOf(error) })
    throw error
  }
}
