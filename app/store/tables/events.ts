/** What is told to others, and how far each subscriber has come. */
export interface EventTables {
  event: EventRow
  subscription: SubscriptionRow
  delivery: { subscription: number; event: number; status: string }
  delivery_total: DeliveryTotalRow
  dead_letter: DeadLetterRow
}

/** The log of events that others are told of. */
export interface EventRow {
  number: number
  id: string
  topic: string
  type: string
  source: string
  at: number
  data: string
  correlation_id: string | null
}

/** Somebody who wants every event of some topics, in order, each until it is acknowledged. */
export interface SubscriptionRow {
  number: number
  id: string
  owner_id: string
  name: string
  /** As JSON. */
  topics: string
  /** Number of the last event before its first. */
  begun_after: number
  /** Number of the last event that is settled for it: acknowledged, set aside, no longer kept, or on none of its topics. */
  done_up_to: number
  /** What is in flight: the events up to this number; or a dead letter; since when. */
  sent_up_to: number | null
  letter_id: string | null
  sent_at: number | null
  /** How often anything was sent: the number of what is in flight. */
  flights: number
  /** How often its next event was delivered. */
  tries: number
  /** The id of the event that it acknowledged last. */
  last_acknowledged: string | null
  /** Events it never had that are no longer kept, until it has acknowledged a later one. */
  gap_from: number | null
  gap_to: number | null
  created_at: number
  ended_at: number | null
}

/** What has become of events that are no longer kept, counted. */
export interface DeliveryTotalRow {
  subscription: number
  topic: string
  published: number
  delivered: number
  acknowledged: number
  set_aside: number
}

/** An event that a subscriber did not take in time, however often it was tried; kept whole. */
export interface DeadLetterRow {
  id: string
  subscription: number
  event_number: number
  event: string
  tries: number
  reason: string
  /** `set_aside`, then `redelivering`, then `acknowledged`. */
  status: string
  set_aside_at: number
  redelivered_at: number | null
}
