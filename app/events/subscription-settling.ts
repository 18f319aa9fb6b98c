import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { EventRow } from '../store/tables'
import { run, type Write } from '../store/unit'
import { eventOf, type NewEvent, type StoredEvent } from './event'
import { appendEvent } from './event-store'
import { flightAt, isLastTry, SILENT, type Subscription } from './subscription'
import { keep } from './subscription-row'

/** When something is done to a subscription, by which rules, and the ids of what may have to be written down. */
export interface Occasion {
  readonly id: string
  readonly now: number
  readonly silenceMs: number
  readonly mostTries: number
  readonly ids: Readonly<Record<'letter' | 'entry' | 'alert', string>>
}

const firstInFlight = define<{ subscription: number; after: number }>()((db, p) =>
  db
    .selectFrom('delivery')
    .innerJoin('event', 'event.number', 'delivery.event')
    .selectAll('event')
    .where('delivery.subscription', '=', p.subscription)
    .where('delivery.event', '>', p.after)
    .orderBy('delivery.event')
    .limit(sql.lit(1)),
)
const insertLetter = defineInsert('dead_letter', ['id', 'subscription', 'event_number', 'event', 'tries', 'reason', 'status', 'set_aside_at'])
const noteSetAside = define<{ subscription: number; event: number }>()((db, p) =>
  db.updateTable('delivery').set({ status: 'set_aside' }).where('subscription', '=', p.subscription).where('event', '=', p.event),
)
const letterById = define<{ id: string }>()((db, p) => db.selectFrom('dead_letter').selectAll().where('id', '=', p.id))
const setLetterAside = define<{ id: string; reason: string; now: number }>()((db, p) =>
  db.updateTable('dead_letter').set({ status: 'set_aside', reason: p.reason, set_aside_at: p.now }).where('id', '=', p.id),
)

/** Part of any unit: what was not acknowledged in time has failed. */
export function* settle(occasion: Occasion, subscription: Subscription): Write<Subscription> {
  switch (flightAt(subscription, occasion.now, occasion.silenceMs)) {
    case 'silent':
      return yield* fail(occasion, subscription, SILENT)
    case 'set back':
      return yield* keep({ ...subscription, flight: subscription.flight && { ...subscription.flight, since: occasion.now } })
    case 'none':
    case 'waiting':
      return subscription
  }
}

/** Part of any unit: the first event in flight has failed. It comes again before all others, or is set aside after its last try. */
export function* fail(occasion: Occasion, subscription: Subscription, reason: string): Write<Subscription> {
  const grounded = { ...subscription, flight: undefined }
  const { flight } = subscription
  if (flight?.kind === 'letter') {
    const [letter] = yield* run(letterById, { id: flight.letterId })
    if (letter !== undefined && isLastTry(letter.tries, occasion.mostTries)) {
      yield* run(setLetterAside, { id: letter.id, reason, now: occasion.now })
      yield* tell(occasion, subscription, { id: letter.id, event: JSON.parse(letter.event) as StoredEvent, reason, tries: letter.tries })
    }
    return yield* keep(grounded)
  }
  if (!isLastTry(subscription.tries, occasion.mostTries)) return yield* keep(grounded)
  const [first] = yield* run(firstInFlight, { subscription: subscription.number, after: subscription.doneUpTo })
  if (first === undefined) return yield* keep({ ...grounded, tries: 0 })
  yield* setAside(occasion, subscription, { first, reason })
  return yield* keep({ ...grounded, tries: 0, doneUpTo: first.number })
}

function* setAside(occasion: Occasion, subscription: Subscription, { first, reason }: { first: EventRow; reason: string }): Write<void> {
  const { number, tries } = subscription
  const event = eventOf(first)
  yield* run(insertLetter, {
    ...{ id: occasion.ids.letter, subscription: number, event_number: first.number, event: JSON.stringify(event) },
    ...{ tries, reason, status: 'set_aside', set_aside_at: occasion.now },
  })
  yield* run(noteSetAside, { subscription: number, event: first.number })
  yield* tell(occasion, subscription, { id: occasion.ids.letter, event, reason, tries })
}

interface Failed {
  readonly id: string
  readonly event: StoredEvent
  readonly reason: string
  readonly tries: number
}

/** On record, and to supervisors; but not of what was told to them, or whoever cannot take that would be told of it for ever. */
function* tell({ now, ids }: Occasion, { id }: Subscription, { id: letterId, event, reason, tries }: Failed): Write<void> {
  const details = { dead_letter: letterId, event: event.id, topic: event.topic, tries }
  const entry: AuditEntry = { id: ids.entry, at: now, actor: 'platform', action: 'subscription.set_aside', subject: id, details }
  yield* appendAudit(entry)
  if (event.topic === 'alerts') return
  const alert: NewEvent = {
    ...{ id: ids.alert, topic: 'alerts', type: 'subscription.set_aside', source: `/api/subscriptions/${id}`, at: now, correlationId: event.correlationId },
    data: { subscription_id: id, dead_letter_id: letterId, event_id: event.id, topic: event.topic, tries, reason },
  }
  yield* appendEvent(alert)
}
