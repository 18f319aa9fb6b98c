import { sql } from 'kysely'
import { define, defineInsert } from '../store/statement'
import { nameOf } from './party'

export const insertChannel = defineInsert('channel', ['id', 'name', 'type', 'is_private', 'created_by', 'created_at'])

/** A person who was removed belongs to nothing any more. */
const IS_HERE = sql<boolean>`(channel_member.member_kind = 'agent' or exists (select 1 from person where person.id = channel_member.member_id and person.removed_at is null))`

const MEMBERS = sql<number>`(select count(*) from channel_member where channel_member.channel_id = channel.id and ${IS_HERE})`

interface Visit {
  readonly id: string
  readonly reader: string
}

const isMember = (reader: string) =>
  sql<number>`exists (select 1 from channel_member where channel_member.channel_id = channel.id and channel_member.member_id = ${reader})`

/** A channel as somebody finds it: none, if it is private and the reader no member. `joined` says whether the reader is one. */
export const channelFor = define<Visit>()((db, p) =>
  db
    .selectFrom('channel')
    .selectAll()
    .select([MEMBERS.as('members'), isMember(p.reader).as('joined')])
    .where('id', '=', p.id)
    .where((eb) => eb.or([eb('is_private', '=', 0), sql<boolean>`${isMember(p.reader)}`])),
)

/** The channels that somebody may find, in the order in which they were made. */
export const channelsFor = define<Visit & { limit: number }>()((db, p) =>
  db
    .selectFrom('channel')
    .selectAll()
    .select([MEMBERS.as('members')])
    .where('id', '>', p.id)
    .where((eb) => eb.or([eb('is_private', '=', 0), sql<boolean>`${isMember(p.reader)}`]))
    .orderBy('id')
    .limit(p.limit),
)

export const insertMember = defineInsert('channel_member', ['channel_id', 'member_id', 'member_kind', 'joined_at'])

interface Membership {
  readonly channel_id: string
  readonly member_id: string
}

export const deleteMember = define<Membership>()((db, p) =>
  db.deleteFrom('channel_member').where('channel_id', '=', p.channel_id).where('member_id', '=', p.member_id).returning('member_id'),
)

const memberName = nameOf('channel_member.member_id').as('name')

export const memberOf = define<Membership>()((db, p) =>
  db.selectFrom('channel_member').selectAll().select(memberName).where('channel_id', '=', p.channel_id).where('member_id', '=', p.member_id),
)

interface Place {
  readonly channel_id: string
  readonly number: number
  readonly limit: number
}

/** Who belongs to a channel, in the order in which they came. */
export const membersAfter = define<Place>()((db, p) =>
  db
    .selectFrom('channel_member')
    .selectAll()
    .select(memberName)
    .where('channel_id', '=', p.channel_id)
    .where('number', '>', p.number)
    .where(IS_HERE)
    .orderBy('number')
    .limit(p.limit),
)

export const insertChannelMessage = defineInsert('channel_message', ['id', 'channel_id', 'author_id', 'author_kind', 'posted_by', 'content', 'created_at'])

/** What was said in a channel after a number, in the order in which it was stored. */
export const channelMessagesAfter = define<Place>()((db, p) =>
  db
    .selectFrom('channel_message')
    .selectAll()
    .select(nameOf('channel_message.author_id').as('author_name'))
    .where('channel_id', '=', p.channel_id)
    .where('number', '>', p.number)
    // Of what somebody said who was forgotten only the number is left.
    .where(sql<boolean>`content <> ''`)
    .orderBy('number')
    .limit(p.limit),
)

/** The number of a message of a channel. */
export const numberInChannel = define<{ id: string; channel_id: string }>()((db, p) =>
  db.selectFrom('channel_message').select('number').where('id', '=', p.id).where('channel_id', '=', p.channel_id),
)

export const messageOfChannel = define<{ id: string }>()((db, p) =>
  db.selectFrom('channel_message').selectAll().select(nameOf('channel_message.author_id').as('author_name')).where('id', '=', p.id),
)
