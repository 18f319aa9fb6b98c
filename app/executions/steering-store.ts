import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import type { Most } from '../people/budget'
import type { ExecutionRow, MessageRow } from '../store/tables'
import { run, unit } from '../store/unit'
import { type Ended, executionById, type OverBudget, reserve, settle, updateExecution } from './execution-store'
import { storeMessage } from './history-store'
import type { Entry } from './journal'
import { continueJournal } from './journal-store'

export interface Intervene {
  readonly id: string
  readonly from: readonly string[]
  readonly to: string
  readonly at: number
  readonly entry: Entry
  readonly note: AuditEntry
}

/** A supervisor's pause, resumption or correction of what runs. */
export const interveneInExecution = unit('execution.intervene', function* ({ id, from, to, at, entry, note }: Intervene) {
  const [row] = yield* run(executionById, { id })
  if (row === undefined || !from.includes(row.status)) return { kind: 'not_possible', status: row?.status } as Ended
  const execution: ExecutionRow = { ...row, status: to, intervened: 1 }
  yield* run(updateExecution, execution)
  const events = yield* continueJournal(id, [entry], at)
  yield* appendAudit(note)
  return { kind: 'ended', execution, events } as Ended
})

export type Turned = Ended | OverBudget

export interface Turn {
  readonly id: string
  readonly instanceId: string
  readonly entries: readonly Entry[]
  readonly messages: readonly MessageRow[]
  /** What the answer cost that ends, and what the next one can cost at most. */
  readonly spent: number | undefined
  readonly most: Most
  readonly at: number
}

/** The present answer ends and another is asked for: what was said so far, and the correction, go into the history. */
export const turnExecution = unit('execution.turn', function* ({ id, instanceId, entries, messages, spent, most, at }: Turn) {
  const [row] = yield* run(executionById, { id })
  if (row?.status !== 'running' || row.instance_id !== instanceId) return { kind: 'not_possible', status: row?.status } as Turned
  yield* settle(row, spent)
  const budget = yield* reserve(row, most, at)
  const execution: ExecutionRow = { ...row, reserved: budget.kind === 'reserved' ? budget.reserved : null }
  yield* run(updateExecution, execution)
  if (budget.kind === 'over_budget') return budget as Turned
  const events = yield* continueJournal(id, entries, at)
  for (const message of messages) yield* storeMessage(message)
  return { kind: 'ended', execution, events } as Turned
})
