import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import { COORDINATION_STATUSES, type Coordination, type Task } from '../coordination/coordination'
import { failedStep, type WorkflowRequest } from '../coordination/workflow'
import { type Cancel, type Clock, rfc3339 } from '../shared/clock'
import { ActionName, AfterQuery, LastSeen, taskFields, taskView } from './coordination.routes'
import { sendCoordinationEvents } from './coordination-stream'
import type { Current, Server } from './parts'
import { preferredWait } from './prefer'
import { ErrorView, Exactly, Id, Nullable, OneOf, problems, Time } from './schemas'

const Key = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const Step = {
  agent_id: Type.String({ minLength: 1, maxLength: 100 }),
  action: ActionName,
  message: Type.Optional(Type.String({ minLength: 1, pattern: '\\S' })),
  output_key: Type.Optional({ ...Key, description: 'What later steps call the result of this one' }),
  input_from: Type.Optional({ ...Key, description: 'The output_key of the earlier step whose result this one is told' }),
}
const Sequential = Exactly({ steps: Type.Array(Exactly(Step), { minItems: 1 }) })
const StepView = Exactly({
  number: Type.Integer({ description: 'From 1' }),
  ...Step,
  ...taskFields,
  attempt: Type.Integer(),
  started_at: Type.Optional(Time),
  ended_at: Type.Optional(Time),
})
const WorkflowView = Exactly({
  workflow_id: Type.String(),
  status: OneOf(COORDINATION_STATUSES),
  steps: Type.Array(StepView),
  failed_step: Type.Optional(Type.Integer({ description: 'Number of the step that ended it' })),
  error: Type.Optional(ErrorView),
  created_at: Time,
  ended_at: Nullable(Time),
})
const Begun = Exactly({ workflow_id: Type.String(), status: OneOf(COORDINATION_STATUSES) })
const Preferring = Type.Object(
  { prefer: Type.Optional(Type.String({ description: 'wait=N: answer when it has ended, N seconds later at the latest (RFC 7240)' })) },
  { additionalProperties: true },
)
const KINDS = ['workflow'] as const

/** Steps of several agents, one after the other: begun at once, looked up, followed, retried and cancelled by address. */
export function workflowRoutes(server: Server, parts: Current<'coordinations' | 'events' | 'clock' | 'settings'>): void {
  const tags = ['workflows']
  const config = { access: 'agent' } as const

  server.post(
    '/api/workflows/sequential',
    {
      config,
      schema: {
        tags,
        summary: 'Begin a workflow; with Prefer: wait=N, wait for its end',
        headers: Preferring,
        body: Sequential,
        response: { 200: WorkflowView, 202: Begun, ...problems },
      },
    },
    async (request, reply) => {
      const { coordinations, clock } = parts()
      const { actor, trace, body, work, headers } = request
      const id = await coordinations.begin({ kind: 'workflow', request: body, by: actor.person, trace })
      work.watch()
      const wait = preferredWait(headers.prefer)
      if (wait !== undefined) reply.header('preference-applied', `wait=${wait / 1_000}`)
      const limit = timeLimit(clock, wait ?? 0)
      const workflow = await coordinations.settled(id, AbortSignal.any([limit.signal, work.signal]))
      limit.cancel()
      return answered(reply, workflow, wait !== undefined && workflow.endedAt !== undefined)
    },
  )

  server.get(
    '/api/workflows/:id',
    { config, schema: { tags, summary: 'Show a workflow', params: Id, response: { 200: WorkflowView, ...problems } } },
    async ({ actor, params }) => workflowView(await parts().coordinations.get(params.id, actor.person, KINDS)),
  )

  server.get(
    '/api/workflows/:id/events',
    {
      config,
      schema: {
        ...{ tags, summary: 'Follow a workflow until it has ended', params: Id, querystring: AfterQuery, headers: LastSeen },
        ...{ produces: ['text/event-stream'], response: { 200: Type.String(), ...problems } },
      },
    },
    (request, reply) => sendCoordinationEvents(parts, request, reply, KINDS),
  )

  server.post(
    '/api/workflows/:id/retry',
    {
      config,
      schema: { tags, summary: 'Go on at the step that failed, or where a human was needed', params: Id, response: { 202: WorkflowView, ...problems } },
    },
    async ({ actor, params }, reply) => {
      const workflow = await parts().coordinations.retry(params.id, actor.person, KINDS)
      return reply.status(202).header('location', addressOf(workflow)).send(workflowView(workflow))
    },
  )

  server.post(
    '/api/workflows/:id/cancel',
    { config, schema: { tags, summary: 'Give a workflow up', params: Id, response: { 200: WorkflowView, ...problems } } },
    async ({ actor, params }) => workflowView(await parts().coordinations.cancel(params.id, actor.person, KINDS)),
  )
}

const addressOf = ({ id }: Coordination): string => `/api/workflows/${id}`

const answered = (reply: FastifyReply, workflow: Coordination, whole: boolean) =>
  whole ? workflowView(workflow) : reply.status(202).header('location', addressOf(workflow)).send({ workflow_id: workflow.id, status: workflow.status })

/** A signal that is aborted when the time is over. */
function timeLimit(clock: Clock, ms: number): { readonly signal: AbortSignal; readonly cancel: Cancel } {
  const over = new AbortController()
  if (ms === 0) over.abort()
  return { signal: over.signal, cancel: clock.deadline(ms, () => over.abort()) }
}

function workflowView(workflow: Coordination): Static<typeof WorkflowView> {
  const { steps } = workflow.request as WorkflowRequest
  const failed = failedStep(workflow.tasks)?.number
  return {
    workflow_id: workflow.id,
    status: workflow.status,
    steps: workflow.tasks.map((task) => stepView(task, steps[task.number - 1])),
    ...(failed === undefined || workflow.status !== 'failed' ? {} : { failed_step: failed }),
    ...(workflow.error === undefined ? {} : { error: workflow.error }),
    created_at: rfc3339(workflow.createdAt),
    ended_at: workflow.endedAt === undefined ? null : rfc3339(workflow.endedAt),
  }
}

const stepView = (task: Task, step: WorkflowRequest['steps'][number] | undefined): Static<typeof StepView> => ({
  number: task.number,
  action: task.action,
  ...(step?.message === undefined ? {} : { message: step.message }),
  ...(step?.output_key === undefined ? {} : { output_key: step.output_key }),
  ...(step?.input_from === undefined ? {} : { input_from: step.input_from }),
  ...taskView(task),
  attempt: task.attempt,
  ...(task.startedAt === undefined ? {} : { started_at: rfc3339(task.startedAt) }),
  ...(task.endedAt === undefined ? {} : { ended_at: rfc3339(task.endedAt) }),
})
