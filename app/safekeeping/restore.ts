import { existsSync, linkSync, renameSync } from 'node:fs'
import type { Database as Connection } from 'better-sqlite3'
import type { Verification } from '../audit/audit'
import { EMPTY_HEAD } from '../audit/head'
import { fileHead } from '../audit/head-file'
import { announceHead, settleAnnouncedHead } from '../audit/head-restored'
import { rfc3339 } from '../shared/clock'
import { ConcordError, messageOf } from '../shared/errors'
import { checkValueOf, nameOfKey } from '../shared/seal'
import { type Alone, refuseRunning, takeAlone } from '../store/alone'
import { putBeside, putInPlace } from '../store/files'
import { storeOn } from '../store/open'
import { openCopy } from '../store/sqlite'
import type { Store } from '../store/store'
import { type Carried, carriedFrom } from './carried'
import { draftBeside, removeDraft } from './draft'
import { type Holdings, holdingsOf } from './holdings'
import { isGenuine, type Manifest, readManifest, unpack } from './manifest'
import { NotDone } from './not-done'
import { type Place, refuseOtherUser, type Tools } from './place'
import { noteRestore } from './restore-note'
import type { Settled } from './restore-store'
import { headOf, verifyAgainst } from './trail-check'

/** What the operator has said yes to. */
export interface Consent {
  /** That a database which is there gives way; it is kept under another name. */
  readonly replace: boolean
  /** That keys which nobody can open any more are forgotten. */
  readonly forgetKeys: boolean
  /** That a trail is taken although it is not in order; verification goes on to say so. */
  readonly acceptBrokenTrail: boolean
}

export interface Restoring {
  readonly file: string
  readonly place: Place
  /** The present key, or a new one where it is lost. */
  readonly secretKey: Uint8Array
  readonly consent: Consent
  readonly tools: Tools
}

/** A restore that was done. */
export interface Restored {
  readonly manifest: Manifest
  readonly holdings: Holdings
  readonly settled: Settled
  /** Whether it was taken over who was forgotten since, and which tokens were revoked. */
  readonly isCarried: boolean
  readonly verification: Verification
  /** Where the database is that gave way, if there was one. */
  readonly aside: string | undefined
}

/**
 * Puts the state of a backup in the place of the present one, as the record that it adds says. Until the last moment nothing is touched, and from
 * then on everything is restored; killed in between, the platform starts on the one or on the other. Throws NotDone, UnusableDatabase.
 */
export async function restoreBackup({ file, place, secretKey, consent, tools }: Restoring): Promise<Restored> {
  if (!existsSync(file)) throw new NotDone(`There is no file ${file}`)
  refuseOtherUser([place.path, place.auditHead])
  const manifest = readManifest(file)
  refuseOtherKey(file, manifest, { secretKey, consent })
  const isThere = existsSync(place.path)
  if (isThere && !consent.replace)
    throw new NotDone(`There is a database ${place.path} already; with --replace the backup takes its place, and it is kept under another name`)
  if (isThere) await refuseRunning(place.path)
  const draft = draftBeside(place.path)
  try {
    unpack(file, manifest, draft)
    return await settle({ draft, manifest, isThere, place, secretKey, consent, tools })
  } catch (error) {
    removeDraft(draft)
    throw error instanceof ConcordError ? error : new NotDone(`The backup could not be restored: ${messageOf(error)}`, {}, { cause: error })
  }
}

interface Settling extends Omit<Restoring, 'file'> {
  readonly draft: string
  readonly manifest: Manifest
  readonly isThere: boolean
}

/** The data that is there is touched only once it is known that the backup is sound. */
async function settle({ draft, manifest, isThere, place, secretKey, consent, tools }: Settling): Promise<Restored> {
  const connection = openCopy(draft, tools.clock.now())
  const store = storeOn(connection)
  let alone: Alone | undefined
  try {
    const verification = await refuseUnsound(connection, store, { manifest, consent })
    const holdings = holdingsOf(connection)
    alone = isThere ? await takeAlone(place.path) : undefined
    const lost = manifest.key === checkValueOf(secretKey) ? undefined : checkValueOf(secretKey)
    const carried = carriedFrom(alone?.db)
    const settled = await noteAndAnnounce(store, { manifest, carried, lost, verification, place, tools })
    bringTogether(connection)
    await store.close()
    const aside = putThere(draft, place.path, { isThere, readable: alone?.db !== undefined, at: tools.clock.now() })
    await settleHead(place)
    return { manifest, aside, settled, isCarried: carried.isWhole, verification, holdings }
  } finally {
    if (connection.open) await store.close()
    alone?.release()
  }
}

