import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit, appendEnd } from '../audit/audit-store'
import { appendEvent, lastEventNumber, type NewEvent } from '../events/event-store'
import { OPEN as OPEN_EXECUTION } from '../executions/execution-store'
import { voidProposal } from '../governance/proposal-store'
import { define, defineInsert } from '../store/statement'
import type { CoordinationRow, ExecutionRow, Tables, TaskRow } from '../store/tables'
import { run, runAll, step, unit, type Write } from '../store/unit'
import { conflictProposalOf } from './conflict'
import { LED } from './coordination'
import { voidHandoff } from './handoff-store'

export const coordinationById = define<{ id: string }>()((db, p) => db.selectFrom('coordination').selectAll().where('id', '=', p.id))

/** Who leads it and how it stands, without what was asked for: that can be large. */
const leadOf = define<{ id: string }>()((db, p) => db.selectFrom('coordination').select(['id', 'status', 'instance_id']).where('id', '=', p.id))

/** What is led by somebody, in the words of the index `coordination_open`. A conflict waits for a human alone. */
const OPEN = sql<boolean>`status in ('pending', 'running', 'awaiting_approval')`

/** What nobody leads any more: whoever did is gone, or has left; and what this instance should lead, whether it does or not. */
export const leaderless = define<{ instance_id: string }>()((db, p) =>
  db
    .selectFrom('coordination')
    .selectAll()
    .where(OPEN)
    .where('kind', '!=', 'conflict')
    .where(({ or, eb, selectFrom }) => or([eb('instance_id', '=', p.instance_id), eb('instance_id', 'not in', selectFrom('instance').select('instance.id'))]))
    .orderBy('id'),
)

const EXECUTION_COLUMNS = [
  ...(['execution.id as execution_id', 'execution.status as execution_status', 'execution.response', 'execution.proposal_id'] as const),
  ...(['execution.complexity', 'execution.error_code as execution_code', 'execution.error_detail as execution_detail'] as const),
  ...(['execution.started_at', 'execution.ended_at as execution_ended_at'] as const),
] as const

/** Tasks with what their present runs have come to. */
export const tasksOf = define<{ coordination_id: string }>()((db, p) =>
  db
    .selectFrom('task')
    .leftJoin('execution', 'execution.run_id', 'task.run_id')
    .leftJoin('handoff', 'handoff.id', 'task.handoff_id')
    .selectAll('task')
    .select(EXECUTION_COLUMNS)
    .select(['handoff.proposal_id as handoff_proposal_id', 'handoff.status as handoff_status'])
    .where('task.coordination_id', '=', p.coordination_id)
    .orderBy('task.number'),
)

/** Part of a query: the numbers of the open tasks of a job, beside their runs and handoffs. */
export const openTasks = (db: Kysely<Tables>, coordinationId: string) =>
  db
    .selectFrom('task')
    .leftJoin('execution', 'execution.run_id', 'task.run_id')
    .leftJoin('handoff', 'handoff.id', 'task.handoff_id')
    .select('task.number')
    .where('task.coordination_id', '=', coordinationId)
    .where('task.status', '=', 'pending')

/** Open tasks of which something has changed in the hands of others: numbers alone. */
export const changedTasks = define<{ coordination_id: string }>()((db, p) =>
  openTasks(db, p.coordination_id).where(({ or, and, eb }) =>
    or([
      eb('execution.ended_at', 'is not', null),
      eb('execution.status', '=', 'pending'),
      and([eb('execution.id', 'is', null), or([eb('handoff.id', 'is', null), eb('handoff.status', '!=', 'awaiting_approval')])]),
    ]),
  ),
)

/** Runs that are still under way, or wait for a human, although what they are part of is over. */
export const orphanedRuns = define()((db) =>
  db
    .selectFrom('execution')
    .innerJoin('task', 'task.run_id', 'execution.run_id')
    .innerJoin('coordination', 'coordination.id', 'task.coordination_id')
    .select(['execution.id', 'coordination.asked_by'])
    .where('execution.id', 'in', (inner) => inner.selectFrom('execution').select('execution.id').where(OPEN_EXECUTION))
    .where('coordination.status', 'in', ['completed', 'failed', 'cancelled'])
    .limit(100),
)

