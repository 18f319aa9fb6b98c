import { define, defineInsert } from '../store/statement'
import { run, type Write } from '../store/unit'
import type { NewEvent } from './event'

export type { NewEvent }

const insertEvent = defineInsert('event', ['id', 'topic', 'type', 'source', 'at', 'data', 'correlation_id'])

/** Part of any unit: tells of something in the same transaction in which it happens. Followers are woken after the commit, by `notify` of the log. */
export function* appendEvent({ id, topic, type, source, at, data, correlationId }: NewEvent): Write<void> {
  yield* run(insertEvent, { id, topic, type, source, at, data: JSON.stringify(data), correlation_id: correlationId ?? null })
}

/** Events after a number, in order, whatever their topic. */
export const eventsAfter = define<{ number: number; limit: number }>()((db, p) =>
  db.selectFrom('event').selectAll().where('number', '>', p.number).orderBy('number').limit(p.limit),
)

/** Events of one topic after a number, in order. */
export const eventsOfTopicAfter = define<{ topic: string; number: number; limit: number }>()((db, p) =>
  db.selectFrom('event').selectAll().where('number', '>', p.number).where('topic', '=', p.topic).orderBy('number').limit(p.limit),
)

export const lastEventNumber = define()((db) => db.selectFrom('event').select('number').orderBy('number', 'desc').limit(1))
