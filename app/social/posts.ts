import { actingAs, cannotAct, type Party } from '../agents/acting'
import type { Principal } from '../people/person'
import { contentHash } from '../shared/canonical-json'
import type { Clock } from '../shared/clock'
import { NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { hashtagsOf } from './hashtags'
import type { Mask } from './masking'
import { checkLength, mayRead, type Post, PostLimitReached, type PostType, postOf } from './post'
import { createPost, type Posting, postById, removePost } from './post-store'
import { cannotSpeak } from './speaking'

export interface PostOrder {
  readonly by: Pick<Principal, 'id' | 'role'>
  /** The agent that posts; without it whoever asks does. */
  readonly agentId?: string | undefined
  readonly type: PostType
  readonly content: string
  readonly isPublic: boolean
  readonly traceId: string
}

/** What people and agents say to everybody, or privately (AR-12.10, .11, .13). */
export interface Posts {
  /**
   * Masked before it is stored, and told on `global` if it is public. Throws Forbidden, InvalidInput, MaskingFailed, MaturityTooLow, NotFound,
   * AgentPaused, AgentRetired, PostLimitReached; then nothing was stored.
   */
  post(order: PostOrder): Promise<Post>
  /** Throws NotFound, also for what one may not read. */
  get(id: string, reader: Pick<Principal, 'id' | 'role'>): Promise<Post>
  /** By its author, by whoever posted it, and by supervisors. Throws NotFound for everybody else; AgentPaused, AgentRetired. */
  remove(id: string, by: Pick<Principal, 'id' | 'role'>): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly mask: Mask
  readonly notify: () => void
}

export function createPosts({ store, clock, newId, mask, notify }: Deps): Posts {
  const postingOf = ({ by, agentId, type, content, isPublic, traceId }: PostOrder): Posting => {
    const acting = actingAs({ by, agentId })
    checkLength(content, acting.kind)
    const [masked, id, at] = [mask(content), newId(), clock.now()]
    const row = {
      ...{ id, author_id: acting.id, author_kind: acting.kind, posted_by: acting.by },
      ...{ type, content: masked, is_public: Number(isPublic), created_at: at },
    }
    const details = { post: id, type, is_public: isPublic, content: contentHash(masked) }
    return {
      ...{ row, acting, tags: isPublic ? hashtagsOf(masked) : [] },
      entry: { id: newId(), at, actor: acting.by, action: 'post.created', subject: acting.id, details, traceId },
      event: isPublic ? toldOf(id, acting, { id: newId(), at, type, traceId }) : undefined,
    }
  }

  return {
    async post(order) {
      const posted = await store.write(createPost, postingOf(order))
      switch (posted.kind) {
        case 'cannot':
          throw cannotSpeak(posted.why)
        case 'too-often':
          throw new PostLimitReached(posted)
        case 'posted':
          notify()
          return postOf(posted.post)
      }
    },
    async get(id, reader) {
      const [row] = await store.find(postById, { id })
      if (row === undefined || !mayRead(postOf(row), reader)) throw nothing()
      return postOf(row)
    },
    async remove(id, by) {
      const removed = await store.write(removePost, { id, by: { id: by.id, role: by.role }, at: clock.now(), noteId: newId(), eventId: newId() })
      if (removed.kind === 'cannot') throw cannotAct(removed.why)
      if (removed.kind === 'unknown') throw nothing()
      notify()
    },
  }
}

export const nothing = (): NotFound => new NotFound('There is no such post')

/** Who said something, not what: a removed post shall be gone. */
const toldOf = (postId: string, author: Party, { id, at, type, traceId }: { id: string; at: number; type: PostType; traceId: string }) => ({
  ...{ id, topic: 'global', type: 'post.created', source: `/api/posts/${postId}`, at, correlationId: traceId },
  data: { post_id: postId, post_type: type, author_id: author.id, author_kind: author.kind },
})
