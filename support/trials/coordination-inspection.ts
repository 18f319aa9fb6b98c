import type { CoordinationRow, EventRow, ExecutionRow, TaskRow } from '../../app/store/tables'
import { type Books, groupedBy, type Recorded } from './books'

const OVER = ['completed', 'failed', 'cancelled']
const OPEN = ['pending', 'interrupted']
const COVERED_WITHOUT_CARE = 2

const named = ({ id, kind, status }: CoordinationRow): string => `${kind} ${id} (${status})`
const taskNamed = ({ coordination_id, number, status }: TaskRow): string => `task ${number} of ${coordination_id} (${status})`

/** Each job has its tasks, and is over when they are; each task stands as its execution does, and none began before what it needs. */
export function* jobs(books: Books): Generator<string> {
  const shared = books.executions.filter(({ run_id }) => run_id !== null).length - books.runs.size
  if (shared > 0) yield `${shared} executions are the run of a task that has another one`
  for (const coordination of books.coordinations) {
    const tasks = books.tasks.get(coordination.id) ?? []
    if (tasks.length === 0 || tasks.some(({ number }, index) => number !== index + 1)) yield `${named(coordination)} has ${tasks.length} tasks with gaps`
    if (OVER.includes(coordination.status) !== (coordination.ended_at !== null)) yield `${named(coordination)} has ended at ${coordination.ended_at}`
    yield* endFaults(books, coordination, tasks)
    if (coordination.status !== 'cancelled') for (const task of tasks) yield* taskFaults(books, task, tasks)
    yield* records(books, coordination, tasks)
  }
}

function* endFaults({ runs }: Books, coordination: CoordinationRow, tasks: readonly TaskRow[]): Generator<string> {
  const open = tasks.filter((task) => OPEN.includes(task.status) && !isKnownByItsRun(coordination, runs.get(task.run_id))).length
  const done = tasks.every(({ status }) => status === 'completed')
  const eachCounts = coordination.kind !== 'delegate'
  if (OVER.includes(coordination.status) && open > 0) yield `${named(coordination)} has ${open} open tasks`
  if (eachCounts && coordination.status === 'completed' && !done) yield `${named(coordination)} has tasks that are not completed`
  if (eachCounts && coordination.status === 'failed' && done) yield `${named(coordination)} has completed every task`
  if (coordination.status === 'needs_attention' && !tasks.some(({ status }) => status === 'interrupted')) yield `${named(coordination)} needs nobody`
}

/** What ran when its job was cancelled, or had just ended, is what its run has come to. */
const isKnownByItsRun = ({ status }: CoordinationRow, run: ExecutionRow | undefined): boolean =>
  status === 'cancelled' && run !== undefined && run.ended_at !== null

function* taskFaults({ runs }: Books, task: TaskRow, tasks: readonly TaskRow[]): Generator<string> {
  const run = runs.get(task.run_id)
  const needed: readonly number[] = JSON.parse(task.after)
  const missing = needed.filter((number) => tasks[number - 1]?.status !== 'completed')
  if (task.status === 'completed' && run?.status !== 'completed') yield `${taskNamed(task)} has an execution that is ${run?.status ?? 'unknown'}`
  if (['failed', 'interrupted'].includes(task.status) && run?.status !== task.status)
    yield `${taskNamed(task)} has an execution that is ${run?.status ?? 'unknown'}`
  if (run !== undefined && missing.length > 0) yield `${taskNamed(task)} has run before ${missing.join(', ')}`
  if (task.status === 'skipped' && (run !== undefined || missing.length === 0)) yield `${taskNamed(task)} need not have been skipped`
}

/** What is told of a job and what is on record of it: its beginning once, its end once, and each run's end once. */
function* records({ audit, told }: Books, coordination: CoordinationRow, tasks: readonly TaskRow[]): Generator<string> {
  const notes = audit.filter(({ subject, action }) => subject === coordination.id && action.startsWith('coordination.'))
  const count = (what: string) => notes.filter(({ action }) => action === `coordination.${what}`).length
  const ends = count('ended') + count('cancelled')
  const fewest = Number(OVER.includes(coordination.status))
  if (count('begun') !== 1) yield `${named(coordination)} was begun ${count('begun')} times`
  if (ends < fewest || ends > fewest + count('retried')) yield `${named(coordination)} has ${ends} ends on record`
  const events = told.filter(({ topic, type }) => topic === `coordination:${coordination.id}` && type === 'task.ended').map(dataOf)
  const completed = groupedBy(
    events.filter(({ status }) => status === 'completed'),
    ({ number }) => String(number),
  )
  for (const task of tasks) {
    const times = (completed.get(String(task.number)) ?? []).length
    if (times !== Number(task.status === 'completed')) yield `${taskNamed(task)} was told of as completed ${times} times`
  }
}

const dataOf = ({ data }: EventRow): Readonly<Record<string, unknown>> => JSON.parse(data)

