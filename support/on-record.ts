import { contentHash } from '../app/shared/canonical-json'
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
