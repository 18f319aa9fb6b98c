import { Type } from 'typebox'
import { parseDate, rfc3339 } from '../shared/clock'
import type { AuditRow } from '../store/tables'
import { numberOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, ListOf, Nullable, PageQuery, pageSize, problems, Said, Time } from './schemas'

const Query = Exactly({
  ...PageQuery.properties,
  agent_id: Type.Optional(Type.String({ maxLength: 100, description: 'Only records by or about this agent or person' })),
  from: Type.Optional(Time),
  order: Type.Optional(
    Type.Unsafe<'oldest' | 'newest'>({ type: 'string', enum: ['oldest', 'newest'], description: 'Which comes first; the oldest by default' }),
  ),
})
const RecordView = Exactly({
  number: Type.Integer(),
  id: Type.String(),
  at: Time,
  actor: Said,
  action: Said,
  subject: Nullable(Said),
  of: Nullable(Type.String({ description: 'The record that this one completes' })),
  outcome: Nullable(Said),
  details: Type.Object({}, { additionalProperties: true }),
  correlation_id: Nullable(Type.String()),
  hash: Type.String(),
})
const VerificationView = Exactly({
  valid: Type.Boolean(),
  records: Type.Integer({ description: 'How many records are in order' }),
  head: Type.String({ description: 'Hash of the last record that is in order' }),
  first_bad: Type.Optional(Type.Integer({ description: 'Number of the first record that was changed, removed, cut off or put in' })),
  head_missing: Type.Optional(
    Type.Integer({ description: 'Number of the last record that tells of a start without a kept head: a tail cut off before it could not be found' }),
  ),
})

/** The audit trail: for supervisors and administrators. */
export function auditRoutes(server: Server, parts: Current<'trail' | 'settings'>): void {
  const tags = ['audit']
  const config = { access: 'supervisor' } as const

  server.get(
    '/api/audit',
    { config, schema: { tags, summary: 'Read the audit trail', querystring: Query, response: { 200: ListOf(RecordView), ...problems } } },
    async (request, reply) => {
      const { trail, settings } = parts()
      const { cursor, limit, agent_id, from, order } = request.query
      const page = await trail.page({
        after: numberOf(cursor),
        limit: pageSize(limit, settings),
        actor: agent_id,
        from: parseDate(from),
        newestFirst: order === 'newest',
      })
      return sendPage(request, reply, { items: page.records.map(recordView), next: page.next?.toString() })
    },
  )

  server.get(
    '/api/audit/verify',
    { config, schema: { tags, summary: 'Verify the chain of the audit trail', response: { 200: VerificationView, ...problems } } },
    async () => {
      const { valid, records, head, firstBad, headMissing } = await parts().trail.verify()
      return { valid, records, head, first_bad: firstBad, head_missing: headMissing }
    },
  )
}

const recordView = (row: AuditRow) => ({
  number: row.seq,
  id: row.id,
  at: rfc3339(row.at),
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  of: row.of,
  outcome: row.outcome,
  details: JSON.parse(row.details),
  correlation_id: row.trace_id,
  hash: row.hash,
})
