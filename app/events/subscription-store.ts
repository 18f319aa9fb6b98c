import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { SubscriptionRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { firstEventNumber } from './event-store'
import type { Subscription } from './subscription'
import { find } from './subscription-row'
import { type Occasion, settle } from './subscription-settling'

const insertSubscription = defineInsert('subscription', [
  'id',
  'owner_id',
  'name',
  'topics',
  'begun_after',
  'done_up_to',
  'flights',
  'tries',
  'gap_from',
  'gap_to',
  'created_at',
])

export interface NewSubscription extends Pick<SubscriptionRow, 'id' | 'owner_id' | 'name' | 'topics' | 'created_at'> {
  /** Number of the last event that is not wanted. */
  readonly from: number
  readonly entry: AuditEntry
}

/** Begins to keep the place of a subscriber in the log. What it asks for of the past and is no longer kept, it is told. */
export const addSubscription = unit('subscription.add', function* ({ from, entry, ...row }: NewSubscription): Write<Subscription> {
  const [first] = yield* run(firstEventNumber, {})
  const kept = Math.max(from, (first?.number ?? 1) - 1)
  const gap = kept > from ? { gap_from: from + 1, gap_to: kept } : { gap_from: null, gap_to: null }
  yield* run(insertSubscription, { ...row, ...gap, begun_after: kept, done_up_to: kept, flights: 0, tries: 0 })
  yield* appendAudit(entry)
  const added = yield* find(row.id)
  if (added === undefined) throw new Error('a subscription is gone')
  return added
})

/** What somebody is subscribed to, in the order in which it was begun. */
export const subscriptionsOf = define<{ owner: string; number: number; limit: number }>()((db, p) =>
  db
    .selectFrom('subscription')
    .selectAll()
    .where('owner_id', '=', p.owner)
    .where('number', '>', p.number)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .limit(p.limit),
)

/** Those with something in flight for too long, or since a moment that is yet to come. */
export const subscriptionsToSettle = define<{ before: number; now: number }>()((db, p) =>
  db
    .selectFrom('subscription')
    .select('id')
    .where('sent_at', 'is not', null)
    .where((either) => either.or([either('sent_at', '<=', p.before), either('sent_at', '>', p.now)])),
)

/** The subscriptions of agents that have not been retired, the oldest first. */
export const subscriptionsOfAgents = define()((db) =>
  db
    .selectFrom('subscription')
    .innerJoin('agent', 'agent.id', 'owner_id')
    .select(['owner_id', 'topics'])
    .where('ended_at', 'is', null)
    .where('agent.status', '!=', 'retired')
    .orderBy('number'),
)

/** Brings a subscription up to date, although its subscriber does nothing. */
export const settleSubscription = unit('subscription.settle', function* (occasion: Occasion): Write<Subscription | undefined> {
  const found = yield* find(occasion.id)
  return found === undefined ? undefined : yield* settle(occasion, found)
})

const endRow = define<{ id: string; now: number }>()((db, p) => db.updateTable('subscription').set({ ended_at: p.now, sent_at: null }).where('id', '=', p.id))

/** Nothing more is delivered; what was kept for it goes little by little. */
export const endSubscription = unit('subscription.end', function* ({ id, now, entry }: { id: string; now: number; entry: AuditEntry }): Write<boolean> {
  if ((yield* find(id)) === undefined) return false
  yield* run(endRow, { id, now })
  yield* appendAudit(entry)
  return true
})
