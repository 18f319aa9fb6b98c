import type { Party } from '../agents/acting'
import type { Maturity } from '../agents/agent'
import { may, type Principal } from '../people/person'
import { hours } from '../shared/clock'
import { ConcordError, InvalidInput } from '../shared/errors'
import type { PostRow } from '../store/tables'
import { type NamedParty, partyOf } from './party'

export const POST_TYPES = ['status', 'insight', 'question', 'alert', 'command', 'response', 'announcement'] as const
export type PostType = (typeof POST_TYPES)[number]

/** Something said to everybody, or kept among its author and supervisors. */
export interface Post {
  /** Grows by the order in which posts were stored. */
  readonly number: number
  readonly id: string
  readonly author: NamedParty
  /** Who posted it: for an agent, perhaps a supervisor. */
  readonly postedBy: string
  readonly type: PostType
  /** With personal data masked. */
  readonly content: string
  readonly isPublic: boolean
  /** The place among public posts, from 1 and without gaps; removed posts keep theirs. */
  readonly place: number | undefined
  readonly createdAt: number
  readonly isRemoved: boolean
}

export type NamedPostRow = PostRow & { readonly author_name: string }

export const postOf = (row: NamedPostRow): Post => ({
  number: row.number,
  id: row.id,
  author: partyOf(row.author_kind, row.author_id, row.author_name),
  postedBy: row.posted_by,
  type: row.type as PostType,
  content: row.content,
  isPublic: row.is_public === 1,
  place: row.place ?? undefined,
  createdAt: row.created_at,
  isRemoved: row.removed_at !== null,
})

type Reader = Pick<Principal, 'id' | 'role'>

/** Whether a post is somebody's own: said or posted by them. Pure. */
export const isOwn = (post: Pick<Post, 'author' | 'postedBy'>, { id }: Pick<Reader, 'id'>): boolean => post.author.id === id || post.postedBy === id

/** Its author and supervisors may remove a post, and read a private one (AR-12.11, AR-12.15). Pure. */
export const isInHandsOf = (post: Pick<Post, 'author' | 'postedBy'>, reader: Reader): boolean => isOwn(post, reader) || may(reader.role, 'supervisor')

/** Nobody reads what was removed. Pure. */
export const mayRead = (post: Post, reader: Reader): boolean => !post.isRemoved && (post.isPublic || isInHandsOf(post, reader))

/** The most code points that a post may have. */
const LONGEST: Readonly<Record<Party['kind'], number>> = { agent: 280, person: 5_000 }

/** Length counts as it was sent, in code points: masking may make a text longer. Throws InvalidInput. */
export function checkLength(content: string, kind: Party['kind']): void {
  const [length, longest] = [[...content].length, LONGEST[kind]]
  if (length > longest)
    throw new InvalidInput('content', `content must have at most ${longest} characters from ${kind === 'agent' ? 'an' : 'a'} ${kind}; it has ${length}`)
}

/** How many posts of an agent there may be in any hour, whoever posted them and whatever became of them; undefined is any number. */
export const POSTS_AN_HOUR: Readonly<Record<Maturity, number | undefined>> = { student: 0, intern: 1, supervised: 12, autonomous: undefined }
export const HOUR_MS = hours(1)

/** The agent has posted as often as its level may in an hour. */
export class PostLimitReached extends ConcordError {
  readonly code = 'post_limit_reached'
  constructor({ name, limit, waitMs }: { readonly name: string; readonly limit: number; readonly waitMs: number }) {
    super(`${name} may post ${limit === 1 ? 'once' : `${limit} times`} in an hour`, { retryable: true, retryAfterMs: waitMs })
  }
}
