import { sql } from 'kysely'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import type { StoredEvent } from './event'
import { REFUSED, type Subscription } from './subscription'
import { find, keep } from './subscription-row'
import { fail, type Occasion, settle } from './subscription-settling'

export interface Answering extends Occasion {
  readonly eventId: string
  /** The delivery that is answered, if it is named: another one is no longer in flight. */
  readonly delivery: number | undefined
}

export type Answered = { readonly kind: 'unknown' | 'not_in_flight' | 'not_the_first' } | { readonly kind: 'done'; readonly subscription: Subscription }

const inFlight = define<{ subscription: number; after: number; up_to: number }>()((db, p) =>
  db
    .selectFrom('delivery')
    .innerJoin('event', 'event.number', 'delivery.event')
    .select(['event.number', 'event.id'])
    .where('delivery.subscription', '=', p.subscription)
    .where('delivery.event', '>', p.after)
    .where('delivery.event', '<=', p.up_to)
    .orderBy('delivery.event'),
)
const letterEvent = define<{ id: string }>()((db, p) => db.selectFrom('dead_letter').select(['event', 'event_number']).where('id', '=', p.id))
const noteAcknowledged = define<{ subscription: number; after: number; up_to: number }>()((db, p) =>
  db
    .updateTable('delivery')
    .set({ status: 'acknowledged' })
    .where('subscription', '=', p.subscription)
    .where('event', '>', p.after)
    .where('event', '<=', p.up_to),
)
const closeLetter = define<{ id: string }>()((db, p) => db.updateTable('dead_letter').set({ status: 'acknowledged' }).where('id', '=', p.id))
const noteRecovered = define<{ subscription: number; event: number }>()((db, p) =>
  db.updateTable('delivery').set({ status: 'acknowledged' }).where('subscription', '=', p.subscription).where('event', '=', p.event).returning('event'),
)
const noteRecoveredLate = define<{ subscription: number; topic: string }>()((db, p) =>
  db
    .updateTable('delivery_total')
    .set({ acknowledged: sql`acknowledged + 1`, set_aside: sql`set_aside - 1` })
    .where('subscription', '=', p.subscription)
    .where('topic', '=', p.topic),
)

/** Settles an event in flight, and those given before it. Acknowledging the latest once more changes nothing. */
export const acknowledgeEvent = unit('subscription.acknowledge', function* (answering: Answering): Write<Answered> {
  const found = yield* find(answering.id)
  if (found === undefined) return { kind: 'unknown' }
  const subscription = yield* settle(answering, found)
  const place = yield* placeOf(subscription, answering)
  if (place === undefined) return isSaidAgain(subscription, answering) ? { kind: 'done', subscription } : { kind: 'not_in_flight' }
  const acknowledged = { ...subscription, lastAcknowledged: answering.eventId }
  const { flight } = subscription
  if (flight?.kind === 'letter') {
    yield* recover(subscription, flight.letterId)
    return { kind: 'done', subscription: yield* keep({ ...acknowledged, flight: undefined }) }
  }
  yield* run(noteAcknowledged, { subscription: subscription.number, after: subscription.doneUpTo, up_to: place.number })
  const isLast = flight?.upTo === place.number
  const rest = isLast ? { flight: undefined, tries: 0 } : { tries: 1 }
  const { gap } = subscription
  return { kind: 'done', subscription: yield* keep({ ...acknowledged, ...rest, doneUpTo: place.number, gap: gap && gap.to < place.number ? undefined : gap }) }
})

/** Whoever did not hear that an event was acknowledged may say so once more. */
const isSaidAgain = ({ lastAcknowledged, flights }: Subscription, { eventId, delivery = flights }: Answering): boolean =>
  lastAcknowledged === eventId && delivery === flights

function* recover({ number }: Subscription, letterId: string): Write<void> {
  const [letter] = yield* run(letterEvent, { id: letterId })
  if (letter === undefined) return
  yield* run(closeLetter, { id: letterId })
  const [noted] = yield* run(noteRecovered, { subscription: number, event: letter.event_number })
  if (noted === undefined) yield* run(noteRecoveredLate, { subscription: number, topic: (JSON.parse(letter.event) as StoredEvent).topic })
}

/** An event of what is in flight, by its id. */
function* placeOf(
  { number, doneUpTo, flight, flights }: Subscription,
  { eventId, delivery = flights }: Answering,
): Write<{ readonly number: number; readonly isFirst: boolean } | undefined> {
  if (flight === undefined || delivery !== flights) return undefined
  if (flight.kind === 'letter') {
    const [letter] = yield* run(letterEvent, { id: flight.letterId })
    const isIt = letter !== undefined && (JSON.parse(letter.event) as StoredEvent).id === eventId
    return isIt ? { number: letter.event_number, isFirst: true } : undefined
  }
  const given = yield* run(inFlight, { subscription: number, after: doneUpTo, up_to: flight.upTo })
  const index = given.findIndex(({ id }) => id === eventId)
  const event = given[index]
  return event === undefined ? undefined : { number: event.number, isFirst: index === 0 }
}

/** A subscriber does not take the first event in flight: it has failed, and all that is in flight comes again after it. */
export const refuseEvent = unit('subscription.refuse', function* (answering: Answering & { readonly reason: string | undefined }): Write<Answered> {
  const found = yield* find(answering.id)
  if (found === undefined) return { kind: 'unknown' }
  const subscription = yield* settle(answering, found)
  const place = yield* placeOf(subscription, answering)
  if (place === undefined) return { kind: 'not_in_flight' }
  if (!place.isFirst) return { kind: 'not_the_first' }
  return { kind: 'done', subscription: yield* fail(answering, subscription, answering.reason ?? REFUSED) }
})
