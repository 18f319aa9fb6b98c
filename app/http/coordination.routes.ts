import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { conflictWaiting } from '../coordination/conflict'
import { COORDINATION_KINDS, COORDINATION_STATUSES, type Coordination, type CoordinationKind, type Task } from '../coordination/coordination'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import { sendCoordinationEvents } from './coordination-stream'
import { PartView, partsView } from './delegate-view'
import type { Current, Server } from './parts'
import { AgentId, ErrorView, Exactly, Id, Nullable, OneOf, problems, Time } from './schemas'

const TaskId = Type.String({ minLength: 1, maxLength: 200 })
const Text = Type.String({ minLength: 1, pattern: '\\S' })
export const ActionName = Type.String({ minLength: 1, maxLength: 200 })
export const TASK_STATUSES = [
  'pending',
  'awaiting_approval',
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
  'interrupted',
  'blocked',
  'skipped',
] as const

const Parallel = Exactly({
  tasks: Type.Array(
    Exactly({
      id: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "Its agent's id, unless said" })),
      agent_id: AgentId,
      task: Text,
      action: Type.Optional(ActionName),
      dependencies: Type.Optional(Type.Array(TaskId, { description: 'Ids of the tasks that must be completed first; their results are told to this one' })),
    }),
    { minItems: 1 },
  ),
  agent_ids: Type.Optional(Type.Array(AgentId, { minItems: 1, description: 'If given, no other agents are given a task' })),
  on_failure: Type.Optional(
    OneOf(['isolate', 'cancel_siblings'], 'isolate (the usual): a failure ends only the tasks that depend on it; cancel_siblings: it ends all the others too'),
  ),
  max_parallel: Type.Optional(Type.Integer({ minimum: 1, description: 'Tasks at once; at most, and usually, what the setting CONCORD_PARALLEL says' })),
})

/** What every task of every pattern says of itself. */
export const taskFields = {
  agent_id: Type.String(),
  status: OneOf(TASK_STATUSES),
  response: Type.Optional(Type.String()),
  error: Type.Optional(ErrorView),
  reason: Type.Optional(Type.String()),
  execution_id: Type.Optional(Type.String()),
  proposal_id: Type.Optional(Type.String()),
}
export const taskView = ({ agentId, status, response, error, reason, executionId, proposalId }: Task) => ({
  agent_id: agentId,
  status,
  ...(response === undefined ? {} : { response }),
  ...(error === undefined ? {} : { error }),
  ...(reason === undefined ? {} : { reason }),
  ...(executionId === undefined ? {} : { execution_id: executionId }),
  ...(proposalId === undefined ? {} : { proposal_id: proposalId }),
})

const ResultView = Exactly({ id: Type.String(), ...taskFields })

/** What every coordination says of itself, whatever its kind; what its pattern concluded stands beside it. */
export const CoordinationView = Type.Object(
  {
    coordination_id: Type.String(),
    kind: OneOf(COORDINATION_KINDS),
    status: OneOf(COORDINATION_STATUSES),
    error: Type.Optional(ErrorView),
    proposal_ids: Type.Optional(Type.Array(Type.String())),
    results: Type.Optional(Type.Array(ResultView)),
    parts: Type.Optional(Type.Array(PartView)),
    created_at: Time,
    ended_at: Nullable(Time),
  },
  { additionalProperties: true },
)
export const AfterQuery = Exactly({ after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })) })
export const LastSeen = Type.Object({ 'last-event-id': Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }, { additionalProperties: true })

/** Those that stand under /api/coordinations; workflows have addresses of their own. */
export const KINDS: readonly CoordinationKind[] = COORDINATION_KINDS.filter((kind) => kind !== 'workflow')

/** What is waited for, by a human's word. */
const waitingProposals = ({ tasks }: Coordination): string[] =>
  tasks.flatMap(({ status, proposalId }) => (status === 'awaiting_approval' && proposalId !== undefined ? [proposalId] : []))

/** A coordination as the API shows it. Pure. */
export function coordinationView(coordination: Coordination): Static<typeof CoordinationView> {
  const { id, kind, status, error, result, tasks, createdAt, endedAt } = coordination
  const waiting = waitingProposals(coordination)
  return {
    coordination_id: id,
    kind,
    status,
    ...(error === undefined ? {} : { error }),
    ...(waiting.length === 0 ? {} : { proposal_ids: waiting }),
    ...(kind === 'parallel' ? { results: tasks.map((task) => ({ id: task.name, ...taskView(task) })) } : {}),
    ...(kind === 'delegate' ? { parts: partsView(tasks) } : {}),
    ...(typeof result === 'object' ? result : {}),
    ...conflictWaiting(coordination),
    created_at: rfc3339(createdAt),
    ended_at: endedAt === undefined ? null : rfc3339(endedAt),
  }
}

/** Begins a coordination and answers when it has ended (200), or waits for humans alone (202). The caller may leave: it goes on. */
export async function coordinate(
  parts: Current<'coordinations'>,
  request: FastifyRequest,
  reply: FastifyReply,
  order: { readonly kind: CoordinationKind; readonly request: unknown },
) {
  const { coordinations } = parts()
  const { actor, trace, work } = request
  const id = await coordinations.begin({ ...order, by: actor.person, trace })
  work.watch()
  const coordination = await coordinations.settled(id, work.signal)
  if (coordination.endedAt !== undefined) return coordinationView(coordination)
  return reply.status(202).header('location', `/api/coordinations/${id}`).send(coordinationView(coordination))
}

/** What is answered to whoever begins one. */
export const coordinationAnswers = { 200: CoordinationView, 202: CoordinationView, ...problems }

/** Parallel work, and looking at, retrying and cancelling whatever several agents do together. */
export function coordinationRoutes(server: Server, parts: Current<'coordinations' | 'events' | 'settings'>): void {
  const tags = ['coordination']
  const config = { access: 'agent' } as const

  server.post(
    '/api/agents/parallel-execute',
    { config, schema: { tags, summary: 'Have several tasks done at the same time', body: Parallel, response: coordinationAnswers } },
    async (request, reply) => {
      const most = parts().settings.parallel
      const wanted = request.body.max_parallel
      if (wanted !== undefined && wanted > most) throw new InvalidInput('max_parallel', `max_parallel must be at most ${most}`)
      return coordinate(parts, request, reply, { kind: 'parallel', request: request.body })
    },
  )

  server.get(
    '/api/coordinations/:id',
    { config, schema: { tags, summary: 'Show a coordination', params: Id, response: { 200: CoordinationView, ...problems } } },
    async ({ actor, params }) => coordinationView(await parts().coordinations.get(params.id, actor.person, KINDS)),
  )

  server.get(
    '/api/coordinations/:id/events',
    {
      config,
      schema: {
        ...{ tags, summary: 'Follow a coordination until it has ended', params: Id, querystring: AfterQuery, headers: LastSeen },
        ...{ produces: ['text/event-stream'], response: { 200: Type.String(), ...problems } },
      },
    },
    (request, reply) => sendCoordinationEvents(parts, request, reply, KINDS),
  )

  for (const [word, summary] of [
    ['cancel', 'Give a coordination up'],
    ['retry', 'Go on where a human was needed'],
  ] as const)
    server.post(
      `/api/coordinations/:id/${word}`,
      { config, schema: { tags, summary, params: Id, response: { 200: CoordinationView, ...problems } } },
      async ({ actor, params }) => coordinationView(await parts().coordinations[word](params.id, actor.person, KINDS)),
    )
}
