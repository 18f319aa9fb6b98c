import { type Static, Type } from 'typebox'
import { type Held, type QueueTask, TASK_STATUSES } from '../backplane/task'
import { may, type Principal } from '../people/person'
import { days, rfc3339, seconds } from '../shared/clock'
import { Forbidden, InvalidInput, NotFound } from '../shared/errors'
import { refuseLarge } from '../shared/json'
import { activeAs } from './acting'
import { bodyOptional } from './input'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Data, Exactly, ForAgent, isId, ListOf, Name, Nullable, OneOf, PageQuery, PlainName, pageSize, problems, Time } from './schemas'

const Params = Exactly({ name: PlainName })
const TaskParams = Exactly({ name: PlainName, id: Type.String({ maxLength: 100 }) })
const WorkerName = Type.Optional(
  Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', description: 'What the worker calls itself; whoever asks, if not said otherwise' }),
)
const MOST_PRIORITY = 1_000_000
const New = Exactly({
  title: Name,
  data: Type.Optional(Data),
  priority: Type.Optional(Type.Integer({ minimum: -MOST_PRIORITY, maximum: MOST_PRIORITY, description: 'The higher number goes first; 0 if not said' })),
  delay_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: days(30), description: 'Nobody gets it before that has passed' })),
  agent_id: ForAgent,
})
const Claim = Exactly({
  worker: WorkerName,
  timeout_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: seconds(30), description: 'How long to wait for a task if there is none' })),
  agent_id: ForAgent,
})
const Try = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'The try that is answered, `tries` of what was claimed; the present one if not said' }),
)
const held = { worker: WorkerName, try: Try, agent_id: ForAgent }
const Heartbeat = Exactly(held)
const Completed = Exactly({ ...held, result: Type.Optional(Data) })
const Failed = Exactly({ ...held, error: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) })
const Retry = Exactly({ agent_id: ForAgent })
const TaskQuery = Exactly({ ...PageQuery.properties, status: Type.Optional(OneOf(TASK_STATUSES)) })
const TaskView = Exactly({
  ...{ id: Type.String(), queue: Type.String(), title: Type.String(), data: Data, priority: Type.Integer() },
  status: OneOf(TASK_STATUSES, '`failed` waits for its next try, `dead` was tried too often'),
  tries: Type.Integer({ description: 'How often it was handed to a worker' }),
  worker: Nullable(Type.String({ description: 'Who has it or had it last' })),
  result: Data,
  error: Nullable(Type.String({ description: 'What went wrong last' })),
  added_by: Type.String(),
  ...{ created_at: Time, due_at: Time, claimed_at: Nullable(Time), heard_at: Nullable(Time), ended_at: Nullable(Time) },
})
const Count = Type.Integer({ minimum: 0 })
const QueueView = Exactly({ name: Type.String(), ...{ pending: Count, claimed: Count, completed: Count, failed: Count, dead: Count } })

const CLAIMING =
  'The highest number first, then the oldest. The task is for this worker alone until it is completed or failed, or the worker is silent for too long: heartbeats keep it. Without a task within the time to wait the answer is empty.'

type Needs = Current<'agents' | 'backplane' | 'settings'>

