import { ConcordError } from '../shared/errors'
import type { DirectMessageRow } from '../store/tables'
import { type NamedParty, partyOf } from './party'

export const MESSAGE_TYPES = ['message', 'command', 'question', 'response'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

/** In code points; of messages to one and to a channel. */
export const LONGEST_MESSAGE = 10_000

/** What one said to another. Only the two sides see it. */
export interface DirectMessage {
  readonly number: number
  readonly id: string
  readonly from: NamedParty
  readonly to: NamedParty
  readonly type: MessageType
  readonly content: string
  readonly sentAt: number
}

/** The receiver takes nothing from this sender; nothing was stored. */
export class BlockedByReceiver extends ConcordError {
  readonly code = 'blocked_by_receiver'
}

export class MessageToSelf extends ConcordError {
  readonly code = 'message_to_self'
}

/** A message with the names that both sides have now. */
export type NamedMessageRow = DirectMessageRow & { readonly from_name: string; readonly to_name: string }

export const directMessageOf = (row: NamedMessageRow): DirectMessage => ({
  number: row.number,
  id: row.id,
  from: partyOf(row.from_kind, row.from_id, row.from_name),
  to: partyOf(row.to_kind, row.to_id, row.to_name),
  type: row.type as MessageType,
  content: row.content,
  sentAt: row.created_at,
})
