import { sql } from 'kysely'
import { type CannotAct, type Party, receiverOf } from '../agents/acting'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { DirectMessageRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { blockOf } from './block-store'
import type { NamedMessageRow } from './direct-message'
import { nameOf } from './party'
import { type CannotSpeak, speakerOf } from './speaking'

const insertMessage = defineInsert('direct_message', [
  ...(['id', 'from_id', 'from_kind', 'to_id', 'to_kind', 'type', 'content', 'sent_by', 'idempotency_key', 'created_at'] as const),
])

const named = [nameOf('direct_message.from_id').as('from_name'), nameOf('direct_message.to_id').as('to_name')] as const

const messageById = define<{ id: string }>()((db, p) => db.selectFrom('direct_message').selectAll().select(named).where('id', '=', p.id))

const messageByKey = define<{ sent_by: string; idempotency_key: string }>()((db, p) =>
  db.selectFrom('direct_message').selectAll().select(named).where('sent_by', '=', p.sent_by).where('idempotency_key', '=', p.idempotency_key),
)

const releaseKey = define<{ id: string }>()((db, p) => db.updateTable('direct_message').set({ idempotency_key: null }).where('id', '=', p.id))

/** Of what somebody said who was forgotten only the number is left. */
const IS_SAID = sql<boolean>`content <> ''`

/** What somebody was sent after a number, in the order in which it was stored. */
export const messagesTo = define<{ to_id: string; number: number; limit: number }>()((db, p) =>
  db
    .selectFrom('direct_message')
    .selectAll()
    .select(named)
    .where('to_id', '=', p.to_id)
    .where('number', '>', p.number)
    .where(IS_SAID)
    .orderBy('number')
    .limit(p.limit),
)

/** The number of a message that somebody was sent. */
export const numberInInbox = define<{ id: string; to_id: string }>()((db, p) =>
  db.selectFrom('direct_message').select('number').where('id', '=', p.id).where('to_id', '=', p.to_id),
)

export type NewMessage = Omit<DirectMessageRow, 'number'>

export interface Sending {
  readonly row: NewMessage
  readonly entry: AuditEntry
  /** Keys of messages from then and before are free again. */
  readonly expiredSince: number
}

export type Sent =
  | { readonly kind: 'sent' | 'known'; readonly message: NamedMessageRow }
  | { readonly kind: 'sender'; readonly why: CannotSpeak }
  | { readonly kind: 'receiver'; readonly why: CannotAct }
  | { readonly kind: 'blocked'; readonly receiver: string }

/** Puts a message into the receiver's inbox, unless its key stands for one already, the sender may not send or the receiver does not take it. */
export const sendMessage = unit('message.send', function* ({ row, entry, expiredSince }: Sending): Write<Sent> {
  const earlier = yield* standingFor(row, expiredSince)
  if (earlier !== undefined) return { kind: 'known', message: earlier }
  const sender = yield* speakerOf({ ...fromOf(row), by: row.sent_by })
  if (sender.kind !== 'ready') return { kind: 'sender', why: sender }
  const receiver = yield* receiverOf(toOf(row))
  if (receiver.kind !== 'ready') return { kind: 'receiver', why: receiver }
  const [block] = yield* run(blockOf, { owner_id: row.to_id, sender_id: row.from_id })
  if (block !== undefined) return { kind: 'blocked', receiver: receiver.name }
  yield* run(insertMessage, row)
  yield* appendAudit(entry)
  const [message] = yield* run(messageById, row)
  if (message === undefined) throw new Error('a message that was stored is not there')
  return { kind: 'sent', message }
})

/** The message that a key stands for; one that has become too old gives its key back. */
function* standingFor({ sent_by, idempotency_key }: NewMessage, expiredSince: number): Write<NamedMessageRow | undefined> {
  if (idempotency_key === null) return undefined
  const [earlier] = yield* run(messageByKey, { sent_by, idempotency_key })
  if (earlier === undefined || earlier.created_at > expiredSince) return earlier
  yield* run(releaseKey, earlier)
  return undefined
}

const fromOf = (row: NewMessage): Party => ({ kind: row.from_kind as Party['kind'], id: row.from_id })
const toOf = (row: NewMessage): Party => ({ kind: row.to_kind as Party['kind'], id: row.to_id })
