import { Type } from 'typebox'
import { AgentView, agentView } from './agent.routes'
import { bodyOptional } from './input'
import type { Current, Server } from './parts'
import { Exactly, Id, Nullable, problems } from './schemas'

const Reason = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' })
const GraduationView = Exactly({
  maturity: Type.String(),
  next: Nullable(Type.String({ description: 'The level above; none above autonomous' })),
  ready: Type.Boolean(),
  readiness: Type.Number({ description: 'From 0 to 1: the least of what is measured' }),
  episodes: Type.Integer(),
  intervention_rate: Type.Number(),
  compliance: Type.Number(),
  missing: Type.Array(Type.String()),
})
const Serious = Exactly({ execution_id: Type.String(), agent_id: Type.String(), agent_level: Type.String() })

/** How agents grow up, and lose a level again. */
export function graduationRoutes(server: Server, parts: Current<'graduations' | 'interventions'>): void {
  const tags = ['graduation']

  server.get(
    '/api/agents/:id/graduation',
    {
      config: { access: 'agent' },
      schema: { tags, summary: 'How far an agent is on its way to the next level', params: Id, response: { 200: GraduationView, ...problems } },
    },
    async ({ params }) => {
      const { interventionRate, next, missing, ...rest } = await parts().graduations.of(params.id)
      return { ...rest, next: next ?? null, intervention_rate: interventionRate, missing: [...missing] }
    },
  )

  server.post(
    '/api/agents/:id/promote',
    {
      config: { access: 'administrator' },
      preValidation: bodyOptional,
      schema: {
        ...{ tags, summary: 'Promote an agent by one level, if its record carries it', params: Id },
        ...{ body: Exactly({ reason: Type.Optional(Reason) }), response: { 200: AgentView, ...problems } },
      },
    },
    async ({ actor, params, body }) => agentView(await parts().graduations.promote(params.id, actor.person.id, body.reason)),
  )

  server.post(
    '/api/executions/:id/interventions/serious',
    {
      config: { access: 'supervisor' },
      schema: {
        ...{ tags, summary: 'Mark the intervention in an execution as serious: the agent loses a level', params: Id },
        ...{ body: Exactly({ reason: Reason }), response: { 201: Serious, ...problems } },
      },
    },
    async ({ actor, params, body }, reply) => {
      const agent = await parts().interventions.markSerious(params.id, body.reason, actor.person)
      return reply.status(201).send({ execution_id: params.id, agent_id: agent.id, agent_level: agent.maturity })
    },
  )
}
