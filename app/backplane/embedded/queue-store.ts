import { sql } from 'kysely'
import { appendAudit } from '../../audit/audit-store'
import { contentHash } from '../../shared/canonical-json'
import { define } from '../../store/statement'
import { run, unit, type Write } from '../../store/unit'
import type { Actor, Held, TaskStatus } from '../task'
import { completed, failed, handedTo, heard, isHeldBy, isSilent, type KeptTask, type Patience, putBack, silenced } from '../task-life'
import { findTask, keep, keepHeard, keepNew, keptTask, nextReady, noted } from '../task-row'

const beDue = define<{ queue: string; now: number }>()((db, p) =>
  db.updateTable('queue_task').set({ ready: 1 }).where('queue', '=', p.queue).where(sql<boolean>`ready = 0`).where('due_at', '<=', p.now),
)
/** Whether anything can be handed out, and when the next thing can whose time has not come. */
export const prospect = define<{ queue: string }>()((db, p) =>
  db.selectNoFrom([
    db.selectFrom('queue_task').select('number').where('queue', '=', p.queue).where(sql<boolean>`ready = 1`).limit(sql.lit(1)).as('ready'),
    db
      .selectFrom('queue_task')
      .select((of) => of.fn.min('due_at').as('due_at'))
      .where('queue', '=', p.queue)
      .where(sql<boolean>`ready = 0`)
      .as('due_at'),
    db
      .selectFrom('queue_task')
      .select((of) => of.fn.min('heard_at').as('heard_at'))
      .where(sql<boolean>`status = 'claimed'`)
      .as('heard_at'),
  ]),
)
/** Tasks whose workers were not heard since then, those silent for longest first. */
export const silentSince = define<{ before: number; limit: number }>()((db, p) =>
  db
    .selectFrom('queue_task')
    .select(['id', 'queue'])
    .where(sql<boolean>`status = 'claimed'`)
    .where('heard_at', '<=', p.before)
    .orderBy('heard_at')
    .limit(p.limit),
)

/** Whether there is a task whose worker was heard at a time that has not come: the clock was set back since. */
export const heardAfter = define<{ time: number }>()((db, p) =>
  db.selectFrom('queue_task').select('number').where(sql<boolean>`status = 'claimed'`).where('heard_at', '>', p.time).limit(sql.lit(1)),
)
const setHeardAfter = define<{ time: number; now: number }>()((db, p) =>
  db.updateTable('queue_task').set({ heard_at: p.now }).where(sql<boolean>`status = 'claimed'`).where('heard_at', '>', p.time),
)

/** The silence of those who were heard at a time that has not come begins now. */
export const hearAnew = unit('queue.hear-anew', function* (input: { time: number; now: number }): Write<void> {
  yield* run(setHeardAfter, input)
})

export interface Added extends Omit<KeptTask, 'number'> {
  readonly actor: Actor
  readonly noteId: string
  /** Hash of what the task is about, for the record. */
  readonly content: string
}

export const addTask = unit('queue.add', function* ({ actor, noteId, content, ...added }: Added): Write<KeptTask> {
  const task = yield* keepNew(added)
  const entry = noted(task, 'added', { id: noteId, at: task.createdAt, actor })
  yield* appendAudit({ ...entry, details: { ...entry.details, priority: task.priority, due_at: task.dueAt, content } })
  return task
})

interface Claiming {
  readonly queue: string
  readonly now: number
  /** In the order in which they asked. */
  readonly workers: readonly { readonly worker: string; readonly heldBy: string }[]
}

/** Hands what is due to these workers, to the first who asked first; fewer tasks than workers if there are no more. Each as it was before. */
export const claimTasks = unit('queue.claim', function* ({ queue, now, workers }: Claiming): Write<readonly KeptTask[]> {
  yield* run(beDue, { queue, now })
  const handed: KeptTask[] = []
  for (const worker of workers) {
    const [row] = yield* run(nextReady, { queue })
    if (row === undefined) break
    const task = keptTask(row)
    yield* keep(handedTo(task, { ...worker, now }), now)
    handed.push(task)
  }
  return handed
})

