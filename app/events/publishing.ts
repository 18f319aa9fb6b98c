import type { Clock } from '../shared/clock'
import { Forbidden, InvalidInput } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { NewEvent, StoredEvent } from './event'
import { publishEvent } from './event-store'
import { isOfThePlatform } from './topic'

/** What somebody tells. */
export interface Announcement {
  readonly type: string
  readonly topic: string
  readonly data: unknown
}

/** Whose word it is, by whom it was asked for, and in the course of what. */
export interface Publisher {
  /** The address of whoever tells it. */
  readonly source: string
  readonly subject: string
  readonly by: string
  readonly traceId: string
}

/** Stores what somebody tells; it is delivered from there (AR-12.4). Throws Forbidden for topics of the platform, and InvalidInput for data that is too large. */
export type Publish = (announcement: Announcement, publisher: Publisher) => Promise<StoredEvent>

/** The size that every consumer of CloudEvents takes (CloudEvents 1.0.2, "Size Limits"). */
const MOST_BYTES = 65_536

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly notify: () => void
}

export function createPublish({ store, clock, newId, notify }: Deps): Publish {
  return async ({ type, topic, data }, { source, subject, by, traceId }) => {
    if (isOfThePlatform(topic)) throw new Forbidden(`Only the platform itself tells anything on ${topic}`)
    if (Buffer.byteLength(JSON.stringify(data)) > MOST_BYTES) throw new InvalidInput('data', `data must be at most ${MOST_BYTES} bytes as JSON`)
    const at = clock.now()
    const event: NewEvent = { id: newId(), topic, type, source, at, data, correlationId: traceId }
    const entry = { id: newId(), at, actor: by, action: 'event.published', subject, details: { event: event.id, topic, type }, traceId }
    const number = await store.write(publishEvent, { event, entry })
    notify()
    return { ...event, correlationId: traceId, number }
  }
}
