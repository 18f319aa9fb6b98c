import type { EventRow } from '../store/tables'
import type { Subscription } from './subscription'
import { isAskedFor } from './topic'

export type Old = Pick<EventRow, 'number' | 'topic' | 'at'>

/** Of the first events of the log those that are too old, as far as all before them are; never the last event of all, so that numbers go on. Pure. */
export function outlived(first: readonly Old[], { before, last }: { before: number; last: number }): readonly Old[] {
  const kept = first.findIndex(({ at, number }) => at >= before || number === last)
  return kept < 0 ? first : first.slice(0, kept)
}

/** What became of events on one topic, counted. */
export interface Total {
  readonly topic: string
  readonly published: number
  readonly delivered: number
  readonly acknowledged: number
  readonly set_aside: number
}

/** What is left of events that are forgotten: how many there were for a subscription on each topic, and what became of them. Pure. */
export function totalsOf(
  { topics, begunAfter }: Pick<Subscription, 'topics' | 'begunAfter'>,
  old: readonly Old[],
  given: readonly { readonly topic: string; readonly status: string }[],
): readonly Total[] {
  const published = Map.groupBy(
    old.filter(({ number, topic }) => number > begunAfter && isAskedFor(topic, topics)),
    ({ topic }) => topic,
  )
  const statuses = Map.groupBy(given, ({ topic }) => topic)
  return [...published].map(([topic, events]) => {
    const delivered = statuses.get(topic) ?? []
    const having = (wanted: string) => delivered.filter(({ status }) => status === wanted).length
    return { topic, published: events.length, delivered: delivered.length, acknowledged: having('acknowledged'), set_aside: having('set_aside') }
  })
}

/** A subscription that had not come so far: it goes on after what is forgotten, and is told if there was something for it. Pure. */
export function overtaken<Passed extends Pick<Subscription, 'doneUpTo' | 'topics' | 'gap' | 'flight' | 'tries'>>(
  subscription: Passed,
  old: readonly Old[],
): Passed {
  const { doneUpTo, topics, gap, flight } = subscription
  const upTo = Math.max(doneUpTo, old.at(-1)?.number ?? 0)
  const hasLost = old.some(({ number, topic }) => number > doneUpTo && isAskedFor(topic, topics))
  if (!hasLost) return { ...subscription, doneUpTo: upTo }
  const isGone = flight?.kind === 'events' && flight.upTo <= upTo
  return { ...subscription, doneUpTo: upTo, tries: 0, flight: isGone ? undefined : flight, gap: { from: gap?.from ?? doneUpTo + 1, to: upTo } }
}
