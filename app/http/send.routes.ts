import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { AgentOrder } from '../integrations/agent-sends'
import { githubRequest } from '../integrations/github'
import { SEND_STATUSES, type SendView } from '../integrations/send'
import { slackRequest } from '../integrations/slack'
import type { Actor } from '../people/person'
import { rfc3339 } from '../shared/clock'
import { idempotencyKeyOf } from './idempotency'
import type { Current, Server } from './parts'
import { ErrorView, Exactly, forAgent, Id, OneOf, problems, Time } from './schemas'

const SentFor = forAgent('The agent that it is sent for: by supervisors, and as governance decides')
const SlackInput = Exactly({
  channel: Type.String({ minLength: 1, maxLength: 200 }),
  text: Type.String(),
  thread_ts: Type.Optional(Type.String({ maxLength: 100 })),
  agent_id: SentFor,
})
const GithubInput = Exactly({
  repo: Type.String({ maxLength: 200, description: 'owner/name' }),
  title: Type.String(),
  body: Type.Optional(Type.String()),
  labels: Type.Optional(Type.Array(Type.String())),
  agent_id: SentFor,
})
const Waiting = Exactly({ proposal_id: Type.String(), approval_required: Type.Literal(true) })
const Unknown = Exactly({ id: Type.String(), status: Type.String() })
const SlackSent = Exactly({ id: Type.String(), channel: Type.String(), ts: Type.String() })
const GithubSent = Exactly({ id: Type.String(), number: Type.Integer(), url: Type.String() })
const Settled = Exactly({ id: Type.String(), status: Type.Literal('sent') })
/** With what the service said of it. */
const SendOutput = Exactly({
  id: Type.String(),
  service: Type.String(),
  status: OneOf(SEND_STATUSES, 'unknown: it may have arrived'),
  channel: Type.Optional(Type.String()),
  ts: Type.Optional(Type.String()),
  number: Type.Optional(Type.Integer()),
  url: Type.Optional(Type.String()),
  failure: Type.Optional(ErrorView),
  created_at: Time,
  updated_at: Time,
})
const Settlement = Exactly({ outcome: OneOf(['sent', 'not_sent']) })

/** Messages and issues to outside services, and what became of them. */
export function sendRoutes(server: Server, parts: Current<'slack' | 'github' | 'sends' | 'agentSends'>): void {
  const tags = ['outside services']
  const config = { access: 'user' } as const
  const answers = (sent: typeof SlackSent | typeof GithubSent) => ({ 201: Type.Union([sent, Settled]), 202: Type.Union([Unknown, Waiting]), ...problems })

  const forAgent = async (request: FastifyRequest, reply: FastifyReply, what: Pick<AgentOrder, 'agentId' | 'service' | 'request'>) => {
    const { idempotencyKey, trace } = orderOf(request)
    const taken = await parts().agentSends.send({ ...what, idempotencyKey, trace, by: request.actor.person }, request.work.signal)
    if (taken.kind === 'sent') return sendOutcome(reply, taken.view)
    const { proposalId } = taken
    return reply.status(202).header('location', `/api/proposals/${proposalId}`).send({ proposal_id: proposalId, approval_required: true })
  }

  server.post(
    '/api/integrations/slack/send',
    { config, schema: { tags, summary: 'Send a Slack message', body: SlackInput, response: answers(SlackSent) } },
    async (request, reply) => {
      const { channel, text, thread_ts, agent_id: agentId } = request.body
      const message = { ...orderOf(request), channel, text, ...(thread_ts === undefined ? {} : { threadTs: thread_ts }) }
      if (agentId !== undefined) return forAgent(request, reply, { agentId, service: 'slack', request: slackRequest(message) })
      return sendOutcome(reply, await parts().slack.send(message, request.work.signal))
    },
  )

  server.post(
    '/api/integrations/github/issues',
    { config, schema: { tags, summary: 'Open a GitHub issue', body: GithubInput, response: answers(GithubSent) } },
    async (request, reply) => {
      const { agent_id: agentId, ...issue } = request.body
      if (agentId !== undefined) return forAgent(request, reply, { agentId, service: 'github', request: githubRequest(issue) })
      return sendOutcome(reply, await parts().github.create({ ...orderOf(request), ...issue }, request.work.signal))
    },
  )

  server.get(
    '/api/integrations/sends/:id',
    { config, schema: { tags, summary: 'What became of a send', params: Id, response: { 200: SendOutput, ...problems } } },
    async ({ actor, params }) => sendOutput(await parts().sends.view(params.id, askerOf(actor))),
  )

  server.post(
    '/api/integrations/sends/:id/settle',
    {
      config,
      schema: { tags, summary: 'Say what became of a send whose outcome is unknown', params: Id, body: Settlement, response: { 200: SendOutput, ...problems } },
    },
    async ({ actor, params, body }) => sendOutput(await parts().sends.settle(params.id, askerOf(actor), body.outcome)),
  )
}

const askerOf = ({ person }: Actor) => ({ id: person.id, role: person.role })

const orderOf = (request: FastifyRequest) => ({ personId: request.actor.person.id, trace: request.trace, idempotencyKey: idempotencyKeyOf(request) })

/** Sent is 201; everything that may still have been sent is 202. */
function sendOutcome(reply: FastifyReply, { id, status, answer }: SendView) {
  if (status !== 'sent') return reply.status(202).header('location', `/api/integrations/sends/${id}`).send({ id, status })
  return reply.status(201).send({ id, ...(Object.keys({ ...answer }).length > 0 ? answer : { status }) })
}

const sendOutput = ({ answer, createdAt, updatedAt, ...view }: SendView) => ({
  ...answer,
  ...view,
  created_at: rfc3339(createdAt),
  updated_at: rfc3339(updatedAt),
})
