import { type Acting, type CannotAct, type Party, receiverOf, standingOf } from '../agents/acting'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import type { ChannelMessageRow, ChannelRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import type { CountedChannelRow } from './channel'
import { channelFor, deleteMember, insertChannel, insertChannelMessage, insertMember, memberOf, messageOfChannel } from './channel-store'
import { type CannotSpeak, speakerOf } from './speaking'

/** Why nothing was done in a channel: it is not there for whoever wanted it, or they may not. */
export type Refused = { readonly kind: 'no-channel' | 'no-member' } | { readonly kind: 'cannot'; readonly why: CannotSpeak }

interface Found {
  readonly kind: 'found'
  readonly channel: CountedChannelRow
  readonly joined: boolean
}

function* find(id: string, reader: Party): Write<Found | Refused> {
  const [row] = yield* run(channelFor, { id, reader: reader.id })
  if (row === undefined) return { kind: 'no-channel' }
  const { joined, ...channel } = row
  return { kind: 'found', channel, joined: joined === 1 }
}

/** The channel, if whoever wants to say something in it may and is a member. */
function* findToSpeak(id: string, acting: Acting): Write<Found | Refused> {
  const speaker = yield* speakerOf(acting)
  if (speaker.kind !== 'ready') return { kind: 'cannot', why: speaker }
  const found = yield* find(id, acting)
  return found.kind === 'found' && !found.joined ? { kind: 'no-member' } : found
}

interface Opening {
  readonly row: ChannelRow
  readonly acting: Acting
  readonly entry: AuditEntry
}

/** Makes a channel, with whoever makes it as its first member. */
export const openChannel = unit('channel.open', function* ({ row, acting, entry }: Opening): Write<Found | Refused> {
  const speaker = yield* speakerOf(acting)
  if (speaker.kind !== 'ready') return { kind: 'cannot', why: speaker }
  yield* run(insertChannel, row)
  yield* run(insertMember, { channel_id: row.id, member_id: acting.id, member_kind: acting.kind, joined_at: row.created_at })
  yield* appendAudit(entry)
  return yield* find(row.id, acting)
})

export interface Coming {
  readonly channelId: string
  readonly acting: Acting
  readonly entry: AuditEntry
}

/** Whoever is a member already stays one, without a record. */
export const joinChannel = unit('channel.join', function* ({ channelId, acting, entry }: Coming): Write<Found | Refused> {
  const standing = yield* standingOf(acting)
  if (standing.kind !== 'ready') return { kind: 'cannot', why: standing }
  const found = yield* find(channelId, acting)
  if (found.kind !== 'found' || found.joined) return found
  yield* run(insertMember, { channel_id: channelId, member_id: acting.id, member_kind: acting.kind, joined_at: entry.at })
  yield* appendAudit(entry)
  return yield* find(channelId, acting)
})

/** What was said stays. Whoever is no member changes nothing. */
export const leaveChannel = unit('channel.leave', function* ({ channelId, acting, entry }: Coming): Write<Found | Refused> {
  const standing = yield* standingOf(acting)
  if (standing.kind !== 'ready') return { kind: 'cannot', why: standing }
  const found = yield* find(channelId, acting)
  if (found.kind !== 'found' || !found.joined) return found
  yield* run(deleteMember, { channel_id: channelId, member_id: acting.id })
  yield* appendAudit(entry)
  return found
})

type MemberRow = NonNullable<(typeof memberOf)['row']>

export type Brought = { readonly kind: 'member'; readonly member: MemberRow } | { readonly kind: 'guest'; readonly why: CannotAct } | Refused

/** A member brings somebody in: the only way into a private channel. */
export const bringIntoChannel = unit('channel.bring', function* ({ guest, ...coming }: Coming & { readonly guest: Party }): Write<Brought> {
  const { channelId, acting, entry } = coming
  const found = yield* findToSpeak(channelId, acting)
  if (found.kind !== 'found') return found
  const receiver = yield* receiverOf(guest)
  if (receiver.kind !== 'ready') return { kind: 'guest', why: receiver }
  const membership = { channel_id: channelId, member_id: guest.id }
  const [present] = yield* run(memberOf, membership)
  if (present !== undefined) return { kind: 'member', member: present }
  yield* run(insertMember, { ...membership, member_kind: guest.kind, joined_at: entry.at })
  yield* appendAudit(entry)
  const [member] = yield* run(memberOf, membership)
  if (member === undefined) throw new Error('a member that was stored is not there')
  return { kind: 'member', member }
})

type MessageRow = NonNullable<(typeof messageOfChannel)['row']>

export interface Posting extends Coming {
  readonly row: Omit<ChannelMessageRow, 'number'>
}

export type Posted = { readonly kind: 'posted'; readonly message: MessageRow } | Refused

/** Says something in a channel of which one is a member. */
export const postInChannel = unit('channel.post', function* ({ row, channelId, acting, entry }: Posting): Write<Posted> {
  const found = yield* findToSpeak(channelId, acting)
  if (found.kind !== 'found') return found
  yield* run(insertChannelMessage, row)
  yield* appendAudit(entry)
  const [message] = yield* run(messageOfChannel, row)
  if (message === undefined) throw new Error('a message that was stored is not there')
  return { kind: 'posted', message }
})
