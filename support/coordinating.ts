import { expect } from 'chai'
import type { Api } from './api'
import type { PersonName } from './cast'
import { eventually } from './eventually'
import type { ExecutionStatus } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce, begin, outcome, run, runningOf } from './running'
import type { ConcordWorld } from './world'

/** A task as the API tells of it. */
export interface TaskResult {
  readonly id: string
  readonly agent_id: string
  readonly status: ExecutionStatus | 'skipped'
  readonly response?: string | null
  readonly error?: { readonly code: string; readonly detail: string } | null
  readonly reason?: string | null
  readonly execution_id?: string | null
  readonly proposal_id?: string | null
}

/** A job for several agents as the API tells of it. */
export interface Job {
  readonly coordination_id: string
  readonly status: string
  readonly results: readonly TaskResult[]
}

/** What somebody wants of a job, beside its tasks. */
export interface JobWishes {
  readonly max_parallel?: number
  readonly on_failure?: string
  readonly agent_ids?: readonly string[]
  readonly [other: string]: unknown
}

/** A task as a row of a table says it: what is to be done is also what it is called, unless it has a name, or none at all. */
export type TaskRow = Readonly<Record<string, string>>

export type Tasks = readonly Readonly<Record<string, unknown>>[]

const CALLED = '(by its agent)'

/** The tasks of a table. What a cell leaves open is not said. */
export const tasksOf = (world: ConcordWorld, rows: readonly TaskRow[]): Tasks =>
  rows.map(({ task = '', name = task, agent = '', needs = '', action = '', ...rest }) => {
    expect(Object.keys(rest), 'columns that mean nothing').to.deep.equal([])
    return {
      ...(name === CALLED ? {} : { id: name }),
      ...{ agent_id: world.agent(agent).id, task },
      ...(needs === '' ? {} : { dependencies: needs.split(', ') }),
      ...(action === '' ? {} : { action: action.replaceAll(' ', '_') }),
    }
  })

/** So many tasks for one agent, called `Task 01`, `Task 02` and so on. */
export const manyTasks = (world: ConcordWorld, count: number, agent: string): Tasks =>
  Array.from({ length: count }, (_, index) => `Task ${String(index + 1).padStart(2, '0')}`).map((task) => ({ id: task, agent_id: world.agent(agent).id, task }))

/** One task for each agent. */
export const tasksFor = (world: ConcordWorld, agents: readonly string[]): Tasks =>
  agents.map((agent) => ({ id: `Task of ${agent}`, agent_id: world.agent(agent).id, task: 'Count the crates' }))

const errand = (tasks: Tasks, wishes: JobWishes) => ({ path: '/api/agents/parallel-execute', body: { tasks, ...wishes } })

const stateOf = perScenario((): { id: string | undefined } => ({ id: undefined }))

/** Has tasks done and waits for the answer, moving time as it is needed. It becomes the last one. */
export async function haveDone(
  world: ConcordWorld,
  person: PersonName,
  tasks: Tasks,
  { as, ...wishes }: JobWishes & { readonly as?: Api } = {},
): Promise<void> {
  stateOf(world).id = undefined
  await run(world, person, errand(tasks, wishes), as)
}

/** Begins to have tasks done, and moves no time. */
export async function beginJob(world: ConcordWorld, person: PersonName, tasks: Tasks, wishes: JobWishes = {}): Promise<void> {
  stateOf(world).id = undefined
  await begin(world, person, errand(tasks, wishes))
}

/** The number of the job that this scenario is about: of the one begun last. */
export async function jobId(world: ConcordWorld): Promise<string> {
  const state = stateOf(world)
  state.id ??= answered(world) ?? (await eventually(() => newest(world), 'the job on the list'))
  return state.id
}

/** What the answer names, unless it is still waited for. */
function answered(world: ConcordWorld): string | undefined {
  if (runningOf(world).waiting !== undefined) return undefined
  const last = world.replies.findLast(({ status, path }) => status < 300 && path.endsWith('/parallel-execute'))
  return last?.json<Partial<Job>>().coordination_id
}

