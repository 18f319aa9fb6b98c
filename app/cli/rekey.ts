import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { settleAnnouncedHead } from '../audit/head-restored'
import { NotDone } from '../safekeeping/not-done'
import { keepingHead } from '../safekeeping/place'
import { changeKey, forgetLostKey } from '../safekeeping/rekey'
import { finishNewKey, fittingSecretKey, giveUpNewKey, isFitting, keyFileFor, prepareNewKey, presentSecretKey } from '../secret-key'
import { formerKeyFile } from '../secret-key-file'
import { isSecretKey, SECRET_KEY_RULE, type Settings, secretBytes } from '../settings'
import { checkValueOf, nameOfKey } from '../shared/seal'
import { UnusableDatabase } from '../store/unusable'
import type { Bench } from './bench'
import { Misuse } from './command'
import { headPlace, openData } from './place'

const DONE = 0

/** Changes the secret key, or takes another one where it is lost. */
export async function changeSecret(bench: Bench, { forgetKeys }: { forgetKeys: boolean }): Promise<number> {
  const { settings, tools } = bench
  const { path, server, shown } = settings.database
  if (server === undefined && !existsSync(path)) throw new UnusableDatabase(`DATABASE_URL: there is no database ${shown}`)
  const key = newKey(bench, forgetKeys)
  const data = await openData(settings, tools.clock.now())
  try {
    const { auditHead } = headPlace(settings)
    await settleAnnouncedHead(auditHead, data.store)
    return await keepingHead(data.store, auditHead, { tools, work: () => (forgetKeys ? forget : change)(bench, { ...data, tools }, key) })
  } finally {
    await data.store.close()
  }
}

/** Never from the command line, where everybody on the machine can read it. */
function newKey({ settings, env }: Bench, forgetKeys: boolean): Uint8Array {
  const given = env.CONCORD_NEW_SECRET_KEY?.trim()
  if (given !== undefined && given !== '') {
    if (!isSecretKey(given)) throw new Misuse(`CONCORD_NEW_SECRET_KEY ${SECRET_KEY_RULE}`)
    return secretBytes(given)
  }
  if (settings.secretKey === undefined) return randomBytes(32)
  if (forgetKeys) return secretBytes(settings.secretKey)
  throw new Misuse('CONCORD_NEW_SECRET_KEY is missing: where CONCORD_SECRET_KEY is given, so is the new one (for example: openssl rand -base64 32)')
}

type Data = Parameters<typeof changeKey>[0]

async function change(bench: Bench, data: Data, key: Uint8Array): Promise<number> {
  const { settings, tools, tell } = bench
  const former = await fittingSecretKey(settings, data.store, tools.clock.now())
  const { keys, unreadable } = await preparing(settings, { former, key }, () => changeKey(data, former, key))
  const [from, to] = [former, key].map((each) => nameOfKey(checkValueOf(each)))
  tell({ from, to, keys, unreadable }, [
    `The secret key is ${to} now; ${keys} stored provider keys were sealed anew.`,
    ...(unreadable === 0 ? [] : [`${unreadable} could not be opened under the former key either, and stay as they are.`]),
    where(bench, key),
    `Backups from before need the former key ${from}${settings.secretKey === undefined ? `, which is kept as ${formerKeyFile(keyFileFor(settings.database), former)}` : ''}.`,
  ])
  return DONE
}

/** The new key is on the disk before anything is sealed under it, and takes its place afterwards. */
async function preparing<T>(settings: Settings, keys: { former: Uint8Array | undefined; key: Uint8Array }, work: () => Promise<T>): Promise<T> {
  prepareNewKey(settings, keys.key)
  try {
    const done = await work()
    finishNewKey(settings, keys)
    return done
  } catch (error) {
    if (error instanceof NotDone) giveUpNewKey(settings, keys.key)
    throw error
  }
}

async function forget(bench: Bench, data: Data, key: Uint8Array): Promise<number> {
  const { settings, tell } = bench
  if (await isFitting(settings, data.store)) throw new Misuse('The secret key fits the stored data: nothing is lost, and nothing was forgotten')
  const keys = await preparing(settings, { former: presentSecretKey(settings), key }, () => forgetLostKey(data, key))
  tell({ to: nameOfKey(checkValueOf(key)), keys }, [
    `The secret key is ${nameOfKey(checkValueOf(key))} now; ${keys} stored provider keys are forgotten, and their owners bring them again.`,
    where(bench, key),
  ])
  return DONE
}

const where = ({ settings: { secretKey, database } }: Bench, key: Uint8Array): string =>
  secretKey === undefined
    ? `It is kept in ${keyFileFor(database)}.`
    : `Set CONCORD_SECRET_KEY to the new one (${nameOfKey(checkValueOf(key))}) wherever a platform starts; none starts with the former one.`
