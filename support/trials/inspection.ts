import type { Database } from 'better-sqlite3'
import { QUOTED_MATERIAL } from '../../app/llm/quoted'
import type { ExecutionRow } from '../../app/store/tables'
import { type Books, groupedBy, openBooks, type Recorded } from './books'
import { handoffs, jobs, leases, repetitions } from './coordination-inspection'
import type { Check, Finding } from './ledger'

/** What nobody should ever see in a database, whatever happened to the processes that wrote it. */
export function inspect(db: Database, asked: ReadonlyMap<string, number>): readonly Finding[] {
  const integrity = db.pragma('integrity_check', { simple: true })
  const books = openBooks(db)
  const checks: readonly (readonly [Check, (books: Books) => Iterable<string>])[] = [
    ['journal', journals],
    ['audit', decisions],
    ['audit', proposals],
    ['audit', interventions],
    ['audit', standstills],
    ['outbox', outbox],
    ['history', history],
    ['tally', tallies],
    ['budget', budgets],
    ['once', (all) => runs(all, asked)],
    ['once', (all) => repetitions(all, asked)],
    ['job', jobs],
    ['handoff', handoffs],
    ['lease', leases],
  ]
  const found = checks.flatMap(([check, faults]) => [...faults(books)].map((text): Finding => ({ check, text })))
  return integrity === 'ok' ? found : [{ check: 'integrity', text: String(integrity) }, ...found]
}

const ENDED = ['completed', 'failed', 'cancelled', 'interrupted', 'blocked']
const hasEnded = ({ status }: ExecutionRow): boolean => ENDED.includes(status)
const named = ({ id, status, action }: ExecutionRow): string => `execution ${id} (${action}, ${status})`
const messageOf = ({ request }: ExecutionRow): string => JSON.parse(request).message

/** Numbers without gaps; an end in every stream that ended, and in no other; deltas that add up to the answer. */
function* journals({ executions, events }: Books): Generator<string> {
  const known = new Set(executions.map(({ id }) => id))
  for (const id of events.keys()) if (!known.has(id)) yield `the journal of ${id} has no execution`
  for (const execution of executions) {
    const journal = events.get(execution.id) ?? []
    if (journal.length === 0 || journal.some(({ number }, index) => number !== index + 1)) yield `${named(execution)} has gaps in its journal`
    const last = journal.at(-1)
    const isEnd = last?.kind === 'streaming:complete' || last?.kind === 'streaming:error'
    if (hasEnded(execution) && !isEnd) yield `${named(execution)} has a journal that ends with ${last?.kind}`
    if (hasEnded(execution) !== (execution.ended_at !== null)) yield `${named(execution)} has ended at ${execution.ended_at}`
    if ((execution.last_event ?? undefined) !== (hasEnded(execution) ? last?.number : undefined))
      yield `${named(execution)} has last event ${execution.last_event}`
    if (execution.status === 'completed' && (last?.kind !== 'streaming:complete' || spoken(execution, journal) !== execution.response))
      yield `${named(execution)} has words that do not add up to its answer`
  }
}

function spoken({ message_id }: ExecutionRow, journal: readonly { readonly kind: string; readonly data: string }[]): string {
  const words = journal.filter(({ kind }) => kind === 'streaming:update').map(({ data }) => JSON.parse(data))
  return words.filter((word) => word.message_id === message_id).reduce((all, { delta }) => all + delta, '')
}

/** How the outcome record calls an end. */
const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  completed: ['completed'],
  failed: ['failed'],
  interrupted: ['interrupted'],
  cancelled: ['cancelled', 'rejected', 'expired', 'void'],
  blocked: ['void'],
}

/** One decision for each attempt, one outcome for each end, and no record without what it tells of. */
function* decisions({ executions, audit }: Books): Generator<string> {
  const decided = audit.filter(({ action, details }) => action === 'action.decided' && details.execution !== undefined)
  const byExecution = groupedBy(decided, ({ details }) => String(details.execution))
  const ended = groupedBy(
    audit.filter(({ action, of }) => action === 'action.ended' && of !== null),
    ({ of }) => String(of),
  )
  const byId = new Map(executions.map((execution) => [execution.id, execution]))
  const decisionIds = new Set(executions.map(({ decision_id }) => decision_id))
  for (const { id, details } of decided) if (!byId.has(String(details.execution))) yield `decision ${id} is of no execution`
  for (const { id, action, of, details } of audit)
    if (action === 'action.ended' && details.execution !== undefined && !decisionIds.has(String(of))) yield `outcome ${id} completes no decision`
  for (const execution of executions) {
    const records = byExecution.get(execution.id) ?? []
    const first = records.filter(({ id }) => id === execution.decision_id)
    const again = records.filter(({ id }) => id !== execution.decision_id)
    if (first.length !== 1 || again.some(({ details }) => details.again !== execution.decision_id))
      yield `${named(execution)} has ${first.length} first decisions`
    if (again.length > 1 || (execution.proposal_id !== null && execution.started_at !== null && again.length !== 1))
      yield `${named(execution)} was decided again ${again.length} times`
    yield* outcomeFaults(execution, ended.get(execution.decision_id) ?? [])
  }
}

