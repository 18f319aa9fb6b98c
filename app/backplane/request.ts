import type { AuditEntry } from '../audit/audit'
import type { RequestRow } from '../store/tables'
import type { Actor } from './task'

/** A question that waits for its reply. */
export interface PendingRequest {
  readonly id: string
  readonly from: Actor
  /** The agent or person that is asked. */
  readonly to: string
  /** Any JSON. */
  readonly data: unknown
  readonly createdAt: number
  readonly expiresAt: number
}

export interface Question {
  readonly id: string
  readonly from: Actor
  readonly to: string
  readonly data: unknown
  readonly timeoutMs: number
  /** Kept on the record if and only if the question was put. */
  readonly record: AuditEntry
}

export type Reply = { readonly kind: 'replied'; readonly by: string; readonly data: unknown } | { readonly kind: 'timeout' }

export interface GivenReply {
  readonly actor: Actor
  readonly data: unknown
  /** Kept on the record if and only if the reply was taken. */
  readonly record: AuditEntry
}

/** Questions and their replies (M06.3). Who may ask and reply is decided above. */
export interface Requests {
  /** The one reply to this question, or that its time is over; never later than that. Aborting withdraws the question: nobody finds it any more. */
  ask(question: Question, signal?: AbortSignal): Promise<Reply>
  /** What waits for a reply of this agent or person, the oldest first; no more than `limit`. */
  pending(to: string, limit: number): Promise<readonly PendingRequest[]>
  /** The question as long as it waits. */
  find(id: string): Promise<PendingRequest | undefined>
  /** False if it was replied to, withdrawn, or its time is over: then the asker gets nothing of this. */
  reply(id: string, reply: GivenReply): Promise<boolean>
}

export const pendingOf = (row: RequestRow): PendingRequest => ({
  ...{ id: row.id, to: row.to_id, data: JSON.parse(row.data), createdAt: row.created_at, expiresAt: row.expires_at },
  from: { kind: row.from_kind as Actor['kind'], id: row.from_id, by: row.asked_by },
})

/** What has come of a question when its asker looks. Pure. */
export const replyOf = (row: Pick<RequestRow, 'reply' | 'replied_by'> | undefined): Reply =>
  row === undefined || row.reply === null || row.replied_by === null
    ? { kind: 'timeout' }
    : { kind: 'replied', by: row.replied_by, data: JSON.parse(row.reply) }
