import { Type } from 'typebox'
import { type Agent, LEVELS } from '../agents/agent'
import { actionOf } from '../governance/actions'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import { bodyOptional } from './input'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, Id, isId, ListOf, Name, Nullable, OneOf, PageQuery, pageSize, problems, Said, Time } from './schemas'

const Instructions = Type.String({ maxLength: 100_000 })
const Model = Type.String({ minLength: 1, maxLength: 200 })
const Reason = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' })
const NewAgent = Exactly({
  name: Name,
  instructions: Type.Optional(Instructions),
  category: Type.Optional(Name),
  model: Type.Optional(Model),
  maturity: Type.Optional(OneOf(LEVELS)),
  reason: Type.Optional(Reason),
})
const Edit = Exactly({
  name: Type.Optional(Name),
  instructions: Type.Optional(Instructions),
  category: Type.Optional(Name),
  model: Type.Optional(Nullable(Model)),
})
const Because = Exactly({ reason: Type.Optional(Reason) })
export const AgentView = Exactly({
  id: Type.String(),
  name: Type.String(),
  instructions: Type.String(),
  category: Type.String(),
  model: Nullable(Type.String()),
  maturity: Type.String(),
  status: Type.String({ description: 'active, paused or retired' }),
  is_default: Type.Boolean(),
  created_by: Type.String(),
  created_at: Time,
  updated_at: Time,
})
const PermissionQuery = Exactly({ action: Type.String({ minLength: 1, maxLength: 200 }) })
const Permission = Exactly({
  action: Type.String(),
  complexity: Type.Integer(),
  decision: Type.String({ description: 'allowed, needs_approval or blocked' }),
  reason: Said,
})
const NewToken = Exactly({ id: Type.String(), token: Type.String(), expires_at: Time })
const TokenView = Exactly({ id: Type.String(), created_at: Time, expires_at: Time, revoked_at: Nullable(Time) })
const TokenId = Exactly({ id: Type.String({ maxLength: 100 }), token_id: Type.String({ maxLength: 100 }) })
const GENERAL = 'general'

type Needs = 'agents' | 'agentTokens' | 'decisions' | 'settings'

/** Agents, what they may do, and their tokens. */
export function agentRoutes(server: Server, parts: Current<Needs>): void {
  recordRoutes(server, parts)
  permissionRoutes(server, parts)
  tokenRoutes(server, parts)
}

