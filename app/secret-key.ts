import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Settings, secretBytes, WrongSetting } from './settings'
import { messageOf } from './shared/errors'

/** The key that seals what is stored: the one given, else the one kept beside the database; undefined if there is none yet. Throws WrongSetting. */
export function presentSecretKey({ secretKey, database }: Pick<Settings, 'secretKey' | 'database'>): Uint8Array | undefined {
  if (secretKey !== undefined) return secretBytes(secretKey)
  const file = fileFor(database)
  return existsSync(file) ? attempt(file, readKey) : undefined
}

/** A new key, kept beside the database for its owner's eyes only (mode 0600); in memory it is kept nowhere. Throws WrongSetting. */
export function newSecretKey({ database }: Pick<Settings, 'database'>): Uint8Array {
  const key = randomBytes(32)
  return database.path === ':memory:' ? key : attempt(fileFor(database), (file) => keep(key, file))
}

const fileFor = ({ path }: Settings['database']): string => `${path}.key`

function attempt(file: string, work: (file: string) => Uint8Array): Uint8Array {
  try {
    return work(file)
  } catch (error) {
    throw error instanceof WrongSetting ? error : new WrongSetting('CONCORD_SECRET_KEY', `cannot be kept in ${file}: ${messageOf(error)}`)
  }
}

function readKey(file: string): Uint8Array {
  if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
    throw new WrongSetting('CONCORD_SECRET_KEY', `is readable by others in ${file}; take that away (chmod 600)`)
  const key = secretBytes(readFileSync(file, 'utf8').trim())
  if (key.length !== 32) throw new WrongSetting('CONCORD_SECRET_KEY', `is damaged in ${file}; put the original file back`)
  return key
}

function keep(key: Uint8Array, file: string): Uint8Array {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${Buffer.from(key).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
