import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { contentHash } from '../app/shared/canonical-json'
import type { Proposal } from './approving'
import { recorded } from './measurements'
import { executionId } from './running'
import type { ConcordWorld } from './world'

/** A record of the audit trail that is about an execution. */
export interface ActionRecord {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly subject: string
  readonly of: string | null
  readonly outcome: string | null
  readonly details: Readonly<Record<string, unknown>>
}

const ofAction = async (world: ConcordWorld, action: string): Promise<readonly ActionRecord[]> =>
  (await recorded(world, action)) as unknown as readonly ActionRecord[]

/** All decisions, and all outcomes, in the order in which they were written. */
export const decisions = (world: ConcordWorld): Promise<readonly ActionRecord[]> => ofAction(world, 'action.decided')
export const outcomes = (world: ConcordWorld): Promise<readonly ActionRecord[]> => ofAction(world, 'action.ended')

/** What is on record of the execution that was begun last: how it was decided, and how it ended. */
export async function recordOf(world: ConcordWorld): Promise<{ readonly decided: readonly ActionRecord[]; readonly ended: readonly ActionRecord[] }> {
  const id = await executionId(world)
  const decided = (await decisions(world)).filter(({ details }) => details.execution === id)
  const ended = (await outcomes(world)).filter(({ of }) => decided.some((decision) => decision.id === of))
  return { decided, ended }
}

/** What the record holds in place of a content. */
export const fingerprint = (content: unknown): string => contentHash(content)

/** The one record of a proposal's end. */
export async function endOnRecord(world: ConcordWorld, status: 'approved' | 'rejected' | 'expired'): Promise<ActionRecord> {
  const [record, ...more] = await ofAction(world, `proposal.${status}`)
  if (record === undefined) throw new Error(`no proposal is on record as ${status}`)
  expect(more, 'further records').to.deep.equal([])
  return record
}

/** What the record has to say of a proposal beside who ended it: when, fingerprints of what it was about and what was chosen, and why. */
export async function toBeOnRecord(world: ConcordWorld, id: unknown): Promise<Pick<ActionRecord, 'at' | 'details'> & { readonly subject: string | null }> {
  const { text, json } = await world.wait(world.as('Sam').call('GET', `/api/proposals/${id}`), 'the proposal')
  const { agent_id, decided_at, content_hash, reason, chosen } = json<Proposal & { readonly decided_at: string; readonly chosen?: string }>()
  expect(agent_id, text).to.not.equal(undefined)
  const choice = chosen === undefined ? {} : { chosen: createHash('sha256').update(chosen).digest('hex') }
  return { at: decided_at, subject: agent_id, details: { proposal: id, content: content_hash, ...choice, ...(reason === undefined ? {} : { reason }) } }
}