/** Undoes a claim that nobody was there to take any more, as if it had never been. */
export const unclaimTask = unit('queue.unclaim', function* ({ before, now }: { before: KeptTask; now: number }): Write<void> {
  const task = yield* findTask(before)
  if (task?.status === 'claimed' && task.tries === before.tries + 1) yield* keep(before, now)
})

/** What is said of a task in somebody's hands. */
export type Word =
  | { readonly kind: 'heard' }
  /** As JSON, and its hash for the record. */
  | { readonly kind: 'completed'; readonly result: string; readonly hash: string }
  | { readonly kind: 'failed'; readonly error: string }

interface Moment extends Patience {
  readonly now: number
  readonly noteId: string
}
interface Answering extends Moment {
  readonly held: Held
  readonly word: Word
}
export type Answered =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not_held'; readonly isReturned: boolean }
  | { readonly kind: 'done'; readonly task: KeptTask }

/** Takes a worker's word for its task. Who was silent for too long has lost it at that moment, whether anybody noticed or not. */
export const answerTask = unit('queue.answer', function* ({ held, word, ...moment }: Answering): Write<Answered> {
  const task = yield* findTask(held)
  if (task === undefined) return { kind: 'unknown' }
  const isReturned = (yield* giveBack(task, moment)) !== undefined
  if (isReturned || !isHeldBy(task, held)) return { kind: 'not_held', isReturned }
  return { kind: 'done', task: yield* take(task, word, { ...moment, actor: held.actor }) }
})

function* take(task: KeptTask, word: Word, { actor, noteId, ...moment }: Moment & { readonly actor: Actor }): Write<KeptTask> {
  const { now } = moment
  const note = { id: noteId, at: now, actor }
  switch (word.kind) {
    case 'heard': {
      const present = heard(task, now)
      yield* keepHeard(present)
      return present
    }
    case 'completed': {
      const done = completed(task, word.result, now)
      yield* keep(done, now)
      const entry = noted(done, 'completed', note)
      yield* appendAudit({ ...entry, details: { ...entry.details, result: word.hash } })
      return done
    }
    case 'failed': {
      const after = failed(task, word.error, moment)
      yield* keep(after, now)
      const isDead = after.status === 'dead'
      const entry = noted(after, isDead ? 'dead' : 'failed', note)
      yield* appendAudit({
        ...entry,
        details: { ...entry.details, ...(isDead ? { because: 'failed' } : { due_at: after.dueAt }), error: contentHash(word.error) },
      })
      return after
    }
  }
}

/** Part of the units here: takes a task from a worker that was silent for too long; undefined if it was not. */
function* giveBack(task: KeptTask, { noteId, ...moment }: Moment): Write<KeptTask | undefined> {
  const { now, silenceMs } = moment
  if (!isSilent(task, now, silenceMs)) return undefined
  const after = silenced(task, moment)
  yield* keep(after, now)
  const entry = noted(after, after.status === 'dead' ? 'dead' : 'returned', { id: noteId, at: now, actor: 'platform' })
  yield* appendAudit({ ...entry, details: { ...entry.details, because: 'silent' } })
  return after
}

/** Takes a task from its worker if that was silent for too long. */
export const returnSilent = unit('queue.return', function* ({ queue, id, ...moment }: Moment & { queue: string; id: string }): Write<void> {
  const task = yield* findTask({ queue, id })
  if (task !== undefined) yield* giveBack(task, moment)
})

interface Retrying {
  readonly queue: string
  readonly id: string
  readonly actor: Actor
  readonly now: number
  readonly noteId: string
}
export type Retried =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not_dead'; readonly status: TaskStatus }
  | { readonly kind: 'done'; readonly task: KeptTask }

/** Puts a dead task back among those that wait. */
export const retryTask = unit('queue.retry', function* ({ queue, id, actor, now, noteId }: Retrying): Write<Retried> {
  const task = yield* findTask({ queue, id })
  if (task === undefined) return { kind: 'unknown' }
  if (task.status !== 'dead') return { kind: 'not_dead', status: task.status }
  const again = putBack(task, now)
  yield* keep(again, now)
  yield* appendAudit(noted(again, 'retried', { id: noteId, at: now, actor }))
  return { kind: 'done', task: again }
})
