import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { createSeal, type Seal } from '../shared/seal'
import { define, defineInsert } from '../store/statement'
import { run, runAll, step, unit, type Write } from '../store/unit'
import { ownerOfKey, ownerOfSignIn } from './sealed-for'

/** The only row there is. */
const ROW = 1

/** By what the key is recognised that the stored data is sealed under; none in data that is older than that. */
export const keyCheck = define()((db) => db.selectFrom('secret_key_check').select('value'))
const insertCheck = defineInsert('secret_key_check', ['id', 'value', 'set_at'])
const updateCheck = define<{ value: string; set_at: number }>()((db, p) => db.updateTable('secret_key_check').set({ value: p.value, set_at: p.set_at }))

/** Every provider key that is stored, sealed. */
export const sealedKeys = define()((db) =>
  db.selectFrom('provider_key').select(['person_id', 'provider', 'sealed']).where('sealed', 'is not', null).orderBy('person_id').orderBy('provider'),
)
const putSealedKey = define<{ person_id: string; provider: string; sealed: string }>()((db, p) =>
  db.updateTable('provider_key').set({ sealed: p.sealed }).where('person_id', '=', p.person_id).where('provider', '=', p.provider),
)
const forgetSealedKeys = define<{ at: number }>()((db, p) =>
  db
    .updateTable('provider_key')
    .set({ sealed: null, last4: null, status: 'removed', updated_at: p.at })
    .where('sealed', 'is not', null)
    .returning(['person_id', 'provider']),
)
const sealedSignIns = define()((db) => db.selectFrom('sign_in').select(['state_hash', 'sealed']))
const putSealedSignIn = define<{ state_hash: string; sealed: string }>()((db, p) =>
  db.updateTable('sign_in').set({ sealed: p.sealed }).where('state_hash', '=', p.state_hash),
)
const forgetSignIns = define()((db) => db.deleteFrom('sign_in'))
const instancesThere = define()((db) => db.selectFrom('instance').select('id'))

function* setCheck(value: string, at: number): Write<void> {
  const [known] = yield* run(keyCheck, {})
  if (known === undefined) yield* run(insertCheck, { id: ROW, value, set_at: at })
  else yield* run(updateCheck, { value, set_at: at })
}

/** Remembers by what the key is recognised, unless that is known; what is known then. Of several that start at once with different keys, the first has it. */
export const settleKeyCheck = unit('secret-key.settle', function* ({ value, at }: { value: string; at: number }) {
  const [known] = yield* run(keyCheck, {})
  if (known !== undefined) return known.value
  yield* run(insertCheck, { id: ROW, value, set_at: at })
  return value
})

interface Changing {
  /** In hexadecimal. */
  readonly from: string
  readonly to: string
  readonly checks: { readonly from: string; readonly to: string }
  /** Platforms that were found to be gone; any other is still there, and would go on sealing under the old key. */
  readonly gone: readonly string[]
  /** What is noted, without how many keys it was. */
  readonly entry: AuditEntry
}

/** How many keys were sealed anew, and how many nobody could open before, which stay as they are. */
export interface Resealed {
  readonly keys: number
  readonly unreadable: number
}
export type Changed = { readonly kind: 'in-use' | 'other-key' } | ({ readonly kind: 'changed' } & Resealed)

/** Seals everything anew under another key, all of it or nothing. */
export const changeSecretKey = unit('secret-key.change', function* ({ from, to, checks, gone, entry }: Changing): Write<Changed> {
  if (yield* somebodyIsThere(gone)) return { kind: 'in-use' }
  const [known] = yield* run(keyCheck, {})
  if (known !== undefined && known.value !== checks.from) return { kind: 'other-key' }
  const [before, after] = [createSeal(Buffer.from(from, 'hex')), createSeal(Buffer.from(to, 'hex'))]
  const anew = (sealed: string, owner: string) => reseal({ sealed, owner, before, after })
  const keys = (yield* run(sealedKeys, {})).map((row) => ({ ...row, sealed: anew(row.sealed ?? '', ownerOfKey(row.person_id, row.provider)) }))
  const signIns = (yield* run(sealedSignIns, {})).map((row) => ({ ...row, sealed: anew(row.sealed, ownerOfSignIn(row.state_hash)) }))
  yield* runAll(keys.flatMap(({ sealed, ...row }) => (sealed === undefined ? [] : [step(putSealedKey, { ...row, sealed })])))
  yield* runAll(signIns.flatMap(({ sealed, ...row }) => (sealed === undefined ? [] : [step(putSealedSignIn, { ...row, sealed })])))
  yield* setCheck(checks.to, entry.at)
  const unreadable = keys.filter(({ sealed }) => sealed === undefined).length
  const told = { keys: keys.length - unreadable, unreadable }
  yield* appendAudit({ ...entry, details: { ...entry.details, ...told } })
  return { kind: 'changed', ...told }
})

function* somebodyIsThere(gone: readonly string[]): Write<boolean> {
  const there = yield* run(instancesThere, {})
  return there.some(({ id }) => !gone.includes(id))
}

interface Resealing {
  readonly sealed: string
  readonly owner: string
  readonly before: Seal
  readonly after: Seal
}

/** Undefined where the text does not open: somebody has changed or moved it. */
function reseal({ sealed, owner, before, after }: Resealing): string | undefined {
  try {
    return after.close(before.open(sealed, owner), owner)
  } catch {
    return undefined
  }
}

interface Forgetting {
  readonly check: string
  readonly gone: readonly string[]
  readonly entry: AuditEntry
}

/** Gives up everything that is sealed, because its key is lost, and takes another key from now on; how many keys that were, undefined if a platform runs. */
export const forgetSealed = unit('secret-key.forget', function* (forgetting: Forgetting) {
  if (yield* somebodyIsThere(forgetting.gone)) return undefined
  return yield* giveUpSealed(forgetting)
})

/** Part of a unit: the same, whoever is there. */
export function* giveUpSealed({ check, entry }: Omit<Forgetting, 'gone'>): Write<number> {
  const lost = yield* run(forgetSealedKeys, { at: entry.at })
  yield* run(forgetSignIns, {})
  yield* setCheck(check, entry.at)
  yield* appendAudit({ ...entry, details: { ...entry.details, keys: lost.length } })
  return lost.length
}
