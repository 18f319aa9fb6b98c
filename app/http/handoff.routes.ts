import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { HANDOFF_STATUSES, type Handoff } from '../coordination/handoff'
import { rfc3339 } from '../shared/clock'
import { Forbidden, InvalidInput } from '../shared/errors'
import type { Current, Server } from './parts'
import { Exactly, Id, Nullable, OneOf, problems, Time } from './schemas'

const Reference = Type.String({ minLength: 1, maxLength: 100 })
const HandOn = Exactly({
  to_agent_id: Reference,
  context: Type.Unknown({ description: 'What is shared with the receiver: anything but null' }),
  parent_handoff_id: Type.Optional({ ...Reference, description: 'The handoff by which the giver has the work itself' }),
})
const Because = Exactly({ reason: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) })
const HandoffId = Type.String({ description: 'The receiver names it when it begins the work' })
const HandedOn = Exactly({ handoff_id: HandoffId, context_transferred: Type.Literal(true) })
const Waiting = Exactly({
  proposal_id: Type.String(),
  handoff_id: HandoffId,
  context_transferred: Type.Literal(false),
  approval_required: Type.Literal(true),
})
const HandoffView = Exactly({
  id: Type.String(),
  from_agent_id: Type.String(),
  to_agent_id: Type.String(),
  parent_handoff_id: Nullable(Type.String()),
  hop: Type.Integer({ description: '1 for the first of a chain' }),
  context: Type.Unknown({ description: 'What is shared; null for the receiver until it has arrived' }),
  status: OneOf(HANDOFF_STATUSES),
  reason: Nullable(Type.String({ description: 'Why it was declined or rejected, or is void' })),
  proposal_id: Nullable(Type.String()),
  begun: Type.Boolean({ description: 'Whether work on it has begun; then it is declined no more' }),
  created_at: Time,
  decided_at: Nullable(Time),
})

/** Work that agents pass on to each other. */
export function handoffRoutes(server: Server, parts: Current<'handoffs'>): void {
  const tags = ['handoffs']
  const config = { access: 'agent' } as const

  server.post(
    '/api/agents/:id/handoff',
    {
      config,
      schema: {
        tags,
        summary: 'Hand work on to another agent, with its context',
        params: Id,
        body: HandOn,
        response: { 200: HandedOn, 202: Waiting, ...problems },
      },
    },
    async ({ actor, params, body, trace }, reply) => {
      if (body.context === null) throw new InvalidInput('context', 'context must not be null')
      const order = { from: params.id, to: body.to_agent_id, context: body.context, parentId: body.parent_handoff_id, by: actor.person, trace }
      const handed = await parts().handoffs.hand(order)
      const { id } = handed.handoff
      if (handed.kind === 'accepted') return { handoff_id: id, context_transferred: true as const }
      const waiting = { proposal_id: handed.proposalId, handoff_id: id, context_transferred: false as const, approval_required: true as const }
      return reply.status(202).header('location', `/api/proposals/${handed.proposalId}`).send(waiting)
    },
  )

  server.get(
    '/api/handoffs/:id',
    { config, schema: { tags, summary: 'Show a handoff', params: Id, response: { 200: HandoffView, ...problems } } },
    async ({ actor, params }) => handoffView(await parts().handoffs.show(params.id, actor.person)),
  )

  server.post(
    '/api/handoffs/:id/decline',
    {
      config,
      onRequest: refuseUsers,
      schema: { tags, summary: 'Decline work, as the receiver or for it', params: Id, body: Because, response: { 200: HandoffView, ...problems } },
    },
    async ({ actor, params, body }) => handoffView(await parts().handoffs.decline(params.id, body.reason, actor.person)),
  )
}

/** Agents act for themselves and supervisors for any of them: users are the only ones who may not. */
async function refuseUsers({ actor }: FastifyRequest): Promise<void> {
  if (actor.person.role === 'user') throw new Forbidden('This is for the agent itself, and for supervisors and above; you are user')
}

const handoffView = (handoff: Handoff): Static<typeof HandoffView> => ({
  id: handoff.id,
  from_agent_id: handoff.fromAgentId,
  to_agent_id: handoff.toAgentId,
  parent_handoff_id: handoff.parentId ?? null,
  hop: handoff.hop,
  context: handoff.context,
  status: handoff.status,
  reason: handoff.reason ?? null,
  proposal_id: handoff.proposalId ?? null,
  begun: handoff.begun,
  created_at: rfc3339(handoff.createdAt),
  decided_at: handoff.decidedAt === undefined ? null : rfc3339(handoff.decidedAt),
})
