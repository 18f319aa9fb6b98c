import type { DataTable } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { CoordinationStatus, TaskStatus } from '../app/coordination/coordination'
import type { Api, Call } from './api'
import type { PersonName } from './cast'
import { eventually } from './eventually'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** A step as it is asked for. */
export interface WantedStep {
  readonly agent_id: string
  readonly action: string
  readonly message?: string
  readonly output_key?: string
  readonly input_from?: string
}

/** One step as whoever may see the workflow is told of it. */
export interface Step extends WantedStep {
  readonly number: number
  readonly status: TaskStatus
  readonly attempt: number
  readonly response?: string | null
  readonly error?: { readonly code: string; readonly detail: string } | null
  readonly reason?: string | null
  readonly execution_id?: string | null
  readonly proposal_id?: string | null
  readonly started_at?: string | null
  readonly ended_at?: string | null
}

export interface Workflow {
  readonly workflow_id: string
  readonly status: CoordinationStatus
  readonly steps: readonly Step[]
  readonly failed_step?: number | null
  readonly error?: { readonly code: string; readonly detail: string } | null
  readonly created_at: string
  readonly ended_at?: string | null
}

interface Started {
  /** The workflow that the scenario is about. */
  id: string | undefined
  /** Where it can be found, as whoever asked for it was told. */
  address: string | undefined
  /** How long whoever asked last had to wait for the answer. */
  waitedMs: number
}

export const workflowsOf = perScenario((): Started => ({ id: undefined, address: undefined, waitedMs: 0 }))

/** The rows of a table: agent, action, message, gives, takes; what a cell leaves empty is left out. */
export const stepsIn = (world: ConcordWorld, table: DataTable): readonly WantedStep[] =>
  table.hashes().map(({ agent = '', action = '', message, gives, takes }) => ({
    agent_id: world.agent(agent).id,
    action: action.replaceAll(' ', '_'),
    ...given('message', message),
    ...given('output_key', gives),
    ...given('input_from', takes),
  }))

const given = (name: string, cell: string | undefined): object => (cell === undefined || cell === '' ? {} : { [name]: cell })

interface Wishes {
  /** The preference that is sent along. */
  readonly prefer?: string
  readonly api?: Api
}

/** Asks for a workflow and takes the answer, moving time as it is needed for that. */
export async function startWorkflow(world: ConcordWorld, person: PersonName, steps: unknown, { prefer, api = world.as(person) }: Wishes = {}): Promise<Reply> {
  const call: Call = { body: { steps }, ...(prefer === undefined ? {} : { headers: { prefer } }) }
  const before = world.clock.elapsed()
  const reply = world.take(await atOnce(world, api.call('POST', '/api/workflows/sequential', call), 'the answer to who starts the workflow'))
  const state = workflowsOf(world)
  state.waitedMs = world.clock.elapsed() - before
  if (reply.status < 300) {
    state.id = reply.json<Workflow>().workflow_id
    state.address = String(reply.headers.location ?? `/api/workflows/${state.id}`)
  }
  await world.clock.advance(0)
  return reply
}

/** The same, where it has to be taken. */
export async function startedWorkflow(world: ConcordWorld, person: PersonName, steps: unknown): Promise<void> {
  const reply = await startWorkflow(world, person, steps)
  expect(reply.status, reply.text).to.equal(202)
}

/** Where the workflow of this scenario is found. */
export function workflowAddress(world: ConcordWorld): string {
  const { address } = workflowsOf(world)
  if (address === undefined) throw new Error('no workflow was started')
  return address
}

/** The workflow as a supervisor finds it. No time passes. */
export async function workflow(world: ConcordWorld): Promise<Workflow> {
  const reply = await atOnce(world, world.as('Sam').call('GET', workflowAddress(world)), 'the workflow')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Workflow>()
}

/** One step of it, counted from 1. */
export async function stepOf(world: ConcordWorld, number: number): Promise<Step> {
  const { steps } = await workflow(world)
  const step = steps[number - 1]
  if (step === undefined) throw new Error(`there is no step ${number}, but ${steps.length}`)
  expect(step.number).to.equal(number)
  return step
}

/** The workflow once this is so; meanwhile models that take their time go on speaking. */
export const workflowOnce = (world: ConcordWorld, what: string, so: (found: Workflow) => boolean): Promise<Workflow> =>
  eventually(async () => {
    const found = await workflow(world)
    if (so(found)) return found
    await world.clock.advance(A_WHILE_MS)
    return undefined
  }, `a workflow that is ${what}`)

const A_WHILE_MS = 10_000

export type Act = 'retry' | 'cancel'

/** Somebody retries or cancels the workflow; the answer becomes the last one. */
export async function actOnWorkflow(world: ConcordWorld, api: Api, act: Act): Promise<Reply> {
  const reply = world.take(await atOnce(world, api.call('POST', `${workflowAddress(world)}/${act}`), `the answer to ${act}`))
  await world.clock.advance(0)
  return reply
}

const TAKEN: Readonly<Record<Act, number>> = { retry: 202, cancel: 200 }

/** The same, where it has to be done. */
export async function actedOnWorkflow(world: ConcordWorld, person: PersonName, act: Act): Promise<void> {
  const { status, text } = await actOnWorkflow(world, world.as(person), act)
  expect(status, text).to.equal(TAKEN[act])
}
