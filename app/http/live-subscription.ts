import type { StoredEvent } from '../events/event'
import type { Taken } from '../events/taking-store'
import type { Principal } from '../people/person'
import { InvalidInput } from '../shared/errors'
import { cloudEvent, gapView } from './cloud-event'
import type { Line } from './live-line'
import type { Parts } from './parts'
import { problemOf } from './problem'

/** The subscription whose events are given on a line; one at a time. */
export interface LiveSubscription {
  open(id: string, limit: number): Promise<void>
  acknowledge(eventId: string): Promise<void>
  refuse(eventId: string, reason: string | undefined): Promise<void>
  end(): void
}

interface Deps {
  readonly line: Line
  readonly by: Principal
  readonly parts: Pick<Parts, 'subscriptions'>
}

/** An event as it is shown on a line. */
export const told = (event: StoredEvent) => ({ topic: event.topic, number: event.number, event: event.type, data: cloudEvent(event) })

export function createLiveSubscription({ line, by, parts: { subscriptions } }: Deps): LiveSubscription {
  /** What was given last on this line: an answer here is to that, and to nothing that another line was given since. */
  let present: { readonly id: string; readonly left: AbortController; delivery: number } | undefined

  const end = () => {
    present?.left.abort()
    present = undefined
  }
  /** No faster than it is read: many events at once may be more than somebody may be behind. */
  const show = async (id: string, { gap, events, tries }: Taken, signal: AbortSignal) => {
    for (const each of gapView(gap)) line.tell({ subscription: id, ...each })
    for (const [index, event] of events.entries()) {
      if (signal.aborted) return
      line.tell({ subscription: id, ...told(event), ...(index === 0 ? { try: tries } : {}) })
      await line.taken()
    }
  }
  const deliver = async (id: string, limit: number, signal: AbortSignal) => {
    for await (const taken of subscriptions.follow(id, { limit, by, signal })) {
      if (signal.aborted || line.over || present === undefined) return
      present.delivery = taken.delivery
      await show(id, taken, signal)
    }
  }
  const opened = () => {
    if (present === undefined) throw new InvalidInput('subscription', 'No subscription is open on this line')
    return present
  }

  return {
    async open(id, limit) {
      const { topics } = await subscriptions.own(id, by)
      end()
      const left = new AbortController()
      present = { id, left, delivery: 0 }
      line.tell({ subscription: id, subscribed: topics })
      deliver(id, limit, left.signal).catch((error: unknown) => {
        if (!left.signal.aborted) line.tell({ error: problemOf(error), subscription: id })
      })
    },
    async acknowledge(eventId) {
      const { id, delivery } = opened()
      await subscriptions.acknowledge(id, { eventId, delivery, by })
      line.tell({ acknowledged: eventId })
    },
    async refuse(eventId, reason) {
      const { id, delivery } = opened()
      await subscriptions.refuse(id, { eventId, delivery, reason, by })
      line.tell({ refused: eventId })
    },
    end,
  }
}
