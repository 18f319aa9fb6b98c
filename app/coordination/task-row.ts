import type { NewId } from '../shared/ids'
import type { CoordinationRow, TaskRow } from '../store/tables'
import type { NewTask, Task, TaskRole, TaskStatus } from './coordination'
import type { TaskWithRun } from './coordination-store'
import type { Pattern } from './pattern'

/** A task as it is first written down, under the next free number. */
export function taskRow(
  { id }: Pick<CoordinationRow, 'id'>,
  number: number,
  { task, handedOn, newId }: { task: NewTask; handedOn: boolean; newId: NewId },
): TaskRow {
  return {
    coordination_id: id,
    number,
    name: task.name,
    role: task.role,
    round: task.round ?? 1,
    agent_id: task.agentId,
    action: task.action,
    message: task.message,
    after: JSON.stringify(task.after ?? []),
    run_id: newId(),
    attempt: 1,
    handoff_id: handedOn ? newId() : null,
    replaces: task.replaces ?? null,
    ...{ status: 'pending', reason: null, error_code: null, error_detail: null, ended_at: null },
  }
}

/** The rows of tasks that follow those that are there. */
export const taskRows = <Request>(
  { coordination, pattern, request, newId }: { coordination: Pick<CoordinationRow, 'id'>; pattern: Pattern<Request>; request: Request; newId: NewId },
  tasks: readonly NewTask[],
  there: number,
): TaskRow[] => tasks.map((task, index) => taskRow(coordination, there + index + 1, { task, handedOn: pattern.handsOn?.(request, task) !== undefined, newId }))

const NO_RUN = {
  ...{ execution_id: null, execution_status: null, response: null, proposal_id: null, complexity: null, execution_code: null, execution_detail: null },
  ...{ started_at: null, execution_ended_at: null, handoff_proposal_id: null, handoff_status: null },
}

/** A task that has never run. */
export const withoutRun = (row: TaskRow): TaskWithRun => ({ ...row, ...NO_RUN })

/** A task as it stands, by its own row and that of its run. */
export function taskOf(row: TaskWithRun): Task {
  const status = statusOf(row)
  const code = row.error_code ?? row.execution_code
  return {
    number: row.number,
    name: row.name,
    role: row.role as TaskRole,
    round: row.round,
    agentId: row.agent_id,
    action: row.action,
    message: row.message,
    after: JSON.parse(row.after),
    replaces: row.replaces ?? undefined,
    handoffId: row.handoff_id ?? undefined,
    attempt: row.attempt,
    status,
    response: row.response ?? undefined,
    error: code === null ? undefined : { code, detail: row.error_detail ?? row.execution_detail ?? '' },
    reason: row.reason ?? (code === null ? undefined : (row.execution_detail ?? undefined)),
    executionId: row.execution_id ?? undefined,
    proposalId: row.proposal_id ?? row.handoff_proposal_id ?? undefined,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? row.execution_ended_at ?? undefined,
  }
}

function statusOf({ status, execution_status, handoff_status }: TaskWithRun): TaskStatus {
  if (status !== 'pending') return status as TaskStatus
  if (execution_status !== null) return execution_status as TaskStatus
  return handoff_status === 'awaiting_approval' ? 'awaiting_approval' : 'pending'
}
