import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { CoordinationRow, ExecutionRow, TaskRow } from '../store/tables'
import { type CoordinationStatus, type Task, type TaskError, taskEnded, taskFailed } from './coordination'
import { endOfRun, type TaskEnd, type TaskRenewal, type TaskWithRun } from './coordination-store'
import type { News } from './news'
import type { Pattern } from './pattern'
import { createSchedule } from './schedule'
import { taskOf, taskRows, withoutRun } from './task-row'
import type { Job } from './task-runner'

/** A task that is in the hands of others, by the id of its execution, or of its handoff. */
export interface Waiting {
  readonly number: number
  readonly what: string
}

/** What the news has led to: what is to be written down before anything further is begun. */
export interface Step {
  readonly started: readonly Task[]
  readonly ended: readonly TaskEnd[]
  readonly renewed: readonly TaskRenewal[]
  readonly added: readonly TaskRow[]
  /** What waits for a human from now on. */
  readonly asleep: readonly Waiting[]
  /** What runs or waits although it is not wanted any more. */
  readonly givenUp: readonly Task[]
  /** `over`: nothing is left to do. */
  readonly standing: Extract<CoordinationStatus, 'running' | 'awaiting_approval' | 'needs_attention'> | 'over'
}

/** How far a coordination has come. It does nothing itself: it is told what happened and says what follows. */
export interface Progress {
  /** As they stand now. */
  readonly tasks: readonly Task[]
  /** Takes in tasks as they are stored; what runs or waits already has its place, and so has a run that is being begun. */
  adopt(rows: readonly TaskWithRun[], begun?: ReadonlySet<string>): void
  /** Applies news, in order. */
  step(news: readonly News[]): Step
  /** The next task to be begun, if there is one and a place for it. */
  next(): Job | undefined
  /** Tasks whose runs are in the hands of others: of humans, or of somebody who began them earlier. */
  inOthersHands(): readonly Waiting[]
  job(number: number): Job
}

interface Deps {
  readonly clock: Clock
  readonly newId: NewId
}

interface Course {
  readonly coordination: Pick<CoordinationRow, 'id'>
  readonly pattern: Pattern<unknown>
  readonly request: unknown
  readonly places: number
}

/** The highest complexity of work that is simply done again after a crash (INTG-05.14), and how often: it may be what brings the platform down. */
const HARMLESS = 2
const MOST_ATTEMPTS = 5

const NONE: ReadonlySet<string> = new Set()

interface Draft {
  readonly started: Task[]
  readonly ended: TaskEnd[]
  readonly renewed: TaskRenewal[]
  readonly asleep: Waiting[]
  readonly givenUp: Task[]
}

