import { ConcordError } from '../shared/errors'
import type { DeadLetterRow, EventRow, SubscriptionRow } from '../store/tables'
import type { Gap, StoredEvent } from './event'
import { isAskedFor } from './topic'

/** What was delivered and is neither acknowledged nor refused yet: some events, or a dead letter once more. */
export type Flight =
  | { readonly kind: 'events'; readonly upTo: number; readonly since: number }
  | { readonly kind: 'letter'; readonly letterId: string; readonly since: number }

/** Somebody who wants every event of some topics, in order, each until it is acknowledged. */
export interface Subscription {
  readonly number: number
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly topics: readonly string[]
  /** Number of the last event before its first. */
  readonly begunAfter: number
  /** Number of the last event that is settled for it: acknowledged, set aside, no longer kept, or on none of its topics. */
  readonly doneUpTo: number
  readonly flight: Flight | undefined
  /** How often it was given anything: the number of the delivery in flight, by which a late answer to an earlier one is recognised. */
  readonly flights: number
  /** How often its next event was delivered. */
  readonly tries: number
  readonly lastAcknowledged: string | undefined
  /** Events that it never had and that are no longer kept; told until it has acknowledged a later one. */
  readonly gap: Gap | undefined
  readonly createdAt: number
}

/** Why an event has failed. */
export const SILENT = 'It was not acknowledged in time'
export const REFUSED = 'The subscriber refused it'

/** How things stand with what is in flight. Whoever finds the clock behind the delivery lets the time begin anew. Pure. */
export function flightAt({ flight }: Pick<Subscription, 'flight'>, now: number, silenceMs: number): 'none' | 'waiting' | 'silent' | 'set back' {
  if (flight === undefined) return 'none'
  if (now < flight.since) return 'set back'
  return now - flight.since >= silenceMs ? 'silent' : 'waiting'
}

/** Each subscriber is given an event so often (AR-12.7). Pure. */
export const isLastTry = (tries: number, most: number): boolean => tries >= most

export interface Batch {
  readonly events: readonly EventRow[]
  /** Number of the last event before the first of them; without any, of the last that was looked at. */
  readonly before: number
  /** Whether there can be no more of them in what follows. */
  readonly isFull: boolean
}

/** So much is given to a subscriber at once, unless a single event is more. */
export const MOST_BATCH_BYTES = 1_048_576

/** Goes on with a batch through further events of the log: each that a subscriber has asked for, once, in their order. Pure. */
export function gathered({ events, before, isFull }: Batch, rows: readonly EventRow[], { topics, limit }: { topics: readonly string[]; limit: number }): Batch {
  const found = [...events]
  let bytes = events.reduce((sum, { data }) => sum + data.length, 0)
  for (const row of rows) {
    if (isFull || found.length === limit || bytes > MOST_BATCH_BYTES) return { events: found, before, isFull: true }
    if (isAskedFor(row.topic, topics)) {
      found.push(row)
      bytes += row.data.length
    } else if (found.length === 0) before = row.number
  }
  return { events: found, before, isFull: found.length === limit || bytes > MOST_BATCH_BYTES }
}

/** What became of the events of a topic for a subscriber (AR-12.9): `published` is the sum of the last four. */
export interface Delivery {
  readonly topic: string
  /** Since it was made, or since the past that it asked for. */
  readonly published: number
  /** Those that it was given once or more. */
  readonly delivered: number
  readonly acknowledged: number
  readonly setAside: number
  /** Those that it is still to acknowledge. */
  readonly waiting: number
  /** Those that it never settled and never will. */
  readonly missing: number
}

export type Counts = Pick<Delivery, 'published' | 'delivered' | 'acknowledged' | 'setAside' | 'waiting'>

/** What is missing follows from the counts. Pure. */
export const proofOf = (topic: string, { published, delivered, acknowledged, setAside, waiting }: Counts): Delivery => ({
  ...{ topic, published, delivered, acknowledged, setAside, waiting },
  missing: published - acknowledged - setAside - waiting,
})

/** An event that a subscriber did not take, however often it was tried. */
export interface DeadLetter {
  readonly id: string
  readonly event: StoredEvent
  readonly tries: number
  readonly reason: string
  readonly status: 'set_aside' | 'redelivering' | 'acknowledged'
  readonly setAsideAt: number
  readonly redeliveredAt: number | undefined
}

export const subscriptionOf = (row: SubscriptionRow): Subscription => ({
  ...{ number: row.number, id: row.id, ownerId: row.owner_id, name: row.name, topics: JSON.parse(row.topics) as readonly string[] },
  ...{ begunAfter: row.begun_after, doneUpTo: row.done_up_to, flights: row.flights, tries: row.tries, createdAt: row.created_at },
  flight: flightOf(row),
  lastAcknowledged: row.last_acknowledged ?? undefined,
  gap: row.gap_from === null || row.gap_to === null ? undefined : { from: row.gap_from, to: row.gap_to },
})

function flightOf({ sent_at: since, sent_up_to: upTo, letter_id: letterId }: SubscriptionRow): Flight | undefined {
  if (since === null) return undefined
  if (letterId !== null) return { kind: 'letter', letterId, since }
  return upTo === null ? undefined : { kind: 'events', upTo, since }
}

export const deadLetterOf = (row: DeadLetterRow): DeadLetter => ({
  ...{ id: row.id, event: JSON.parse(row.event) as StoredEvent, tries: row.tries, reason: row.reason },
  ...{ status: row.status as DeadLetter['status'], setAsideAt: row.set_aside_at, redeliveredAt: row.redelivered_at ?? undefined },
})

/** It was never delivered, has failed meanwhile and comes again, or an earlier one is to be refused first. */
export class NotInFlight extends ConcordError {
  readonly code = 'not_in_flight'
}