/** A task with the execution that is its present run. */
export type TaskWithRun = TaskRow & {
  readonly execution_id: string | null
  readonly execution_status: string | null
  readonly response: string | null
  readonly proposal_id: string | null
  readonly complexity: number | null
  readonly execution_code: string | null
  readonly execution_detail: string | null
  readonly started_at: number | null
  readonly execution_ended_at: number | null
  readonly handoff_proposal_id: string | null
  readonly handoff_status: string | null
}

export const insertCoordination = defineInsert('coordination', [
  ...(['id', 'kind', 'asked_by', 'asked_as', 'request', 'status', 'result', 'error_code', 'error_detail', 'instance_id'] as const),
  ...(['trace_id', 'event_before', 'created_at', 'ended_at'] as const),
])
const insertTask = defineInsert('task', [
  ...(['coordination_id', 'number', 'name', 'role', 'round', 'agent_id', 'action', 'message', 'after', 'run_id', 'attempt'] as const),
  ...(['handoff_id', 'replaces', 'status', 'reason', 'error_code', 'error_detail', 'ended_at'] as const),
])
const settleTask = define<TaskEnd & { coordination_id: string }>()((db, p) =>
  db
    .updateTable('task')
    .set({ status: p.status, reason: p.reason, error_code: p.error_code, error_detail: p.error_detail, ended_at: p.ended_at })
    .where('coordination_id', '=', p.coordination_id)
    .where('number', '=', p.number)
    .where('status', '=', 'pending'),
)
const renewTask = define<TaskRenewal & { coordination_id: string }>()((db, p) =>
  db
    .updateTable('task')
    .set((eb) => ({
      ...{ status: 'pending', reason: null, error_code: null, error_detail: null, ended_at: null, run_id: p.run_id },
      // What was skipped never ran: its first attempt is still to come.
      attempt: eb
        .case()
        .when('status', '=', 'skipped')
        .then(eb.ref('attempt'))
        .else(eb('attempt', '+', 1))
        .end(),
    }))
    .where('coordination_id', '=', p.coordination_id)
    .where('number', '=', p.number)
    .where('status', '!=', 'completed'),
)
export const updateCoordination = define<Pick<CoordinationRow, 'id' | 'status' | 'result' | 'error_code' | 'error_detail' | 'instance_id' | 'ended_at'>>()(
  (db, p) =>
    db
      .updateTable('coordination')
      .set({ status: p.status, result: p.result, error_code: p.error_code, error_detail: p.error_detail, instance_id: p.instance_id, ended_at: p.ended_at })
      .where('id', '=', p.id),
)

/** How a task ended. */
export type TaskEnd = Pick<TaskRow, 'number' | 'status' | 'reason' | 'error_code' | 'error_detail' | 'ended_at'>

/** A task that is run again. */
export type TaskRenewal = Pick<TaskRow, 'number' | 'run_id'>

/** Part of any unit: tells who follows a coordination. */
function* tell(events: readonly NewEvent[]): Write<void> {
  for (const event of events) yield* appendEvent(event)
}

export interface BeginCoordination {
  readonly coordination: CoordinationRow
  readonly tasks: readonly TaskRow[]
  readonly note: AuditEntry
  readonly events: readonly NewEvent[]
}

/** A job and its first tasks, written down before anything happens. */
export const beginCoordination = unit('coordination.begin', function* ({ coordination, tasks, note, events }: BeginCoordination) {
  const [last] = yield* run(lastEventNumber, {})
  yield* run(insertCoordination, { ...coordination, event_before: last?.number ?? 0 })
  yield* runAll(tasks.map((task) => step(insertTask, task)))
  yield* appendAudit(note)
  yield* tell(events)
})

/** What the leader of a coordination has seen happen, and what follows. */
export interface Turn {
  readonly id: string
  readonly instanceId: string
  readonly ended: readonly TaskEnd[]
  readonly renewed: readonly TaskRenewal[]
  readonly added: readonly TaskRow[]
  readonly status: string
  /** Where nothing is left to do. */
  readonly end?: Pick<CoordinationRow, 'result' | 'error_code' | 'error_detail' | 'ended_at'> | undefined
  readonly notes: readonly AuditEntry[]
  readonly events: readonly NewEvent[]
}

const OPEN_END = { result: null, error_code: null, error_detail: null, ended_at: null } as const

export type Turned = 'written' | 'over' | 'led_elsewhere'

