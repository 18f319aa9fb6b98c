import { sql } from 'kysely'
import { contentHash } from '../shared/canonical-json'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'

const AT_ONCE = sql.lit(200)

const added = sql<boolean>`(title <> '' or data <> 'null' or result is not null or error is not null or worker is not null)`
const nothingOf = (at: number) => ({
  ...{ title: '', data: 'null', result: null, error: null, worker: null, ready: null },
  // Nobody shall work on what says nothing any more.
  status: sql<string>`case when status = 'completed' then status else 'dead' end`,
  ended_at: sql<number>`coalesce(ended_at, ${at})`,
})
const emptyAdded = define<{ person: string; at: number }>()((db, p) =>
  db
    .updateTable('queue_task')
    .set(nothingOf(p.at))
    .where('number', 'in', (db_) => db_.selectFrom('queue_task').select('number').where('added_by', '=', p.person).where(added).limit(AT_ONCE))
    .returning('number'),
)
const emptyHeld = define<{ person: string }>()((db, p) =>
  db
    .updateTable('queue_task')
    .set({ result: null, error: null, worker: null })
    .where('number', 'in', (db_) =>
      db_
        .selectFrom('queue_task')
        .select('number')
        .where('held_by', '=', p.person)
        .where(sql<boolean>`(result is not null or error is not null or worker is not null)`)
        .limit(AT_ONCE),
    )
    .returning('number'),
)

/** Empties the next of the tasks that somebody left in queues, and of what they made of others' tasks; how many. What had not ended is dead. */
export const eraseTasks = unit('queue.erase', function* (input: { person: string; at: number }): Write<number> {
  const left = yield* run(emptyAdded, input)
  const worked = yield* run(emptyHeld, input)
  return left.length + worked.length
})

const emptyOne = define<{ id: string; at: number }>()((db, p) => db.updateTable('queue_task').set(nothingOf(p.at)).where('id', '=', p.id).where(added))
const saidOf = define<{ id: string }>()((db, p) => db.selectFrom('queue_task').select(['result', 'error']).where('id', '=', p.id))
const forgetResult = define<{ id: string }>()((db, p) => db.updateTable('queue_task').set({ result: null }).where('id', '=', p.id))
const forgetError = define<{ id: string }>()((db, p) => db.updateTable('queue_task').set({ error: null }).where('id', '=', p.id))

/** What the record says that somebody said in a task, whoever it was for and whoever had it before or has it since: the whole task, or what has this hash. */
export type Said = { readonly task: string; readonly at: number } & ({ readonly kind: 'added' } | { readonly kind: 'answered'; readonly hash: string })

/** Takes that out of the task. */
export const eraseSaid = unit('queue.erase-said', function* (said: Said): Write<void> {
  const id = said.task
  if (said.kind === 'added') return void (yield* run(emptyOne, { id, at: said.at }))
  const [{ result, error } = { result: null, error: null }] = yield* run(saidOf, { id })
  if (result !== null && contentHash(JSON.parse(result)) === said.hash) yield* run(forgetResult, { id })
  if (error !== null && contentHash(error) === said.hash) yield* run(forgetError, { id })
})

const emptyEnd = define<{ barrier: string; generation: number }>()((db, p) =>
  db.updateTable('barrier_end').set({ member: '' }).where('barrier', '=', p.barrier).where('generation', '=', p.generation).where('member', 'is not', null),
)

/** Takes away under what name somebody kept others from passing. */
export const eraseMember = unit('barrier.erase', function* (input: { barrier: string; generation: number }): Write<void> {
  yield* run(emptyEnd, input)
})
