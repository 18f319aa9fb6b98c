import { Type } from 'typebox'
import { VERDICTS } from '../coordination/verdict'
import { CoordinationView, coordinate, coordinationAnswers } from './coordination.routes'
import type { Current, Server } from './parts'
import { AgentId, Exactly, Nullable, OneOf } from './schemas'

const PeerReview = Exactly({
  author_agent_id: AgentId,
  reviewer_agent_ids: Type.Array(AgentId, { minItems: 1 }),
  content: Type.String({ minLength: 1, pattern: '\\S' }),
})
const ReviewView = Exactly({
  round: Type.Integer(),
  agent_id: Type.String(),
  verdict: Nullable(OneOf(VERDICTS)),
  comments: Type.String(),
  abstained: Type.Optional(Type.Boolean()),
  reason: Type.Optional(Type.String({ description: 'Why it abstained' })),
  execution_id: Nullable(Type.String()),
})
const PeerReviewView = Type.Object(
  {
    ...CoordinationView.properties,
    approved: Type.Optional(Type.Boolean()),
    rounds: Type.Optional(Type.Integer({ description: 'How many rounds were held' })),
    reviews: Type.Optional(Type.Array(ReviewView)),
    content: Type.Optional(Type.String({ description: 'The last version' })),
  },
  { additionalProperties: true },
)

/** An agent's work, looked at by others. */
export function peerReviewRoutes(server: Server, parts: Current<'coordinations'>): void {
  server.post(
    '/api/agents/peer-review',
    {
      config: { access: 'agent' },
      schema: {
        ...{ tags: ['coordination'], summary: "Have an agent's work reviewed by others, in rounds", body: PeerReview },
        response: { ...coordinationAnswers, 200: PeerReviewView },
      },
    },
    (request, reply) => coordinate(parts, request, reply, { kind: 'peer_review', request: request.body }),
  )
}
