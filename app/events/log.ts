import type { Clock } from '../shared/clock'
import type { Store } from '../store/store'
import type { EventRow } from '../store/tables'
import { isAskedFor, type StoredEvent } from './event'
import { eventsAfter, eventsOfTopicAfter, lastEventNumber } from './event-store'

export interface EventPage {
  readonly events: readonly StoredEvent[]
  /** Number of the last event on this page, if there are more. */
  readonly next: number | undefined
}

export interface Following {
  /** Names, or patterns such as `agent:*`. */
  readonly topics: readonly string[]
  /** Number of the last event that is known already. */
  readonly after: number
  /** Number of the last event that is wanted; without it, all that comes. */
  readonly upTo?: number | undefined
  readonly signal: AbortSignal
}

/** The events that were told, in one order for everybody. */
export interface EventLog {
  page(query: { topic?: string | undefined; after: number; limit: number }): Promise<EventPage>
  /** What was told so far, then what comes, each event once and in order. Ends when the signal is aborted. */
  follow(following: Following): AsyncIterable<StoredEvent>
  /** Number of the last event; 0 before the first. */
  last(): Promise<number>
  /** Wakes those who follow: after a commit that told something. */
  notify(): void
}

/** How often followers look for what other instances told. */
const LOOK_EVERY_MS = 500
const CHUNK = 200

export function createEventLog({ store, clock }: { store: Store; clock: Clock }): EventLog {
  const asleep = new Set<AbortController>()

  const notify = () => {
    for (const sleeper of asleep) sleeper.abort()
    asleep.clear()
  }
  /** Gone to bed before looking, so that nobody sleeps through what is told in between. */
  const goToBed = (): AbortController => {
    const sleeper = new AbortController()
    asleep.add(sleeper)
    return sleeper
  }

  /** One topic alone is found by its index, however much else was told since. */
  const after = ([topic, ...others]: readonly string[], number: number) =>
    topic === undefined || others.length > 0 || topic.endsWith('*')
      ? store.find(eventsAfter, { number, limit: CHUNK })
      : store.find(eventsOfTopicAfter, { topic, number, limit: CHUNK })

  return {
    async page({ topic, after, limit }) {
      const input = { number: after, limit: limit + 1 }
      const rows = topic === undefined ? await store.find(eventsAfter, input) : await store.find(eventsOfTopicAfter, { topic, ...input })
      const events = rows.slice(0, limit).map(eventOf)
      return { events, next: rows.length > limit ? events.at(-1)?.number : undefined }
    },
    async *follow({ topics, after: begin, upTo = Number.POSITIVE_INFINITY, signal }) {
      let known = begin
      let sleeper = goToBed()
      const leave = () => sleeper.abort()
      signal.addEventListener('abort', leave, { once: true })
      try {
        while (!signal.aborted && known < upTo) {
          const rows = await after(topics, known)
          for (const row of rows) {
            known = row.number
            if (known > upTo) return
            if (isAskedFor(row.topic, topics)) yield eventOf(row)
          }
          if (rows.length === 0) await clock.sleep(LOOK_EVERY_MS, sleeper.signal).catch(() => {})
          asleep.delete(sleeper)
          sleeper = goToBed()
        }
      } finally {
        asleep.delete(sleeper)
        signal.removeEventListener('abort', leave)
      }
    },
    last: async () => (await store.find(lastEventNumber, {}))[0]?.number ?? 0,
    notify,
  }
}

const eventOf = (row: EventRow): StoredEvent => ({
  number: row.number,
  id: row.id,
  topic: row.topic,
  type: row.type,
  source: row.source,
  at: row.at,
  data: JSON.parse(row.data),
  correlationId: row.correlation_id ?? undefined,
})
