import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { SendRow } from '../store/tables'
import { run, unit } from '../store/unit'
import { holdsKey } from './send'

const insertSend = defineInsert('send', [
  ...(['id', 'person_id', 'service', 'idempotency_key', 'request_hash', 'request', 'status', 'attempt'] as const),
  ...(['answer', 'failure', 'audit_id', 'instance_id', 'created_at', 'updated_at'] as const),
])

export const sendById = define<{ id: string }>()((db, p) => db.selectFrom('send').selectAll().where('id', '=', p.id))

const sendByKey = define<{ person_id: string; service: string; idempotency_key: string | null }>()((db, p) =>
  db
    .selectFrom('send')
    .selectAll()
    .where('person_id', '=', p.person_id)
    .where('service', '=', p.service)
    .where('idempotency_key', '=', p.idempotency_key as string),
)

const releaseKey = define<{ id: string }>()((db, p) => db.updateTable('send').set({ idempotency_key: null }).where('id', '=', p.id))

/** Sends whose outcome is open, in the order they were made; the condition is that of the index `send_open`. */
export const openSendsAfter = define<{ id: string; limit: number }>()((db, p) =>
  db.selectFrom('send').selectAll().where(sql<boolean>`status in ('sending', 'unknown')`).where('id', '>', p.id).orderBy('id').limit(p.limit),
)

const updateSend = define<SendRow & { was: string; attempted: number }>()((db, p) =>
  db
    .updateTable('send')
    .set({
      status: p.status,
      attempt: p.attempt,
      answer: p.answer,
      failure: p.failure,
      audit_id: p.audit_id,
      instance_id: p.instance_id,
      updated_at: p.updated_at,
    })
    .where('id', '=', p.id)
    .where('status', '=', p.was)
    .where('attempt', '=', p.attempted)
    .returning('id'),
)

export type BeginSend = { readonly kind: 'begun' } | { readonly kind: 'known'; readonly earlier: SendRow }

/** Writes a send down before it goes out, unless its key already stands for one. Keys of sends from `expiredSince` and before are free again. */
export const beginSend = unit('send.begin', function* ({ row, entry, expiredSince }: { row: SendRow; entry: AuditEntry; expiredSince: number }) {
  const [earlier] = row.idempotency_key === null ? [] : yield* run(sendByKey, row)
  if (earlier && holdsKey(earlier, expiredSince)) return { kind: 'known', earlier } as BeginSend
  if (earlier) yield* run(releaseKey, { id: earlier.id })
  yield* run(insertSend, row)
  yield* appendAudit(entry)
  return { kind: 'begun' } as BeginSend
})

export interface SendChange {
  /** The row as it shall be. */
  readonly next: SendRow
  /** The attempt that the change is made for, and the states it may be made from. */
  readonly attempted: number
  readonly from: readonly string[]
  readonly entry: AuditEntry
}

/** Changes a send, unless it has moved on; answers whether it did. */
export const changeSend = unit('send.change', function* ({ next, attempted, from, entry }: SendChange) {
  for (const was of from) {
    const [changed] = yield* run(updateSend, { ...next, was, attempted })
    if (!changed) continue
    yield* appendAudit(entry)
    return true
  }
  return false
})