/** What closes a database says nothing if the log beside it could not be written into it: without that log it would be given its name half. */
function bringTogether(connection: Connection): void {
  const mode = connection.pragma('journal_mode = delete', { simple: true })
  if (mode !== 'delete') throw new NotDone('The restored data could not be brought into one file')
}

function refuseOtherKey(file: string, manifest: ReturnType<typeof readManifest>, { secretKey, consent }: Pick<Restoring, 'secretKey' | 'consent'>): void {
  const own = checkValueOf(secretKey)
  if (manifest.key === own) {
    if (!isGenuine(manifest, secretKey)) throw new NotDone(`${file} was changed by somebody after it was made`)
    return
  }
  if (!consent.forgetKeys)
    throw new NotDone(
      `CONCORD_SECRET_KEY does not fit ${file}: that needs the key ${nameOfKey(manifest.key)}, this is ${nameOfKey(own)} (if it is lost for good: --forget-keys)`,
    )
}

interface Sound {
  readonly manifest: Manifest
  readonly consent: Consent
}

async function refuseUnsound(connection: Connection, store: Store, { manifest, consent }: Sound): Promise<Verification> {
  const verdict = connection.pragma('integrity_check(1)', { simple: true })
  if (verdict !== 'ok') throw new NotDone(`The backup is damaged: ${verdict}`)
  const verification = await verifyAgainst(store, [manifest.head, manifest.kept ?? EMPTY_HEAD])
  if (!verification.valid && !consent.acceptBrokenTrail) throw brokenTrail(verification)
  return verification
}

interface Noting extends Pick<Settling, 'manifest' | 'place' | 'tools'> {
  readonly carried: Carried
  readonly lost: string | undefined
  readonly verification: Verification
}

/** Records the restore in data that nobody uses yet, and announces its head. */
async function noteAndAnnounce(store: Store, { manifest, carried, lost, verification, place, tools }: Noting): Promise<Settled> {
  const keep = fileHead(place.auditHead)
  const kept = (await keep.read()) ?? null
  keep.close()
  const settled = await noteRestore(store, { ...tools, backup: manifest, kept, carried, lost })
  const restored = await headOf(store)
  // What was wrong with the trail goes on to be found: the head that shows it stays the one that is kept.
  announceHead(place.auditHead, { restored, keep: verification.valid ? restored : (manifest.kept ?? manifest.head) })
  return settled
}

const brokenTrail = ({ firstBad }: Verification): NotDone =>
  new NotDone(
    `The audit trail of the backup is not in order: record ${firstBad} was changed, removed or cut off before it was taken (to restore it all the same: --accept-broken-trail)`,
  )

interface Taken {
  readonly isThere: boolean
  readonly readable: boolean
  readonly at: number
}

/** Gives the restored database its name. The one that was there has a second name before that, so that there is always one. */
function putThere(draft: string, path: string, { isThere, readable, at }: Taken): string | undefined {
  if (!isThere) {
    putBeside(draft, path)
    return undefined
  }
  const aside = `${path}.before-restore-${rfc3339(at).replaceAll(/[:.]/g, '-')}`
  linkSync(path, aside)
  // What belongs to the database that gives way would be taken for part of the restored one.
  for (const end of ['-wal', '-shm', '-journal']) if (!readable && existsSync(path + end)) renameSync(path + end, aside + end)
  putInPlace(draft, path)
  return aside
}

async function settleHead({ path, auditHead }: Place): Promise<void> {
  const store = storeOn(openCopy(path, 0))
  try {
    await settleAnnouncedHead(auditHead, store)
  } finally {
    await store.close()
  }
}
