import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { COORDINATION_STATUSES, type CoordinationKind, type CoordinationSummary } from '../coordination/coordination'
import { rfc3339 } from '../shared/clock'
import { KINDS } from './coordination.routes'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { ErrorView, Exactly, isId, ListOf, Nullable, OneOf, PageQuery, pageSize, problems, Time } from './schemas'

const WorkflowsQuery = Exactly({ ...PageQuery.properties, status: Type.Optional(OneOf(COORDINATION_STATUSES)) })
const CoordinationsQuery = Exactly({ ...WorkflowsQuery.properties, kind: Type.Optional(OneOf(KINDS)) })
const common = {
  status: OneOf(COORDINATION_STATUSES),
  asked_by: Type.String(),
  error: Type.Optional(ErrorView),
  created_at: Time,
  ended_at: Nullable(Time),
}
const CoordinationLine = Exactly({ coordination_id: Type.String(), kind: OneOf(KINDS), ...common })
const WorkflowLine = Exactly({ workflow_id: Type.String(), ...common })

/** What several agents were asked for, the latest first: one's own, and for supervisors everybody's. Workflows have a list of their own. */
export function coordinationListsRoutes(server: Server, parts: Current<'coordinations' | 'settings'>): void {
  const tags = ['coordination']
  const config = { access: 'agent' } as const
  const answers = <Item extends TSchema>(item: Item) => ({ 200: ListOf(item), ...problems })

  const page = async (request: FastifyRequest, kinds: readonly CoordinationKind[], { status, cursor, limit: asked }: Static<typeof WorkflowsQuery>) => {
    const { coordinations, settings } = parts()
    const limit = pageSize(asked, settings)
    const found = await coordinations.list({ asker: request.actor.person, kinds, status, before: placeOf(cursor, isId), limit: limit + 1 })
    return { items: found.slice(0, limit), next: found.length > limit ? found.at(limit - 1)?.id : undefined }
  }
  const send = <View>(
    request: FastifyRequest,
    reply: FastifyReply,
    { items, next }: Awaited<ReturnType<typeof page>>,
    view: (item: CoordinationSummary) => View,
  ) => sendPage(request, reply, { items: items.map(view), next })

  server.get(
    '/api/coordinations',
    {
      config,
      schema: {
        tags,
        summary: 'List what several agents were asked for, the latest first',
        querystring: CoordinationsQuery,
        response: answers(CoordinationLine),
      },
    },
    async (request, reply) => {
      const { kind, ...query } = request.query
      return send(request, reply, await page(request, kind === undefined ? KINDS : [kind], query), coordinationLine)
    },
  )

  server.get(
    '/api/workflows',
    { config, schema: { tags, summary: 'List workflows, the latest first', querystring: WorkflowsQuery, response: answers(WorkflowLine) } },
    async (request, reply) => send(request, reply, await page(request, ['workflow'], request.query), workflowLine),
  )
}

const lineOf = ({ status, askedBy, error, createdAt, endedAt }: CoordinationSummary) => ({
  status,
  asked_by: askedBy,
  ...(error === undefined ? {} : { error }),
  created_at: rfc3339(createdAt),
  ended_at: endedAt === undefined ? null : rfc3339(endedAt),
})
const coordinationLine = (item: CoordinationSummary): Static<typeof CoordinationLine> => ({ coordination_id: item.id, kind: item.kind, ...lineOf(item) })
const workflowLine = (item: CoordinationSummary): Static<typeof WorkflowLine> => ({ workflow_id: item.id, ...lineOf(item) })