/** One step of a coordination's life; nothing is changed if it is over, or somebody else leads it now. */
export const turnCoordination = unit('coordination.turn', function* (turn: Turn) {
  const [row] = yield* run(leadOf, { id: turn.id })
  if (row === undefined || !LED.includes(row.status)) return 'over' as Turned
  if (row.instance_id !== turn.instanceId) return 'led_elsewhere' as Turned
  const key = { coordination_id: turn.id }
  // What is renewed may not be wanted any more by the end of the same step.
  yield* runAll(turn.renewed.map((renewal) => step(renewTask, { ...renewal, ...key })))
  yield* runAll(turn.ended.map((end) => step(settleTask, { ...end, ...key })))
  yield* runAll(turn.added.map((task) => step(insertTask, task)))
  if (turn.status !== row.status || turn.end !== undefined) yield* run(updateCoordination, { ...row, ...(turn.end ?? OPEN_END), status: turn.status })
  for (const note of turn.notes) yield* appendAudit(note)
  yield* tell(turn.events)
  return 'written' as Turned
})

export interface TakeOver {
  readonly id: string
  /** Only in one of these states, and led by this instance where one is named. */
  readonly from: readonly string[]
  readonly ledBy?: string | undefined
  readonly instanceId: string
  /** What is completed by then is left as it is. */
  readonly renewed: readonly TaskRenewal[]
  readonly note?: AuditEntry | undefined
  readonly events: readonly NewEvent[]
}

/** An instance leads a coordination from now on: after a crash, or when a human wants it tried again. Answers whether it was the one. */
export const takeOverCoordination = unit('coordination.take-over', function* ({ id, from, ledBy, instanceId, renewed, note, events }: TakeOver) {
  const [row] = yield* run(leadOf, { id })
  if (row === undefined || !from.includes(row.status) || (ledBy !== undefined && row.instance_id !== ledBy)) return false
  yield* run(updateCoordination, { ...row, ...OPEN_END, status: 'running', instance_id: instanceId })
  yield* runAll(renewed.map((renewal) => step(renewTask, { ...renewal, coordination_id: id })))
  if (note !== undefined) yield* appendAudit(note)
  yield* tell(events)
  return true
})

/** What runs, or has just ended, is what its run comes to: that may be completed before it can be given up. */
const cancelTasks = define<{ coordination_id: string; reason: string; at: number }>()((db, p) =>
  db
    .updateTable('task')
    .set({ status: 'cancelled', reason: p.reason, ended_at: p.at })
    .where('coordination_id', '=', p.coordination_id)
    .where('status', 'in', ['pending', 'interrupted'])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('execution').select('id').whereRef('execution.run_id', '=', 'task.run_id').where('execution.status', '!=', 'interrupted'))),
    ),
)

export interface Cancel {
  readonly id: string
  readonly reason: string
  readonly at: number
  readonly note: AuditEntry
  readonly event: NewEvent
}

const waitingHandoffs = define<{ coordination_id: string }>()((db, p) =>
  db
    .selectFrom('handoff')
    .innerJoin('task', 'task.handoff_id', 'handoff.id')
    .selectAll('handoff')
    .where('task.coordination_id', '=', p.coordination_id)
    .where('handoff.status', '=', 'awaiting_approval'),
)

/** Gives a coordination up as a whole; answers the state that it was found in. What still runs of it is ended by the caller. */
export const cancelCoordination = unit('coordination.cancel', function* ({ id, reason, at, note, event }: Cancel) {
  const [row] = yield* run(coordinationById, { id })
  if (row === undefined || !CANCELLABLE.includes(row.status)) return row?.status
  yield* run(cancelTasks, { coordination_id: id, reason, at })
  const voiding = { at, reason, by: note.actor }
  for (const handoff of yield* run(waitingHandoffs, { coordination_id: id })) yield* voidHandoff(handoff, { ...voiding, instanceId: note.instanceId })
  const question = conflictProposalOf(row)
  const asked = question === undefined ? undefined : yield* voidProposal(question, voiding)
  yield* run(updateCoordination, { ...row, status: 'cancelled', error_code: 'cancelled', error_detail: reason, ended_at: at })
  if (asked === undefined) yield* appendAudit(note)
  else yield* appendEnd({ ...note, of: asked.decision_id })
  yield* tell([event])
  return row.status
})

/** What can still be given up. */
export const CANCELLABLE: readonly string[] = [...LED, 'needs_attention']

/** An execution's row as the end of the task that it was the run of. */
export const endOfRun = (number: number, { status, error_code, error_detail, ended_at }: ExecutionRow): TaskEnd => ({
  ...{ number, status, error_code, error_detail, ended_at },
  reason: status === 'completed' ? null : error_detail,
})
