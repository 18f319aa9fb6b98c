import { sql } from 'kysely'
import { agentById } from '../agents/agent-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit, appendEnd } from '../audit/audit-store'
import { recordDecision } from '../governance/decision-store'
import { beginProposal } from '../governance/proposal-store'
import { personById } from '../people/people-store'
import { define, defineInsert } from '../store/statement'
import type { SendRow } from '../store/tables'
import { run, unit } from '../store/unit'
import { type Behalf, holdsKey } from './send'

const insertSend = defineInsert('send', [
  ...(['id', 'person_id', 'service', 'idempotency_key', 'request_hash', 'request', 'agent_id', 'decision_id', 'status', 'attempt'] as const),
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
      decision_id: p.decision_id,
      instance_id: p.instance_id,
      updated_at: p.updated_at,
    })
    .where('id', '=', p.id)
    .where('status', '=', p.was)
    .where('attempt', '=', p.attempted)
    .returning('id'),
)

export type BeginSend = { readonly kind: 'begun' | 'stale' | 'taken' } | { readonly kind: 'known'; readonly earlier: SendRow }

export interface Beginning {
  readonly row: SendRow
  readonly entry: AuditEntry
  readonly expiredSince: number
  readonly behalf?: Behalf | undefined
}

/**
 * Writes a send down before it goes out, unless its key already stands for one. Keys of sends from `expiredSince` and before are free again.
 * One for an agent is written with the decision about it, unless the agent has changed since; what was approved, unless who asked was removed.
 */
export const beginSend = unit('send.begin', function* ({ row, entry, expiredSince, behalf }: Beginning) {
  if (behalf !== undefined) {
    const [agent] = yield* run(agentById, { id: behalf.agentId })
    // Whoever asks now was recognised just now; what was approved may have been asked for long ago.
    const [asker] = behalf.proposalId === undefined ? [row] : yield* run(personById, { id: row.person_id })
    if (agent?.version !== behalf.agentVersion || asker === undefined) return { kind: 'stale' } as BeginSend
    if (behalf.proposalId !== undefined && !(yield* beginProposal(behalf.proposalId, row.created_at))) return { kind: 'taken' } as BeginSend
  }
  const [earlier] = row.idempotency_key === null ? [] : yield* run(sendByKey, row)
  if (earlier && holdsKey(earlier, expiredSince)) return { kind: 'known', earlier } as BeginSend
  if (earlier) yield* run(releaseKey, { id: earlier.id })
  if (behalf !== undefined) yield* recordDecision(behalf.decision)
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
  /** Where it is sent for an agent and has ended: the end of what was decided. */
  readonly outcome?: (AuditEntry & { readonly of: string }) | undefined
  /** Where it is tried again for an agent: the decision about it. */
  readonly behalf?: Behalf | undefined
}

/** Changes a send, unless it has moved on; answers whether it did. */
export const changeSend = unit('send.change', function* ({ next, attempted, from, entry, outcome, behalf }: SendChange) {
  for (const was of from) {
    const [changed] = yield* run(updateSend, { ...next, was, attempted })
    if (!changed) continue
    if (behalf !== undefined) yield* recordDecision(behalf.decision)
    yield* appendAudit(entry)
    if (outcome !== undefined) yield* appendEnd(outcome)
    return true
  }
  return false
})
