import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { ExecutionRow } from '../store/tables'
import type { Task, TaskError } from './coordination'
import { endOfRun, type TaskEnd, type TaskRenewal } from './coordination-store'
import type { News } from './news'
import type { Schedule } from './schedule'
import type { TaskBook } from './task-book'

/** A task that is in the hands of others, by the id of its execution, or of its handoff. */
export interface Waiting {
  readonly number: number
  readonly what: string
}

/** What follows from news, as it is collected. */
export interface Consequences {
  readonly started: Task[]
  readonly ended: TaskEnd[]
  readonly renewed: TaskRenewal[]
  /** What waits for a human from now on. */
  readonly asleep: Waiting[]
  /** What runs or waits although it is not wanted any more. */
  readonly givenUp: Task[]
}

interface Deps {
  readonly clock: Clock
  readonly newId: NewId
  readonly book: TaskBook
  readonly schedule: Schedule
}

/** How tasks end: each once, with all that can never run then. */
export interface Endings {
  /** Its run has ended. What is harmless is done again after a crash; what is not waits for a human. */
  ran(found: Consequences, number: number, execution: ExecutionRow): void
  /** It never ran, and will not. */
  without(found: Consequences, number: number, why: Why): void
  /** It has not begun, and is not wanted any more. What depends on it is not either, and is told so by itself. */
  unwanted(found: Consequences, number: number, detail: string): void
}

interface Why {
  readonly status: 'blocked' | 'cancelled' | 'skipped'
  readonly reason: string
  readonly error?: TaskError
}

/** The highest complexity of work that is simply done again after a crash (INTG-05.14), and how often: it may be what brings the platform down. */
const HARMLESS = 2
const MOST_ATTEMPTS = 5

export function createEndings({ clock, newId, book, schedule }: Deps): Endings {
  const settle = (found: Consequences, end: TaskEnd, what: Partial<Task>) => {
    found.ended.push(end)
    book.change(end.number, { ...what, status: end.status as Task['status'], reason: end.reason ?? undefined, endedAt: end.ended_at ?? undefined })
  }
  const settleWithout = (found: Consequences, number: number, { status, reason, error }: Why) =>
    settle(
      found,
      { number, status, reason, error_code: error?.code ?? null, error_detail: error?.detail ?? null, ended_at: clock.now() },
      error === undefined ? {} : { error },
    )
  const finished = (found: Consequences, number: number) => {
    for (const { number: skipped, cause } of schedule.end(number, book.taskAt(number).status === 'completed'))
      settleWithout(found, skipped, { status: 'skipped', reason: `It depends on ${wordsFor(book.taskAt(cause))}` })
  }

  return {
    ran(found, number, execution) {
      if (execution.run_id !== book.rowAt(number).run_id) return
      const isCut = execution.status === 'interrupted'
      if (isCut && execution.complexity <= HARMLESS && book.taskAt(number).attempt < MOST_ATTEMPTS) {
        const renewal = { number, run_id: newId() }
        found.renewed.push(renewal)
        book.renew(renewal)
        return schedule.wake(number)
      }
      settle(found, endOfRun(number, execution), runOf(execution))
      if (isCut) schedule.hold(number)
      else finished(found, number)
    },
    without(found, number, why) {
      settleWithout(found, number, why)
      finished(found, number)
    },
    unwanted(found, number, detail) {
      settleWithout(found, number, { status: 'cancelled', reason: detail, error: { code: 'cancelled', detail } })
      schedule.end(number, false)
    },
  }
}

/** Applies one piece of news. */
export type Take = (found: Consequences, news: News) => void

export function createTaking({ book, schedule }: Pick<Deps, 'book' | 'schedule'>, endings: Endings): Take {
  const started = (found: Consequences, { number, executionId, at, followed }: News & { kind: 'started' }) => {
    if (followed) book.follow(number)
    const task = book.taskAt(number)
    if (task.executionId === executionId && task.startedAt !== undefined) return
    schedule.occupy(number)
    found.started.push(book.change(number, { status: 'running', executionId, startedAt: at }))
  }
  const asleep = (found: Consequences, { number, executionId, proposalId }: News & { kind: 'asleep' }) => {
    const { handoffId = '' } = book.change(number, { status: 'awaiting_approval', executionId, proposalId })
    found.asleep.push({ number, what: executionId ?? handoffId })
    schedule.sleep(number)
  }
  /** Only what sleeps is woken: whoever looked may have looked before it was begun. */
  const awake = (number: number) => {
    if (schedule.placeOf(number) !== 'asleep') return
    book.change(number, { status: 'pending' })
    schedule.wake(number)
  }
  const later = (number: number) => {
    book.change(number, { status: 'pending' })
    schedule.sleep(number)
  }

  return (found, news) => {
    // By its place: after a crash a run may have ended although nobody has taken note of it yet.
    if (['ended', 'held'].includes(schedule.placeOf(news.number) ?? '')) return
    switch (news.kind) {
      case 'started':
        return started(found, news)
      case 'asleep':
        return asleep(found, news)
      case 'adrift':
        return book.unfollow(news.number)
      case 'awake':
        return awake(news.number)
      case 'later':
        return later(news.number)
      case 'refused':
        return endings.without(found, news.number, { status: news.status, reason: news.error.detail, error: news.error })
      case 'ended':
        return endings.ran(found, news.number, news.execution)
    }
  }
}

/** What a run has come to. */
const runOf = ({ id, response, error_code, error_detail, started_at }: ExecutionRow): Partial<Task> => ({
  executionId: id,
  response: response ?? undefined,
  error: error_code === null ? undefined : { code: error_code, detail: error_detail ?? '' },
  startedAt: started_at ?? undefined,
})

const WORDS: Readonly<Record<string, string>> = { failed: 'failed', blocked: 'was blocked', cancelled: 'was cancelled or rejected', skipped: 'was skipped' }

/** A task that did not come to a good end, as others are told of it. */
export const wordsFor = ({ name, status }: Task): string => `${name}, which ${WORDS[status] ?? `is ${status}`}`
