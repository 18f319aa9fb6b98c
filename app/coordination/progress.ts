import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { CoordinationRow, TaskRow } from '../store/tables'
import { type Consequences, createEndings, createTaking, type Waiting, wordsFor } from './consequences'
import { type CoordinationStatus, openAmong, type Task, taskFailed } from './coordination'
import type { TaskWithRun } from './coordination-store'
import type { News } from './news'
import type { Pattern } from './pattern'
import { createSchedule, type Schedule } from './schedule'
import { createTaskBook } from './task-book'
import { taskRows, withoutRun } from './task-row'
import type { Job } from './task-runner'

type Settled = { readonly [Kind in keyof Consequences]: Readonly<Consequences[Kind]> }

/** What the news has led to: what is to be written down before anything further is begun. */
export interface Step extends Settled {
  readonly added: readonly TaskRow[]
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

const NONE: ReadonlySet<string> = new Set()

export function createProgress({ clock, newId }: Deps, course: Course): Progress {
  const { pattern, request, places } = course
  const book = createTaskBook()
  const { tasks } = book
  const schedule = createSchedule(places)
  const endings = createEndings({ clock, newId, book, schedule })
  const take = createTaking({ book, schedule }, endings)

  const adopt: Progress['adopt'] = (found, begun = NONE) => {
    book.add(found)
    schedule.add(found.map((row) => ({ number: row.number, after: JSON.parse(row.after) })))
    for (const row of found) settleIn(schedule, row, begun)
  }

  /** One failed, and the others are not wanted any more (INTG-05.11). */
  const giveUpSiblings = (found: Consequences) => {
    if (pattern.cancelsSiblings?.(request) !== true) return
    const failed = tasks.find(taskFailed)
    if (failed === undefined) return
    const detail = wordsFor(failed)
    for (const task of openAmong(tasks)) {
      if (task.executionId !== undefined || schedule.placeOf(task.number) === 'running') found.givenUp.push(task)
      else endings.unwanted(found, task.number, detail)
    }
  }

  /** What has no execution yet and is not asleep is being begun here. */
  const isElsewhere = ({ number, executionId }: Task): boolean => {
    const place = schedule.placeOf(number)
    return place === 'asleep' || (place === 'running' && executionId !== undefined && !book.isFollowed(number))
  }

  const job = (number: number): Job => {
    const task = book.taskAt(number)
    const { handoff_id, run_id } = book.rowAt(number)
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
      const found: Consequences = { started: [], ended: [], renewed: [], asleep: [], givenUp: [] }
      for (const item of news) take(found, item)
      giveUpSiblings(found)
      const added = taskRows({ ...course, newId }, pattern.next?.(request, tasks) ?? [], tasks.length)
      adopt(added.map(withoutRun))
      return { ...found, added, standing: standingOf(schedule, tasks) }
    },
    next() {
      const number = schedule.take()
      if (number === undefined) return undefined
      book.change(number, { status: 'running' })
      return job(number)
    },
    inOthersHands: () => tasks.filter(isElsewhere).map(({ number, executionId, handoffId = '' }) => ({ number, what: executionId ?? handoffId })),
    job,
  }
}

/** Where a task belongs that has a past. */
function settleIn(schedule: Schedule, { number, status, run_id, execution_status, handoff_status }: TaskWithRun, begun: ReadonlySet<string>): void {
  if (status === 'interrupted') schedule.hold(number)
  else if (status !== 'pending') schedule.end(number, status === 'completed')
  else if (execution_status === 'awaiting_approval') schedule.sleep(number)
  else if (begun.has(run_id)) schedule.occupy(number)
  else if (execution_status === 'pending') schedule.wake(number)
  else if (execution_status !== null) schedule.occupy(number)
  else if (handoff_status === 'awaiting_approval') schedule.sleep(number)
}

function standingOf(schedule: Schedule, tasks: readonly Task[]): Step['standing'] {
  if (schedule.count('running') + schedule.count('ready') > 0) return 'running'
  if (schedule.count('held') > 0) return 'needs_attention'
  if (schedule.count('asleep') > 0) return tasks.some(({ status }) => status === 'awaiting_approval') ? 'awaiting_approval' : 'running'
  return schedule.count('waiting') > 0 ? 'needs_attention' : 'over'
}
