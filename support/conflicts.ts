import { expect } from 'chai'
import type { Api } from './api'
import { type Proposal, waitingProposals } from './approving'
import type { PersonName } from './cast'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** A conflict as the API tells of it. */
export interface ConflictView {
  readonly coordination_id: string
  readonly status: string
  readonly tally: readonly { readonly action: string; readonly votes: number; readonly agents: readonly string[] }[]
  readonly winner?: string
  readonly losing?: readonly { readonly agent_id: string; readonly action: string }[]
  readonly options?: readonly string[]
  readonly proposal_id?: string
  readonly proposal_ids?: readonly string[]
  readonly error?: { readonly code: string; readonly detail: string }
}

/** How a conflict is settled, in a feature's words. */
export const STRATEGIES: Readonly<Record<string, string>> = {
  'by most votes': 'majority_vote',
  'by the highest level': 'highest_maturity',
  unanimously: 'unanimous',
  'by a human': 'human',
}

/** What agents want, a row each: `agent`, `wants`. */
export type Wants = readonly Readonly<Record<string, string>>[]

const RESOLVE = '/api/agents/resolve-conflict'

/** Brings a conflict up; the answer becomes the last one. */
export function bringUp(world: ConcordWorld, api: Api, how: string, wants: Wants): Promise<Reply> {
  const proposals = wants.map(({ agent = '', wants: action = '' }) => ({ agent_id: agent === '' ? '' : world.agent(agent).id, action }))
  return bringUpAs(world, api, { proposals, resolution_strategy: STRATEGIES[how] })
}

/** The same, said in any way. */
export const bringUpAs = (world: ConcordWorld, api: Api, body: object): Promise<Reply> => world.call(api, 'POST', RESOLVE, { body })

/** What whoever brought it up was told at once. */
export function toldOf(world: ConcordWorld): { readonly status: number; readonly address: unknown; readonly conflict: ConflictView } {
  const reply = world.replies.findLast(({ path, status }) => path === RESOLVE && status < 300)
  if (reply === undefined) throw new Error('no conflict was brought up')
  world.looked(reply)
  return { status: reply.status, address: reply.headers.location, conflict: reply.json<ConflictView>() }
}

/** That whoever brought it up was told where it waits for a human, who is offered these options; answers the proposal for it. */
export function expectUndecided(world: ConcordWorld, options: readonly unknown[]): string | undefined {
  const { status, address, conflict } = toldOf(world)
  const { coordination_id, proposal_id, winner, losing } = conflict
  expect({ status, address }).to.deep.equal({ status: 202, address: `/api/coordinations/${coordination_id}` })
  expect({ said: conflict.status, winner, losing }).to.deep.equal({ said: 'awaiting_approval', winner: undefined, losing: undefined })
  expect({ ids: conflict.proposal_ids, offered: conflict.options }).to.deep.equal({ ids: [proposal_id], offered: options })
  return proposal_id
}

/** How it stands now, as somebody finds it under its address. */
export async function conflictNow(world: ConcordWorld, person: PersonName = 'Sam'): Promise<ConflictView> {
  const { conflict } = toldOf(world)
  const reply = await atOnce(world, world.as(person).call('GET', `/api/coordinations/${conflict.coordination_id}`), 'the conflict')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<ConflictView>()
}

/** The proposal by which a human is asked, whatever has become of it; its options beside it. */
export async function putToHumans(world: ConcordWorld): Promise<Proposal & { readonly options?: readonly string[]; readonly chosen?: string }> {
  const { proposal_id } = toldOf(world).conflict
  const reply = await atOnce(world, world.as('Sam').call('GET', `/api/proposals/${proposal_id}`), 'the proposal')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json()
}

/** Somebody chooses an option of a proposal, or of the only one that waits; the answer becomes the last one. */
export async function choose(world: ConcordWorld, person: PersonName, option: string, proposal?: Proposal): Promise<Reply> {
  const [waiting, ...more] = proposal === undefined ? await waitingProposals(world) : [proposal]
  if (waiting === undefined || more.length > 0) throw new Error('there is not one proposal to choose from')
  return world.call(world.as(person), 'POST', `/api/proposals/${waiting.id}/approve`, { body: { content_hash: waiting.content_hash, option } })
}

/** By name, those of the cast and those who were introduced. */
export const namesOf = (world: ConcordWorld, ids: readonly string[], among: readonly string[]): readonly string[] =>
  ids.map((id) => among.find((name) => world.agent(name).id === id) ?? id)
