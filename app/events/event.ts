import type { EventRow } from '../store/tables'

/** Something that happened and was told to whoever follows its topic. */
export interface StoredEvent {
  /** Grows by the order in which events were stored, across all topics. */
  readonly number: number
  readonly id: string
  readonly topic: string
  /** `<noun>.<past participle>` or `<noun>.<state>`, for example `proposal.waiting`. */
  readonly type: string
  /** Where it happened, for example `/api/proposals/…`. */
  readonly source: string
  readonly at: number
  readonly data: unknown
  readonly correlationId: string | undefined
}

/** An event that has yet to be stored. */
export type NewEvent = Omit<StoredEvent, 'number' | 'correlationId'> & { readonly correlationId?: string | undefined }

/** Events that were told once and are no longer kept. */
export interface Gap {
  readonly from: number
  readonly to: number
}

export const eventOf = (row: EventRow): StoredEvent => ({
  number: row.number,
  id: row.id,
  topic: row.topic,
  type: row.type,
  source: row.source,
  at: row.at,
  data: JSON.parse(row.data),
  correlationId: row.correlation_id ?? undefined,
})
