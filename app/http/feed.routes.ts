import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { InvalidInput } from '../shared/errors'
import type { FeedSheet, FeedStretch } from '../social/feed'
import { cursorOf, placeOf } from './pages'
import type { Current, Server } from './parts'
import { PostView, postView } from './post.routes'
import { Exactly, ListOf, OneOf, PageQuery, pageSize, problems } from './schemas'

const LARGEST = Number.MAX_SAFE_INTEGER
const Query = Exactly({
  ...PageQuery.properties,
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'By number in place of cursor' })),
  as_of: Type.Optional(Type.Integer({ minimum: 0, maximum: LARGEST, description: 'What page 1 said: keeps the set of posts as it was then' })),
  visibility: Type.Optional({ ...OneOf(['public', 'private']), description: "private: one's own private posts; all, for supervisors" }),
})
const FeedView = Exactly({
  ...ListOf(PostView).properties,
  page: Type.Optional(Type.Integer()),
  as_of: Type.Optional(Type.Integer({ description: 'With numbered pages' })),
})

/** What everybody said, newest first. */
export function feedRoutes(server: Server, parts: Current<'feed' | 'settings'>): void {
  server.get(
    '/api/feed',
    { config: { access: 'agent' }, schema: { tags: ['social'], summary: 'Read the feed', querystring: Query, response: { 200: FeedView, ...problems } } },
    async (request, reply) => {
      const { feed, settings } = parts()
      const { cursor, limit: asked, page, as_of: asOf, visibility = 'public' } = request.query
      const limit = pageSize(asked, settings)
      const isNumbered = page !== undefined || asOf !== undefined
      if (isNumbered) refuseBoth(request.query)
      if (isNumbered) return sendNumbered(request, reply, { page: page ?? 1, ...(await feed.page({ page: page ?? 1, asOf, limit })) })
      const stretch = { before: beforeOf(cursor), limit }
      return sendStretch(request, reply, await (visibility === 'private' ? feed.privateBefore(stretch, request.actor.person) : feed.before(stretch)))
    },
  )
}

function refuseBoth({ cursor, visibility }: { readonly cursor?: string; readonly visibility?: string }): void {
  if (cursor !== undefined) throw new InvalidInput('cursor', 'Pages go by cursor or by number, not by both')
  if (visibility === 'private') throw new InvalidInput('page', 'Private posts have no numbered pages')
}

function beforeOf(cursor: string | undefined): number | undefined {
  const place = placeOf(cursor, (text) => /^[1-9]\d{0,14}$/.test(text))
  return place === '' ? undefined : Number(place)
}

function sendStretch(request: FastifyRequest, reply: FastifyReply, { posts, next: place }: FeedStretch) {
  const next = place === undefined ? undefined : cursorOf(String(place))
  const isFirst = !request.url.includes('cursor=')
  link(request, reply, { ...(next === undefined ? {} : { next: { cursor: next } }), ...(isFirst ? {} : { first: { cursor: undefined } }) })
  return { items: posts.map(postView), next_cursor: next ?? null }
}

function sendNumbered(request: FastifyRequest, reply: FastifyReply, { posts, hasMore, asOf, page }: FeedSheet & { readonly page: number }) {
  const to = (number: number) => ({ page: String(number), as_of: String(asOf) })
  link(request, reply, { ...(hasMore ? { next: to(page + 1) } : {}), ...(page > 1 ? { prev: to(page - 1), first: to(1) } : {}) })
  return { items: posts.map(postView), next_cursor: null, page, as_of: asOf }
}

/** The addresses of other pages in the Link header (RFC 8288), with what else was asked for. */
function link({ url }: FastifyRequest, reply: FastifyReply, relations: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>): void {
  const [path, query] = url.split('?')
  const links = Object.entries(relations).map(([relation, changes]) => {
    const params = new URLSearchParams(query)
    for (const [name, value] of Object.entries(changes)) value === undefined ? params.delete(name) : params.set(name, value)
    const text = params.toString()
    return `<${path}${text === '' ? '' : `?${text}`}>; rel="${relation}"`
  })
  if (links.length > 0) reply.header('link', links.join(', '))
}
