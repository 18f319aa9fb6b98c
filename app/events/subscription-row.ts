import { define } from '../store/statement'
import type { SubscriptionRow } from '../store/tables'
import { run, type Write } from '../store/unit'
import { type Subscription, subscriptionOf } from './subscription'

/** As long as it has not been ended. */
export const subscriptionById = define<{ id: string }>()((db, p) =>
  db.selectFrom('subscription').selectAll().where('id', '=', p.id).where('ended_at', 'is', null),
)

/** Part of any unit: a subscription as it stands; undefined if there is none, or none any more. */
export function* find(id: string): Write<Subscription | undefined> {
  const [row] = yield* run(subscriptionById, { id })
  return row === undefined ? undefined : subscriptionOf(row)
}

type Standing = Pick<
  SubscriptionRow,
  'number' | 'done_up_to' | 'sent_up_to' | 'letter_id' | 'sent_at' | 'flights' | 'tries' | 'last_acknowledged' | 'gap_from' | 'gap_to'
>

const updateStanding = define<Standing>()((db, p) =>
  db
    .updateTable('subscription')
    .set({
      ...{ done_up_to: p.done_up_to, sent_up_to: p.sent_up_to, letter_id: p.letter_id, sent_at: p.sent_at, flights: p.flights, tries: p.tries },
      ...{ last_acknowledged: p.last_acknowledged, gap_from: p.gap_from, gap_to: p.gap_to },
    })
    .where('number', '=', p.number),
)

/** Part of any unit: writes down how a subscription stands. */
export function* keep(subscription: Subscription): Write<Subscription> {
  const { number, doneUpTo, flight, flights, tries, lastAcknowledged, gap } = subscription
  yield* run(updateStanding, {
    ...{ number, done_up_to: doneUpTo, flights, tries, last_acknowledged: lastAcknowledged ?? null },
    ...{
      sent_at: flight?.since ?? null,
      sent_up_to: flight?.kind === 'events' ? flight.upTo : null,
      letter_id: flight?.kind === 'letter' ? flight.letterId : null,
    },
    ...{ gap_from: gap?.from ?? null, gap_to: gap?.to ?? null },
  })
  return subscription
}
