import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Agent } from '../agents/agent'
import { EXECUTION_STATUSES, type Execution, executionOf } from '../executions/execution'
import type { Order, Taken } from '../executions/executor'
import { rfc3339 } from '../shared/clock'
import { sendJournal } from './live-stream'
import { UsageView } from './llm.routes'
import { placeOf, sendPage } from './pages'
import type { Current, Parts, Server } from './parts'
import { ErrorView, Exactly, Id, isId, ListOf, Nullable, OneOf, PageQuery, pageSize, problems, Time } from './schemas'

const Message = Type.String({ minLength: 1, pattern: '\\S' })
const Reference = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }))
const common = { message: Message, session_id: Reference, stream: Type.Optional(Type.Boolean()) }
const Execute = Exactly({
  ...common,
  action: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  require_approval: Type.Optional(Type.Boolean({ description: 'A human is asked first, whatever the agent may do by itself' })),
  model: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  handoff_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'The handoff by which the agent was given this work' })),
})
const Chat = Exactly({ ...common, agent_id: Reference })
const Result = Exactly({
  execution_id: Type.String(),
  status: Type.String({ description: 'completed, failed, cancelled or interrupted' }),
  response: Nullable(Type.String()),
  agent_id: Type.String(),
  agent_name: Type.String(),
  session_id: Nullable(Type.String()),
  message_id: Nullable(Type.String()),
  provider: Nullable(Type.String()),
  model: Nullable(Type.String()),
  usage: Nullable(UsageView),
  error: Type.Optional(ErrorView),
  resolution_path: Type.Optional(Type.String({ description: 'How the agent was found: named, session or default' })),
})
const Waiting = Exactly({
  proposal_id: Type.String(),
  approval_required: Type.Literal(true),
  execution_id: Type.String(),
  agent_id: Type.String(),
  resolution_path: Type.Optional(Type.String()),
})
const ExecutionView = Exactly({
  id: Type.String(),
  agent_id: Type.String(),
  asked_by: Type.String(),
  session_id: Nullable(Type.String()),
  action: Type.String(),
  complexity: Type.Integer(),
  message: Type.String(),
  status: OneOf(EXECUTION_STATUSES),
  supervised: Type.Boolean(),
  resolution_path: Type.String(),
  model_choice: Nullable(Exactly({ model: Nullable(Type.String()), complexity: Type.String(), reason: Type.String() })),
  proposal_id: Nullable(Type.String()),
  message_id: Nullable(Type.String()),
  response: Nullable(Type.String()),
  provider: Nullable(Type.String()),
  model: Nullable(Type.String()),
  usage: Nullable(UsageView),
  error: Type.Optional(ErrorView),
  created_at: Time,
  started_at: Nullable(Time),
  ended_at: Nullable(Time),
})
const ListQuery = Exactly({
  ...PageQuery.properties,
  status: Type.Optional(OneOf(EXECUTION_STATUSES)),
  agent_id: Type.Optional(Type.String({ maxLength: 100 })),
})
const EventsQuery = Exactly({ after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })) })
const LastSeen = Type.Object({ 'last-event-id': Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }, { additionalProperties: true })
const Correction = Exactly({ message: Message })
const USUAL_ACTION = 'chat'

type Needs = 'executor' | 'executions' | 'interventions' | 'agents' | 'history' | 'live' | 'settings'

/** Running agents, watching them, and stepping in. */
export function executionRoutes(server: Server, parts: Current<Needs>): void {
  askingRoutes(server, parts)
  watchingRoutes(server, parts)
  interventionRoutes(server, parts)
}

/** With `stream` the answer is server-sent events from the journal. */
function askingRoutes(server: Server, parts: Current<Needs>): void {
  const tags = ['executions']
  const config = { access: 'agent' } as const
  const answers = { 200: Result, 202: Waiting, ...problems }

  server.post(
    '/api/agents/:id/execute',
    { config, schema: { tags, summary: 'Run an agent', params: Id, body: Execute, response: answers } },
    async (request, reply) => {
      const { message, session_id, model, handoff_id, require_approval, action = USUAL_ACTION, stream } = request.body
      const house = parts()
      const taken = await house.executor.execute({
        agentId: request.params.id,
        resolutionPath: 'named',
        action,
        message,
        sessionId: session_id,
        model,
        handoffId: handoff_id,
        requireApproval: require_approval,
        by: request.actor.person,
        trace: request.trace,
      })
      return answer(reply, house, { taken, stream, path: {} })
    },
  )

  server.post(
    '/api/chat',
    {
      config,
      schema: { tags, summary: 'Say something to an agent, to the one of the session, or to the default assistant', body: Chat, response: answers },
    },
    async (request, reply) => {
      const { message, session_id, stream } = request.body
      const { person } = request.actor
      const house = parts()
      const found = await agentFor(request.body, person.id, house)
      const taken = await house.executor.execute({ ...found, action: USUAL_ACTION, message, sessionId: session_id, by: person, trace: request.trace })
      return answer(reply, house, { taken, stream, path: { resolution_path: found.resolutionPath } })
    },
  )
}

async function agentFor(
  { agent_id, session_id }: Static<typeof Chat>,
  personId: string,
  { history, agents }: Pick<Parts, 'history' | 'agents'>,
): Promise<Pick<Order, 'agentId' | 'resolutionPath'>> {
  if (agent_id !== undefined) return { agentId: agent_id, resolutionPath: 'named' }
  if (session_id !== undefined) return { agentId: (await history.session(session_id, personId)).agent_id, resolutionPath: 'session' }
  return { agentId: (await agents.assistant()).id, resolutionPath: 'default' }
}

