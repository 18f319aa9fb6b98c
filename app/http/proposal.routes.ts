import { type Static, Type } from 'typebox'
import { PROPOSAL_STATUSES, type Proposal } from '../governance/proposal'
import { rfc3339 } from '../shared/clock'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, Id, ifAny, isId, ListOf, Nullable, OneOf, PageQuery, pageSize, problems, Said, Time } from './schemas'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Hash of the content that was seen' })
const Reason = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' })
const Option = Type.String({ description: 'The one that is chosen, exactly; needed where the proposal has options' })
const Approval = Exactly({ content_hash: Hash, reason: Type.Optional(Reason), option: Type.Optional(Option) })
const Rejection = Exactly({ content_hash: Hash, reason: Type.Optional(Reason) })
const ListQuery = Exactly({ ...PageQuery.properties, status: Type.Optional(OneOf(PROPOSAL_STATUSES)) })
const ProposalView = Exactly({
  id: Type.String(),
  kind: Type.String(),
  status: OneOf(PROPOSAL_STATUSES),
  agent_id: Nullable(Type.String()),
  action: Type.String(),
  content: Type.Unknown({ description: 'What is done if it is approved, exactly' }),
  content_hash: Type.String({ description: 'SHA-256 of the content in its canonical form (RFC 8785)' }),
  asked_by: Type.String(),
  expires_at: Time,
  created_at: Time,
  options: Type.Optional(Type.Array(Type.String())),
  chosen: Type.Optional(Type.String()),
  decided_by: Type.Optional(Type.String()),
  decided_at: Type.Optional(Nullable(Time)),
  reason: Type.Optional(Said),
  execution_id: Type.Optional(Type.String()),
})

/** What waits for a human's decision: supervisors see and decide all of it, others see their own. */
export function proposalRoutes(server: Server, parts: Current<'proposals' | 'settings'>): void {
  const tags = ['proposals']
  const everybody = { access: 'agent' } as const
  const supervisors = { access: 'supervisor' } as const

  server.get(
    '/api/proposals',
    { config: everybody, schema: { tags, summary: 'List proposals', querystring: ListQuery, response: { 200: ListOf(ProposalView), ...problems } } },
    async (request, reply) => {
      const { proposals, settings } = parts()
      const { cursor, limit: asked, status } = request.query
      const limit = pageSize(asked, settings)
      const found = await proposals.list({ asker: request.actor.person, status, after: placeOf(cursor, isId), limit: limit + 1 })
      const items = found.slice(0, limit)
      return sendPage(request, reply, { items: items.map(proposalView), next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.get(
    '/api/proposals/:id',
    { config: everybody, schema: { tags, summary: 'Show a proposal', params: Id, response: { 200: ProposalView, ...problems } } },
    async ({ actor, params }) => proposalView(await parts().proposals.get(params.id, actor.person)),
  )

  server.post(
    '/api/proposals/:id/approve',
    {
      config: supervisors,
      schema: { tags, summary: 'Approve: it runs once, with exactly this content', params: Id, body: Approval, response: { 200: ProposalView, ...problems } },
    },
    async ({ actor, params, body }) =>
      proposalView(
        await parts().proposals.decide(params.id, { word: 'approve', contentHash: body.content_hash, reason: body.reason, option: body.option }, actor.person),
      ),
  )

  server.post(
    '/api/proposals/:id/reject',
    { config: supervisors, schema: { tags, summary: 'Reject: it never runs', params: Id, body: Rejection, response: { 200: ProposalView, ...problems } } },
    async ({ actor, params, body }) =>
      proposalView(await parts().proposals.decide(params.id, { word: 'reject', contentHash: body.content_hash, reason: body.reason }, actor.person)),
  )
}

const proposalView = (proposal: Proposal): Static<typeof ProposalView> => ({
  id: proposal.id,
  kind: proposal.kind,
  status: proposal.status,
  agent_id: proposal.agentId ?? null,
  action: proposal.action,
  content: proposal.content,
  content_hash: proposal.contentHash,
  asked_by: proposal.askedBy,
  expires_at: rfc3339(proposal.expiresAt),
  created_at: rfc3339(proposal.createdAt),
  ...(proposal.options === undefined ? {} : { options: [...proposal.options] }),
  ...(proposal.decidedAt === undefined ? {} : { decided_at: rfc3339(proposal.decidedAt) }),
  ...ifAny({ chosen: proposal.chosen, decided_by: proposal.decidedBy, reason: proposal.reason, execution_id: proposal.executionId }),
})
