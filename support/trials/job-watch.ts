import type { Database } from 'better-sqlite3'
import type { Job } from '../../app/store/writer'
import { groupedBy } from './books'

interface TaskState {
  readonly number: number
  readonly status: string
  readonly run_id: string
  readonly after: string
}
interface RunState {
  readonly run_id: string
  readonly status: string
  readonly complexity: number
  readonly started_at: number | null
}
interface State {
  readonly job: string
  readonly tasks: readonly TaskState[]
  readonly runs: readonly RunState[]
}

/** Looks at the database after each single commit, with its own eyes. */
export interface JobWatch {
  after(job: Job): void
  /** What can be said only when nothing moves any more. */
  atRest(): readonly string[]
  readonly findings: readonly string[]
}

export const OVER = ['completed', 'failed', 'cancelled']
const AT_WORK = ['running', 'paused']
/** What a task can still become after it has ended, without a new run. */
const GIVEN_UP = ['interrupted', 'cancelled']
const CAREFUL = 3

/** The watch over the one job of a trial, of which so many tasks may run at once. */
export function watchJob(database: Database, places: number): JobWatch {
  const findings = new Set<string>()
  const look = looker(database)
  const retries = retriesIn(database)
  const taskByRun = new Map<string, number>()
  /** How often each task ended, and the job, as one saw it. */
  const ends = new Map<number, number>()
  let jobEnds = 0
  let before: State = { job: '', tasks: [], runs: [] }

  const compare = (name: string, now: State) => {
    for (const { run_id, number } of now.tasks) taskByRun.set(run_id, number)
    if (OVER.includes(now.job) && !OVER.includes(before.job)) jobEnds += 1
    if (OVER.includes(before.job) && now.job !== before.job && name !== 'coordination.take-over') findings.add(`a job that was ${before.job} became ${now.job}`)
    for (const task of now.tasks) {
      const was = before.tasks[task.number - 1]
      if (name === 'coordination.turn' && (was?.status ?? 'pending') === 'pending' && task.status !== 'pending')
        ends.set(task.number, (ends.get(task.number) ?? 0) + 1)
      if (was !== undefined && isSettledTwice(was, task)) findings.add(`task ${task.number} was ${was.status} and became ${task.status} (${name})`)
    }
    for (const text of atOneTime(now, { places, taskByRun, retries })) findings.add(text)
    before = now
  }

  return {
    after({ unit }) {
      compare(unit.name, look())
    },
    atRest: () => [...told(database, { ends, jobEnds }), ...disagreements(look(), taskByRun)],
    get findings() {
      return [...findings]
    },
  }
}

const isSettledTwice = (was: TaskState, is: TaskState): boolean =>
  was.status !== 'pending' && was.status !== is.status && was.run_id === is.run_id && ![was.status, is.status].every((status) => GIVEN_UP.includes(status))

interface Known {
  readonly places: number
  readonly taskByRun: ReadonlyMap<string, number>
  readonly retries: (number: number) => number
}

/** What must never be, at any moment. */
function* atOneTime({ tasks, runs }: State, { places, taskByRun, retries }: Known): Generator<string> {
  const atWork = runs.filter(({ status }) => AT_WORK.includes(status)).length
  if (atWork > places) yield `${atWork} tasks run at once, of ${places}`
  const begun = runs.filter(({ started_at }) => started_at !== null)
  for (const { run_id } of begun) {
    const task = tasks.find((each) => each.run_id === run_id)
    const needed: readonly number[] = JSON.parse(task?.after ?? '[]')
    const missing = needed.filter((number) => tasks[number - 1]?.status !== 'completed')
    if (missing.length > 0) yield `task ${task?.number} has begun before ${missing.join(' and ')} was completed`
  }
  const careful = begun.filter(({ complexity }) => complexity >= CAREFUL)
  for (const [number, all] of groupedBy(careful, ({ run_id }) => String(taskByRun.get(run_id))))
    if (all.length > 1 + retries(Number(number))) yield `task ${number} of complexity ${all[0]?.complexity} was begun ${all.length} times`
}

/** How often a human had each task tried again. */
function retriesIn(database: Database): (number: number) => number {
  const retried = database.prepare("select data from event where type = 'coordination.retried'").pluck()
  return (number) => (retried.all() as string[]).filter((data) => (JSON.parse(data).tasks as readonly number[]).includes(number)).length
}

interface Seen {
  readonly ends: ReadonlyMap<number, number>
  readonly jobEnds: number
}

/** Each end was told of once. */
function* told(database: Database, { ends, jobEnds }: Seen): Generator<string> {
  const events = database.prepare("select type, json_extract(data, '$.number') as number from event where topic like 'coordination:%'").all() as {
    type: string
    number: number | null
  }[]
  const count = (type: string, number: number | null = null) => events.filter((event) => event.type === type && event.number === number).length
  if (count('coordination.ended') !== jobEnds) yield `the job ended ${jobEnds} times, and that was told ${count('coordination.ended')} times`
  const numbers = new Set(events.flatMap(({ number }) => number ?? []))
  for (const number of new Set([...numbers, ...ends.keys()]))
    if (count('task.ended', number) !== (ends.get(number) ?? 0))
      yield `task ${number} ended ${ends.get(number) ?? 0} times, and that was told ${count('task.ended', number)} times`
}

/** What ran is shown as it ended. */
function* disagreements({ job, tasks, runs }: State, taskByRun: ReadonlyMap<string, number>): Generator<string> {
  for (const { run_id, status } of runs) {
    const number = taskByRun.get(run_id)
    const task = tasks.find((each) => each.run_id === run_id)
    if (number === undefined) yield `an execution that is ${status} is the run of no task`
    else if (status === 'completed' && task?.status !== 'completed' && !(job === 'cancelled' && task?.status === 'pending'))
      yield `task ${number} is ${task?.status ?? 'to be run again'}, and its execution is completed`
  }
}

/** Reads what is there now. */
function looker(database: Database): () => State {
  const job = database.prepare('select status from coordination').pluck()
  const tasks = database.prepare('select number, status, run_id, after from task order by number')
  const runs = database.prepare('select run_id, status, complexity, started_at from execution where run_id is not null order by id')
  return () => ({ job: String(job.get() ?? ''), tasks: tasks.all() as TaskState[], runs: runs.all() as RunState[] })
}
