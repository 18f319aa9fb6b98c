import { Type } from 'typebox'
import { unknownAgent } from '../agents/standing'
import type { DelegateRequest } from '../coordination/delegate'
import { Forbidden, NotFound } from '../shared/errors'
import { coordinate, coordinationAnswers } from './coordination.routes'
import type { Current, Server } from './parts'
import { Exactly, Id } from './schemas'

/** Tells where an unknown agent was named. */
const unknownAt = (id: string, field: string) => (error: unknown) => {
  throw error instanceof NotFound ? unknownAgent(id, field) : error
}

const MOST_WORKERS = 100
const Delegate = Exactly({
  pattern: Type.Literal('delegate'),
  workers: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: MOST_WORKERS, description: 'Agents, each once' }),
  task: Type.String({ minLength: 1, pattern: '\\S' }),
})

/** A task that one agent splits among others (INTG-05.15). */
export function delegateRoutes(server: Server, parts: Current<'coordinations' | 'agents'>): void {
  server.post(
    '/api/agents/:id/coordinate',
    {
      config: { access: 'agent' },
      schema: {
        ...{ tags: ['coordination'], summary: 'Have an agent split a task among workers, and put together what came of it' },
        ...{ params: Id, body: Delegate, response: coordinationAnswers },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request
      if (actor.person.role === 'agent' && actor.person.id !== params.id) throw new Forbidden('An agent hands on its own work only')
      const workers = await Promise.all(
        body.workers.map((id, index) =>
          parts()
            .agents.known(id)
            .catch(unknownAt(id, `workers[${index}]`)),
        ),
      )
      const delegate: DelegateRequest = { coordinator: params.id, workers: workers.map(({ id, name }) => ({ id, name })), task: body.task }
      return coordinate(parts, request, reply, { kind: 'delegate', request: delegate })
    },
  )
}
