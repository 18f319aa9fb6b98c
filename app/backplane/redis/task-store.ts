import { sql } from 'kysely'
import { appendAudit } from '../../audit/audit-store'
import { define } from '../../store/statement'
import { unit, type Write } from '../../store/unit'
import { handedTo, type KeptTask, type Patience, silenced } from '../task-life'
import { findTask, keep, noted } from '../task-row'

/** Tasks that have not ended, whatever their queue, in the order in which they were added. */
export const openTasksAfter = define<{ number: number; limit: number }>()((db, p) =>
  db.selectFrom('queue_task').selectAll().where('number', '>', p.number).where(sql<boolean>`ended_at is null`).orderBy('number').limit(p.limit),
)

/** Queues in which somebody holds a task. */
export const queuesAtWork = define()((db) => db.selectFrom('queue_task').select('queue').distinct().where(sql<boolean>`status = 'claimed'`))

interface Claiming {
  readonly queue: string
  readonly id: string
  readonly worker: string
  readonly heldBy: string
  readonly now: number
}

export type Claimed =
  /** As it was before, and as it is. */
  | { readonly kind: 'handed'; readonly before: KeptTask; readonly task: KeptTask }
  | { readonly kind: 'early'; readonly task: KeptTask }
  /** It is in somebody's hands already. */
  | { readonly kind: 'held' }
  | { readonly kind: 'ended' }

/** Hands a task to a worker if it still waits: whatever the engine says, nobody gets what somebody has. */
export const claimTask = unit('queue.claim-one', function* ({ queue, id, now, ...worker }: Claiming): Write<Claimed> {
  const before = yield* findTask({ queue, id })
  switch (before?.status) {
    case 'pending':
    case 'failed': {
      if (before.dueAt > now) return { kind: 'early', task: before }
      const task = handedTo(before, { ...worker, now })
      yield* keep(task, now)
      return { kind: 'handed', before, task }
    }
    case 'claimed':
      return { kind: 'held' }
    default:
      return { kind: 'ended' }
  }
})

interface Returning extends Pick<Patience, 'mostTries'> {
  readonly queue: string
  readonly id: string
  /** The try whose worker fell silent; if it is another one by now, nothing happens. */
  readonly attempt: number
  readonly now: number
  readonly noteId: string
}

/** Takes a task from a worker that fell silent, as the engine has seen; what has become of it, or undefined. */
export const returnTask = unit('queue.return-one', function* ({ queue, id, attempt, noteId, ...moment }: Returning): Write<KeptTask | undefined> {
  const task = yield* findTask({ queue, id })
  if (task?.status !== 'claimed' || task.tries !== attempt) return undefined
  const after = silenced(task, moment)
  yield* keep(after, moment.now)
  const entry = noted(after, after.status === 'dead' ? 'dead' : 'returned', { id: noteId, at: moment.now, actor: 'platform' })
  yield* appendAudit({ ...entry, details: { ...entry.details, because: 'silent' } })
  return after
})
