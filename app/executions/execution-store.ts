import { sql } from 'kysely'
import { agentById } from '../agents/agent-store'
import { counted } from '../agents/tally-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { appendEvent, type NewEvent } from '../events/event-store'
import { type DecisionRecord, recordDecision } from '../governance/decision-store'
import { insertProposal, type Voiding, voidProposal } from '../governance/proposal-store'
import { type BudgetRefusal, dayOf, type Most, type Reservation, type Reserved } from '../people/budget'
import { reserveBudget, settleBudget } from '../people/budget-store'
import { define, defineInsert } from '../store/statement'
import type { ChatSessionRow, ExecutionRow, MessageRow, ProposalRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { type Asker, askerStands } from './asker'
import { beginHandedOn, handoffStands, type Seen } from './handed-on'
import { storeMessage } from './history-store'
import type { Entry, JournalEvent } from './journal'
import { beginJournal, continueJournal, correctionsAfter } from './journal-store'
import { runIsWanted } from './wanted'

const insertExecution = defineInsert('execution', [
  ...(['id', 'agent_id', 'level', 'asked_by', 'session_id', 'action', 'complexity', 'status', 'supervised', 'intervened'] as const),
  ...(['request', 'content_hash', 'resolution_path', 'decision_id', 'proposal_id', 'run_id', 'model_choice', 'message_id', 'response'] as const),
  ...(['provider', 'model', 'usage', 'error_code', 'error_detail', 'reserved', 'instance_id', 'trace_id'] as const),
  ...(['created_at', 'started_at', 'ended_at', 'last_event'] as const),
])

export const executionById = define<{ id: string }>()((db, p) => db.selectFrom('execution').selectAll().where('id', '=', p.id))

/** What has not ended, in the words of the index `execution_open`. */
export const OPEN = sql<boolean>`status in ('pending', 'awaiting_approval', 'running', 'paused')`

/** What an instance runs, or was running when it went. The condition is that of the index `execution_open`. */
export const runningAt = define<{ instance_id: string }>()((db, p) =>
  db.selectFrom('execution').selectAll().where(OPEN).where('instance_id', '=', p.instance_id).where('status', 'in', ['running', 'paused']),
)

/** How those stand that an instance runs. */
export const standingAt = define<{ instance_id: string }>()((db, p) =>
  db
    .selectFrom('execution')
    .select(['id', 'status', 'intervened'])
    .where(OPEN)
    .where('instance_id', '=', p.instance_id)
    .where('status', 'in', ['running', 'paused']),
)

/** What was approved and has not begun. What is part of something larger begins in its turn there. */
export const approvedNotBegun = define()((db) =>
  db.selectFrom('execution').selectAll().where(OPEN).where('status', '=', 'pending').where('run_id', 'is', null).orderBy('id').limit(100),
)

export const executionByRun = define<{ run_id: string }>()((db, p) => db.selectFrom('execution').selectAll().where('run_id', '=', p.run_id))

export const updateExecution = define<ExecutionRow>()((db, p) =>
  db
    .updateTable('execution')
    .set({
      status: p.status,
      session_id: p.session_id,
      supervised: p.supervised,
      intervened: p.intervened,
      model_choice: p.model_choice,
      message_id: p.message_id,
      response: p.response,
      provider: p.provider,
      model: p.model,
      usage: p.usage,
      error_code: p.error_code,
      error_detail: p.error_detail,
      reserved: p.reserved,
      instance_id: p.instance_id,
      started_at: p.started_at,
      ended_at: p.ended_at,
      last_event: p.last_event,
    })
    .where('id', '=', p.id),
)

/** What a person said, and the conversation that is opened with it unless it exists. */
export interface Saying {
  readonly message: MessageRow
  readonly opening: ChatSessionRow
}

export interface Begin {
  readonly execution: ExecutionRow
  /** Who begins it. */
  readonly instanceId: string
  /** The agent that was decided about, and whoever else counted; if one is no longer so, nothing is written. */
  readonly seen: readonly Seen[]
  readonly asker: Asker | undefined
  /** The handoff that the work begins on now. */
  readonly handoffId?: string | undefined
  /** What it can cost at most, if it runs at once. */
  readonly most?: Most | undefined
  readonly decision: DecisionRecord
  readonly entries: readonly Entry[]
  readonly saying?: Saying | undefined
  readonly proposal?: ProposalRow | undefined
  readonly event?: NewEvent | undefined
}

/** A budget does not allow it; nothing of it was reserved. */
export interface OverBudget {
  readonly kind: 'over_budget'
  readonly refusal: BudgetRefusal
}

export type Begun = { readonly kind: 'begun'; readonly events: readonly JournalEvent[] } | { readonly kind: 'stale' | 'unwanted' } | OverBudget

interface ReservedFor {
  readonly kind: 'reserved'
  readonly reserved: string | null
}

/** Part of a unit: what an execution can cost is reserved of the agent's budget and of the asker's; what its row keeps of that. */
export function* reserve({ agent_id, asked_by }: ExecutionRow, most: Most, at: number): Write<ReservedFor | OverBudget> {
  const payers = [{ as: 'agent', id: agent_id } as const, { as: 'asker', id: asked_by } as const]
  const result: Reservation = yield* reserveBudget({ payers, day: dayOf(at), most })
  if (result.kind === 'exceeded') return { kind: 'over_budget', refusal: result.refusal }
  return { kind: 'reserved', reserved: result.reserved === null ? null : JSON.stringify(result.reserved) }
}

/** Part of a unit: what was reserved for an execution gives way to what it cost; undefined: nobody knows. */
export function* settle({ reserved }: ExecutionRow, spent: number | undefined): Write<void> {
  if (reserved !== null) yield* settleBudget(JSON.parse(reserved) as Reserved, spent)
}

const NOTHING_RESERVED: ReservedFor = { kind: 'reserved', reserved: null }

/** Part of a unit: whether the agents are as they were when they were looked at. */
export function* stillSo(seen: readonly Seen[]): Write<boolean> {
  for (const { id, version } of seen) {
    const [agent] = yield* run(agentById, { id })
    if (agent?.version !== version) return false
  }
  return true
}

/** Decision record, execution and the journal's first event, before anything happens; with a proposal if one is needed. Nothing for a job that is over. */
export const beginExecution = unit('execution.begin', function* (input: Begin) {
  const { execution, instanceId, seen, asker, handoffId, most, decision, entries, saying, proposal, event } = input
  if (!(yield* runIsWanted(execution.run_id, instanceId))) return { kind: 'unwanted' } as Begun
  if (!(yield* stillSo(seen)) || (asker !== undefined && !(yield* askerStands(asker)))) return { kind: 'stale' } as Begun
  if (!(yield* handoffStands(handoffId))) return { kind: 'stale' } as Begun
  const budget = most === undefined ? NOTHING_RESERVED : yield* reserve(execution, most, execution.created_at)
  if (budget.kind === 'over_budget') return budget as Begun
  yield* beginHandedOn(handoffId, execution.created_at)
  yield* recordDecision(decision)
  yield* run(insertExecution, { ...execution, reserved: budget.reserved })
  const events = yield* beginJournal(execution.id, entries, execution.created_at)
  if (saying !== undefined) yield* storeMessage(saying.message, saying.opening)
  if (proposal !== undefined) yield* run(insertProposal, proposal)
  if (event !== undefined) yield* appendEvent(event)
  return { kind: 'begun', events } as Begun
})

export interface Start {
  readonly id: string
  readonly instanceId: string
  readonly seen: readonly Seen[]
  readonly asker: Asker
  readonly handoffId?: string | undefined
  readonly most: Most
  readonly at: number
  readonly sessionId: string | undefined
  readonly modelChoice: string
  readonly supervised: boolean
  readonly decision: DecisionRecord
  readonly entry: Entry
  readonly saying?: Saying | undefined
  readonly event?: NewEvent | undefined
}

export type Started =
  | { readonly kind: 'started'; readonly execution: ExecutionRow; readonly events: readonly JournalEvent[] }
  | { readonly kind: 'stale' | 'taken' }
  | OverBudget

/** Begins what was approved: once, by one instance, and only as it was decided again now. */
export const startExecution = unit('execution.start', function* (input: Start) {
  const [row] = yield* run(executionById, { id: input.id })
  if (row?.status !== 'pending' || !(yield* runIsWanted(row.run_id, input.instanceId))) return { kind: 'taken' } as Started
  if (!(yield* stillSo(input.seen)) || !(yield* askerStands(input.asker))) return { kind: 'stale' } as Started
  if (!(yield* handoffStands(input.handoffId))) return { kind: 'stale' } as Started
  const budget = yield* reserve(row, input.most, input.at)
  if (budget.kind === 'over_budget') return budget as Started
  const execution: ExecutionRow = {
    ...row,
    status: 'running',
    reserved: budget.reserved,
    session_id: input.sessionId ?? null,
    supervised: Number(input.supervised),
    model_choice: input.modelChoice,
    instance_id: input.instanceId,
    started_at: input.at,
  }
  yield* beginHandedOn(input.handoffId, input.at)
  yield* recordDecision(input.decision)
  yield* run(updateExecution, execution)
  const events = yield* continueJournal(input.id, [input.entry], input.at)
  if (input.saying !== undefined) yield* storeMessage(input.saying.message, input.saying.opening)
  if (input.event !== undefined) yield* appendEvent(input.event)
  return { kind: 'started', execution, events } as Started
})

const insertEpisodeDue = defineInsert('episode_due', ['execution_id', 'tries', 'next_at'])

export interface End {
  readonly id: string
  /** Only if it is in one of these states, and run by this instance where one is named. */
  readonly from: readonly string[]
  readonly instanceId?: string | undefined
  /** Number of the last correction that was heeded; not possible if another has come since. */
  readonly correctedUpTo?: number | undefined
  readonly status: string
  readonly at: number
  readonly entries: readonly Entry[]
  readonly result: Partial<Pick<ExecutionRow, 'message_id' | 'response' | 'provider' | 'model' | 'usage' | 'error_code' | 'error_detail'>>
  /** The answer, for the history. */
  readonly message?: MessageRow | undefined
  /** What it cost since it was last settled; undefined: nobody knows. */
  readonly spent?: number | undefined
  readonly intervened?: boolean | undefined
  /** Completes the record of the decision. */
  readonly outcome: AuditEntry
  readonly notes?: readonly AuditEntry[] | undefined
  /** What was decided anew, where that ends it. */
  readonly decision?: DecisionRecord | undefined
}

export type Ended =
  | { readonly kind: 'ended'; readonly execution: ExecutionRow; readonly events: readonly JournalEvent[] }
  | { readonly kind: 'not_possible'; readonly status: string | undefined }

/** Part of any unit: the one end of an execution: last words, state, history, outcome record, counts and what is due afterwards. */
export function* endExecution(end: End) {
  const [row] = yield* run(executionById, { id: end.id })
  if (row === undefined || !end.from.includes(row.status) || (end.instanceId !== undefined && row.instance_id !== end.instanceId))
    return { kind: 'not_possible', status: row?.status } as Ended
  if (end.correctedUpTo !== undefined && row.intervened === 1) {
    const [missed] = yield* run(correctionsAfter, { execution_id: end.id, after: end.correctedUpTo })
    if (missed !== undefined) return { kind: 'not_possible', status: 'corrected' } as Ended
  }
  const events = yield* continueJournal(end.id, end.entries, end.at)
  const execution: ExecutionRow = {
    ...row,
    ...end.result,
    status: end.status,
    reserved: null,
    intervened: Number(row.intervened === 1 || end.intervened === true),
    ended_at: end.at,
    last_event: events.at(-1)?.number ?? null,
  }
  yield* run(updateExecution, execution)
  yield* settle(row, end.spent)
  if (end.message !== undefined) yield* storeMessage(end.message)
  if (end.decision !== undefined) yield* recordDecision(end.decision)
  for (const note of end.notes ?? []) yield* appendAudit(note)
  yield* appendAudit({ ...end.outcome, of: row.decision_id, details: { ...end.outcome.details, ...timesOf(execution) } })
  if (row.started_at !== null) yield counted(row.agent_id, { ended: 1, intervened: execution.intervened })
  else if (row.proposal_id !== null) yield* voidProposal(row.proposal_id, voidingBy(end))
  if (end.status === 'completed') yield* run(insertEpisodeDue, { execution_id: end.id, tries: 0, next_at: end.at })
  return { kind: 'ended', execution, events } as Ended
}

/** What is cancelled is somebody's doing; that something may not be done any more is not. */
const voidingBy = ({ at, status, outcome }: End): Voiding => ({ at, reason: `the execution was ${status}`, by: status === 'cancelled' ? outcome.actor : null })

const timesOf = ({ started_at, ended_at }: ExecutionRow) =>
  started_at === null || ended_at === null ? {} : { started: started_at, ended: ended_at, ms: ended_at - started_at }

export const finishExecution = unit('execution.finish', (end: End) => endExecution(end))