function* outcomeFaults(execution: ExecutionRow, outcomes: readonly Recorded[]): Generator<string> {
  const wasAllowedOnce = execution.started_at !== null || execution.proposal_id !== null
  const wanted = hasEnded(execution) && wasAllowedOnce ? 1 : 0
  if (outcomes.length !== wanted) yield `${named(execution)} has ${outcomes.length} outcomes`
  for (const { outcome } of outcomes) if (!OUTCOMES[execution.status]?.includes(String(outcome))) yield `${named(execution)} has the outcome ${outcome}`
}

/** Each proposal is told of, decided at most once, and stands as its execution does. */
function* proposals({ executions, proposals: all, audit, told }: Books): Generator<string> {
  const notes = groupedBy(
    audit.filter(({ action }) => action.startsWith('proposal.')),
    ({ details }) => String(details.proposal),
  )
  const events = groupedBy(
    told.filter(({ type }) => type.startsWith('proposal.')),
    ({ data }) => String(JSON.parse(data).proposal_id),
  )
  const byId = new Map(executions.map((execution) => [execution.id, execution]))
  for (const proposal of all) {
    const noted = (notes.get(proposal.id) ?? []).map(({ action }) => action)
    const decided = noted.filter((action) => action !== 'proposal.void').length
    const voided = noted.length - decided
    const types = (events.get(proposal.id) ?? []).map(({ type }) => type)
    const decisions = types.filter((type) => type === 'proposal.decided').length
    const needed = ['approved', 'rejected', 'expired'].includes(proposal.status)
    const about = `proposal ${proposal.id} (${proposal.status})`
    if (decided > 1 || noted.length !== decisions || (needed && decided !== 1))
      yield `${about} has ${noted.length} decisions on record and ${decisions} told of`
    if (voided !== Number(proposal.status === 'void')) yield `${about} is void ${voided} times on record`
    if (types.filter((type) => type === 'proposal.waiting').length !== 1) yield `${about} was not told of once when it began to wait`
    if (proposal.kind !== 'execution') continue
    const execution = byId.get(proposal.execution_id ?? '')
    if (execution === undefined) yield `${about} has no execution`
    else if (!fits(proposal.status, execution)) yield `${about} stands for ${named(execution)}`
  }
}

function fits(status: string, execution: ExecutionRow): boolean {
  if (status === 'pending') return execution.status === 'awaiting_approval'
  if (status === 'approved') return execution.status !== 'awaiting_approval' && (execution.started_at !== null || execution.status === 'pending')
  return execution.started_at === null && hasEnded(execution)
}

/** What supervisors did stands in the journal as in the trail. */
function* interventions({ executions, events, audit }: Books): Generator<string> {
  const notes = groupedBy(
    audit.filter(({ details }) => details.execution !== undefined),
    ({ action, details }) => `${action} ${details.execution}`,
  )
  for (const execution of executions) {
    const journal = events.get(execution.id) ?? []
    for (const what of ['paused', 'resumed', 'corrected']) {
      const shown = journal.filter(({ kind }) => kind === `execution:${what}`).length
      const recorded = (notes.get(`execution.${what} ${execution.id}`) ?? []).length
      if (shown !== recorded) yield `${named(execution)} was ${what} ${shown} times, ${recorded} on record`
    }
    const stops = (notes.get(`execution.stopped ${execution.id}`) ?? []).length
    // Where a supervisor gives up the whole job, each of its runs is stopped with it.
    const mayBe = execution.run_id !== null && execution.error_code === 'cancelled' ? [0, 1] : [Number(execution.error_code === 'stopped')]
    if (!mayBe.includes(stops)) yield `${named(execution)} has ${stops} records of being stopped`
  }
}

/** Nothing is allowed, put before a human or approved of an agent that stands still at that moment. */
function* standstills({ audit }: Books): Generator<string> {
  const still = new Set<string>()
  for (const { id, action, subject, outcome } of audit) {
    if (action === 'agent.paused' || action === 'agent.retired') still.add(String(subject))
    if (action === 'agent.resumed') still.delete(String(subject))
    const goesOn = (action === 'action.decided' && outcome !== 'blocked') || action === 'proposal.approved'
    if (goesOn && still.has(String(subject))) yield `record ${id} says ${action} of an agent that stands still`
  }
}

/** Each completed execution is remembered, or due to be, once; no other is. */
function* outbox({ executions, episodes, due }: Books): Generator<string> {
  for (const execution of executions) {
    const count = (episodes.get(execution.id) ?? []).length + Number(due.has(execution.id))
    if (count !== Number(execution.status === 'completed')) yield `${named(execution)} has ${count} episodes made or due`
  }
}

