import { ConcordError } from '../shared/errors'
import type { ChannelRow } from '../store/tables'
import type { NamedParty } from './party'

/** Where several talk. A private one is as if it were not there for whoever is no member. */
export interface Channel {
  readonly id: string
  readonly name: string
  /** In the words of whoever made it. */
  readonly type: string
  readonly isPrivate: boolean
  readonly createdBy: string
  readonly createdAt: number
  /** How many belong to it now. */
  readonly members: number
}

export interface ChannelMember {
  readonly number: number
  readonly party: NamedParty
  readonly joinedAt: number
}

/** What was said in a channel, with personal data masked. */
export interface ChannelMessage {
  readonly number: number
  readonly id: string
  readonly channelId: string
  readonly author: NamedParty
  readonly content: string
  readonly sentAt: number
}

/** Everybody may read here, but only members say something or bring others in. */
export class NotAMember extends ConcordError {
  readonly code = 'not_a_member'
}

export type CountedChannelRow = ChannelRow & { readonly members: number }

export const channelOf = (row: CountedChannelRow): Channel => ({
  id: row.id,
  name: row.name,
  type: row.type,
  isPrivate: row.is_private === 1,
  createdBy: row.created_by,
  createdAt: row.created_at,
  members: row.members,
})
