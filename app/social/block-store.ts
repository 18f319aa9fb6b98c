import { sql } from 'kysely'
import { type Acting, type CannotAct, standingOf } from '../agents/acting'
import { agentById } from '../agents/agent-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { personById } from '../people/people-store'
import { define, defineInsert } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { nameOf } from './party'

interface Block {
  readonly owner_id: string
  readonly sender_id: string
}

export const blockOf = define<Block>()((db, p) =>
  db.selectFrom('message_block').select('created_at').where('owner_id', '=', p.owner_id).where('sender_id', '=', p.sender_id),
)

/** Whom a receiver takes nothing from, page by page. */
export const blocksAfter = define<{ owner: string; after: string; limit: number }>()((db, p) =>
  db
    .selectFrom('message_block')
    .select(['sender_id', 'created_at', nameOf('sender_id').as('name')])
    .select(sql<number>`exists (select 1 from agent where agent.id = sender_id)`.as('is_agent'))
    .where('owner_id', '=', p.owner)
    .where('sender_id', '>', p.after)
    .orderBy('sender_id')
    .limit(p.limit),
)

const insertBlock = defineInsert('message_block', ['owner_id', 'sender_id', 'created_at'])
const deleteBlock = define<Block>()((db, p) => db.deleteFrom('message_block').where('owner_id', '=', p.owner_id).where('sender_id', '=', p.sender_id))

export interface BlockChange {
  readonly owner: Acting
  readonly senderId: string
  readonly blocked: boolean
  readonly entry: AuditEntry
}

export type BlockChanged = { readonly kind: 'done' | 'unknown-sender' } | { readonly kind: 'owner'; readonly why: CannotAct }

/** From now on a receiver takes nothing, or something again, from a sender. What is so already stays as it is, without a record. */
export const changeBlock = unit('message.block', function* ({ owner, senderId, blocked, entry }: BlockChange): Write<BlockChanged> {
  const standing = yield* standingOf(owner)
  if (standing.kind !== 'ready') return { kind: 'owner', why: standing }
  const block = { owner_id: owner.id, sender_id: senderId }
  const [present] = yield* run(blockOf, block)
  if (present === undefined && !(yield* exists(senderId))) return { kind: 'unknown-sender' }
  if (blocked === (present !== undefined)) return { kind: 'done' }
  if (blocked) yield* run(insertBlock, { ...block, created_at: entry.at })
  else yield* run(deleteBlock, block)
  yield* appendAudit(entry)
  return { kind: 'done' }
})

function* exists(id: string): Write<boolean> {
  const [agent] = yield* run(agentById, { id })
  if (agent !== undefined) return true
  const [person] = yield* run(personById, { id })
  return person !== undefined
}
