import { define } from '../store/statement'
import { run, runAll, step, unit, type Write } from '../store/unit'
import type { StoredEvent } from './event'

/** What stands in the place of what somebody told who was forgotten. The event keeps its number, its topic and its time. */
export const REMOVED = { type: 'removed', data: {} } as const

const emptyEvent = define<{ number: number }>()((db, p) =>
  db.updateTable('event').set({ type: REMOVED.type, data: '{}', correlation_id: null }).where('number', '=', p.number),
)
const emptyLetter = define<{ id: string; event: string; reason: string }>()((db, p) =>
  db.updateTable('dead_letter').set({ event: p.event, reason: p.reason }).where('id', '=', p.id),
)
const endSubscriptions = define<{ owner_id: string; at: number }>()((db, p) =>
  db
    .updateTable('subscription')
    .set(({ fn, val }) => ({ name: 'removed', topics: '[]', sent_at: null, ended_at: fn.coalesce('ended_at', val(p.at)) }))
    .where('owner_id', '=', p.owner_id),
)

export const emptyEvents = unit('event.empty', function* ({ numbers }: { numbers: readonly number[] }): Write<void> {
  yield* runAll(numbers.map((number) => step(emptyEvent, { number })))
})

export interface EmptyLetter {
  readonly id: string
  readonly event: string
  readonly reason: string
}

export const emptyLetters = unit('dead_letter.empty', function* ({ letters }: { letters: readonly EmptyLetter[] }): Write<void> {
  yield* runAll(letters.map((letter) => step(emptyLetter, letter)))
})

/** Nothing more is delivered to somebody, and what they called it and asked for is gone. */
export const endSubscriptionsOf = unit('subscription.end-all', function* (input: { owner_id: string; at: number }): Write<void> {
  yield* run(endSubscriptions, input)
})

/** An event as it is kept without its content. Pure. */
export const emptied = ({ number, id, topic, source, at }: StoredEvent): StoredEvent => ({
  number,
  id,
  topic,
  source,
  at,
  ...REMOVED,
  correlationId: undefined,
})

export const isEmptied = ({ type, data }: { readonly type: string; readonly data: string }): boolean => type === REMOVED.type && data === '{}'
