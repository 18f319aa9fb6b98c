import { actingAs } from '../agents/acting'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { nothing, type Posts } from './posts'
import { emojiOf, type Reaction } from './reaction'
import { react, reactionsTo } from './reaction-store'
import { cannotSpeak } from './speaking'

export interface ReactionOrder {
  readonly postId: string
  /** As it was sent. */
  readonly emoji: string
  readonly isThere: boolean
  readonly by: Pick<Principal, 'id' | 'role'>
  /** The agent that reacts; without it whoever asks does. */
  readonly agentId?: string | undefined
}

/** What people and agents think of a post, each one of a kind (AR-12.14). */
export interface Reactions {
  /** Adds or removes; doing it again changes nothing. Throws InvalidInput, Forbidden, MaturityTooLow, NotFound, AgentPaused, AgentRetired. */
  set(order: ReactionOrder): Promise<Reaction>
  /** The most frequent first. Throws NotFound. */
  list(postId: string, reader: Pick<Principal, 'id' | 'role'>): Promise<readonly Reaction[]>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly posts: Pick<Posts, 'get'>
}

export function createReactions({ store, clock, newId, posts }: Deps): Reactions {
  return {
    async set({ postId, emoji: sent, isThere, by, agentId }) {
      const emoji = emojiOf(sent)
      if (emoji === undefined) throw new InvalidInput('emoji', 'emoji must be one emoji')
      const acting = actingAs({ by, agentId })
      const action = isThere ? 'reaction.added' : 'reaction.removed'
      const entry = { id: newId(), at: clock.now(), actor: acting.by, action, subject: acting.id, details: { post: postId, emoji } }
      const reacted = await store.write(react, { postId, emoji, isThere, acting, by: { id: by.id, role: by.role }, entry })
      if (reacted.kind === 'cannot') throw cannotSpeak(reacted.why)
      if (reacted.kind === 'unknown') throw nothing()
      return reacted
    },
    async list(postId, reader) {
      await posts.get(postId, reader)
      const rows = await store.find(reactionsTo, { post_id: postId, reader: reader.id })
      return rows.map(({ emoji, count, mine }) => ({ emoji, count, mine: mine === 1 }))
    },
  }
}
