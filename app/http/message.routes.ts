import { type Static, Type } from 'typebox'
import type { Party } from '../agents/acting'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import type { Block, BlockWish } from '../social/blocks'
import { type DirectMessage, LONGEST_MESSAGE, MESSAGE_TYPES } from '../social/direct-message'
import { idempotencyKeyOf } from './idempotency'
import { numberOf, placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { EitherId, PartyView, partyView } from './party'
import { Exactly, ForAgent, Id, isId, ListOf, OneOf, PageQuery, pageSize, problems, Time } from './schemas'

const NewMessage = Exactly({
  from_agent_id: ForAgent,
  to_agent_id: EitherId,
  to_person_id: EitherId,
  type: OneOf(MESSAGE_TYPES),
  content: Type.String({ minLength: 1, maxLength: LONGEST_MESSAGE }),
})
const MessageView = Exactly({ id: Type.String(), from: PartyView, to: PartyView, type: OneOf(MESSAGE_TYPES), content: Type.String(), sent_at: Time })
const InboxQuery = Exactly({
  ...PageQuery.properties,
  after: Type.Optional(Type.String({ maxLength: 100, description: 'The id of the last message that is known' })),
})
const BlockView = Exactly({ sender: PartyView, blocked_at: Time })
const OwnBlock = Exactly({ sender: Type.String({ maxLength: 100, description: 'A person or an agent' }) })
const AgentsBlock = Exactly({ id: Type.String({ maxLength: 100 }), ...OwnBlock.properties })

/** What people and agents say to each other, one to one. An agent's inbox is for its own token alone. */
export function messageRoutes(server: Server, parts: Current<'messages' | 'blocks' | 'settings'>): void {
  const tags = ['messages']
  const [ofAgents, ofPeople] = [{ access: 'agent' } as const, { access: 'user' } as const]
  const inbox = { querystring: InboxQuery, response: { 200: ListOf(MessageView), ...problems } }

  const page = async (ownerId: string, reader: { readonly id: string }, { cursor, after, limit: asked }: Static<typeof InboxQuery>) => {
    const limit = pageSize(asked, parts().settings)
    const from = cursor === undefined && after !== undefined ? { id: after } : numberOf(cursor)
    const found = await parts().messages.inbox({ ownerId, reader, after: from, limit: limit + 1 })
    const items = found.slice(0, limit)
    return { items: items.map(messageView), next: found.length > limit ? items.at(-1)?.number.toString() : undefined }
  }

  server.post(
    '/api/messages',
    { config: ofAgents, schema: { tags, summary: 'Send a message to one person or agent', body: NewMessage, response: { 201: MessageView, ...problems } } },
    async (request, reply) => {
      const { from_agent_id: fromAgentId, type, content } = request.body
      const order = { by: request.actor.person, fromAgentId, to: receiverOf(request.body), type, content, idempotencyKey: idempotencyKeyOf(request) }
      return reply.status(201).send(messageView(await parts().messages.send(order)))
    },
  )

  server.get('/api/me/inbox', { config: ofPeople, schema: { tags, summary: 'Read what one was sent, the oldest first', ...inbox } }, async (request, reply) => {
    const { person } = request.actor
    return sendPage(request, reply, await page(person.id, person, request.query))
  })

  server.get(
    '/api/agents/:id/inbox',
    { config: ofAgents, schema: { tags, summary: 'Read what an agent was sent, with its own token', params: Id, ...inbox } },
    async (request, reply) => sendPage(request, reply, await page(request.params.id, request.actor.person, request.query)),
  )

  blockRoutes(server, parts)
}

/** Senders that receivers do not want to hear of. */
function blockRoutes(server: Server, parts: Current<'blocks' | 'settings'>): void {
  const tags = ['messages']
  const [ofAgents, ofPeople] = [{ access: 'agent' } as const, { access: 'user' } as const]
  const response = { 204: Type.Null(), ...problems }
  const [block, unblock] = ['Take nothing from a sender', 'Take messages from a sender again']
  const own = { params: OwnBlock, response }
  const agents = { params: AgentsBlock, response }

  server.put('/api/me/blocks/:sender', { config: ofPeople, schema: { tags, summary: block, ...own } }, async ({ actor, params }, reply) => {
    await parts().blocks.block({ by: actor.person, senderId: params.sender })
    return reply.status(204).send(null)
  })

  server.delete('/api/me/blocks/:sender', { config: ofPeople, schema: { tags, summary: unblock, ...own } }, async ({ actor, params }, reply) => {
    await parts().blocks.unblock({ by: actor.person, senderId: params.sender })
    return reply.status(204).send(null)
  })

  server.put(
    '/api/agents/:id/blocks/:sender',
    { config: ofAgents, schema: { tags, summary: `${block}, for an agent`, ...agents } },
    async ({ actor, params: { id, sender } }, reply) => {
      await parts().blocks.block({ by: actor.person, agentId: id, senderId: sender })
      return reply.status(204).send(null)
    },
  )

  server.delete(
    '/api/agents/:id/blocks/:sender',
    { config: ofAgents, schema: { tags, summary: `${unblock}, for an agent`, ...agents } },
    async ({ actor, params: { id, sender } }, reply) => {
      await parts().blocks.unblock({ by: actor.person, agentId: id, senderId: sender })
      return reply.status(204).send(null)
    },
  )

  blockLists(server, parts)
}

/** Whom one has blocked; for an agent, what it or whoever acts for it has. */
function blockLists(server: Server, parts: Current<'blocks' | 'settings'>): void {
  const tags = ['messages']
  const list = { querystring: PageQuery, response: { 200: ListOf(BlockView), ...problems } }

  const page = async (behalf: Pick<BlockWish, 'by' | 'agentId'>, { cursor, limit: asked }: Static<typeof PageQuery>) => {
    const limit = pageSize(asked, parts().settings)
    const found = await parts().blocks.list({ ...behalf, after: placeOf(cursor, isId), limit: limit + 1 })
    const items = found.slice(0, limit)
    return { items: items.map(blockView), next: found.length > limit ? items.at(-1)?.sender.id : undefined }
  }

  server.get('/api/me/blocks', { config: { access: 'user' }, schema: { tags, summary: 'List whom one takes nothing from', ...list } }, async (request, reply) =>
    sendPage(request, reply, await page({ by: request.actor.person }, request.query)),
  )

  server.get(
    '/api/agents/:id/blocks',
    { config: { access: 'agent' }, schema: { tags, summary: 'List whom an agent takes nothing from', params: Id, ...list } },
    async (request, reply) => sendPage(request, reply, await page({ by: request.actor.person, agentId: request.params.id }, request.query)),
  )
}

const blockView = ({ sender, since }: Block) => ({ sender: partyView(sender), blocked_at: rfc3339(since) })

/** Exactly one is meant. Throws InvalidInput that names the one too few or too many. */
function receiverOf({ to_agent_id, to_person_id }: Pick<Static<typeof NewMessage>, 'to_agent_id' | 'to_person_id'>): Party {
  if (to_agent_id !== undefined && to_person_id !== undefined)
    throw new InvalidInput('to_person_id', 'to_person_id is one receiver too many: to_agent_id is given')
  if (to_agent_id !== undefined) return { kind: 'agent', id: to_agent_id }
  if (to_person_id !== undefined) return { kind: 'person', id: to_person_id }
  throw new InvalidInput('to_agent_id', 'to_agent_id is missing, and to_person_id as well: a message has one receiver')
}

const messageView = ({ id, from, to, type, content, sentAt }: DirectMessage) => ({
  ...{ id, from: partyView(from), to: partyView(to), type, content },
  sent_at: rfc3339(sentAt),
})
