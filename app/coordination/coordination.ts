import type { ExecutionStatus } from '../executions/execution'
import type { CoordinationRow } from '../store/tables'

export const COORDINATION_KINDS = ['parallel', 'workflow', 'delegate', 'ensemble', 'peer_review', 'conflict'] as const
export type CoordinationKind = (typeof COORDINATION_KINDS)[number]

export const COORDINATION_STATUSES = ['pending', 'running', 'awaiting_approval', 'completed', 'failed', 'cancelled', 'needs_attention'] as const
export type CoordinationStatus = (typeof COORDINATION_STATUSES)[number]

/** Ended for good; `needs_attention` has not: a human retries or cancels it. */
export const isOver = (status: CoordinationStatus): boolean => status === 'completed' || status === 'failed' || status === 'cancelled'

/** What a task is for. */
export type TaskRole = 'task' | 'step' | 'plan' | 'part' | 'finalize' | 'vote' | 'judge' | 'review' | 'revision'

/** A task's state is its execution's; one that never began can also be skipped. */
export type TaskStatus = ExecutionStatus | 'skipped'

export interface TaskError {
  readonly code: string
  readonly detail: string
}

/** One piece of a coordinated job, as it stands. What it does is an execution of its own. */
export interface Task {
  /** From 1, in the order asked for. */
  readonly number: number
  readonly name: string
  readonly role: TaskRole
  readonly round: number
  readonly agentId: string
  readonly action: string
  /** Its own words. What the agent is told may hold more: see the pattern's `prompt`. */
  readonly message: string
  /** Numbers of the tasks that must be completed first. */
  readonly after: readonly number[]
  /** Number of the failed task that it stands in for. */
  readonly replaces: number | undefined
  readonly handoffId: string | undefined
  /** 1 for the first; one more each time it is run again. */
  readonly attempt: number
  readonly status: TaskStatus
  readonly response: string | undefined
  readonly error: TaskError | undefined
  /** Why it was skipped, blocked, cancelled or rejected. */
  readonly reason: string | undefined
  readonly executionId: string | undefined
  readonly proposalId: string | undefined
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
}

/** A task that is yet to be written down. */
export interface NewTask {
  readonly name: string
  readonly role: TaskRole
  readonly round?: number | undefined
  readonly agentId: string
  readonly action: string
  readonly message: string
  readonly after?: readonly number[] | undefined
  readonly replaces?: number | undefined
}

/** A job for several agents, as it stands. */
export interface Coordination {
  readonly id: string
  readonly kind: CoordinationKind
  readonly askedBy: string
  readonly status: CoordinationStatus
  readonly request: unknown
  /** What the pattern concluded, once it has ended. */
  readonly result: unknown
  readonly error: TaskError | undefined
  /** Number of the last event before its first. */
  readonly eventBefore: number
  readonly createdAt: number
  readonly endedAt: number | undefined
  readonly tasks: readonly Task[]
}

/** What a list says of each. */
export type CoordinationSummary = Pick<Coordination, 'id' | 'kind' | 'askedBy' | 'status' | 'error' | 'createdAt' | 'endedAt'>

export const summaryOf = (
  row: Pick<CoordinationRow, 'id' | 'kind' | 'asked_by' | 'status' | 'error_code' | 'error_detail' | 'created_at' | 'ended_at'>,
): CoordinationSummary => ({
  id: row.id,
  kind: row.kind as CoordinationKind,
  askedBy: row.asked_by,
  status: row.status as CoordinationStatus,
  error: row.error_code === null ? undefined : { code: row.error_code, detail: row.error_detail ?? '' },
  createdAt: row.created_at,
  endedAt: row.ended_at ?? undefined,
})

export const coordinationOf = (row: CoordinationRow, tasks: readonly Task[]): Coordination => ({
  ...summaryOf(row),
  request: JSON.parse(row.request),
  result: row.result === null ? undefined : JSON.parse(row.result),
  eventBefore: row.event_before,
  tasks,
})

/** The states in which somebody leads a job. */
export const LED: readonly string[] = ['pending', 'running', 'awaiting_approval']

/** Whether a task has ended in any way. */
export const taskEnded = ({ status }: Pick<Task, 'status'>): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled' || status === 'interrupted' || status === 'blocked' || status === 'skipped'

/** Those that have not ended. */
export const openAmong = (tasks: readonly Task[]): readonly Task[] => tasks.filter((task) => !taskEnded(task))

/** Whether it ended without what it was for: failed, blocked, rejected, cancelled. */
export const taskFailed = (task: Pick<Task, 'status'>): boolean => taskEnded(task) && task.status !== 'completed' && task.status !== 'interrupted'
