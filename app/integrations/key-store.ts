import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define } from '../store/statement'
import type { ProviderKeyRow } from '../store/tables'
import { run, unit } from '../store/unit'

export const keysOf = define<{ person_id: string }>()((db, p) => db.selectFrom('provider_key').selectAll().where('person_id', '=', p.person_id))

const keyOf = define<{ person_id: string; provider: string }>()((db, p) =>
  db.selectFrom('provider_key').selectAll().where('person_id', '=', p.person_id).where('provider', '=', p.provider),
)

const upsertKey = define<ProviderKeyRow>()((db, p) =>
  db
    .insertInto('provider_key')
    .values({
      person_id: p.person_id,
      provider: p.provider,
      sealed: p.sealed,
      last4: p.last4,
      status: p.status,
      allow_platform_key: p.allow_platform_key,
      updated_at: p.updated_at,
    })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'provider']).doUpdateSet(({ ref }) => ({
        sealed: ref('excluded.sealed'),
        last4: ref('excluded.last4'),
        status: ref('excluded.status'),
        allow_platform_key: ref('excluded.allow_platform_key'),
        updated_at: ref('excluded.updated_at'),
      })),
    ),
)

const markRejected = define<{ person_id: string; provider: string; sealed: string; at: number }>()((db, p) =>
  db
    .updateTable('provider_key')
    .set({ status: 'rejected', updated_at: p.at })
    .where('person_id', '=', p.person_id)
    .where('provider', '=', p.provider)
    .where('sealed', '=', p.sealed)
    .where('status', '=', 'active')
    .returning('provider'),
)

interface Owner {
  readonly person_id: string
  readonly provider: string
}

interface PutKey {
  readonly owner: Owner
  readonly key: { readonly sealed: string; readonly last4: string } | undefined
  readonly allow: boolean | undefined
  readonly entry: AuditEntry
}

/** Stores a key, or what was said about the platform's, or both; what is not named stays. The row as it is then. */
export const putKey = unit('key.put', function* ({ owner, key, allow, entry }: PutKey) {
  const [before] = yield* run(keyOf, owner)
  const row: ProviderKeyRow = {
    ...owner,
    sealed: key?.sealed ?? before?.sealed ?? null,
    last4: key?.last4 ?? before?.last4 ?? null,
    status: key === undefined ? (before?.status ?? 'none') : 'active',
    allow_platform_key: Number(allow ?? before?.allow_platform_key ?? 0),
    updated_at: entry.at,
  }
  yield* run(upsertKey, row)
  yield* appendAudit(entry)
  return row
})

/** Removes a key at once; answers whether there was one. What was said about the platform's key stays. */
export const removeKey = unit('key.remove', function* ({ owner, entry }: { owner: Owner; entry: AuditEntry }) {
  const [row] = yield* run(keyOf, owner)
  if (row === undefined || row.sealed === null) return false
  yield* run(upsertKey, { ...row, sealed: null, last4: null, status: 'removed', updated_at: entry.at })
  yield* appendAudit(entry)
  return true
})

/** Marks a key as rejected, if it is still the one that was rejected. */
export const rejectKey = unit('key.reject', function* ({ owner, sealed, entry }: { owner: Owner; sealed: string; entry: AuditEntry }) {
  const [marked] = yield* run(markRejected, { ...owner, sealed, at: entry.at })
  if (marked) yield* appendAudit(entry)
  return marked !== undefined
})
