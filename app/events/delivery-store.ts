import { sql } from 'kysely'
import { define } from '../store/statement'
import type { Store } from '../store/store'
import { type Delivery, proofOf, type Subscription } from './subscription'
import { isAskedFor } from './topic'

/** Counted anew in the log and in what was written down of each delivery: nobody's word is taken for it. */
const countOf = define<{ subscription: number; topic: string; after: number; done_up_to: number }>()((db, p) =>
  db
    .selectFrom('event')
    .leftJoin('delivery', (join) => join.on('delivery.subscription', '=', p.subscription).onRef('delivery.event', '=', 'event.number'))
    .where('event.topic', '=', p.topic)
    .where('event.number', '>', p.after)
    .select((each) => [
      each.fn.countAll<number>().as('published'),
      each.fn.count<number>('delivery.status').as('delivered'),
      sql<number>`count(*) filter (where delivery.status = 'acknowledged')`.as('acknowledged'),
      sql<number>`count(*) filter (where delivery.status = 'set_aside')`.as('set_aside'),
      sql<number>`count(*) filter (where event.number > ${p.done_up_to} and coalesce(delivery.status, 'delivered') = 'delivered')`.as('waiting'),
    ]),
)
const totalOf = define<{ subscription: number; topic: string }>()((db, p) =>
  db.selectFrom('delivery_total').selectAll().where('subscription', '=', p.subscription).where('topic', '=', p.topic),
)

/** What has become of everything that was told on a topic since a subscription began (AR-12.9); nothing of a topic it has not asked for. */
export async function deliveryOf(store: Pick<Store, 'find'>, { number, begunAfter, doneUpTo, topics }: Subscription, topic: string): Promise<Delivery> {
  if (!isAskedFor(topic, topics)) return proofOf(topic, { published: 0, delivered: 0, acknowledged: 0, setAside: 0, waiting: 0 })
  const [kept] = await store.find(countOf, { subscription: number, topic, after: begunAfter, done_up_to: doneUpTo })
  const [gone] = await store.find(totalOf, { subscription: number, topic })
  return proofOf(topic, {
    published: (kept?.published ?? 0) + (gone?.published ?? 0),
    delivered: (kept?.delivered ?? 0) + (gone?.delivered ?? 0),
    acknowledged: (kept?.acknowledged ?? 0) + (gone?.acknowledged ?? 0),
    setAside: (kept?.set_aside ?? 0) + (gone?.set_aside ?? 0),
    waiting: kept?.waiting ?? 0,
  })
}
