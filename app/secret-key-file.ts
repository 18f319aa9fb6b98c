import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { checkValueOf, nameOfKey } from './shared/seal'
import { keepBeside, OWNER_ONLY, putBeside, putInPlace } from './store/files'

const nameOf = (key: Uint8Array): string => nameOfKey(checkValueOf(key))

/** Where a key is kept that was replaced: backups from before need it. */
export const formerKeyFile = (file: string, key: Uint8Array): string => `${file}.former-${nameOf(key)}`

/** Each has a name of its own: two changes that are begun at once do not take each other's key. */
const newKeyFile = (file: string, key: Uint8Array): string => `${file}.new-${nameOf(key)}`

/** Keys that were kept for a change which was interrupted, or is under way. */
export function newKeyFiles(file: string): readonly string[] {
  if (!existsSync(dirname(file))) return []
  const names = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.new-`) && !name.includes('.draft-'))
  return names.map((name) => join(dirname(file), name))
}

function draftOf(file: string, key: Uint8Array): string {
  const draft = `${file}.draft-${process.pid}`
  writeFileSync(draft, `${Buffer.from(key).toString('base64')}\n`, { mode: OWNER_ONLY })
  return draft
}

/** Whole and on the disk, or not there. Throws EEXIST if there is one. */
export const putKeyFile = (file: string, key: Uint8Array): void => putBeside(draftOf(file, key), file)

/** Keeps a key for the time after the change. */
export const keepNewKey = (file: string, key: Uint8Array): void => putInPlace(draftOf(newKeyFile(file, key), key), newKeyFile(file, key))

/** Nothing is sealed under it. */
export const dropNewKey = (file: string, key: Uint8Array): void => rmSync(newKeyFile(file, key), { force: true })

/** The stored data is sealed under the new key: it takes the place of the former one, which stays under a name of its own. */
export function takeNewKey(file: string, { former, key }: { former: Uint8Array | undefined; key: Uint8Array }): void {
  if (former !== undefined && !existsSync(formerKeyFile(file, former))) keepBeside(file, formerKeyFile(file, former))
  try {
    putInPlace(newKeyFile(file, key), file)
  } catch (error) {
    // A platform that was started in between has done it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
