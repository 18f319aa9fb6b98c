import { resolve } from 'node:path'
import { takeBackup } from '../safekeeping/backup'
import { wordsFor } from '../safekeeping/holdings'
import { keyFileFor, presentSecretKey } from '../secret-key'
import { nameOfKey } from '../shared/seal'
import type { Bench } from './bench'
import { Misuse } from './command'
import { headPlace } from './place'

const [DONE, FAILED] = [0, 1]

/** Backs up the data of SQLite; for PostgreSQL it says how that is done there. */
export async function backUp({ settings, tools, tell, warn }: Bench, file: string): Promise<number> {
  const { database } = settings
  if (database.server !== undefined)
    throw new Misuse(
      `DATABASE_URL names PostgreSQL, whose own tool makes backups: pg_dump --format=custom --file=${file} ${database.shown} (what came back with pg_restore is noted by: concord restored)`,
    )
  const secretKey = presentSecretKey(settings)
  if (secretKey === undefined) throw new Misuse(`CONCORD_SECRET_KEY is missing: set it as for the platform, or put ${keyFileFor(database)} back`)
  const { manifest, holdings, verification } = await takeBackup({ file: resolve(file), place: headPlace(settings), secretKey, tools })
  const key = nameOfKey(manifest.key)
  tell({ file: resolve(file), ...manifest, valid: verification.valid }, [
    `${file} holds ${wordsFor(holdings)}.`,
    `It goes up to audit record ${manifest.head.seq} and has the schema ${manifest.schema}.`,
    `The secret key ${key} is NOT in it, and stored provider keys cannot be opened without it: keep that key in another place.`,
  ])
  if (verification.valid) return DONE
  warn(`The audit trail is NOT in order: record ${verification.firstBad} was changed, removed, cut off or put in. The backup holds it as it is.`)
  return FAILED
}
