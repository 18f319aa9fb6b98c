import { sql } from 'kysely'
import { define } from '../store/statement'
import type { EventRow } from '../store/tables'
import { run, type Write } from '../store/unit'
import type { NewEvent } from './event'

export type { NewEvent }

/** SQLite prepares a statement anew for each run if a bound value is its limit; so this one is written out. */
const ONE = sql.lit(1)

const insertEvent = define<Omit<EventRow, 'number'>>()((db, p) =>
  db
    .insertInto('event')
    .values({ id: p.id, topic: p.topic, type: p.type, source: p.source, at: p.at, data: p.data, correlation_id: p.correlation_id } as EventRow)
    .returning('number'),
)

/** Part of any unit: tells of something in the same transaction in which it happens; its number. Followers are woken after the commit, by `notify` of the log. */
export function* appendEvent({ id, topic, type, source, at, data, correlationId }: NewEvent): Write<number> {
  const [added] = yield* run(insertEvent, { id, topic, type, source, at, data: JSON.stringify(data), correlation_id: correlationId ?? null })
  if (added === undefined) throw new Error('an event was given no number')
  return added.number
}

/** Events after a number, in order, whatever their topic. */
export const eventsAfter = define<{ number: number; limit: number }>()((db, p) =>
  db.selectFrom('event').selectAll().where('number', '>', p.number).orderBy('number').limit(p.limit),
)

/** Events of one topic after a number, in order. */
export const eventsOfTopicAfter = define<{ topic: string; number: number; limit: number }>()((db, p) =>
  db.selectFrom('event').selectAll().where('number', '>', p.number).where('topic', '=', p.topic).orderBy('number').limit(p.limit),
)

/** The topics of events after a number, in order. */
export const topicsAfter = define<{ number: number; limit: number }>()((db, p) =>
  db.selectFrom('event').select(['number', 'topic']).where('number', '>', p.number).orderBy('number').limit(p.limit),
)

export const firstEventNumber = define()((db) => db.selectFrom('event').select('number').orderBy('number').limit(ONE))
export const lastEventNumber = define()((db) => db.selectFrom('event').select('number').orderBy('number', 'desc').limit(ONE))
