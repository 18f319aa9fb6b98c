import { Type } from 'typebox'
import { AGGREGATIONS } from '../coordination/ensemble'
import { CoordinationView, coordinate, coordinationAnswers } from './coordination.routes'
import type { Current, Server } from './parts'
import { AgentId, Exactly, Nullable, OneOf } from './schemas'

const Ensemble = Exactly({
  agent_ids: Type.Array(AgentId, { description: 'At least two, each once' }),
  input: Type.String({ minLength: 1, pattern: '\\S' }),
  aggregation: OneOf(AGGREGATIONS),
  judge: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Who picks; with best_of only, and then always' })),
})
const Vote = Exactly({ agent_id: Type.String(), vote: Type.String(), execution_id: Nullable(Type.String()) })
const EnsembleView = Type.Object(
  {
    ...CoordinationView.properties,
    result: Type.Optional(Nullable(Type.String({ description: 'As the first who voted for it wrote it; null without agreement' }))),
    consensus: Type.Optional(Type.Boolean({ description: 'Whether enough of all that were asked agree, or the judge picked' })),
    votes: Type.Optional(Type.Array(Vote)),
    dissent: Type.Optional(Type.Array(Exactly({ agent_id: Type.String(), vote: Type.String() }))),
    abstentions: Type.Optional(Type.Array(Exactly({ agent_id: Type.String(), reason: Type.String() }))),
    judge: Type.Optional(Exactly({ agent_id: Type.String(), choice: Nullable(Type.Integer()), execution_id: Nullable(Type.String()) })),
  },
  { additionalProperties: true },
)

/** One question for several agents, whose answers become one. */
export function ensembleRoutes(server: Server, parts: Current<'coordinations'>): void {
  server.post(
    '/api/agents/ensemble',
    {
      config: { access: 'agent' },
      schema: {
        ...{ tags: ['coordination'], summary: 'Have several agents vote, or a judge pick the best of their answers', body: Ensemble },
        response: { ...coordinationAnswers, 200: EnsembleView },
      },
    },
    (request, reply) => coordinate(parts, request, reply, { kind: 'ensemble', request: request.body }),
  )
}
