import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileHead } from '../audit/head-file'
import { settleAnnouncedHead } from '../audit/head-restored'
import { wordsFor } from '../safekeeping/holdings'
import { restoreBackup } from '../safekeeping/restore'
import type { Settled } from '../safekeeping/restore-store'
import { recordRestoredOtherwise } from '../safekeeping/restored-otherwise'
import { fittingSecretKey, keepFirstKey, keyFileFor, presentSecretKey } from '../secret-key'
import { rfc3339 } from '../shared/clock'
import { UnusableDatabase } from '../store/unusable'
import type { Bench } from './bench'
import { Misuse, type Restore } from './command'
import { headPlace, openData } from './place'

const DONE = 0

/** Puts a backup in the place of the data of SQLite; for PostgreSQL it says how that is done there. */
export async function restore({ settings, tools, tell, warn }: Bench, command: Restore): Promise<number> {
  const { database } = settings
  if (database.server !== undefined)
    throw new Misuse(
      `DATABASE_URL names PostgreSQL, whose own tool restores backups: pg_restore --clean --if-exists --dbname=${database.shown} ${command.file}, and then: concord restored`,
    )
  const present = presentSecretKey(settings)
  if (present === undefined && !command.forgetKeys)
    throw new Misuse(
      `CONCORD_SECRET_KEY is missing: set the one that the backup needs, or put it at ${keyFileFor(database)} (if it is lost for good: --forget-keys)`,
    )
  const secretKey = present ?? keepFirstKey(settings, randomBytes(32))
  const { manifest, holdings, settled, isCarried, verification, aside } = await restoreBackup({
    ...{ file: resolve(command.file), place: headPlace(settings), secretKey, tools },
    consent: command,
  })
  tell({ ...manifest, ...settled, valid: verification.valid, aside: aside ?? null }, [
    `Restored ${wordsFor(holdings)}, as they were at ${rfc3339(manifest.takenAt)} (audit record ${manifest.head.seq}).`,
    ...(aside === undefined ? [] : [`The data that was there is kept as ${aside}.`]),
    ...toKnow(settled, isCarried),
  ])
  if (!verification.valid) warn(`The audit trail is NOT in order, and verification goes on to say so: record ${verification.firstBad}.`)
  return DONE
}

/** Records that the data was put back by something else. */
export async function restored({ settings, tools, tell }: Bench, { acceptBrokenTrail }: { acceptBrokenTrail: boolean }): Promise<number> {
  const { path, server, shown } = settings.database
  if (server === undefined && !existsSync(path)) throw new UnusableDatabase(`DATABASE_URL: there is no database ${shown}`)
  const { store, locks } = await openData(settings, tools.clock.now())
  const keep = fileHead(headPlace(settings).auditHead)
  try {
    await fittingSecretKey(settings, store, tools.clock.now())
    await settleAnnouncedHead(headPlace(settings).auditHead, store)
    const { upTo, ...settled } = await recordRestoredOtherwise({ store, locks, keep, acceptBrokenTrail, tools })
    tell({ record: upTo.seq, hash: upTo.hash, ...settled }, [
      `It is on record that the data was put back, up to audit record ${upTo.seq}.`,
      ...toKnow(settled, false),
    ])
    return DONE
  } finally {
    keep.close()
    await store.close()
  }
}

const toKnow = ({ given_up, revoked, forgotten, back }: Settled, isCarried: boolean): readonly string[] => [
  isCarried
    ? `What was done since is not in it, but for tokens that were revoked (${revoked}) and people who were forgotten (${forgotten}); everybody signs in anew.`
    : 'What was done since is not in it: tokens that were revoked since work again until they are revoked again, people who were forgotten since are back until they are forgotten again, and everybody signs in anew.',
  ...(back === 0 ? [] : ['The only administrator in it was forgotten since, and is back: make somebody else an administrator, and forget them again.']),
  ...(given_up === 0 ? [] : [`Approved messages that had not gone out are void, because they may have since: ${given_up}.`]),
]