/** Queues of tasks that are done by one worker at a time. */
export function queueRoutes(server: Server, parts: Needs): void {
  const tags = ['queues']
  const config = { access: 'agent' } as const

  server.get(
    '/api/queues/:name',
    { config, schema: { tags, summary: 'Count the tasks of a queue by what has become of them', params: Params, response: { 200: QueueView, ...problems } } },
    async ({ params: { name } }) => ({ name, ...(await parts().backplane.queues.counts(name)) }),
  )

  server.post(
    '/api/queues/:name/tasks',
    { config, schema: { tags, summary: 'Add a task', params: Params, body: New, response: { 201: TaskView, ...problems } } },
    async ({ actor, params, body }, reply) => {
      const { agents, backplane } = parts()
      const { title, data = null, priority = 0, delay_ms = 0, agent_id } = body
      refuseLarge(data, 'data')
      const as = await activeAs(agents, { by: actor.person, agentId: agent_id })
      const task = await backplane.queues.add({ queue: params.name, title, data, priority, delayMs: delay_ms, actor: as })
      return reply.status(201).header('location', `/api/queues/${params.name}/tasks/${task.id}`).send(taskView(task))
    },
  )

  server.get(
    '/api/queues/:name/tasks',
    {
      config,
      schema: {
        tags,
        summary: 'List tasks in the order in which they were added',
        params: Params,
        querystring: TaskQuery,
        response: { 200: ListOf(TaskView), ...problems },
      },
    },
    async (request, reply) => {
      const { backplane, settings } = parts()
      const { cursor, status, limit: asked } = request.query
      const limit = pageSize(asked, settings)
      const after = placeOf(cursor, isId) || undefined
      const tasks = await backplane.queues.list({ queue: request.params.name, status, after, limit: limit + 1 }).catch((error: unknown) => {
        throw error instanceof NotFound ? new InvalidInput('cursor', 'The task that cursor stands for was never in this queue, or is forgotten') : error
      })
      const items = tasks.slice(0, limit)
      return sendPage(request, reply, { items: items.map(taskView), next: tasks.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.get(
    '/api/queues/:name/tasks/:id',
    { config, schema: { tags, summary: 'Show what has become of a task', params: TaskParams, response: { 200: TaskView, ...problems } } },
    async ({ params }) => taskView(await parts().backplane.queues.get(params.name, params.id)),
  )

  workerRoutes(server, parts)
  operatingRoutes(server, parts)
}

/** For those who do the work. */
function workerRoutes(server: Server, parts: Needs): void {
  const tags = ['queues']
  const config = { access: 'agent' } as const
  const response = { 200: TaskView, ...problems }
  const heldBy = async (by: Principal, { name, id }: Static<typeof TaskParams>, body: Static<typeof Heartbeat>): Promise<Held> => {
    refuseOtherName(by, body.worker)
    const actor = await activeAs(parts().agents, { by, agentId: body.agent_id })
    return { queue: name, id, worker: body.worker, attempt: body.try, actor, anyWorker: may(by.role, 'supervisor') }
  }

  server.post(
    '/api/queues/:name/claim',
    {
      config,
      preValidation: bodyOptional,
      schema: { tags, summary: 'Take the next task', description: CLAIMING, params: Params, body: Claim, response: { ...response, 204: Type.Null() } },
    },
    async ({ actor, params, body, work }, reply) => {
      const { agents, backplane } = parts()
      refuseOtherName(actor.person, body.worker)
      const acting = () => activeAs(agents, { by: actor.person, agentId: body.agent_id })
      const as = await acting()
      const { worker = as.id, timeout_ms = 0 } = body
      if (timeout_ms > 0) work.watch()
      const stillMay = timeout_ms > 0 ? acting : undefined
      const task = await backplane.queues.claim({ queue: params.name, worker, actor: as, stillMay }, timeout_ms, work.signal)
      return task === undefined ? reply.status(204).send(null) : taskView(task)
    },
  )

  server.post(
    '/api/queues/:name/tasks/:id/heartbeat',
    { config, preValidation: bodyOptional, schema: { tags, summary: 'Say that one is still at it', params: TaskParams, body: Heartbeat, response } },
    async ({ actor, params, body }) => taskView(await parts().backplane.queues.heartbeat(await heldBy(actor.person, params, body))),
  )

  server.post(
    '/api/queues/:name/tasks/:id/complete',
    { config, preValidation: bodyOptional, schema: { tags, summary: 'Say that a task is done', params: TaskParams, body: Completed, response } },
    async ({ actor, params, body }) => {
      const { result = null } = body
      refuseLarge(result, 'result')
      return taskView(await parts().backplane.queues.complete(await heldBy(actor.person, params, body), result))
    },
  )

  server.post(
    '/api/queues/:name/tasks/:id/fail',
    { config, schema: { tags, summary: 'Say that a task failed: it is tried again later, or is dead', params: TaskParams, body: Failed, response } },
    async ({ actor, params, body }) => taskView(await parts().backplane.queues.fail(await heldBy(actor.person, params, body), body.error)),
  )
}

/** For those who look after what went wrong. */
function operatingRoutes(server: Server, parts: Needs): void {
  server.post(
    '/api/queues/:name/tasks/:id/retry',
    {
      config: { access: 'supervisor' },
      preValidation: bodyOptional,
      schema: {
        tags: ['queues'],
        summary: 'Put a dead task back, with all its tries',
        params: TaskParams,
        body: Retry,
        response: { 200: TaskView, ...problems },
      },
    },
    async ({ actor, params, body }) => {
      const { agents, backplane } = parts()
      const as = await activeAs(agents, { by: actor.person, agentId: body.agent_id })
      return taskView(await backplane.queues.retry({ queue: params.name, id: params.id, actor: as }))
    },
  )
}

/** An agent with a token of its own works under its own name. */
function refuseOtherName(by: Principal, worker: string | undefined): void {
  if (by.role === 'agent' && worker !== undefined && worker !== by.id) throw new Forbidden('An agent works under its own name')
}

const time = (ms: number | undefined): string | null => (ms === undefined ? null : rfc3339(ms))

const taskView = ({ id, queue, title, data, priority, status, tries, worker, result, error, ...task }: QueueTask): Static<typeof TaskView> => ({
  ...{ id, queue, title, data, priority, status, tries, worker: worker ?? null, result: result ?? null, error: error ?? null, added_by: task.addedBy },
  ...{ created_at: rfc3339(task.createdAt), due_at: rfc3339(task.dueAt), claimed_at: time(task.claimedAt) },
  ...{ heard_at: time(task.heardAt), ended_at: time(task.endedAt) },
})