async function newest(world: ConcordWorld): Promise<string | undefined> {
  const reply = await atOnce(world, world.as('Sam').call('GET', '/api/coordinations'), 'the list of jobs')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<{ items: readonly Job[] }>().items[0]?.coordination_id
}

export const jobPath = async (world: ConcordWorld): Promise<string> => `/api/coordinations/${await jobId(world)}`

/** How the job stands now, as a supervisor finds it under its address. All that needs no time has happened. */
export async function job(world: ConcordWorld): Promise<Job> {
  await world.clock.advance(0)
  const reply = await atOnce(world, world.as('Sam').call('GET', await jobPath(world)), 'the job')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Job>()
}

/** One task of it by its name. */
export async function taskNow(world: ConcordWorld, name: string): Promise<TaskResult> {
  const { results } = await job(world)
  const found = results.find(({ id }) => id === name)
  if (found === undefined) throw new Error(`there is no task "${name}" among ${results.map(({ id }) => id).join(', ')}`)
  return found
}

/** What whoever asked for it was told at last: that it has ended, and what came of each task. */
export async function toldResults(world: ConcordWorld): Promise<Job> {
  return answeredWith(world, 200)
}

/** What whoever asked for it was told: that humans have to approve something first, and where to look. */
export async function toldToWait(
  world: ConcordWorld,
): Promise<{ readonly proposals: readonly string[]; readonly status: string; readonly address: unknown; readonly id: string }> {
  const reply = await answer(world, 202)
  const { coordination_id: id, status, proposal_ids: proposals } = reply.json<{ coordination_id: string; status: string; proposal_ids: readonly string[] }>()
  return { id, status, proposals, address: reply.headers.location }
}

async function answeredWith(world: ConcordWorld, status: number): Promise<Job> {
  return (await answer(world, status)).json<Job>()
}

async function answer(world: ConcordWorld, status: number): Promise<Reply> {
  const reply = await outcome(world)
  world.looked(reply)
  expect(reply.status, reply.text).to.equal(status)
  return reply
}

/** A job with something wrong, by what is wrong. */
export const WRONG_JOBS: Readonly<Record<string, (task: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>> = {
  'no tasks': () => ({}),
  'an empty list of tasks': () => ({ tasks: [] }),
  'a task without words': ({ task: _task, ...rest }) => ({ tasks: [rest] }),
  'a task of blanks': (task) => ({ tasks: [{ ...task, task: ' \n ' }] }),
  'a task without an agent': ({ agent_id: _agent, ...rest }) => ({ tasks: [rest] }),
  'a task with an empty name': (task) => ({ tasks: [{ ...task, id: '' }] }),
  'an action without a name': (task) => ({ tasks: [{ ...task, action: '' }] }),
  'a dependency that is no name': (task) => ({ tasks: [{ ...task, dependencies: [7] }] }),
  'a task that has an urgency': (task) => ({ tasks: [{ ...task, priority: 1 }] }),
  'a deadline': (task) => ({ tasks: [task], deadline: 1 }),
  'nobody listed': (task) => ({ tasks: [task], agent_ids: [] }),
  'an unknown way to treat failures': (task) => ({ tasks: [task], on_failure: 'ignore' }),
  'none of its tasks at a time': (task) => ({ tasks: [task], max_parallel: 0 }),
  'half a task at a time': (task) => ({ tasks: [task], max_parallel: 0.5 }),
}

/** Asks for a job with a body of any kind; the answer becomes the last one. */
export const askForJob = (world: ConcordWorld, person: PersonName, body: unknown): Promise<Reply> =>
  world.call(world.as(person), 'POST', '/api/agents/parallel-execute', { body })

/** Somebody gives the job up; the answer becomes the last one. */
export async function cancelJob(world: ConcordWorld, person: PersonName): Promise<Reply> {
  return world.call(world.as(person), 'POST', `${await jobPath(world)}/cancel`)
}
