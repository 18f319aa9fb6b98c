import { Type } from 'typebox'
import { RESOLUTION_STRATEGIES } from '../coordination/conflict'
import { CoordinationView, coordinationView } from './coordination.routes'
import type { Current, Server } from './parts'
import { Exactly, OneOf, problems } from './schemas'

const View = Exactly({ agent_id: Type.String({ minLength: 1, maxLength: 100 }), action: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) })
const ToResolve = Exactly({
  proposals: Type.Array(View, { minItems: 2, maxItems: 100, description: 'What each agent wants; each agent once' }),
  resolution_strategy: OneOf(RESOLUTION_STRATEGIES),
})
const Tally = Type.Array(Exactly({ action: Type.String(), votes: Type.Integer(), agents: Type.Array(Type.String()) }), {
  description: 'The options, each as it was first written, in the order in which they were first proposed',
})

/** A conflict, settled or not. */
const ConflictView = Type.Object({
  ...CoordinationView.properties,
  tally: Tally,
  winner: Type.Optional(Type.String()),
  losing: Type.Optional(Type.Array(Exactly({ agent_id: Type.String(), action: Type.String() }), { description: 'The views that were not followed' })),
  options: Type.Optional(Type.Array(Type.String(), { description: 'What a human may choose from' })),
  proposal_id: Type.Optional(Type.String({ description: 'Where a human was asked' })),
})

/** Conflicts between agents, settled without running anybody. */
export function conflictRoutes(server: Server, parts: Current<'conflicts'>): void {
  server.post(
    '/api/agents/resolve-conflict',
    {
      config: { access: 'agent' },
      schema: {
        tags: ['coordination'],
        summary: 'Settle a conflict between agents; nothing is executed',
        body: ToResolve,
        response: { 200: ConflictView, 202: ConflictView, ...problems },
      },
    },
    async ({ actor, body, trace }, reply) => {
      const conflict = await parts().conflicts.resolve({ request: body, by: actor.person, trace })
      if (conflict.status === 'completed') return coordinationView(conflict)
      return reply.status(202).header('location', `/api/coordinations/${conflict.id}`).send(coordinationView(conflict))
    },
  )
}
