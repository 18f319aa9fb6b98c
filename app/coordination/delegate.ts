import { paragraphs, quoted, withQuotes } from '../llm/quoted'
import { type NewTask, type Task, taskFailed } from './coordination'
import { type PlannedPart, readPlan, type Worker } from './delegate-plan'
import { DuplicateAgent, refuseTwice } from './duplicate-agent'
import { type Conclusion, listed, type Pattern } from './pattern'

/** A task that a coordinator shall split among workers. */
export interface DelegateRequest {
  readonly coordinator: string
  readonly workers: readonly Worker[]
  readonly task: string
}

/** What came of one part: it and whoever stood in for it. */
interface Share {
  readonly part: Task
  readonly standIn: Task | undefined
}

/**
 * One agent plans, others do the parts, the first puts them together (INTG-05.15). What the plan says gives nobody a right: parts are talk,
 * done by those that were named, and handed on by the coordinator. Parts and those that stand in for them are at most `steps`.
 */
export function createDelegate({ steps }: { readonly steps: number }): Pattern<DelegateRequest> {
  const planIn = (request: DelegateRequest, plan: Task | undefined) => readPlan(plan?.response ?? '', { workers: request.workers, most: steps })

  return {
    kind: 'delegate',
    agents: ({ coordinator, workers }) => [
      { id: coordinator, field: 'id' },
      ...listed(
        workers.map(({ id }) => id),
        'workers',
      ),
    ],
    begin(request) {
      refuseMixUp(request)
      return [byCoordinator(request, 'plan')]
    },
    next(request, tasks) {
      const plan = taskFor(tasks, 'plan')
      if (plan?.status !== 'completed') return []
      const shares = sharesOf(tasks)
      if (shares.length === 0) return newParts(planIn(request, plan))
      const standIns = newStandIns(request, tasks, steps)
      const goesOn = standIns.length > 0 || shares.some(isOpen) || !shares.some(isDone)
      return goesOn || taskFor(tasks, 'finalize') !== undefined ? standIns : [byCoordinator(request, 'finalize')]
    },
    prompt(request, task, tasks) {
      switch (task.role) {
        case 'plan':
          return planPrompt(request, steps)
        case 'finalize':
          return finalizePrompt(request, sharesOf(tasks))
        default:
          return task.message
      }
    },
    handsOn: ({ coordinator, task }, { role, message }) => (role === 'part' ? { from: coordinator, context: { task, part: message } } : undefined),
    conclude(request, tasks) {
      const plan = taskFor(tasks, 'plan')
      if (plan?.status !== 'completed') return failed(null, 'plan_failed', `The coordinator made no plan: ${whyNot(plan)}`)
      const shares = sharesOf(tasks)
      if (shares.length > 0) return concluded(request, shares, taskFor(tasks, 'finalize'))
      const read = planIn(request, plan)
      return failed(null, 'plan_unreadable', `The plan cannot be used: ${'wrong' in read ? read.wrong : 'nothing came of it'}`)
    },
  }
}

/** Throws DuplicateAgent where somebody would have two parts in it. */
function refuseMixUp({ coordinator, workers }: DelegateRequest): void {
  const itself = workers.findIndex(({ id }) => id === coordinator)
  if (itself >= 0) throw new DuplicateAgent('The coordinator cannot be one of its own workers', { field: `workers[${itself}]` })
  refuseTwice(
    workers.map(({ id }) => id),
    (index) => `workers[${index}]`,
  )
}

/** What came of the parts once they were given: a plan is not read again. */
function concluded(request: DelegateRequest, shares: readonly Share[], finalize: Task | undefined): Conclusion {
  const result = finalize?.status === 'completed' ? (finalize.response ?? null) : null
  const missing = shares.filter((share) => !isDone(share))
  if (missing.length > 0) {
    const names = missing.map(({ part, standIn }) => `${part.name} (${nameOf(request, (standIn ?? part).agentId)}: ${whyNot(standIn ?? part)})`)
    return failed(result, 'parts_failed', `Parts that did not complete: ${names.join('; ')}`)
  }
  if (finalize?.status !== 'completed') return failed(null, 'finalize_failed', `The coordinator did not put the parts together: ${whyNot(finalize)}`)
  return { status: 'completed', result: { result } }
}

