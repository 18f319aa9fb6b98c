import { expect } from 'chai'
import type { Api } from './api'
import type { PersonName } from './cast'
import { job } from './coordinating'
import { eventually } from './eventually'
import { introduceAgents } from './introducing'
import { perScenario } from './per-scenario'
import { type Execution, executions, outcome, run } from './running'
import type { ConcordWorld } from './world'

/** What became of one question for several agents, as the API tells it. */
export interface Ensemble {
  readonly coordination_id: string
  readonly status: string
  readonly result: string | null
  readonly consensus: boolean
  readonly votes: readonly { readonly agent_id: string; readonly vote: string; readonly execution_id: string }[]
  readonly dissent: readonly { readonly agent_id: string; readonly vote: string }[]
  readonly abstentions: readonly { readonly agent_id: string; readonly reason: string }[]
  readonly judge?: { readonly agent_id: string; readonly choice: number | null; readonly execution_id: string | null }
}

/** How answers become one, in a feature's words. */
export const WAYS = { 'a consensus on': 'consensus', 'a majority on': 'majority', 'the best answer to': 'best_of' } as const
export type Way = keyof typeof WAYS

interface Wishes {
  readonly agents: readonly string[]
  readonly way: Way
  readonly input: string
  readonly judge?: string
  /** With somebody else's token. */
  readonly as?: Api
}

const NOBODY = '01900000-0000-7000-8000-000000000000'
/** An agent's id by its name; nobody's for "Nobody". */
export const idOf = (world: ConcordWorld, name: string): string => (name === 'Nobody' ? NOBODY : world.agent(name).id)

/** One question for several agents, as it is asked of the platform. */
export const question = (world: ConcordWorld, { agents, way, input, judge }: Wishes) => ({
  path: '/api/agents/ensemble',
  body: {
    ...{ agent_ids: agents.map((name) => idOf(world, name)), input, aggregation: WAYS[way] },
    ...(judge === undefined ? {} : { judge: idOf(world, judge) }),
  },
})

/** Asks several agents at once and waits for what comes of it. The answer becomes the last one. */
export async function askTogether(world: ConcordWorld, person: PersonName, wishes: Wishes): Promise<void> {
  await run(world, person, question(world, wishes), wishes.as)
}

/** What whoever asked was told; it did come to an end. */
export async function toldOfVotes(world: ConcordWorld): Promise<Ensemble> {
  const reply = await outcome(world)
  world.looked(reply)
  expect(reply.status, reply.text).to.equal(200)
  const told = reply.json<Ensemble>()
  expect(told.status).to.equal('completed')
  return told
}

/** A vote as an agent gives it that does as it is told. */
export const voteFor = (option: string): string => `I have thought about it.\n{"vote": ${JSON.stringify(option)}}`

/** Agents who are introduced by how they vote, in that order. */
export const panelOf = perScenario((): { names: readonly string[] } => ({ names: [] }))

/** So many further agents; answers their names. */
export async function introduceVoters(world: ConcordWorld, count: number): Promise<readonly string[]> {
  const panel = panelOf(world)
  const names = Array.from({ length: count }, (_, index) => `Voter ${panel.names.length + index + 1}`)
  await introduceAgents(world, names, 'autonomous')
  panel.names = [...panel.names, ...names]
  return names
}

/** Waits until an agent has completed something. */
export async function hasDone(world: ConcordWorld, agent: string): Promise<void> {
  const isDone = ({ agent_id, status }: Execution) => agent_id === idOf(world, agent) && status === 'completed'
  await eventually(async () => ((await executions(world)).some(isDone) ? true : undefined), `an answer of ${agent}`)
}

const A_WHILE_MS = 20_000

/** What came of the job that was begun last, once it has ended; whoever asked may be gone. Time moves on meanwhile for those who answer. */
export const inTheEnd = <Ended>(world: ConcordWorld): Promise<Ended> =>
  eventually(async () => {
    await world.clock.advance(A_WHILE_MS)
    const found = await job(world)
    return found.status === 'completed' || found.status === 'failed' ? (found as unknown as Ended) : undefined
  }, 'the end of the job')
