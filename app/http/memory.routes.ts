import { Type } from 'typebox'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, Id, isId, ListOf, PageQuery, pageSize, problems, Time } from './schemas'

const SessionView = Exactly({ id: Type.String(), agent_id: Type.String(), created_at: Time })
const MessageView = Exactly({
  id: Type.String(),
  role: Type.String({ description: 'user or assistant' }),
  content: Type.String(),
  execution_id: Type.String(),
  created_at: Time,
})
const EpisodeView = Exactly({ id: Type.String(), execution_id: Type.String(), message: Type.String(), response: Type.String(), created_at: Time })
const EpisodesQuery = Exactly({ ...PageQuery.properties, like: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' })) })

/** What was said, private to whoever said it, and what agents remember. */
export function memoryRoutes(server: Server, parts: Current<'history' | 'episodes' | 'agents' | 'settings'>): void {
  const tags = ['memory']
  const config = { access: 'agent' } as const

  server.get(
    '/api/sessions',
    { config, schema: { tags, summary: "List one's own sessions", querystring: PageQuery, response: { 200: ListOf(SessionView), ...problems } } },
    async (request, reply) => {
      const { history, settings } = parts()
      const limit = pageSize(request.query.limit, settings)
      const found = await history.sessions({ askedBy: request.actor.person.id, after: placeOf(request.query.cursor, isId), limit: limit + 1 })
      const items = found.slice(0, limit).map(({ id, agent_id, created_at }) => ({ id, agent_id, created_at: rfc3339(created_at) }))
      return sendPage(request, reply, { items, next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.get(
    '/api/sessions/:id/messages',
    {
      config,
      schema: {
        tags,
        summary: 'What was said in a session, in order',
        params: Id,
        querystring: PageQuery,
        response: { 200: ListOf(MessageView), ...problems },
      },
    },
    async (request, reply) => {
      const { history, settings } = parts()
      const { id: sessionId } = await history.session(request.params.id, request.actor.person.id)
      const limit = pageSize(request.query.limit, settings)
      const found = await history.messages({ sessionId, after: placeOf(request.query.cursor, isId), limit: limit + 1 })
      const items = found
        .slice(0, limit)
        .map(({ id, role, content, execution_id, created_at }) => ({ id, role, content, execution_id, created_at: rfc3339(created_at) }))
      return sendPage(request, reply, { items, next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.get(
    '/api/agents/:id/episodes',
    {
      config,
      schema: {
        tags,
        summary: 'What an agent remembers: the newest first, or the likest to a text',
        params: Id,
        querystring: EpisodesQuery,
        response: { 200: ListOf(EpisodeView), ...problems },
      },
    },
    async (request, reply) => {
      const { episodes, agents, settings } = parts()
      const { id: agentId } = await agents.get(request.params.id)
      const { cursor, limit: asked, like } = request.query
      const limit = pageSize(asked, settings)
      if (like !== undefined && cursor !== undefined) throw new InvalidInput('cursor', 'cursor is only for the list by time; leave like out')
      const found =
        like === undefined
          ? await episodes.latest({ agentId, asker: request.actor.person, before: placeOf(cursor, isId), limit: limit + 1 })
          : await episodes.like({ agentId, asker: request.actor.person, text: like, limit })
      const items = found.slice(0, limit).map(({ id, executionId, message, response, createdAt }) => ({
        ...{ id, execution_id: executionId, message, response, created_at: rfc3339(createdAt) },
      }))
      return sendPage(request, reply, { items, next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )
}
