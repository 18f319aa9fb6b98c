import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define } from '../store/statement'
import type { DeadLetterRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { subscriptionById } from './subscription-row'

/** What was set aside for a subscriber, by id. */
export const deadLettersAfter = define<{ subscription: number; id: string; limit: number }>()((db, p) =>
  db.selectFrom('dead_letter').selectAll().where('subscription', '=', p.subscription).where('id', '>', p.id).orderBy('id').limit(p.limit),
)

/** The one that is to be delivered once more before all else. */
export const nextLetter = define<{ subscription: number }>()((db, p) =>
  db
    .selectFrom('dead_letter')
    .selectAll()
    .where('subscription', '=', p.subscription)
    .where('status', '=', 'redelivering')
    .orderBy('event_number')
    .limit(sql.lit(1)),
)

const letterOf = define<{ subscription: number; id: string }>()((db, p) =>
  db.selectFrom('dead_letter').selectAll().where('subscription', '=', p.subscription).where('id', '=', p.id),
)
const reopenLetter = define<{ id: string; now: number }>()((db, p) =>
  db.updateTable('dead_letter').set({ status: 'redelivering', tries: 0, redelivered_at: p.now }).where('id', '=', p.id).returningAll(),
)

export type Redelivered =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not_set_aside'; readonly status: string }
  | { readonly kind: 'done'; readonly letter: DeadLetterRow }

interface Redelivering {
  readonly subscriptionId: string
  readonly letterId: string
  readonly now: number
  readonly entry: AuditEntry
}

/** What was set aside is delivered once more: next, with as many tries as at first. */
export const redeliverLetter = unit('dead_letter.redeliver', function* ({ subscriptionId, letterId, now, entry }: Redelivering): Write<Redelivered> {
  const [subscription] = yield* run(subscriptionById, { id: subscriptionId })
  if (subscription === undefined) return { kind: 'unknown' }
  const [letter] = yield* run(letterOf, { subscription: subscription.number, id: letterId })
  if (letter === undefined) return { kind: 'unknown' }
  if (letter.status !== 'set_aside') return { kind: 'not_set_aside', status: letter.status }
  const [reopened] = yield* run(reopenLetter, { id: letterId, now })
  if (reopened === undefined) throw new Error('a dead letter is gone')
  yield* appendAudit(entry)
  return { kind: 'done', letter: reopened }
})