function recordRoutes(server: Server, parts: Current<'agents' | 'settings'>): void {
  const tags = ['agents']
  const everybody = { access: 'agent' } as const
  const people = { access: 'user' } as const
  const administrators = { access: 'administrator' } as const

  server.post(
    '/api/agents',
    { config: people, schema: { tags, summary: 'Create an agent', body: NewAgent, response: { 201: AgentView, ...problems } } },
    async ({ actor, body }, reply) => {
      const { instructions = '', category = GENERAL, ...rest } = body
      const agent = await parts().agents.create({ ...rest, instructions, category }, actor.person)
      return reply.status(201).header('location', `/api/agents/${agent.id}`).send(agentView(agent))
    },
  )

  server.get(
    '/api/agents',
    { config: everybody, schema: { tags, summary: 'List agents', querystring: PageQuery, response: { 200: ListOf(AgentView), ...problems } } },
    async (request, reply) => {
      const { agents, settings } = parts()
      const limit = pageSize(request.query.limit, settings)
      const found = await agents.list({ after: placeOf(request.query.cursor, isId), limit: limit + 1 })
      const items = found.slice(0, limit)
      return sendPage(request, reply, { items: items.map(agentView), next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.get(
    '/api/agents/:id',
    { config: everybody, schema: { tags, summary: 'Show an agent', params: Id, response: { 200: AgentView, ...problems } } },
    async ({ params }) => agentView(await parts().agents.get(params.id)),
  )

  server.patch(
    '/api/agents/:id',
    { config: people, schema: { tags, summary: 'Change an agent', params: Id, body: Edit, response: { 200: AgentView, ...problems } } },
    async ({ actor, params, body }) => {
      if (Object.keys(body).length === 0) throw new InvalidInput('body', 'body names nothing to change')
      return agentView(await parts().agents.edit(params.id, body, actor.person))
    },
  )

  for (const [word, status, summary] of [
    ['pause', 'paused', 'Pause an agent: it may do nothing until it is resumed'],
    ['resume', 'active', 'Resume a paused agent'],
    ['retire', 'retired', 'Retire an agent for good'],
  ] as const)
    server.post(
      `/api/agents/:id/${word}`,
      { config: administrators, preValidation: bodyOptional, schema: { tags, summary, params: Id, body: Because, response: { 200: AgentView, ...problems } } },
      async ({ actor, params, body }) => agentView(await parts().agents.setStatus(params.id, status, actor.person, body.reason)),
    )
}

function permissionRoutes(server: Server, parts: Current<'agents' | 'decisions'>): void {
  const tags = ['agents']
  const config = { access: 'agent' } as const

  server.get(
    '/api/agents/:id/permissions',
    {
      config,
      schema: { tags, summary: 'What an agent may do now', params: Id, querystring: PermissionQuery, response: { 200: Permission, ...problems } },
    },
    async ({ params, query }) => {
      const { agents, decisions } = parts()
      const agent = await agents.get(params.id)
      const action = actionOf(query.action)
      const ruling = decisions.now(agent, action)
      const reason = ruling.kind === 'blocked' ? ruling.error.message : ruling.reason
      return { action: action.name, complexity: action.complexity, decision: ruling.kind, reason }
    },
  )
}

function tokenRoutes(server: Server, parts: Current<'agents' | 'agentTokens'>): void {
  const tags = ['agents']
  const config = { access: 'administrator' } as const

  server.post(
    '/api/agents/:id/tokens',
    {
      config,
      schema: { tags, summary: 'Make a token for an agent; it is shown this once', params: Id, response: { 201: NewToken, ...problems } },
    },
    async ({ actor, params }, reply) => {
      const { agents, agentTokens } = parts()
      const agent = await agents.get(params.id)
      const { id, secret, expiresAt } = await agentTokens.issue(agent.id, actor.person.id)
      return reply
        .status(201)
        .header('cache-control', 'no-store')
        .send({ id, token: secret, expires_at: rfc3339(expiresAt) })
    },
  )

  server.get(
    '/api/agents/:id/tokens',
    { config, schema: { tags, summary: "List an agent's tokens", params: Id, response: { 200: ListOf(TokenView), ...problems } } },
    async ({ params }) => {
      const { agents, agentTokens } = parts()
      const agent = await agents.get(params.id)
      const items = (await agentTokens.list(agent.id)).map(({ id, created_at, expires_at, ended_at }) => ({
        id,
        created_at: rfc3339(created_at),
        expires_at: rfc3339(expires_at),
        revoked_at: ended_at === null ? null : rfc3339(ended_at),
      }))
      return { items, next_cursor: null }
    },
  )

  server.delete(
    '/api/agents/:id/tokens/:token_id',
    { config, schema: { tags, summary: "Revoke an agent's token", params: TokenId, response: { 204: Type.Null(), ...problems } } },
    async ({ actor, params }, reply) => {
      await parts().agentTokens.end({ id: params.token_id, agentId: params.id }, actor.person.id)
      return reply.status(204).send(null)
    },
  )
}

export const agentView = (agent: Agent) => ({
  id: agent.id,
  name: agent.name,
  instructions: agent.instructions,
  category: agent.category,
  model: agent.model ?? null,
  maturity: agent.maturity,
  status: agent.status,
  is_default: agent.isDefault,
  created_by: agent.createdBy,
  created_at: rfc3339(agent.createdAt),
  updated_at: rfc3339(agent.updatedAt),
})
