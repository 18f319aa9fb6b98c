/** What people and agents say to each other. */
export interface SocialTables {
  direct_message: DirectMessageRow
  message_block: { owner_id: string; sender_id: string; created_at: number }
  post: PostRow
  reaction: { post_id: string; emoji: string; actor_id: string; created_at: number }
  hashtag: HashtagRow
  hashtag_use: HashtagUseRow
  channel: ChannelRow
  channel_member: ChannelMemberRow
  channel_message: ChannelMessageRow
}

/** Something said from one to another; nobody else reads it. Numbers are in the order in which they were stored. */
export interface DirectMessageRow {
  number: number
  id: string
  from_id: string
  /** `person` or `agent`. */
  from_kind: string
  to_id: string
  to_kind: string
  type: string
  content: string
  /** Who wrote it: for an agent, perhaps a person who acts for it. */
  sent_by: string
  /** Under which the sender may repeat the request, for as long as a key stands. */
  idempotency_key: string | null
  created_at: number
}

/** One post of the social feed, with personal data masked. */
export interface PostRow {
  number: number
  id: string
  author_id: string
  author_kind: string
  posted_by: string
  type: string
  content: string
  is_public: number
  /** From 1, without gaps, also of those that were removed; private posts have none. */
  place: number | null
  created_at: number
  removed_at: number | null
  removed_by: string | null
}

/** A hashtag of a public post that has not been removed, case-folded. */
export interface HashtagRow {
  created_at: number
  post_number: number
  tag: string
  author_id: string
}

/** When an author last used a hashtag in a post that has not been removed. */
export interface HashtagUseRow {
  tag: string
  author_id: string
  latest: number
}

export interface ChannelRow {
  id: string
  name: string
  type: string
  is_private: number
  created_by: string
  created_at: number
}

/** A person or an agent that belongs to a channel now. Numbers are in the order in which they came. */
export interface ChannelMemberRow {
  number: number
  channel_id: string
  member_id: string
  member_kind: string
  joined_at: number
}

/** One message of a channel, with personal data masked. */
export interface ChannelMessageRow {
  number: number
  id: string
  channel_id: string
  author_id: string
  author_kind: string
  posted_by: string
  content: string
  created_at: number
}
