import { expect } from 'chai'
import { readPages } from './channels'
import { asParty, type PartyView, partyOf, receiverOf } from './messaging'
import type { ConcordWorld } from './world'

/** Where one's own blocks are listed, or those of an agent. */
export const blockListOf = (agent?: string): string => (agent === undefined ? '/api/me/blocks' : `/api/agents/${agent}/blocks`)

/** The names of all whom somebody has blocked, or whom an agent has, as somebody reads it: each shown as what it is. */
export async function blockedBy(
  world: ConcordWorld,
  by: string,
  { owner, size = 100 }: { readonly owner?: string; readonly size?: number } = {},
): Promise<readonly string[]> {
  const path = blockListOf(owner === undefined ? undefined : receiverOf(world, owner).id)
  const blocks = (await readPages<{ sender: PartyView }>(world, await asParty(world, by), path, { size })).flat()
  for (const { sender } of blocks) expect(sender).to.deep.include(partyOf(world, sender.name))
  return blocks.map(({ sender }) => sender.name)
}
