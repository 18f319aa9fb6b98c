import { type Acting, actingAs, cannotAct, type Party } from '../agents/acting'
import { IdempotencyKeyReused } from '../integrations/failure'
import type { Principal } from '../people/person'
import { contentHash } from '../shared/canonical-json'
import { type Clock, hours } from '../shared/clock'
import { InvalidInput, NotFound } from '../shared/errors'
import { checkedKey } from '../shared/idempotency-key'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { BlockedByReceiver, type DirectMessage, directMessageOf, MessageToSelf, type MessageType, type NamedMessageRow } from './direct-message'
import { messagesTo, type NewMessage, numberInInbox, sendMessage } from './direct-message-store'
import { cannotSpeak } from './speaking'

export interface MessageOrder {
  readonly by: Pick<Principal, 'id' | 'role'>
  /** The agent that sends it; without it whoever asks does. */
  readonly fromAgentId?: string | undefined
  readonly to: Party
  readonly type: MessageType
  readonly content: string
  /** The same request under the same key is the same message. */
  readonly idempotencyKey?: string | undefined
}

/** A part of somebody's inbox. */
export interface InboxQuery {
  readonly ownerId: string
  readonly reader: Pick<Principal, 'id'>
  /** Only what came after the message of this number, or of this id. */
  readonly after: number | { readonly id: string }
  readonly limit: number
}

/** What people and agents say to each other, one to one (AR-12.1 to .3). It is told on no topic: nobody but the two sides hears of it. */
export interface DirectMessages {
  /**
   * In the receiver's inbox exactly once when it resolves; otherwise nothing is stored. Throws Forbidden, MaturityTooLow, NotFound, AgentPaused,
   * AgentRetired, MessageToSelf, BlockedByReceiver, IdempotencyKeyReused, InvalidInput.
   */
  send(order: MessageOrder): Promise<DirectMessage>
  /** In the order in which it was sent. Nobody reads another's, whoever may act for it. Throws NotFound, InvalidInput. */
  inbox(query: InboxQuery): Promise<readonly DirectMessage[]>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly idempotencyHours: number }
}

export function createDirectMessages({ store, clock, newId, settings }: Deps): DirectMessages {
  const rowOf = ({ to, type, content, idempotencyKey }: MessageOrder, from: Acting): NewMessage => ({
    ...{ id: newId(), from_id: from.id, from_kind: from.kind, to_id: to.id, to_kind: to.kind, type, content },
    ...{ sent_by: from.by, idempotency_key: checkedKey(idempotencyKey), created_at: clock.now() },
  })
  /** The record says who and to whom; of what was said it holds the fingerprint. */
  const entryOf = (row: NewMessage) => ({
    ...{ id: newId(), at: row.created_at, actor: row.sent_by, action: 'message.sent', subject: row.id },
    details: { from: row.from_id, to: row.to_id, type: row.type, content: contentHash(row.content) },
  })

  return {
    async send(order) {
      const from = actingAs({ by: order.by, agentId: order.fromAgentId })
      if (from.id === order.to.id) throw new MessageToSelf('Nobody sends messages to themselves')
      const row = rowOf(order, from)
      const expiredSince = row.created_at - hours(settings.idempotencyHours)
      const sent = await store.write(sendMessage, { row, entry: entryOf(row), expiredSince })
      switch (sent.kind) {
        case 'sender':
          throw cannotSpeak(sent.why)
        case 'receiver':
          throw cannotAct(sent.why)
        case 'blocked':
          throw new BlockedByReceiver(`${sent.receiver} takes no messages from this sender`)
        case 'known':
          if (!isSame(sent.message, row)) throw new IdempotencyKeyReused()
          return directMessageOf(sent.message)
        case 'sent':
          return directMessageOf(sent.message)
      }
    },
    async inbox({ ownerId, reader, after, limit }) {
      if (reader.id !== ownerId) throw new NotFound('There is no such inbox, or it is not yours')
      const number = typeof after === 'number' ? after : (await store.find(numberInInbox, { id: after.id, to_id: ownerId }))[0]?.number
      if (number === undefined) throw new InvalidInput('after', 'after is not the id of a message of this inbox')
      return (await store.find(messagesTo, { to_id: ownerId, number, limit })).map(directMessageOf)
    },
  }
}

const SAME = ['from_id', 'to_id', 'type', 'content'] as const

const isSame = (earlier: NamedMessageRow, row: NewMessage): boolean => SAME.every((field) => earlier[field] === row[field])