const failed = (result: string | null, code: string, detail: string): Conclusion => ({ status: 'failed', result: { result }, error: { code, detail } })

const whyNot = (task: Task | undefined): string => task?.reason ?? task?.error?.detail ?? task?.status ?? 'it was not asked'

const taskFor = (tasks: readonly Task[], role: 'plan' | 'finalize'): Task | undefined => tasks.find((task) => task.role === role)

const nameOf = ({ workers }: DelegateRequest, id: string): string => workers.find((worker) => worker.id === id)?.name ?? id

const byCoordinator = ({ coordinator, task }: DelegateRequest, role: 'plan' | 'finalize'): NewTask => ({
  name: role,
  role,
  agentId: coordinator,
  action: role,
  message: task,
})

const PART_ACTION = 'chat'

const newParts = (plan: { readonly parts: readonly PlannedPart[] } | { readonly wrong: string }): readonly NewTask[] =>
  'wrong' in plan
    ? []
    : plan.parts.map(({ worker, task }, index) => ({
        ...{ name: `part-${index + 1}`, role: 'part', agentId: worker.id, action: PART_ACTION, message: task },
      }))

/** Each part as planned, with the one that stands in for it. */
const sharesOf = (tasks: readonly Task[]): readonly Share[] =>
  tasks.filter(isPlanned).map((part) => ({ part, standIn: tasks.find(({ replaces }) => replaces === part.number) }))

const isPlanned = ({ role, replaces }: Task): boolean => role === 'part' && replaces === undefined
const isDone = ({ part, standIn }: Share): boolean => part.status === 'completed' || standIn?.status === 'completed'
/** An interrupted one runs again. */
const isAtWork = (task: Task): boolean => task.status !== 'completed' && !taskFailed(task)
const isOpen = ({ part, standIn }: Share): boolean => isAtWork(standIn ?? part)

/** Each failed part goes once to the next worker of the list that has nothing to do; if all others are at work it waits. */
function newStandIns({ workers }: DelegateRequest, tasks: readonly Task[], steps: number): readonly NewTask[] {
  const parts = tasks.filter(({ role }) => role === 'part')
  const busy = new Set(parts.filter(isAtWork).map(({ agentId }) => agentId))
  const standIns: NewTask[] = []
  for (const { part, standIn } of sharesOf(tasks)) {
    if (!taskFailed(part) || standIn !== undefined || parts.length + standIns.length >= steps) continue
    const worker = workersAfter(part.agentId, workers).find(({ id }) => !busy.has(id))
    if (worker === undefined) continue
    busy.add(worker.id)
    const { name, message, number } = part
    const given = { name: `${name}-again`, agentId: worker.id, message, replaces: number }
    standIns.push({ ...given, role: 'part', action: PART_ACTION })
  }
  return standIns
}

/** The others, from the one after it, round to the one before. */
function workersAfter(id: string, workers: readonly Worker[]): readonly Worker[] {
  const at = workers.findIndex((worker) => worker.id === id)
  return [...workers.slice(at + 1), ...workers.slice(0, Math.max(at, 0))]
}

const planPrompt = ({ workers, task }: DelegateRequest, steps: number): string =>
  paragraphs(
    "Split this task into parts, each for one of the workers below. They work at the same time and do not see each other's parts.",
    `Task:\n${task}`,
    `Workers:\n${JSON.stringify(workers)}`,
    `End your answer with a JSON list of 1 to ${steps} parts, all texts in quotation marks: [{"worker": ID OR NAME OF A WORKER, "task": WHAT THEY SHALL DO}, …]`,
  )

const SUM_UP = 'The parts of this task have ended. Put what came of them together into one answer to the whole task.'
const MISSING = 'A part that did not complete has no result: say what is missing, and do not make it up.'

const finalizePrompt = (request: DelegateRequest, shares: readonly Share[]): string =>
  withQuotes(SUM_UP, [quoted('Task:', request.task), quoted('Parts:', JSON.stringify(shares.map((share) => told(request, share))))], MISSING)

function told(request: DelegateRequest, { part, standIn }: Share): object {
  const last = standIn ?? part
  const came = last.status === 'completed' ? { result: last.response ?? '' } : { reason: whyNot(last) }
  return { part: part.name, task: part.message, worker: nameOf(request, last.agentId), status: last.status, ...came }
}