/** What began was said, what was completed was answered, and nothing else. A task is no conversation. */
function* history({ executions, messages, events }: Books): Generator<string> {
  for (const execution of executions) {
    const said = messages.get(execution.id) ?? []
    if (execution.run_id !== null && execution.session_id === null) {
      if (said.length > 0) yield `${named(execution)} is a task, and has ${said.length} messages`
      continue
    }
    const [first] = said.filter(({ role }) => role === 'user')
    if ((first?.content ?? null) !== (execution.started_at === null ? null : messageOf(execution)))
      yield `${named(execution)} has a history that begins with ${first?.content}`
    const corrections = (events.get(execution.id) ?? []).filter(({ kind }) => kind === 'execution:corrected').length
    if (execution.status === 'completed' && said.filter(({ role }) => role === 'user').length !== 1 + corrections)
      yield `${named(execution)} was corrected ${corrections} times, and the model was not told each time`
    const answers = said.filter(({ role }) => role === 'assistant')
    const answer = answers.find(({ id }) => id === execution.message_id)
    if ((answer?.content ?? null) !== execution.response) yield `${named(execution)} has another answer in its history`
    if (execution.intervened === 0 && said.length !== Number(execution.started_at !== null) + Number(execution.status === 'completed'))
      yield `${named(execution)} has ${said.length} messages in its history`
  }
}

/** What is counted is what the rows add up to. */
function* tallies({ executions, tallies: all, audit, episodes }: Books): Generator<string> {
  const overBudget = new Set(executions.filter(({ error_code }) => error_code === 'budget_exceeded').map(({ decision_id }) => decision_id))
  const subjects = (matches: (record: Recorded) => boolean) => groupedBy(audit.filter(matches), ({ subject }) => String(subject))
  const of = (group: ReadonlyMap<string, readonly unknown[]>, agent: string) => (group.get(agent) ?? []).length
  const ended = groupedBy(
    executions.filter((execution) => execution.started_at !== null && hasEnded(execution)),
    ({ agent_id }) => agent_id,
  )
  const decided = subjects(({ action }) => action === 'action.decided')
  const blocked = subjects(({ action, outcome, id }) => action === 'action.decided' && outcome === 'blocked' && !overBudget.has(id))
  const approved = subjects(({ action }) => action === 'proposal.approved')
  const rejected = subjects(({ action }) => action === 'proposal.rejected')
  const remembered = groupedBy([...episodes.values()].flat(), ({ agent_id }) => agent_id)
  for (const [agent, terms] of groupedBy(all, ({ agent_id }) => agent_id)) {
    const sum = (column: Exclude<keyof (typeof terms)[number], 'agent_id'>) => terms.reduce((total, row) => total + row[column], 0)
    const should = {
      decisions: of(decided, agent),
      blocked: of(blocked, agent),
      ended: of(ended, agent),
      intervened: (ended.get(agent) ?? []).filter(({ intervened }) => intervened === 1).length,
      decided_proposals: of(approved, agent) + of(rejected, agent),
      rejected_proposals: of(rejected, agent),
      episodes: of(remembered, agent),
    }
    for (const [column, count] of Object.entries(should))
      if (sum(column as keyof typeof should) !== count) yield `agent ${agent} counts ${sum(column as keyof typeof should)} ${column}, the rows ${count}`
  }
}

/** What is reserved is what open executions hold. */
function* budgets({ executions, days }: Books): Generator<string> {
  const held = new Map<string, number>()
  for (const execution of executions) {
    if (execution.reserved === null) continue
    if (hasEnded(execution)) yield `${named(execution)} still holds a reserve`
    const { owners, day, amount } = JSON.parse(execution.reserved) as { owners: readonly string[]; day: string; amount: number }
    for (const owner of owners) held.set(`${owner} ${day}`, (held.get(`${owner} ${day}`) ?? 0) + amount)
  }
  for (const { owner_id, day, reserved } of days) {
    const should = held.get(`${owner_id} ${day}`) ?? 0
    if (reserved !== should) yield `${owner_id} has ${reserved} reserved on ${day}, its open executions hold ${should}`
  }
}

/** What was approved, or needed no approval, ran at most once; the model was asked only for what is on record as begun. */
function* runs({ executions, events }: Books, asked: ReadonlyMap<string, number>): Generator<string> {
  const contacts = new Map<string, number>()
  for (const [text, times] of asked) contacts.set(ownWords(text), (contacts.get(ownWords(text)) ?? 0) + times)
  for (const [message, all] of groupedBy(executions, messageOf)) {
    let begunInAll = 0
    for (const execution of all) {
      const begun = (events.get(execution.id) ?? []).filter(({ kind }) => kind === 'execution:started').length
      if (begun !== Number(execution.started_at !== null)) yield `${named(execution)} was begun ${begun} times`
      begunInAll += begun
    }
    const times = contacts.get(message) ?? 0
    const [execution, ...others] = all
    if (execution === undefined) continue
    if (times > begunInAll) yield `${named(execution)} was begun ${begunInAll} times, and the model was asked ${times} times`
    if (others.length === 0 && execution.status === 'completed' && execution.intervened === 0 && times !== 1)
      yield `${named(execution)} was completed, and the model was asked ${times} times`
  }
}

/** What the model is told last, without what was shared by whoever handed the work on. */
const ownWords = (text: string): string => text.split(`\n\n${QUOTED_MATERIAL}\n\nHanded on by `, 1)[0] ?? text
