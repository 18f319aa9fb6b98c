import { expect } from 'chai'
import type { PersonName } from './cast'
import type { Reply } from './reply'
import { executionId, outcome } from './running'
import type { ConcordWorld } from './world'

/** A proposal as those who may see it are told of it. */
export interface Proposal {
  readonly id: string
  readonly status: string
  readonly agent_id: string
  readonly action: string
  readonly content: Readonly<Record<string, unknown>>
  readonly content_hash: string
  readonly asked_by: string
  readonly expires_at: string
  readonly decided_by?: string | null
  readonly reason?: string | null
  readonly execution_id?: string | null
}

/** The proposal that this scenario is about, whatever has become of it, as a supervisor finds it: that of the execution begun last. */
export async function latestProposal(world: ConcordWorld): Promise<Proposal> {
  const reply = await world.wait(world.as('Sam').call('GET', '/api/proposals?limit=100'), 'the proposals')
  expect(reply.status, reply.text).to.equal(200)
  const execution = await executionId(world)
  const found = reply.json<{ items: readonly Proposal[] }>().items.find(({ execution_id }) => execution_id === execution)
  if (found === undefined) throw new Error('there is no proposal')
  return found
}

/** The proposals that wait for somebody, the oldest first, as a supervisor lists them. */
export async function waitingProposals(world: ConcordWorld): Promise<readonly Proposal[]> {
  const reply = await world.wait(world.as('Sam').call('GET', '/api/proposals?status=pending'), 'the proposals')
  expect(reply.status, reply.text).to.equal(200)
  const { items } = reply.json<{ items: readonly Proposal[] }>()
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** The proposal that waits; there is exactly one. */
export async function waitingProposal(world: ConcordWorld): Promise<Proposal> {
  const [proposal, ...more] = await waitingProposals(world)
  if (proposal === undefined) throw new Error('no proposal waits')
  expect(more, 'more proposals that wait').to.deep.equal([])
  return proposal
}

/** That the last request answered with a proposal, and which. */
export async function proposed(world: ConcordWorld): Promise<string> {
  const reply = await outcome(world)
  world.looked(reply)
  expect(reply.status, reply.text).to.equal(202)
  const { proposal_id, approval_required } = reply.json<{ proposal_id: string; approval_required: boolean }>()
  expect(approval_required).to.equal(true)
  return proposal_id
}

/** Somebody decides a proposal as they have seen it; the answer becomes the last one. */
export function decideOn(world: ConcordWorld, person: PersonName, proposal: Proposal, verdict: 'approve' | 'reject', reason?: string): Promise<Reply> {
  const body = { content_hash: proposal.content_hash, ...(reason === undefined ? {} : { reason }) }
  return world.call(world.as(person), 'POST', `/api/proposals/${proposal.id}/${verdict}`, { body })
}
