import { expect } from 'chai'
import type { Api } from './api'
import type { PersonName } from './cast'
import { jobPath } from './coordinating'
import { perScenario } from './per-scenario'
import { atOnce, begin, outcome, run } from './running'
import type { ConcordWorld } from './world'

/** A part of a task as the platform tells of it. */
export interface Part {
  readonly id: string
  readonly worker: string
  readonly task: string
  readonly status: string
  readonly response?: string
  readonly error?: { readonly code: string; readonly detail: string }
  readonly reason?: string
  readonly execution_id?: string
  readonly handoff_id?: string
  readonly replaces?: string
}

/** A task that was split among workers, as the platform tells of it. */
export interface Delegated {
  readonly coordination_id: string
  readonly status: string
  readonly result: string | null
  readonly parts: readonly Part[]
  readonly error?: { readonly code: string; readonly detail: string }
}

/** A task for a coordinator, and the workers by their numbers. */
export interface Splitting {
  readonly task: string
  readonly workers: readonly string[]
}

const stateOf = perScenario(() => ({ plans: new Map<string, string>(), sums: new Map<string, string>() }))

const USUAL_SUM = 'Done'

/** A coordinator's model answers with this plan when it is asked first. */
export function willPlan(world: ConcordWorld, coordinator: string, plan: string): void {
  const { plans, sums } = stateOf(world)
  plans.set(coordinator, plan)
  world.fakes.voice(coordinator).willAnswer([plan, sums.get(coordinator) ?? USUAL_SUM])
}

/** It answers so when it is asked for the second time: what came of it all. */
export function willSumUp(world: ConcordWorld, coordinator: string, sum: string): void {
  const { plans, sums } = stateOf(world)
  sums.set(coordinator, sum)
  world.fakes.voice(coordinator).willAnswer([plans.get(coordinator) ?? sum, sum])
}

/** A plan as a coordinator writes it down. */
export const listOf = (entries: readonly unknown[]): string => JSON.stringify(entries)

const errand = (world: ConcordWorld, coordinator: string, { task, workers }: Splitting) => ({
  path: `/api/agents/${world.agent(coordinator).id}/coordinate`,
  body: { pattern: 'delegate', workers, task },
})

/** Has a task split and waits for the answer, moving time as it is needed. It becomes the last one. */
export const split = async (world: ConcordWorld, person: PersonName, coordinator: string, { as, ...splitting }: Splitting & { as?: Api }): Promise<void> =>
  void (await run(world, person, errand(world, coordinator, splitting), as))

/** Begins to have a task split, and moves no time. */
export const beginToSplit = (world: ConcordWorld, person: PersonName, coordinator: string, splitting: Splitting): Promise<void> =>
  begin(world, person, errand(world, coordinator, splitting))

/** What whoever asked was told when it had ended. */
export async function toldOfAll(world: ConcordWorld): Promise<Delegated> {
  const reply = await outcome(world)
  world.looked(reply)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Delegated>()
}

/** How it stands now, as somebody who may see it finds it. All that needs no time has happened. */
export async function delegated(world: ConcordWorld, person: PersonName = 'Sam'): Promise<Delegated> {
  await world.clock.advance(0)
  const reply = await atOnce(world, world.as(person).call('GET', await jobPath(world)), 'the coordination')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Delegated>()
}

/** The part that was given to a worker first, or in place of another. */
export async function partOf(world: ConcordWorld, worker: string): Promise<Part> {
  const { id } = world.agent(worker)
  const { parts } = await delegated(world)
  const [part, ...more] = parts.filter((each) => each.worker === id)
  if (part === undefined) throw new Error(`${worker} was given no part`)
  expect(more, `more parts of ${worker}`).to.deep.equal([])
  return part
}
