import { actingAs, cannotAct } from '../agents/acting'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { changeBlock } from './block-store'

/** Whom a receiver takes nothing from. */
export interface BlockWish {
  readonly by: Pick<Principal, 'id' | 'role'>
  /** The agent whose inbox it is about; without it one's own. */
  readonly agentId?: string | undefined
  /** A person or an agent. */
  readonly senderId: string
}

/** Senders that receivers do not want to hear of (AR-12.3). A block holds for one receiver, and for one sender whoever acts for it. */
export interface Blocks {
  /** Blocking again changes nothing. Throws Forbidden, InvalidInput for oneself, NotFound, AgentPaused, AgentRetired. */
  block(wish: BlockWish): Promise<void>
  /** What was refused meanwhile does not come back. Throws as `block` does. */
  unblock(wish: BlockWish): Promise<void>
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
  }
}
