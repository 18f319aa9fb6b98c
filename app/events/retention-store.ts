import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { lastEventNumber } from './event-store'
import { type Old, outlived, overtaken, type Total, totalsOf } from './retention'
import { type Subscription, subscriptionOf } from './subscription'
import { keep } from './subscription-row'

const firstEvents = define<{ limit: number }>()((db, p) => db.selectFrom('event').select(['number', 'topic', 'at']).orderBy('number').limit(p.limit))
const running = define()((db) => db.selectFrom('subscription').selectAll().where('ended_at', 'is', null))
const deliveredUpTo = define<{ subscription: number; up_to: number }>()((db, p) =>
  db
    .selectFrom('delivery')
    .innerJoin('event', 'event.number', 'delivery.event')
    .select(['event.topic', 'delivery.status'])
    .where('delivery.subscription', '=', p.subscription)
    .where('delivery.event', '<=', p.up_to),
)
const forgetDelivered = define<{ subscription: number; up_to: number }>()((db, p) =>
  db.deleteFrom('delivery').where('subscription', '=', p.subscription).where('event', '<=', p.up_to),
)
const forgetEvents = define<{ up_to: number }>()((db, p) => db.deleteFrom('event').where('number', '<=', p.up_to))

const addToTotal = define<Total & { subscription: number }>()((db, p) =>
  db
    .insertInto('delivery_total')
    .values({
      subscription: p.subscription,
      topic: p.topic,
      published: p.published,
      delivered: p.delivered,
      acknowledged: p.acknowledged,
      set_aside: p.set_aside,
    })
    .onConflict((conflict) =>
      conflict.columns(['subscription', 'topic']).doUpdateSet({
        published: sql`delivery_total.published + excluded.published`,
        delivered: sql`delivery_total.delivered + excluded.delivered`,
        acknowledged: sql`delivery_total.acknowledged + excluded.acknowledged`,
        set_aside: sql`delivery_total.set_aside + excluded.set_aside`,
      }),
    ),
)

interface Pruning {
  /** Events from before this moment are no longer kept. */
  readonly before: number
  readonly limit: number
  readonly entry: AuditEntry
}

/** Forgets the first events of the log that are too old, but never the last one: numbers go on. Answers how many; each subscription knows what it lost. */
export const forgetOldEvents = unit('event.forget', function* ({ before, limit, entry }: Pruning): Write<number> {
  const [last] = yield* run(lastEventNumber, {})
  const old = outlived(yield* run(firstEvents, { limit }), { before, last: last?.number ?? 0 })
  const upTo = old.at(-1)?.number
  if (upTo === undefined) return 0
  for (const row of yield* run(running, {})) yield* forgetFor(subscriptionOf(row), old, upTo)
  yield* run(forgetEvents, { up_to: upTo })
  yield* appendAudit({ ...entry, details: { ...entry.details, count: old.length, up_to: upTo } })
  return old.length
})

function* forgetFor(subscription: Subscription, old: readonly Old[], upTo: number): Write<void> {
  const { number, begunAfter, doneUpTo } = subscription
  if (begunAfter >= upTo) return
  const given = yield* run(deliveredUpTo, { subscription: number, up_to: upTo })
  for (const total of totalsOf(subscription, old, given)) yield* run(addToTotal, { subscription: number, ...total })
  yield* run(forgetDelivered, { subscription: number, up_to: upTo })
  if (doneUpTo < upTo) yield* keep(overtaken(subscription, old))
}

const oneEnded = define()((db) => db.selectFrom('subscription').select('number').where('ended_at', 'is not', null).limit(sql.lit(1)))
const forgetSome = define<{ subscription: number; limit: number }>()((db, p) =>
  db
    .deleteFrom('delivery')
    .where('subscription', '=', p.subscription)
    .where('event', 'in', (some) => some.selectFrom('delivery').select('event').where('subscription', '=', p.subscription).limit(p.limit))
    .returning('event'),
)
const forgetLetters = define<{ subscription: number }>()((db, p) => db.deleteFrom('dead_letter').where('subscription', '=', p.subscription))
const forgetTotals = define<{ subscription: number }>()((db, p) => db.deleteFrom('delivery_total').where('subscription', '=', p.subscription))
const forgetRow = define<{ subscription: number }>()((db, p) => db.deleteFrom('subscription').where('number', '=', p.subscription))

/** Forgets a piece of what was kept for subscriptions that have ended; whether there may be more. */
export const forgetEnded = unit('subscription.forget', function* ({ limit }: { limit: number }): Write<boolean> {
  const [ended] = yield* run(oneEnded, {})
  if (ended === undefined) return false
  const subscription = ended.number
  if ((yield* run(forgetSome, { subscription, limit })).length > 0) return true
  for (const forget of [forgetLetters, forgetTotals, forgetRow]) yield* run(forget, { subscription })
  return true
})

const forgetOldLetters = define<{ before: number; limit: number }>()((db, p) =>
  db
    .deleteFrom('dead_letter')
    .where('id', 'in', (some) =>
      some.selectFrom('dead_letter').select('id').where('set_aside_at', '<', p.before).where('status', '!=', 'redelivering').limit(p.limit),
    )
    .returning('id'),
)

/** Forgets dead letters that are as old as events that are no longer kept; how many. */
export const forgetDeadLetters = unit('dead_letter.forget', function* (input: { before: number; limit: number }): Write<number> {
  return (yield* run(forgetOldLetters, input)).length
})
