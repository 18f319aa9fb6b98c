import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { define } from '../store/statement'
import type { QueueTaskRow } from '../store/tables'
import { run, type Write } from '../store/unit'
import type { Actor, QueueTask, TaskStatus } from './task'
import type { KeptTask } from './task-life'

/** SQLite prepares a statement anew for each run if a bound value is its limit; so this one is written out. */
const ONE = sql.lit(1)

const insertRow = define<Omit<QueueTaskRow, 'number'>>()((db, p) =>
  db
    .insertInto('queue_task')
    .values({
      ...{ id: p.id, queue: p.queue, title: p.title, data: p.data, priority: p.priority, status: p.status, ready: p.ready, tries: p.tries },
      ...{ worker: p.worker, held_by: p.held_by, result: p.result, error: p.error, added_by: p.added_by, created_at: p.created_at },
      ...{ due_at: p.due_at, claimed_at: p.claimed_at, heard_at: p.heard_at, ended_at: p.ended_at },
    } as QueueTaskRow)
    .returning('number'),
)
const updateRow = define<QueueTaskRow>()((db, p) =>
  db
    .updateTable('queue_task')
    .set({
      ...{ status: p.status, ready: p.ready, tries: p.tries, worker: p.worker, held_by: p.held_by, result: p.result, error: p.error },
      ...{ due_at: p.due_at, claimed_at: p.claimed_at, heard_at: p.heard_at, ended_at: p.ended_at },
    })
    .where('number', '=', p.number),
)
const setHeard = define<{ number: number; heard_at: number }>()((db, p) =>
  db.updateTable('queue_task').set({ heard_at: p.heard_at }).where('number', '=', p.number),
)

export const taskById = define<{ id: string }>()((db, p) => db.selectFrom('queue_task').selectAll().where('id', '=', p.id))

/** Tasks of one status in the order in which they were added. */
export const tasksAfter = define<{ queue: string; status: string; number: number; limit: number }>()((db, p) =>
  db
    .selectFrom('queue_task')
    .selectAll()
    .where('queue', '=', p.queue)
    .where('status', '=', p.status)
    .where('number', '>', p.number)
    .orderBy('number')
    .limit(p.limit),
)

export const countTasks = define<{ queue: string }>()((db, p) =>
  db
    .selectFrom('queue_task')
    .select(['status', sql<number>`count(*)`.as('count')])
    .where('queue', '=', p.queue)
    .groupBy('status'),
)

/** The first of a queue that can be handed out: the highest number, then the oldest. */
export const nextReady = define<{ queue: string }>()((db, p) =>
  db.selectFrom('queue_task').selectAll().where('queue', '=', p.queue).where(sql<boolean>`ready = 1`).orderBy('priority', 'desc').orderBy('number').limit(ONE),
)

/** Part of any unit: keeps a new task. */
export function* keepNew(task: Omit<KeptTask, 'number'>): Write<KeptTask> {
  const [added] = yield* run(insertRow, rowOf({ ...task, number: 0 }, task.createdAt))
  if (added === undefined) throw new Error('a task was given no number')
  return { ...task, number: added.number }
}

/** Part of any unit: keeps what has become of a task. */
export function* keep(task: KeptTask, now: number): Write<void> {
  yield* run(updateRow, rowOf(task, now))
}

/** Part of any unit: keeps that a worker was heard, and nothing else. */
export function* keepHeard({ number, heardAt }: KeptTask): Write<void> {
  if (heardAt !== undefined) yield* run(setHeard, { number, heard_at: heardAt })
}

export function* findTask({ queue, id }: { readonly queue: string; readonly id: string }): Write<KeptTask | undefined> {
  const [row] = yield* run(taskById, { id })
  return row?.queue === queue ? keptTask(row) : undefined
}

export const keptTask = (row: QueueTaskRow): KeptTask => ({
  ...{ number: row.number, id: row.id, queue: row.queue, title: row.title, data: row.data, priority: row.priority, tries: row.tries },
  ...{ status: row.status as TaskStatus, worker: row.worker ?? undefined, heldBy: row.held_by ?? undefined, addedBy: row.added_by },
  ...{ result: row.result ?? undefined, error: row.error ?? undefined, createdAt: row.created_at, dueAt: row.due_at },
  ...{ claimedAt: row.claimed_at ?? undefined, heardAt: row.heard_at ?? undefined, endedAt: row.ended_at ?? undefined },
})

const rowOf = (task: KeptTask, now: number): QueueTaskRow => ({
  ...{ number: task.number, id: task.id, queue: task.queue, title: task.title, data: task.data, priority: task.priority, tries: task.tries },
  ...{ status: task.status, ready: readiness(task, now), worker: task.worker ?? null, held_by: task.heldBy ?? null, added_by: task.addedBy },
  ...{ result: task.result ?? null, error: task.error ?? null, created_at: task.createdAt, due_at: task.dueAt },
  ...{ claimed_at: task.claimedAt ?? null, heard_at: task.heardAt ?? null, ended_at: task.endedAt ?? null },
})

const readiness = ({ status, dueAt }: KeptTask, now: number): number | null => (status === 'pending' || status === 'failed' ? Number(dueAt <= now) : null)

/** The task as those are told who ask for it. */
export function taskOf({ number: _, heldBy: __, data, result, ...task }: KeptTask): QueueTask {
  return { ...task, data: JSON.parse(data), result: result === undefined ? undefined : JSON.parse(result) }
}

/** What the record says of a task: its place, who had it and when; of what it is about only a hash. */
export function noted(task: KeptTask, what: string, { id, at, actor }: { id: string; at: number; actor: Actor | 'platform' }): AuditEntry {
  const { queue, tries, worker, heldBy, claimedAt } = task
  const had = tries === 0 ? {} : { tries, worker, held_by: heldBy, claimed_at: claimedAt }
  const who = actor === 'platform' ? { actor } : { actor: actor.by, subject: actor.kind === 'agent' ? actor.id : undefined }
  return { id, at, ...who, action: `task.${what}`, details: { task: task.id, queue, ...had } }
}