/** Texts are said once: everything that has the same number is the same piece of work. */
const workIn = (text: string): string | undefined => /errand ([\d.]+):/.exec(text)?.[1]

/** Roles of which several are told the same: the whole task. */
const WHOLE = ['plan', 'finalize']

/** No piece of a job is completed twice; one that changes something runs once, and again only when a human says so. */
export function* repetitions({ executions, tasks, audit }: Books, asked: ReadonlyMap<string, number>): Generator<string> {
  const wanted = new Map([...tasks.values()].flat().map((task) => [workIn(task.message), task]))
  const asAWhole = new Set([...tasks.values()].flat().flatMap((task) => (WHOLE.includes(task.role) ? [workIn(task.message)] : [])))
  const contacts = new Map<string, number>()
  for (const [text, times] of asked) {
    const work = workIn(text)
    if (work !== undefined) contacts.set(work, (contacts.get(work) ?? 0) + times)
  }
  const runs = groupedBy(
    executions.filter(({ run_id }) => run_id !== null),
    ({ request }) => String(workIn(JSON.parse(request).message)),
  )
  for (const [work, all] of runs) {
    if (asAWhole.has(work)) continue
    const task = wanted.get(work)
    if (task === undefined) {
      yield `errand ${work} was run ${all.length} times, and is no task`
      continue
    }
    const completed = all.filter(({ status }) => status === 'completed').length
    const careful = all.some(({ complexity }) => complexity > COVERED_WITHOUT_CARE)
    const begun = all.filter(({ started_at }) => started_at !== null).length
    const times = Math.max(begun, contacts.get(work) ?? 0)
    if (completed > 1) yield `${taskNamed(task)} was completed ${completed} times`
    if (careful && times > 1 + retries(audit, task.coordination_id)) yield `${taskNamed(task)} was run ${times} times`
  }
}

const retries = (audit: readonly Recorded[], id: string): number =>
  audit.filter(({ action, subject }) => action === 'coordination.retried' && subject === id).length

/** Work is handed on as it was decided: each has its decision, its end and its proposal. */
export function* handoffs({ handoffs: all, audit, proposals }: Books): Generator<string> {
  const decided = groupedBy(
    audit.filter(({ action, outcome }) => action === 'handoff.decided' && outcome !== 'blocked'),
    ({ id }) => id,
  )
  const ended = groupedBy(
    audit.filter(({ action }) => action === 'handoff.ended'),
    ({ of }) => String(of),
  )
  const asked = new Map(proposals.map((proposal) => [proposal.id, proposal.status]))
  const begun = new Map(all.map(({ id, begun_at }) => [id, begun_at !== null]))
  for (const handoff of all) {
    const about = `handoff ${handoff.id} (${handoff.status})`
    const waits = handoff.status === 'awaiting_approval'
    if ((decided.get(handoff.decision_id) ?? []).length !== 1) yield `${about} has no decision on record`
    if ((ended.get(handoff.decision_id) ?? []).length !== Number(!waits)) yield `${about} has ${ended.get(handoff.decision_id)?.length ?? 0} outcomes`
    const status = handoff.proposal_id === null ? undefined : asked.get(handoff.proposal_id)
    if (handoff.proposal_id !== null && status === undefined) yield `${about} has no proposal`
    if (status !== undefined && PROPOSAL_OF[handoff.status] !== status) yield `${about} has a proposal that is ${status}`
    if (handoff.begun_at !== null && handoff.status !== 'accepted') yield `${about} was begun`
    if (handoff.begun_at !== null && begun.get(handoff.parent_id ?? '') === false) yield `${about} was begun, and what it came from was not`
  }
}

const PROPOSAL_OF: Readonly<Record<string, string>> = {
  ...{ awaiting_approval: 'pending', accepted: 'approved', declined: 'approved' },
  ...{ rejected: 'rejected', expired: 'expired', void: 'void' },
}

/** At most one holds a resource, each lease under a number of its own, and the numbers grow with the leases. */
export function* leases({ resources, wishes }: Books): Generator<string> {
  const byResource = groupedBy(wishes, ({ resource_id }) => resource_id)
  for (const { id, fencing } of resources) {
    const all = byResource.get(id) ?? []
    const held = all.filter(({ status }) => status === 'holding')
    if (held.length > 1) yield `${id} is held by ${held.map(({ agent_id }) => agent_id).join(' and ')}`
    const numbers = all.flatMap((wish) => (wish.fencing === null ? [] : [wish.fencing]))
    if (new Set(numbers).size < numbers.length) yield `${id} was given twice under the same number, of ${numbers.join(', ')}`
    if (fencing !== Math.max(0, ...numbers)) yield `${id} is at number ${fencing}, and was given under ${Math.max(0, ...numbers)}`
    if (held.some((wish) => wish.fencing !== fencing)) yield `${id} is held under an old number`
  }
}
