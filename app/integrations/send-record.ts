import type { AuditEntry } from '../audit/audit'
import { canonicalJson, contentHash } from '../shared/canonical-json'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Trace } from '../shared/trace'
import type { Store } from '../store/store'
import type { SendRow } from '../store/tables'
import { failureOf, type SendOrder, type SendOutcome, written } from './send'
import { type BeginSend, beginSend, changeSend, openSendsAfter, type SendChange, sendById } from './send-store'

/** What is durably known of sends. Every change is one transaction with its audit record, and is made only if the send has not moved on. */
export interface SendRecord {
  newRow(order: SendOrder, idempotencyKey: string | null): SendRow
  /** Before anything goes out. */
  begin(row: SendRow, order: Pick<SendOrder, 'trace' | 'behalf'>): Promise<BeginSend>
  /** Another attempt at a send that is unknown or failed; undefined if somebody else was faster. */
  again(earlier: SendRow, order: Pick<SendOrder, 'trace' | 'behalf'>): Promise<SendRow | undefined>
  /** How an attempt ended; the send as it stands then. */
  end(row: SendRow, outcome: SendOutcome, traceId?: string): Promise<SendRow>
  /** What became of an attempt that ended in doubt, on a search or somebody's word; the send as it stands then. */
  settle(row: SendRow, outcome: SendOutcome, by: string): Promise<SendRow>
  byId(id: string): Promise<SendRow | undefined>
  /** Sends that are being sent or unknown, in the order they were made. */
  open(): AsyncIterable<SendRow>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
  /** How long an idempotency key stands for its request. */
  readonly keyLifeMs: number
}

const PAGE = 100

export function createSendRecord({ store, clock, newId, instanceId, keyLifeMs }: Deps): SendRecord {
  const byId = async (id: string) => (await store.find(sendById, { id }))[0]

  const move = async (next: SendRow, from: readonly string[], entry: AuditEntry): Promise<SendRow> => {
    const outcome = outcomeOf(next, entry, newId)
    const moved = await store.write(changeSend, { next, attempted: next.attempt, from, entry, outcome })
    return moved ? next : ((await byId(next.id)) ?? next)
  }

  return {
    newRow: (order, key) => newRow(order, { id: newId(), auditId: newId(), key, instanceId, now: clock.now() }),
    begin: (row, { trace, behalf }) => store.write(beginSend, { row, entry: begun(row, trace), expiredSince: clock.now() - keyLifeMs, behalf }),
    async again(earlier, { trace, behalf }) {
      const fresh = { status: 'sending', attempt: earlier.attempt + 1, answer: null, failure: null, audit_id: newId(), instance_id: instanceId }
      const next = { ...earlier, ...fresh, decision_id: behalf?.decisionId ?? earlier.decision_id, updated_at: clock.now() }
      const change = { next, attempted: earlier.attempt, from: ['unknown', 'failed'], entry: begun(next, trace), behalf }
      return (await store.write(changeSend, change)) ? next : undefined
    },
    end(row, outcome, traceId) {
      const next = { ...row, ...written(row.id, outcome), updated_at: clock.now() }
      return move(next, ['sending', 'unknown'], { ...ending(next), id: newId(), actor: row.person_id, action: 'send.ended', traceId, instanceId })
    },
    settle(row, outcome, by) {
      const next = { ...row, ...written(row.id, outcome), updated_at: clock.now() }
      return move(next, [row.status], { ...ending(next), id: newId(), actor: by, action: 'send.settled', instanceId })
    },
    byId,
    async *open() {
      for (let id = ''; ; ) {
        const rows = await store.find(openSendsAfter, { id, limit: PAGE })
        yield* rows
        const last = rows.at(-1)
        if (last === undefined || rows.length < PAGE) return
        id = last.id
      }
    },
  }
}

const begun = (row: SendRow, { traceId }: Trace): AuditEntry => ({
  id: row.audit_id,
  at: row.updated_at,
  actor: row.person_id,
  action: 'send.begun',
  subject: row.id,
  details: { service: row.service, attempt: row.attempt, request: row.request_hash },
  traceId,
  instanceId: row.instance_id,
})

const ending = (row: SendRow) => ({
  at: row.updated_at,
  subject: row.id,
  of: row.audit_id,
  outcome: row.status,
  details: { service: row.service, attempt: row.attempt, code: failureOf(row)?.code },
})

const OUTCOMES: Readonly<Record<string, string>> = { sent: 'completed', failed: 'failed' }

/** The end of what was decided for an agent, once the send has one. */
function outcomeOf(row: SendRow, { traceId, instanceId }: AuditEntry, newId: NewId): SendChange['outcome'] {
  const outcome = OUTCOMES[row.status]
  if (row.decision_id === null || outcome === undefined) return undefined
  return {
    ...{ id: newId(), at: row.updated_at, actor: row.person_id, action: 'action.ended', subject: row.agent_id ?? undefined, of: row.decision_id, outcome },
    ...{ details: { send: row.id, started: row.created_at, ended: row.updated_at, ms: row.updated_at - row.created_at, code: failureOf(row)?.code } },
    ...{ traceId, instanceId },
  }
}

interface Made {
  readonly id: string
  readonly auditId: string
  readonly key: string | null
  readonly instanceId: string
  readonly now: number
}

const newRow = ({ personId, service, request, behalf }: SendOrder, { id, auditId, key, instanceId, now }: Made): SendRow => ({
  id,
  person_id: personId,
  service,
  idempotency_key: key,
  // One key never stands for two senders.
  request_hash: contentHash(behalf === undefined ? request : { agent_id: behalf.agentId, request }),
  request: canonicalJson(request),
  agent_id: behalf?.agentId ?? null,
  decision_id: behalf?.decisionId ?? null,
  status: 'sending',
  attempt: 1,
  answer: null,
  failure: null,
  audit_id: auditId,
  instance_id: instanceId,
  created_at: now,
  updated_at: now,
})
