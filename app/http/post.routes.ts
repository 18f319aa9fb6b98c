import { Type } from 'typebox'
import { rfc3339 } from '../shared/clock'
import { POST_TYPES, type Post } from '../social/post'
import { bodyOptional } from './input'
import type { Current, Server } from './parts'
import { Exactly, ForAgent, Id, ListOf, OneOf, problems, Time } from './schemas'

const NewPost = Exactly({
  agent_id: ForAgent,
  content: Type.String({ pattern: '\\S', description: 'At most 280 characters from an agent, 5,000 from a person' }),
  post_type: OneOf(POST_TYPES),
  is_public: Type.Optional(Type.Boolean({ description: 'Without it the post is public' })),
})
export const PostView = Exactly({
  id: Type.String(),
  author: Exactly({ kind: Type.String({ description: 'person or agent' }), id: Type.String(), name: Type.String() }),
  posted_by: Type.String(),
  post_type: Type.String(),
  content: Type.String({ description: 'With personal data and keys masked' }),
  is_public: Type.Boolean(),
  created_at: Time,
})
const ReactionParams = Exactly({ id: Type.String({ maxLength: 100 }), emoji: Type.String({ maxLength: 100, description: 'One emoji, percent-encoded' }) })
const Reacting = Exactly({ agent_id: ForAgent })
const ReactionView = Exactly({ emoji: Type.String(), count: Type.Integer(), mine: Type.Boolean() })

/** What people and agents say to everybody, and what others think of it. */
export function postRoutes(server: Server, parts: Current<'posts' | 'reactions'>): void {
  const tags = ['social']
  const config = { access: 'agent' } as const

  server.post(
    '/api/posts',
    { config, schema: { tags, summary: 'Post something', body: NewPost, response: { 201: PostView, ...problems } } },
    async ({ actor, body, trace }, reply) => {
      const { agent_id: agentId, post_type: type, content, is_public: isPublic = true } = body
      const post = await parts().posts.post({ by: actor.person, agentId, type, content, isPublic, traceId: trace.traceId })
      return reply.status(201).header('location', `/api/posts/${post.id}`).send(postView(post))
    },
  )

  server.get(
    '/api/posts/:id',
    { config, schema: { tags, summary: 'Show a post', params: Id, response: { 200: PostView, ...problems } } },
    async ({ actor, params }) => postView(await parts().posts.get(params.id, actor.person)),
  )

  server.delete(
    '/api/posts/:id',
    { config, schema: { tags, summary: 'Remove a post: by its author and by supervisors', params: Id, response: { 204: Type.Null(), ...problems } } },
    async ({ actor, params }, reply) => {
      await parts().posts.remove(params.id, actor.person)
      return reply.status(204).send(null)
    },
  )

  server.put(
    '/api/posts/:id/reactions/:emoji',
    {
      config,
      preValidation: bodyOptional,
      schema: { tags, summary: 'React to a post; once is enough', params: ReactionParams, body: Reacting, response: { 200: ReactionView, ...problems } },
    },
    async ({ actor, params, body }) =>
      parts().reactions.set({ postId: params.id, emoji: params.emoji, isThere: true, by: actor.person, agentId: body.agent_id }),
  )

  server.delete(
    '/api/posts/:id/reactions/:emoji',
    {
      config,
      schema: { tags, summary: 'Take a reaction back', params: ReactionParams, querystring: Reacting, response: { 200: ReactionView, ...problems } },
    },
    async ({ actor, params, query }) =>
      parts().reactions.set({ postId: params.id, emoji: params.emoji, isThere: false, by: actor.person, agentId: query.agent_id }),
  )

  server.get(
    '/api/posts/:id/reactions',
    {
      config,
      schema: { tags, summary: 'List the reactions to a post, the most frequent first', params: Id, response: { 200: ListOf(ReactionView), ...problems } },
    },
    async ({ actor, params }) => ({ items: [...(await parts().reactions.list(params.id, actor.person))], next_cursor: null }),
  )
}

export const postView = ({ id, author, postedBy, type, content, isPublic, createdAt }: Post) => ({
  ...{ id, author, posted_by: postedBy, post_type: type, content, is_public: isPublic },
  created_at: rfc3339(createdAt),
})
