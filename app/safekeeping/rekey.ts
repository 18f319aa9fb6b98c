import { changeSecretKey, forgetSealed, type Resealed } from '../integrations/secret-key-store'
import { checkValueOf, nameOfKey } from '../shared/seal'
import type { ProcessLocks } from '../store/process-locks'
import type { Store } from '../store/store'
import { gonePlatforms, inUse } from './in-use'
import { NotDone } from './not-done'
import { OPERATOR, type Tools, userOfMachine } from './place'

interface Data {
  readonly store: Store
  readonly locks: ProcessLocks
  readonly tools: Tools
}

const entryOf = ({ clock, newId }: Tools, action: string, details: Readonly<Record<string, unknown>>) => ({
  id: newId(),
  at: clock.now(),
  actor: OPERATOR,
  action,
  details: { ...details, user: userOfMachine() },
})

/** Seals everything that is stored under another key, all of it or nothing. Throws NotDone if a platform runs or the data is sealed under neither. */
export async function changeKey({ store, locks, tools }: Data, from: Uint8Array, to: Uint8Array): Promise<Resealed> {
  const gone = await gonePlatforms(store, locks)
  const checks = { from: checkValueOf(from), to: checkValueOf(to) }
  if (checks.from === checks.to) throw new NotDone('The new secret key is the present one')
  const entry = entryOf(tools, 'secret_key.changed', { from: nameOfKey(checks.from), to: nameOfKey(checks.to) })
  const changed = await store.write(changeSecretKey, { from: hex(from), to: hex(to), checks, gone, entry })
  if (changed.kind !== 'changed') throw changed.kind === 'in-use' ? inUse() : new NotDone('CONCORD_SECRET_KEY does not fit the stored data')
  return changed
}

/** Takes a new key where the old one is lost for good: nobody's stored key can be used any more, and how many those are is on record. */
export async function forgetLostKey({ store, locks, tools }: Data, to: Uint8Array): Promise<number> {
  const gone = await gonePlatforms(store, locks)
  const check = checkValueOf(to)
  const forgotten = await store.write(forgetSealed, { check, gone, entry: entryOf(tools, 'secret_key.forgotten', { to: nameOfKey(check) }) })
  if (forgotten === undefined) throw inUse()
  return forgotten
}

const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex')
