import type { Coordination, CoordinationKind, CoordinationStatus, Task, TaskStatus } from './coordination'
import { isOver } from './coordination'

/** One run of a task, as its execution has it on record. Times are epoch milliseconds. */
export interface TaskRun {
  readonly task: number
  readonly status: TaskStatus
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
}

/** A human's approval that a task asked for: since when, and until it was decided. */
export interface TaskApproval {
  readonly task: number
  readonly from: number
  readonly to: number | undefined
}

/** Everything on record of a coordination that its picture is drawn from. */
export interface CoordinationRecord {
  readonly coordination: Coordination
  /** Every attempt of every task, the first one first. */
  readonly runs: readonly TaskRun[]
  readonly approvals: readonly TaskApproval[]
  readonly nameOf: (agentId: string) => string
  readonly now: number
}

/** Time spent on something; where it took none, a mark. An open one goes on. */
export interface Bar {
  readonly kind: TaskStatus
  readonly from: number
  readonly to: number
  readonly open: boolean
}

/** The time between the end of a task and the start of another that depends on it; open while that one has not started. */
export interface Wait {
  readonly on: number
  readonly from: number
  readonly to: number
  readonly open: boolean
}

/** What one task did and waited for. */
export interface Row {
  readonly number: number
  /** What whoever asked calls it; empty where that is only who does it. */
  readonly name: string
  readonly agent: string
  readonly status: TaskStatus
  readonly reason: string | undefined
  /** How often it was begun, if ever. */
  readonly attempts: number
  /** In the order of time. */
  readonly bars: readonly Bar[]
  readonly waits: readonly Wait[]
  /** Names of those that it still waits for. */
  readonly waitsFor: readonly string[]
}

/** Who worked when, and who waited for whom. */
export interface Timeline {
  readonly kind: CoordinationKind
  readonly status: CoordinationStatus
  readonly error: string | undefined
  readonly from: number
  readonly to: number
  /** Whether it goes on: then `to` is now. */
  readonly open: boolean
  readonly rows: readonly Row[]
}

/** Puts what is on record of a coordination in the order of time, as far as it has come now. Pure. */
export function timelineOf(record: CoordinationRecord): Timeline {
  const { kind, status, error, createdAt, endedAt, tasks } = record.coordination
  const open = !isOver(status)
  const byNumber = new Map(tasks.map((task) => [task.number, task]))
  const barsByTask = barsOf(record)
  const begun = Map.groupBy(
    record.runs.filter(({ startedAt }) => startedAt !== undefined),
    (run) => run.task,
  )
  const rows = tasks.map((task) => {
    const { number } = task
    return rowOf(task, { record, byNumber, bars: barsByTask.get(number) ?? [], attempts: begun.get(number)?.length ?? 0 })
  })
  const last = rows.flatMap(({ bars }) => bars).reduce((latest, { to }) => Math.max(latest, to), endedAt ?? createdAt)
  return { kind, status, error: error?.detail, from: createdAt, to: open ? Math.max(record.now, last) : last, open, rows }
}

interface Around {
  readonly record: CoordinationRecord
  readonly byNumber: ReadonlyMap<number, Task>
  readonly bars: readonly Bar[]
  readonly attempts: number
}

function rowOf(task: Task, { record, byNumber, bars, attempts }: Around): Row {
  const { now, nameOf } = record
  const dependencies = task.after.flatMap((number) => byNumber.get(number) ?? [])
  const waits = dependencies.flatMap((dependency): readonly Wait[] => {
    const from = dependency.endedAt
    if (from === undefined) return []
    const start = bars.find((bar) => bar.from >= from)
    if (start !== undefined) return [{ on: dependency.number, from, to: start.from, open: false }]
    return task.status === 'pending' ? [{ on: dependency.number, from, to: Math.max(from, now), open: true }] : []
  })
  const waitsFor = task.status === 'pending' ? dependencies.filter(({ status }) => status !== 'completed') : []
  return {
    ...{ number: task.number, agent: nameOf(task.agentId), status: task.status, bars, waits },
    name: nameIn(task),
    attempts,
    reason: reasonOf(task, dependencies, nameOf),
    waitsFor: waitsFor.map((dependency) => nameIn(dependency) || nameOf(dependency.agentId)),
  }
}

/** A task that was given no name of its own bears its agent's id, or as a step its number. */
function nameIn({ name, agentId, number, role, action }: Task): string {
  if (name === agentId) return ''
  return role === 'step' && name === String(number) ? `Step ${number} (${action.replaceAll('_', ' ')})` : name
}

/** Why a task has not done what it was for. */
function reasonOf(task: Task, dependencies: readonly Task[], nameOf: (agentId: string) => string): string | undefined {
  if (task.status === 'completed') return undefined
  const cause = dependencies.find(({ status }) => status !== 'completed')
  if (task.status !== 'skipped' || cause === undefined) return task.reason ?? task.error?.detail
  return `${nameIn(cause) || nameOf(cause.agentId)} ${ENDED[cause.status] ?? 'has not ended'}`
}

const ENDED: Partial<Record<TaskStatus, string>> = {
  failed: 'failed',
  blocked: 'was blocked',
  cancelled: 'was cancelled',
  interrupted: 'was interrupted',
  skipped: 'was skipped',
}

/** What each task did, in the order of time: its runs, its waits for humans, and where it ended without a run. */
function barsOf({ coordination: { tasks }, runs, approvals, now }: CoordinationRecord): ReadonlyMap<number, readonly Bar[]> {
  const found = new Map<number, Bar[]>(tasks.map(({ number }) => [number, []]))
  const add = (task: number, bar: Bar) => found.get(task)?.push(bar)
  for (const { task, from, to } of approvals) add(task, { kind: 'awaiting_approval', from, to: to ?? Math.max(from, now), open: to === undefined })
  for (const { task, status, startedAt: from, endedAt: to } of runs) {
    if (from !== undefined) add(task, { kind: status, from, to: to ?? Math.max(from, now), open: to === undefined })
  }
  for (const { number, status, endedAt, startedAt } of tasks) {
    if (endedAt !== undefined && startedAt === undefined) add(number, { kind: status, from: endedAt, to: endedAt, open: false })
  }
  for (const bars of found.values()) bars.sort((one, other) => one.from - other.from || one.to - other.to)
  return found
}
