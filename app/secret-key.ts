import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ownerOfKey } from './integrations/sealed-for'
import { keyCheck, sealedKeys, settleKeyCheck } from './integrations/secret-key-store'
import { dropNewKey, keepNewKey, newKeyFiles, putKeyFile, takeNewKey } from './secret-key-file'
import { type Settings, secretBytes, WrongSetting } from './settings'
import { messageOf } from './shared/errors'
import { checkValueOf, createSeal, nameOfKey } from './shared/seal'
import type { Store } from './store/store'

const NAME = 'CONCORD_SECRET_KEY'

type Given = Pick<Settings, 'secretKey' | 'database'>

/** The key that seals what is stored: the one given, else the one kept beside the database; undefined if there is none yet. Throws WrongSetting. */
export const presentSecretKey = (given: Given): Uint8Array | undefined => presentKeys(given).find(({ isNew }) => !isNew)?.key

/** Where the key is kept that is not given. */
export const keyFileFor = ({ path }: Settings['database']): string => `${path}.key`

interface Candidate {
  readonly key: Uint8Array
  /** Taken once it is known that it fits. */
  readonly isNew: boolean
}

/** Of a change of the key that was interrupted there are two. */
function presentKeys({ secretKey, database }: Given): readonly Candidate[] {
  if (secretKey !== undefined) return [{ key: secretBytes(secretKey), isNew: false }]
  const file = keyFileFor(database)
  const present = existsSync(file) ? [{ key: attempt(file, readKey), isNew: false }] : []
  return [...present, ...newKeyFiles(file).map((path) => ({ key: attempt(path, readKey), isNew: true }))]
}

/**
 * The key under which the stored data is sealed: of a change that was interrupted, the one that it came to; where nothing is sealed yet, the one that
 * is given, or a new one. From then on no other is taken. Throws WrongSetting if what there is does not fit.
 */
export async function fittingSecretKey(given: Given, store: Store, at: number): Promise<Uint8Array> {
  const data = await sealedUnder(store)
  const candidates = presentKeys(given)
  const present = candidates.find(({ isNew }) => !isNew)
  const fitting = candidates.find(({ key }) => data.fits(key))
  if (fitting === undefined && present !== undefined) throw other(present.key, data.check)
  if (fitting === undefined && data.isSealed) throw missing(given, data.check)
  if (fitting?.isNew === true) takeNewKey(keyFileFor(given.database), { key: fitting.key, former: present?.key })
  const key = fitting?.key ?? newSecretKey(given)
  await refuseOtherKey(store, key, at)
  return key
}

/** Refuses a key that is not, or no longer, the one under which the stored data is sealed. Throws WrongSetting. */
export async function refuseOtherKey(store: Store, key: Uint8Array, at: number): Promise<void> {
  const known = await store.write(settleKeyCheck, { value: checkValueOf(key), at })
  if (known !== checkValueOf(key)) throw other(key, known)
}

/** What is known of the key of the stored data. Data from before there was a check is asked whether anything in it opens. */
async function sealedUnder(store: Store) {
  const [known] = await store.find(keyCheck, {})
  const rows = known === undefined ? await store.find(sealedKeys, {}) : []
  const opens = (key: Uint8Array) => {
    const seal = createSeal(key)
    return rows.some(({ person_id, provider, sealed }) => {
      try {
        return seal.open(sealed ?? '', ownerOfKey(person_id, provider)) !== ''
      } catch {
        return false
      }
    })
  }
  return {
    check: known?.value,
    isSealed: known !== undefined || rows.length > 0,
    fits: (key: Uint8Array) => (known === undefined ? rows.length === 0 || opens(key) : known.value === checkValueOf(key)),
  }
}

const calledBy = (check: string | undefined): string => (check === undefined ? 'another key' : `the key ${nameOfKey(check)}`)

const other = (key: Uint8Array, check: string | undefined): WrongSetting =>
  new WrongSetting(NAME, `does not fit the stored data: that is sealed under ${calledBy(check)}, this is ${nameOfKey(checkValueOf(key))}`)

const missing = ({ database }: Given, check: string | undefined): WrongSetting =>
  new WrongSetting(
    NAME,
    `is missing: the stored data is sealed under ${calledBy(check)}; set it, or put ${keyFileFor(database)} back (if it is lost for good: concord rekey --forget-keys)`,
  )

/** A new key, kept beside the database for its owner's eyes only (mode 0600); in memory it is kept nowhere. Throws WrongSetting. */
const newSecretKey = (given: Given): Uint8Array => keepFirstKey(given, randomBytes(32))

/** Keeps the first key of all where others are looked for. Throws WrongSetting. */
export const keepFirstKey = ({ database }: Given, key: Uint8Array): Uint8Array =>
  database.path === ':memory:' ? key : attempt(keyFileFor(database), (file) => keep(key, file))

/** Keeps a new key beside the present one, which it replaces as soon as the stored data is sealed under it; nothing, where keys are given. Throws WrongSetting. */
export const prepareNewKey = ({ secretKey, database }: Given, key: Uint8Array): void => {
  if (secretKey === undefined) attempt(keyFileFor(database), (file) => keepNewKey(file, key))
}

/** The stored data is sealed under the key that was prepared. Throws WrongSetting. */
export const finishNewKey = ({ secretKey, database }: Given, keys: { former: Uint8Array | undefined; key: Uint8Array }): void => {
  if (secretKey === undefined) attempt(keyFileFor(database), (file) => takeNewKey(file, keys))
}

/** The change did not come about. */
export const giveUpNewKey = ({ secretKey, database }: Given, key: Uint8Array): void => {
  if (secretKey === undefined) dropNewKey(keyFileFor(database), key)
}

/** Whether there is a key that the stored data is sealed under. */
export async function isFitting(given: Given, store: Store): Promise<boolean> {
  const data = await sealedUnder(store)
  return presentKeys(given).some(({ key }) => data.fits(key))
}

function attempt<T>(file: string, work: (file: string) => T): T {
  try {
    return work(file)
  } catch (error) {
    throw error instanceof WrongSetting ? error : new WrongSetting(NAME, `cannot be kept in ${file}: ${messageOf(error)}`)
  }
}

function readKey(file: string): Uint8Array {
  if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
    throw new WrongSetting(NAME, `is readable by others in ${file}; take that away (chmod 600)`)
  const key = secretBytes(readFileSync(file, 'utf8').trim())
  if (key.length !== 32) throw new WrongSetting(NAME, `is damaged in ${file}; put the original file back`)
  return key
}

function keep(key: Uint8Array, file: string): Uint8Array {
  mkdirSync(dirname(file), { recursive: true })
  putKeyFile(file, key)
  return key
}
