import type { Clock } from '../shared/clock'
import { othersTurn } from '../shared/others-turn'
import type { Store } from '../store/store'
import { createAlarm, type Sleeper } from './alarm'
import { eventOf, type Gap, type StoredEvent } from './event'
import { eventsAfter, eventsOfTopicAfter, firstEventNumber, lastEventNumber } from './event-store'
import { isAskedFor } from './topic'

export interface EventPage {
  readonly events: readonly StoredEvent[]
  /** Number of the last event that was looked at, if there may be more. */
  readonly next: number | undefined
}

export interface Wanted {
  readonly topic?: string | undefined
  readonly after: number
  readonly limit: number
  /** Events on other topics are passed over. */
  readonly readable?: (topic: string) => boolean
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

/** What somebody comes across who reads the log on: an event, or the place where events are no longer kept. */
export type Found = { readonly kind: 'event'; readonly event: StoredEvent } | ({ readonly kind: 'gap' } & Gap)

/** The events that were told, in one order for everybody. */
export interface EventLog {
  page(wanted: Wanted): Promise<EventPage>
  /** What came after a number and is no longer kept. */
  gapAfter(number: number): Promise<Gap | undefined>
  /** What was told so far, then what comes, each event once and in order; gaps are announced. Ends when the signal is aborted. */
  read(following: Following): AsyncIterable<Found>
  /** The same, of the events alone. */
  follow(following: Following): AsyncIterable<StoredEvent>
  /** Number of the last event; 0 before the first. */
  last(): Promise<number>
  /** Wakes those who follow: after a commit that told something. */
  notify(): void
  /** For whoever looks at the log in a way of their own. */
  goToBed(): Sleeper
}

const CHUNK = 200
/** So much is looked at, and so much is given, for one page at most. */
const MOST_LOOKED_AT = 2_000
const MOST_BYTES = 1_048_576

export function createEventLog({ store, clock }: { store: Store; clock: Clock }): EventLog {
  const alarm = createAlarm(clock)
  const rowsAfter = (topic: string | undefined, number: number, limit: number) =>
    topic === undefined ? store.find(eventsAfter, { number, limit }) : store.find(eventsOfTopicAfter, { topic, number, limit })

  const last = async (): Promise<number> => (await store.find(lastEventNumber, {}))[0]?.number ?? 0

  async function page({ topic, after, limit, readable = () => true }: Wanted): Promise<EventPage> {
    const events: StoredEvent[] = []
    let [place, bytes] = [after, 0]
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += CHUNK) {
      const rows = await rowsAfter(topic, place, CHUNK)
      for (const row of rows) {
        if (readable(row.topic)) {
          if (events.length === limit || bytes > MOST_BYTES) return { events, next: place }
          events.push(eventOf(row))
          bytes += row.data.length
        }
        place = row.number
      }
      if (rows.length < CHUNK) return { events, next: undefined }
    }
    return { events, next: place }
  }

  /** By one topic alone it is found by its index, however much else was told since; what is missing in between is then not seen. */
  async function* walk({ topics, after, upTo = Number.POSITIVE_INFINITY, signal }: Following, topic?: string): AsyncGenerator<Found> {
    // Whoever names a place that is yet to come would otherwise miss all that comes before it.
    let known = Math.min(after, await last())
    let sleeper = alarm.goToBed()
    const leave = () => sleeper.wake()
    signal.addEventListener('abort', leave, { once: true })
    try {
      while (!signal.aborted && known < upTo) {
        const rows = await rowsAfter(topic, known, CHUNK)
        for (const row of rows) {
          if (topic === undefined && row.number > known + 1) yield { kind: 'gap', from: known + 1, to: row.number - 1 }
          known = row.number
          if (known > upTo) return
          if (isAskedFor(row.topic, topics)) yield { kind: 'event', event: eventOf(row) }
        }
        if (rows.length === 0) await sleeper.sleep()
        else await othersTurn()
        sleeper.leave()
        sleeper = alarm.goToBed()
      }
    } finally {
      sleeper.leave()
      signal.removeEventListener('abort', leave)
    }
  }

  return {
    page,
    async gapAfter(number) {
      const [first] = await store.find(firstEventNumber, {})
      return first === undefined || first.number <= number + 1 ? undefined : { from: number + 1, to: first.number - 1 }
    },
    read: (following) => walk(following),
    async *follow(following) {
      for await (const found of walk(following, onlyTopic(following.topics))) if (found.kind === 'event') yield found.event
    },
    last,
    notify: alarm.ring,
    goToBed: alarm.goToBed,
  }
}

const onlyTopic = ([topic, ...others]: readonly string[]): string | undefined => (others.length > 0 || topic?.endsWith('*') ? undefined : topic)
