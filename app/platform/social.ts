import type { Parts } from '../http/parts'
import { createBlocks } from '../social/blocks'
import { createChannels } from '../social/channels'
import { createDirectMessages } from '../social/direct-messages'
import { createFeed } from '../social/feed'
import { mask as usualMask } from '../social/masking'
import { createPosts } from '../social/posts'
import { createReactions } from '../social/reactions'
import { createTrending } from '../social/trending'
import type { Foundation, Outside } from './foundation'
import type { Signals } from './signals'

/** What people and agents say to each other. */
export type Social = Pick<Parts, 'messages' | 'blocks' | 'channels' | 'posts' | 'feed' | 'reactions' | 'trending'>

interface Needs extends Foundation, Pick<Signals, 'events'>, Pick<Outside, 'mask'> {}

export function buildSocial({ settings, store, clock, newId, events, mask = usualMask }: Needs): Social {
  const posts = createPosts({ store, clock, newId, mask, notify: events.notify })
  return {
    messages: createDirectMessages({ store, clock, newId, settings }),
    blocks: createBlocks({ store, clock, newId }),
    channels: createChannels({ store, clock, newId, mask }),
    posts,
    feed: createFeed({ store }),
    reactions: createReactions({ store, clock, newId, posts }),
    trending: createTrending({ store, clock }),
  }
}
