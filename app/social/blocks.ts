import { actingAs, cannotAct } from '../agents/acting'
import { agentById } from '../agents/agent-store'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { blocksAfter, changeBlock } from './block-store'
import { type NamedParty, partyOf } from './party'

/** Whom a receiver takes nothing from. */
export interface BlockWish {
  readonly by: Pick<Principal, 'id' | 'role'>
  /** The agent whose inbox it is about; without it one's own. */
  readonly agentId?: string | undefined
  /** A person or an agent. */
  readonly senderId: string
}

/** A sender that a receiver takes nothing from, since when. */
export interface Block {
  readonly sender: NamedParty
  readonly since: number
}

interface BlockQuery extends Pick<BlockWish, 'by' | 'agentId'> {
  /** The id of the last sender that is known, '' for none. */
  readonly after: string
  readonly limit: number
}

/** Senders that receivers do not want to hear of (AR-12.3). A block holds for one receiver, and for one sender whoever acts for it. */
export interface Blocks {
  /** Blocking again changes nothing. Throws Forbidden, InvalidInput for oneself, NotFound, AgentPaused, AgentRetired. */
  block(wish: BlockWish): Promise<void>
  /** What was refused meanwhile does not come back. Throws as `block` does. */
  unblock(wish: BlockWish): Promise<void>
  /** In the order of the senders' ids. Throws Forbidden, NotFound. */
  list(query: BlockQuery): Promise<readonly Block[]>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
}

export function createBlocks({ store, clock, newId }: Deps): Blocks {
  const change = async ({ by, agentId, senderId }: BlockWish, blocked: boolean): Promise<void> => {
    const owner = actingAs({ by, agentId })
    if (blocked && owner.id === senderId) throw new InvalidInput('sender', 'sender is whoever blocks: nobody blocks themselves')
    const action = blocked ? 'sender.blocked' : 'sender.unblocked'
    const entry = { id: newId(), at: clock.now(), actor: by.id, action, subject: owner.id, details: { sender: senderId } }
    const changed = await store.write(changeBlock, { owner, senderId, blocked, entry })
    if (changed.kind === 'owner') throw cannotAct(changed.why)
    if (changed.kind === 'unknown-sender') throw new NotFound('There is no such sender')
  }
  return {
    block: (wish) => change(wish, true),
    unblock: (wish) => change(wish, false),
    async list({ after, limit, ...behalf }) {
      const owner = actingAs(behalf)
      if (owner.kind === 'agent' && (await store.find(agentById, { id: owner.id })).length === 0) throw new NotFound('There is no such agent')
      return (await store.find(blocksAfter, { owner: owner.id, after, limit })).map(blockOfRow)
    },
  }
}

const blockOfRow = ({ sender_id, created_at, name, is_agent }: { sender_id: string; created_at: number; name: string; is_agent: number | boolean }): Block => ({
  sender: partyOf(is_agent ? 'agent' : 'person', sender_id, name),
  since: created_at,
})
