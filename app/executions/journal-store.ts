import { sql } from 'kysely'
import { define, defineInsert } from '../store/statement'
import { run, runAll, step, unit } from '../store/unit'
import { type Entry, type JournalEvent, type JournalKind, numbered } from './journal'

const insertEvent = defineInsert('execution_event', ['execution_id', 'number', 'kind', 'data', 'at'])

/** SQLite prepares a statement anew for each run if it looks at a bound value to plan it: `=` beside an order, and a limit. These it does not look at. */
const lastNumber = define<{ execution_id: string }>()((db, p) =>
  db.selectFrom('execution_event').select('number').where('execution_id', 'in', [p.execution_id]).orderBy('number', 'desc').limit(sql.lit(1)),
)

export const eventsAfter = define<{ execution_id: string; after: number; limit: number }>()((db, p) =>
  db
    .selectFrom('execution_event')
    .select(['number', 'kind', 'data'])
    .where('execution_id', '=', p.execution_id)
    .where('number', '>', p.after)
    .orderBy('number')
    .limit(p.limit),
)

/** What supervisors put to the model in the middle of an execution. */
export const correctionsAfter = define<{ execution_id: string; after: number }>()((db, p) =>
  db
    .selectFrom('execution_event')
    .select(['number', 'data'])
    .where('execution_id', '=', p.execution_id)
    .where('number', '>', p.after)
    .where('kind', '=', 'execution:corrected')
    .orderBy('number'),
)

export const standing = define<{ id: string }>()((db, p) => db.selectFrom('execution').select(['status', 'instance_id', 'last_event']).where('id', '=', p.id))

/** Part of any unit: continues the journal; the events with their numbers. */
export function* continueJournal(executionId: string, entries: readonly Entry[], at: number) {
  const [last] = yield* run(lastNumber, { execution_id: executionId })
  return yield* write(executionId, numbered(entries, last?.number ?? 0), at)
}

/** Part of the unit that begins an execution: its journal's first events. */
export const beginJournal = (executionId: string, entries: readonly Entry[], at: number) => write(executionId, numbered(entries, 0), at)

function* write(executionId: string, events: readonly JournalEvent[], at: number) {
  yield* runAll(events.map((event) => step(insertEvent, { ...event, execution_id: executionId, at })))
  return events
}

export interface Append {
  readonly executionId: string
  readonly instanceId: string
  readonly entries: readonly Entry[]
  readonly at: number
}

/** What came of it: written, or not, because the execution is held back or is no longer ours to write to. */
export type Appended = { readonly kind: 'written'; readonly events: readonly JournalEvent[] } | { readonly kind: 'paused' | 'ended' }

/** Words as they come; only while the execution runs, and only by the instance that runs it. */
export const appendJournal = unit('execution.append', function* ({ executionId, instanceId, entries, at }: Append) {
  const [row] = yield* run(standing, { id: executionId })
  if (row?.status === 'paused' && row.instance_id === instanceId) return { kind: 'paused' } as Appended
  if (row?.status !== 'running' || row.instance_id !== instanceId) return { kind: 'ended' } as Appended
  return { kind: 'written', events: yield* continueJournal(executionId, entries, at) } as Appended
})

export const journalEventOf = (row: { number: number; kind: string; data: string }): JournalEvent => ({ ...row, kind: row.kind as JournalKind })