interface Asked {
  readonly taken: Taken
  readonly stream: boolean | undefined
  /** How the agent was found, if that is told. */
  readonly path: { readonly resolution_path?: string }
}

/** Waits for the end, or shows it as it comes. A caller who leaves changes nothing. */
async function answer(reply: FastifyReply, { live, settings }: Pick<Parts, 'live' | 'settings'>, { taken, stream, path }: Asked) {
  const { work } = reply.request
  work.watch()
  if (taken.kind === 'awaiting_approval') {
    const { execution, agent, proposalId } = taken
    const waiting = { proposal_id: proposalId, approval_required: true as const, execution_id: execution.id, agent_id: agent.id, ...path }
    return reply.status(202).header('location', `/api/proposals/${proposalId}`).send(waiting)
  }
  if (stream) {
    taken.ended.catch(() => undefined)
    return sendJournal(reply, { live, executionId: taken.execution.id, after: 0, signal: work.signal, mostBytesBehind: settings.viewerBytes })
  }
  const ended = executionOf(await taken.ended)
  return { ...resultView(ended, taken.agent), ...path }
}

function watchingRoutes(server: Server, parts: Current<'executions' | 'live' | 'settings'>): void {
  const tags = ['executions']
  const config = { access: 'agent' } as const

  server.get(
    '/api/executions',
    {
      config,
      schema: { tags, summary: 'List executions, the latest first', querystring: ListQuery, response: { 200: ListOf(ExecutionView), ...problems } },
    },
    async (request, reply) => {
      const { executions, settings } = parts()
      const { cursor, limit: asked, status, agent_id } = request.query
      const limit = pageSize(asked, settings)
      const found = await executions.list({ asker: request.actor.person, status, agentId: agent_id, before: placeOf(cursor, isId), limit: limit + 1 })
      const items = found.slice(0, limit)
      return sendPage(request, reply, { items: items.map(executionView), next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.get(
    '/api/executions/:id',
    { config, schema: { tags, summary: 'Show an execution', params: Id, response: { 200: ExecutionView, ...problems } } },
    async ({ actor, params }) => executionView(await parts().executions.get(params.id, actor.person)),
  )

  server.get(
    '/api/executions/:id/events',
    {
      config,
      schema: {
        ...{ tags, summary: "Watch an execution: its journal's events after a number", params: Id, querystring: EventsQuery, headers: LastSeen },
        ...{ produces: ['text/event-stream'], response: { 200: Type.String(), ...problems } },
      },
    },
    async ({ actor, params, query, headers, work }, reply) => {
      const { executions, live, settings } = parts()
      const { id } = await executions.get(params.id, actor.person)
      const seen = headers['last-event-id']
      work.watch()
      return sendJournal(reply, {
        ...{ live, executionId: id, signal: work.signal, mostBytesBehind: settings.viewerBytes },
        after: seen === undefined ? (query.after ?? 0) : Number(seen),
      })
    },
  )
}

function interventionRoutes(server: Server, parts: Current<'interventions'>): void {
  const tags = ['executions']
  const everybody = { access: 'agent' } as const
  const supervisors = { access: 'supervisor' } as const

  server.post(
    '/api/executions/:id/cancel',
    { config: everybody, schema: { tags, summary: 'Cancel an execution', params: Id, response: { 200: ExecutionView, ...problems } } },
    async ({ actor, params }) => executionView(await parts().interventions.cancel(params.id, actor.person)),
  )

  for (const [word, summary] of [
    ['pause', 'Hold back the output of a running execution'],
    ['resume', 'Let a paused execution go on'],
    ['stop', 'Stop an execution'],
  ] as const)
    server.post(
      `/api/executions/:id/${word}`,
      { config: supervisors, schema: { tags, summary, params: Id, response: { 200: ExecutionView, ...problems } } },
      async ({ actor, params }) => executionView(await parts().interventions[word](params.id, actor.person)),
    )

  server.post(
    '/api/executions/:id/correct',
    {
      config: supervisors,
      schema: {
        tags,
        summary: 'End the present answer and put a correction to the model',
        params: Id,
        body: Correction,
        response: { 200: ExecutionView, ...problems },
      },
    },
    async ({ actor, params, body }) => executionView(await parts().interventions.correct(params.id, body.message, actor.person)),
  )
}

const resultView = (execution: Execution, agent: Agent): Static<typeof Result> => ({
  execution_id: execution.id,
  status: execution.status,
  response: execution.response ?? null,
  agent_id: agent.id,
  agent_name: agent.name,
  session_id: execution.sessionId ?? null,
  message_id: execution.messageId ?? null,
  provider: execution.provider ?? null,
  model: execution.model ?? null,
  usage: execution.usage ?? null,
  ...(execution.error === undefined ? {} : { error: execution.error }),
})

const time = (ms: number | undefined): string | null => (ms === undefined ? null : rfc3339(ms))

const executionView = (execution: Execution): Static<typeof ExecutionView> => ({
  id: execution.id,
  agent_id: execution.agentId,
  asked_by: execution.askedBy,
  session_id: execution.sessionId ?? null,
  action: execution.action,
  complexity: execution.complexity,
  message: execution.request.message,
  status: execution.status,
  supervised: execution.supervised,
  resolution_path: execution.resolutionPath,
  model_choice: execution.modelChoice ?? null,
  proposal_id: execution.proposalId ?? null,
  message_id: execution.messageId ?? null,
  response: execution.response ?? null,
  provider: execution.provider ?? null,
  model: execution.model ?? null,
  usage: execution.usage ?? null,
  ...(execution.error === undefined ? {} : { error: execution.error }),
  created_at: rfc3339(execution.createdAt),
  started_at: time(execution.startedAt),
  ended_at: time(execution.endedAt),
})
