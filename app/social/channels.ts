import { type Acting, actingAs, cannotAct, type Party } from '../agents/acting'
import type { Principal } from '../people/person'
import { contentHash } from '../shared/canonical-json'
import type { Clock } from '../shared/clock'
import { type ConcordError, InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { type Channel, type ChannelMember, type ChannelMessage, channelOf, NotAMember } from './channel'
import { channelFor, channelMessagesAfter, channelsFor, membersAfter, numberInChannel } from './channel-store'
import { bringIntoChannel, joinChannel, leaveChannel, openChannel, postInChannel, type Refused } from './channel-units'
import { partyOf } from './party'
import { cannotSpeak } from './speaking'

type Asker = Pick<Principal, 'id' | 'role'>

export interface NewChannel {
  readonly name: string
  readonly type: string
  readonly isPrivate: boolean
}

/** Who asks, and the agent that they act for, if any. */
export interface Behalf {
  readonly by: Asker
  readonly agentId?: string | undefined
}

/** Where several talk (AR-12.16). To others than its members a private channel is as if it were not there, supervisors included. */
export interface Channels {
  /** Whoever opens it is its first member. Names need not be unique. Throws Forbidden, MaturityTooLow, NotFound, AgentPaused, AgentRetired. */
  open(channel: NewChannel, behalf: Behalf): Promise<Channel>
  /** Public ones and those that the reader is a member of, in the order in which they were opened. */
  list(query: { reader: Asker; after: string; limit: number }): Promise<readonly Channel[]>
  /** Any level may listen. Joining again changes nothing. Throws Forbidden, NotFound, AgentPaused, AgentRetired. */
  join(id: string, behalf: Behalf): Promise<Channel>
  /** What one said stays. A private channel that its last member leaves is closed for good. Throws as `join` does. */
  leave(id: string, behalf: Behalf): Promise<void>
  /** A member brings somebody in, for themselves alone: who acts for an agent brings nobody in. Throws NotAMember and as `open` does. */
  bring(id: string, guest: Party, by: Asker): Promise<ChannelMember>
  /** In the order in which they came. Throws NotFound. */
  members(id: string, query: { reader: Asker; after: number; limit: number }): Promise<readonly ChannelMember[]>
  /** Stored with personal data masked, or not at all. Throws NotAMember and as `open` does. */
  post(id: string, content: string, behalf: Behalf): Promise<ChannelMessage>
  /** In the order in which they were sent; everybody may read a public channel. Throws NotFound, InvalidInput. */
  messages(id: string, query: { reader: Asker; after: number | { id: string }; limit: number }): Promise<readonly ChannelMessage[]>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  /** Takes personal data and keys out of a text; throws if it cannot. */
  readonly mask: (text: string) => string
}

export function createChannels({ store, clock, newId, mask }: Deps): Channels {
  const entry = (action: string, acting: Acting, details: Readonly<Record<string, unknown>> & { channel: string }) => ({
    ...{ id: newId(), at: clock.now(), actor: acting.by, action, subject: acting.id, details },
  })
  /** Throws NotFound unless the reader may find it. */
  const visible = async (id: string, reader: Asker): Promise<void> => {
    if ((await store.find(channelFor, { id, reader: reader.id })).length === 0) throw noChannel()
  }

  return {
    async open({ name, type, isPrivate }, behalf) {
      const acting = actingAs(behalf)
      const row = { id: newId(), name: mask(name), type: mask(type), is_private: Number(isPrivate), created_by: acting.id, created_at: clock.now() }
      const opened = await store.write(openChannel, { row, acting, entry: entry('channel.opened', acting, { channel: row.id, private: isPrivate }) })
      if (opened.kind !== 'found') throw refusal(opened)
      return channelOf(opened.channel)
    },
    list: async ({ reader, after, limit }) => (await store.find(channelsFor, { id: after, reader: reader.id, limit })).map(channelOf),
    async join(channelId, behalf) {
      const acting = actingAs(behalf)
      const joined = await store.write(joinChannel, { channelId, acting, entry: entry('channel.joined', acting, { channel: channelId }) })
      if (joined.kind !== 'found') throw refusal(joined)
      return channelOf(joined.channel)
    },
    async leave(channelId, behalf) {
      const acting = actingAs(behalf)
      const left = await store.write(leaveChannel, { channelId, acting, entry: entry('channel.left', acting, { channel: channelId }) })
      if (left.kind !== 'found') throw refusal(left)
    },
    async bring(channelId, guest, by) {
      const acting = actingAs({ by })
      const told = entry('channel.member_added', acting, { channel: channelId, member: guest.id })
      const brought = await store.write(bringIntoChannel, { channelId, acting, guest, entry: told })
      if (brought.kind === 'member') return memberOf(brought.member)
      throw brought.kind === 'guest' ? cannotAct(brought.why) : refusal(brought)
    },
    async members(id, { reader, after, limit }) {
      await visible(id, reader)
      return (await store.find(membersAfter, { channel_id: id, number: after, limit })).map(memberOf)
    },
    async post(channelId, content, behalf) {
      const acting = actingAs(behalf)
      const masked = mask(content)
      const row = {
        ...{ id: newId(), channel_id: channelId, author_id: acting.id, author_kind: acting.kind, posted_by: acting.by },
        ...{ content: masked, created_at: clock.now() },
      }
      const told = entry('channel.message_sent', acting, { channel: channelId, message: row.id, content: contentHash(masked) })
      const posted = await store.write(postInChannel, { row, channelId, acting, entry: told })
      if (posted.kind !== 'posted') throw refusal(posted)
      return messageOf(posted.message)
    },
    async messages(id, { reader, after, limit }) {
      await visible(id, reader)
      const number = typeof after === 'number' ? after : (await store.find(numberInChannel, { id: after.id, channel_id: id }))[0]?.number
      if (number === undefined) throw new InvalidInput('after', 'after is not the id of a message of this channel')
      return (await store.find(channelMessagesAfter, { channel_id: id, number, limit })).map(messageOf)
    },
  }
}

const noChannel = () => new NotFound('There is no such channel, or it is closed to you')

function refusal(refused: Refused): ConcordError {
  switch (refused.kind) {
    case 'no-channel':
      return noChannel()
    case 'no-member':
      return new NotAMember('Only members may do that in this channel; join it first')
    case 'cannot':
      return cannotSpeak(refused.why)
  }
}

type MemberRow = NonNullable<(typeof membersAfter)['row']>
type MessageRow = NonNullable<(typeof channelMessagesAfter)['row']>

const memberOf = (row: MemberRow): ChannelMember => ({
  number: row.number,
  party: partyOf(row.member_kind, row.member_id, row.name),
  joinedAt: row.joined_at,
})

const messageOf = (row: MessageRow): ChannelMessage => ({
  number: row.number,
  id: row.id,
  channelId: row.channel_id,
  author: partyOf(row.author_kind, row.author_id, row.author_name),
  content: row.content,
  sentAt: row.created_at,
})
