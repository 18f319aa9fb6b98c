import { sql } from 'kysely'
import { define } from '../store/statement'
import { run, runAll, step, unit, type Write } from '../store/unit'
import { nextLetter } from './dead-letter-store'
import { eventOf, type Gap, type StoredEvent } from './event'
import { eventsAfter } from './event-store'
import { type Batch, gathered, type Subscription } from './subscription'
import { find, keep } from './subscription-row'
import { type Occasion, settle } from './subscription-settling'

const tryLetter = define<{ id: string }>()((db, p) => db.updateTable('dead_letter').set({ tries: sql`tries + 1` }).where('id', '=', p.id))
const noteDelivered = define<{ subscription: number; event: number }>()((db, p) =>
  db
    .insertInto('delivery')
    .values({ subscription: p.subscription, event: p.event, status: 'delivered' })
    .onConflict((conflict) => conflict.doNothing()),
)

export interface Taking extends Occasion {
  /** So many at most are given at once. */
  readonly limit: number
}

/** What a subscriber is given; without events if something is in flight, or if there is nothing for it. */
export interface Taken {
  readonly events: readonly StoredEvent[]
  /** Which try of the first of them this is. */
  readonly tries: number
  readonly gap: Gap | undefined
  /** By this number the answers to it may name it. */
  readonly delivery: number
}

const CHUNK = 200
/** So many events are looked at in one transaction. */
const MOST_LOOKED_AT = 1_000

/** Gives a subscriber what comes next, and writes down that it was given. As long as that is in flight, nothing more is. */
export const takeEvents = unit('subscription.take', function* (taking: Taking): Write<Taken | undefined> {
  const found = yield* find(taking.id)
  if (found === undefined) return undefined
  const subscription = yield* settle(taking, found)
  const { gap, flight } = subscription
  if (flight !== undefined) return { events: [], tries: subscription.tries, gap, delivery: subscription.flights }
  return (yield* takeLetter(taking, subscription)) ?? (yield* takeNext(taking, subscription))
})

function* takeLetter({ now }: Taking, subscription: Subscription): Write<Taken | undefined> {
  const [letter] = yield* run(nextLetter, { subscription: subscription.number })
  if (letter === undefined) return undefined
  yield* run(tryLetter, letter)
  const delivery = subscription.flights + 1
  yield* keep({ ...subscription, flights: delivery, flight: { kind: 'letter', letterId: letter.id, since: now } })
  return { events: [JSON.parse(letter.event) as StoredEvent], tries: letter.tries + 1, gap: subscription.gap, delivery }
}

function* takeNext({ now, limit }: Taking, subscription: Subscription): Write<Taken> {
  const { number, doneUpTo, topics, gap } = subscription
  let batch: Batch = { events: [], before: doneUpTo, isFull: false }
  let place = doneUpTo
  for (let looked = 0; looked < MOST_LOOKED_AT && !batch.isFull; looked += CHUNK) {
    const rows = yield* run(eventsAfter, { number: place, limit: CHUNK })
    batch = gathered(batch, rows, { topics, limit })
    place = rows.at(-1)?.number ?? place
    if (rows.length < CHUNK) break
  }
  const last = batch.events.at(-1)
  const moved = { ...subscription, doneUpTo: batch.before }
  if (last === undefined) {
    if (batch.before > doneUpTo) yield* keep(moved)
    return { events: [], tries: 0, gap, delivery: subscription.flights }
  }
  const [tries, delivery] = [subscription.tries + 1, subscription.flights + 1]
  yield* runAll(batch.events.map((event) => step(noteDelivered, { subscription: number, event: event.number })))
  yield* keep({ ...moved, tries, flights: delivery, flight: { kind: 'events', upTo: last.number, since: now } })
  return { events: batch.events.map(eventOf), tries, gap, delivery }
}