export function createProgress({ clock, newId }: Deps, course: Course): Progress {
  const { pattern, request, places } = course
  const book = createBook()
  const { tasks, change, taskAt, rowAt } = book
  const schedule = createSchedule(places)
  /** Those whose end will be told. */
  const followed = new Set<number>()

  const adopt: Progress['adopt'] = (found, begun = NONE) => {
    book.add(found)
    schedule.add(found.map((row) => ({ number: row.number, after: JSON.parse(row.after) })))
    for (const row of found) settleIn(row, begun)
  }
  /** Where a task belongs that has a past. */
  const settleIn = ({ number, status, run_id, execution_status, handoff_status }: TaskWithRun, begun: ReadonlySet<string>) => {
    if (status === 'interrupted') schedule.hold(number)
    else if (status !== 'pending') schedule.end(number, status === 'completed')
    else if (execution_status === 'awaiting_approval') schedule.sleep(number)
    else if (begun.has(run_id)) schedule.occupy(number)
    else if (execution_status === 'pending') schedule.wake(number)
    else if (execution_status !== null) schedule.occupy(number)
    else if (handoff_status === 'awaiting_approval') schedule.sleep(number)
  }

  const settle = (draft: Draft, end: TaskEnd, what: Partial<Task>) => {
    draft.ended.push(end)
    change(end.number, { ...what, status: end.status as Task['status'], reason: end.reason ?? undefined, endedAt: end.ended_at ?? undefined })
  }
  const settleWithout = (draft: Draft, number: number, { status, reason, error }: { status: string; reason: string; error?: TaskError }) =>
    settle(
      draft,
      { number, status, reason, error_code: error?.code ?? null, error_detail: error?.detail ?? null, ended_at: clock.now() },
      error === undefined ? {} : { error },
    )
  const finished = (draft: Draft, number: number) => {
    for (const { number: skipped, cause } of schedule.end(number, taskAt(number).status === 'completed'))
      settleWithout(draft, skipped, { status: 'skipped', reason: `It depends on ${wordsFor(taskAt(cause))}` })
  }
  const ended = (draft: Draft, number: number, execution: ExecutionRow) => {
    if (execution.run_id !== rowAt(number).run_id) return
    if (execution.status !== 'interrupted') {
      settle(draft, endOfRun(number, execution), runOf(execution))
      return finished(draft, number)
    }
    if (execution.complexity > HARMLESS || taskAt(number).attempt >= MOST_ATTEMPTS) {
      settle(draft, endOfRun(number, execution), runOf(execution))
      return schedule.hold(number)
    }
    const renewal = { number, run_id: newId() }
    followed.delete(number)
    draft.renewed.push(renewal)
    book.renew(renewal)
    schedule.wake(number)
  }

  const started = (draft: Draft, { number, executionId, at, followed: isFollowed }: News & { kind: 'started' }) => {
    if (isFollowed) followed.add(number)
    if (taskAt(number).executionId === executionId && taskAt(number).startedAt !== undefined) return
    schedule.occupy(number)
    draft.started.push(change(number, { status: 'running', executionId, startedAt: at }))
  }
  const asleep = (draft: Draft, { number, executionId, proposalId }: News & { kind: 'asleep' }) => {
    const { handoffId = '' } = change(number, { status: 'awaiting_approval', executionId, proposalId })
    draft.asleep.push({ number, what: executionId ?? handoffId })
    schedule.sleep(number)
  }
  const refused = (draft: Draft, { number, status, error }: News & { kind: 'refused' }) => {
    settleWithout(draft, number, { status, reason: error.detail, error })
    finished(draft, number)
  }
  /** Only what sleeps is woken: whoever looked may have looked before it was begun. */
  const awake = (number: number) => {
    if (schedule.placeOf(number) !== 'asleep') return
    change(number, { status: 'pending' })
    schedule.wake(number)
  }
  const later = (number: number) => {
    change(number, { status: 'pending' })
    schedule.sleep(number)
  }

  const take = (draft: Draft, news: News): void => {
    // By its place: after a crash a run may have ended although nobody has taken note of it yet.
    if (['ended', 'held'].includes(schedule.placeOf(news.number) ?? '')) return
    switch (news.kind) {
      case 'started':
        started(draft, news)
        break
      case 'asleep':
        asleep(draft, news)
        break
      case 'adrift':
        followed.delete(news.number)
        break
      case 'awake':
        awake(news.number)
        break
      case 'later':
        later(news.number)
        break
      case 'refused':
        refused(draft, news)
        break
      case 'ended':
        ended(draft, news.number, news.execution)
        break
    }
  }

  /** One failed, and the others are not wanted any more (INTG-05.11). */
  const giveUpSiblings = (draft: Draft) => {
    if (pattern.cancelsSiblings?.(request) !== true) return
    const failed = tasks.find(taskFailed)
    if (failed === undefined) return
    const detail = wordsFor(failed)
    for (const task of tasks.filter((other) => !taskEnded(other))) {
      if (task.executionId !== undefined || schedule.placeOf(task.number) === 'running') draft.givenUp.push(task)
      else {
        settleWithout(draft, task.number, { status: 'cancelled', reason: detail, error: { code: 'cancelled', detail } })
        schedule.end(task.number, false)
      }
    }
  }

  const standing = (): Step['standing'] => {
    if (schedule.count('running') + schedule.count('ready') > 0) return 'running'
    if (schedule.count('held') > 0) return 'needs_attention'
    if (schedule.count('asleep') > 0) return tasks.some(({ status }) => status === 'awaiting_approval') ? 'awaiting_approval' : 'running'
    return schedule.count('waiting') > 0 ? 'needs_attention' : 'over'
  }

  /** What has no execution yet and is not asleep is being begun here. */
  const isElsewhere = ({ number, executionId }: Task): boolean => {
    const place = schedule.placeOf(number)
    return place === 'asleep' || (place === 'running' && executionId !== undefined && !followed.has(number))
  }

  const jobOf = (number: number): Job => {
    const task = taskAt(number)
    const { handoff_id, run_id } = rowAt(number)
    const handing = handoff_id === null ? undefined : pattern.handsOn?.(request, task)
    return {
      ...{ number, agentId: task.agentId, action: task.action, runId: run_id, executionId: task.executionId },
      message: () => pattern.prompt(request, task, tasks),
      handoff: handing === undefined || handoff_id === null ? undefined : { ...handing, id: handoff_id },
    }
  }

  return {
    tasks,
    adopt,
    step(news) {
      const draft: Draft = { started: [], ended: [], renewed: [], asleep: [], givenUp: [] }
      for (const item of news) take(draft, item)
      giveUpSiblings(draft)
      const added = taskRows({ ...course, newId }, pattern.next?.(request, tasks) ?? [], tasks.length)
      adopt(added.map(withoutRun))
      return { ...draft, added, standing: standing() }
    },
    next() {
      const number = schedule.take()
      if (number === undefined) return undefined
      change(number, { status: 'running' })
      return jobOf(number)
    },
    inOthersHands: () => tasks.filter(isElsewhere).map(({ number, executionId, handoffId = '' }) => ({ number, what: executionId ?? handoffId })),
    job: jobOf,
  }
}

/** The tasks by their numbers, with the rows they come from. */
function createBook() {
  const tasks: Task[] = []
  const rows: TaskRow[] = []
  const at = <Item>(list: readonly Item[], number: number): Item => {
    const item = list[number - 1]
    if (item === undefined) throw new Error(`there is no task ${number}`)
    return item
  }
  const change = (number: number, what: Partial<Task>): Task => {
    const next = { ...at(tasks, number), ...what }
    tasks[number - 1] = next
    return next
  }
  return {
    tasks,
    taskAt: (number: number) => at(tasks, number),
    rowAt: (number: number) => at(rows, number),
    change,
    add(found: readonly TaskWithRun[]) {
      rows.push(...found)
      tasks.push(...found.map(taskOf))
    },
    renew({ number, run_id }: TaskRenewal) {
      rows[number - 1] = { ...at(rows, number), run_id }
      const { attempt } = at(tasks, number)
      change(number, { status: 'pending', attempt: attempt + 1, executionId: undefined, startedAt: undefined, error: undefined, reason: undefined })
    },
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
const wordsFor = ({ name, status }: Task): string => `${name}, which ${WORDS[status] ?? `is ${status}`}`
