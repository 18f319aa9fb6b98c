import { Type } from 'typebox'
import type { PendingRequest } from '../backplane/request'
import { rfc3339 } from '../shared/clock'
import { activeAs } from './acting'
import type { Current, Server } from './parts'
import { AgentId, Data, Exactly, ForAgent, Id, OneOf, problems, Time } from './schemas'

export const Timeout = Type.Integer({ minimum: 1, maximum: 300_000, description: 'How long to wait at most, in milliseconds' })

const Asked = Exactly({ to: { ...AgentId, description: 'The agent that is asked' }, data: Data, timeout_ms: Timeout, agent_id: ForAgent })
const Replied = Exactly({ id: Type.String(), reply: Data, replied_by: Type.String({ description: "The agent's id" }) })
const Query = Exactly({ as: { ...AgentId, description: 'The agent that is asked' } })
const PendingView = Exactly({
  id: Type.String(),
  from: Exactly({ kind: OneOf(['person', 'agent'] as const), id: Type.String() }),
  data: Data,
  created_at: Time,
  expires_at: Time,
})
const Given = Exactly({ data: Data, agent_id: ForAgent })
const Taken = Exactly({ id: Type.String(), replied_by: Type.String() })

const ASKING =
  'The answer comes with the reply, or when the time is over. Whoever goes away before that withdraws the question. An agent that is paused finds it when it is resumed, if it still waits.'

/** Questions to one agent, and its replies. */
export function requestRoutes(server: Server, parts: Current<'agents' | 'requests'>): void {
  const tags = ['requests']
  const config = { access: 'agent' } as const

  server.post(
    '/api/requests',
    { config, schema: { tags, summary: 'Ask an agent, and wait for its reply', description: ASKING, body: Asked, response: { 200: Replied, ...problems } } },
    async ({ actor, body: { to, data, timeout_ms, agent_id }, work }) => {
      const { agents, requests } = parts()
      const as = await activeAs(agents, { by: actor.person, agentId: agent_id })
      work.watch()
      const { id, reply, by } = await requests.ask({ to, data, timeoutMs: timeout_ms, as }, work.signal)
      return { id, reply, replied_by: by }
    },
  )

  server.get(
    '/api/requests/pending',
    {
      config,
      schema: {
        tags,
        summary: 'Show what an agent is asked, the oldest first',
        description: 'No more than the most that fits on a page: what is replied to makes room.',
        querystring: Query,
        response: { 200: Exactly({ items: Type.Array(PendingView) }), ...problems },
      },
    },
    async ({ actor, query }, reply) => {
      const { agents, requests } = parts()
      const pending = await requests.pending(await activeAs(agents, { by: actor.person, agentId: query.as, field: 'as' }))
      reply.header('cache-control', 'no-store')
      return { items: pending.map(pendingView) }
    },
  )

  server.post(
    '/api/requests/:id/reply',
    { config, schema: { tags, summary: 'Reply to what an agent is asked, once', params: Id, body: Given, response: { 200: Taken, ...problems } } },
    async ({ actor, params, body }) => {
      const { agents, requests } = parts()
      const as = await activeAs(agents, { by: actor.person, agentId: body.agent_id })
      await requests.reply(params.id, { data: body.data, as })
      return { id: params.id, replied_by: as.id }
    },
  )
}

const pendingView = ({ id, from, data, createdAt, expiresAt }: PendingRequest) => ({
  ...{ id, from: { kind: from.kind, id: from.id }, data },
  ...{ created_at: rfc3339(createdAt), expires_at: rfc3339(expiresAt) },
})
