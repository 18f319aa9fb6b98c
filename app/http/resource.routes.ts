import { Type } from 'typebox'
import { STRATEGIES, type Standing } from '../coordination/resource'
import { rfc3339 } from '../shared/clock'
import type { Current, Server } from './parts'
import { Exactly, Nullable, OneOf, problems, Time } from './schemas'

const ResourceId = Type.String({ minLength: 1, maxLength: 200, pattern: '^\\P{Cc}+$', description: 'Any text without control characters' })
const Fencing = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'The number of the lease that is meant' })
const Seconds = Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 }))
const Wanted = Exactly({
  resource_id: ResourceId,
  requesting_agents: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 100 }),
  allocation_strategy: OneOf(STRATEGIES),
  ttl_seconds: Seconds,
})
const Params = Exactly({ id: ResourceId })
const Renewal = Exactly({ fencing: Fencing, ttl_seconds: Seconds })
const Release = Exactly({ fencing: Fencing })
const LeaseView = Exactly({
  resource_id: Type.String(),
  holder: Nullable(Type.String({ description: "The agent's id" })),
  fencing: Nullable(Type.Integer({ description: "The number of the holder's lease; grows with each grant" })),
  expires_at: Nullable(Time),
  queue: Type.Array(Type.String(), { description: 'The agents that wait, the next one first' }),
})

/** What at most one agent holds at a time. */
export function resourceRoutes(server: Server, parts: Current<'resources'>): void {
  const tags = ['resources']
  const config = { access: 'agent' } as const
  const response = { 200: LeaseView, ...problems }

  server.post(
    '/api/agents/allocate-resource',
    { config, schema: { tags, summary: 'Ask for a resource for agents: one holds it, the others wait', body: Wanted, response } },
    async ({ actor, body }) => {
      const { resource_id, requesting_agents, allocation_strategy, ttl_seconds } = body
      const wanted = { resourceId: resource_id, agentIds: requesting_agents, strategy: allocation_strategy, ttlSeconds: ttl_seconds, by: actor.person }
      return leaseView(resource_id, await parts().resources.allocate(wanted))
    },
  )

  server.get('/api/resources/:id', { config, schema: { tags, summary: 'Who holds a resource, and who waits', params: Params, response } }, async ({ params }) =>
    leaseView(params.id, await parts().resources.get(params.id)),
  )

  server.post(
    '/api/resources/:id/renew',
    { config, schema: { tags, summary: 'Prolong a lease that has not run out, from now on', params: Params, body: Renewal, response } },
    async ({ actor, params, body }) =>
      leaseView(params.id, await parts().resources.renew(params.id, { fencing: body.fencing, ttlSeconds: body.ttl_seconds, by: actor.person })),
  )

  server.post(
    '/api/resources/:id/release',
    { config, schema: { tags, summary: 'Give a resource back: the next holds it', params: Params, body: Release, response } },
    async ({ actor, params, body }) => leaseView(params.id, await parts().resources.release(params.id, { fencing: body.fencing, by: actor.person })),
  )
}

const leaseView = (resourceId: string, { holder, queue }: Standing) => ({
  resource_id: resourceId,
  holder: holder?.agentId ?? null,
  fencing: holder?.lease.fencing ?? null,
  expires_at: holder === undefined ? null : rfc3339(holder.lease.expiresAt),
  queue: queue.map(({ agentId }) => agentId),
})
