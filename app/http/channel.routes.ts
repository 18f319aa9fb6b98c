import { type Static, Type } from 'typebox'
import type { Party } from '../agents/acting'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import type { Channel, ChannelMember, ChannelMessage } from '../social/channel'
import { LONGEST_MESSAGE } from '../social/direct-message'
import { bodyOptional } from './input'
import { numberOf, placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { EitherId, PartyView, partyView } from './party'
import { Exactly, ForAgent, Id, isId, ListOf, Name, PageQuery, pageSize, problems, Time } from './schemas'

const NewChannel = Exactly({
  name: Name,
  type: Type.String({ minLength: 1, maxLength: 50, pattern: '\\S', description: 'In your own words, such as general, project, support' }),
  is_private: Type.Optional(Type.Boolean({ default: false })),
  agent_id: ForAgent,
})
const ChannelView = Exactly({
  id: Type.String(),
  name: Type.String(),
  type: Type.String(),
  is_private: Type.Boolean(),
  created_by: Type.String({ description: 'The id of a person or an agent' }),
  created_at: Time,
  members: Type.Integer({ description: 'How many belong to it now' }),
})
const Coming = Exactly({ agent_id: ForAgent })
const Guest = Exactly({ person_id: EitherId, agent_id: EitherId })
const MemberView = Exactly({ ...PartyView.properties, joined_at: Time })
const Words = Exactly({ content: Type.String({ minLength: 1, maxLength: LONGEST_MESSAGE }), agent_id: ForAgent })
const MessageView = Exactly({ id: Type.String(), channel_id: Type.String(), author: PartyView, content: Type.String(), sent_at: Time })
const MessagesQuery = Exactly({
  ...PageQuery.properties,
  after: Type.Optional(Type.String({ maxLength: 100, description: 'The id of the last message that is known' })),
})

/** Where several talk. A private channel is as if it were not there for whoever is no member. */
export function channelRoutes(server: Server, parts: Current<'channels' | 'settings'>): void {
  const tags = ['channels']
  const config = { access: 'agent' } as const

  server.post(
    '/api/channels',
    { config, schema: { tags, summary: 'Open a channel', body: NewChannel, response: { 201: ChannelView, ...problems } } },
    async ({ actor, body: { name, type, is_private = false, agent_id } }, reply) =>
      reply.status(201).send(channelView(await parts().channels.open({ name, type, isPrivate: is_private }, { by: actor.person, agentId: agent_id }))),
  )

  server.get(
    '/api/channels',
    {
      config,
      schema: {
        tags,
        summary: 'List the public channels and those one belongs to',
        querystring: PageQuery,
        response: { 200: ListOf(ChannelView), ...problems },
      },
    },
    async (request, reply) => {
      const limit = pageSize(request.query.limit, parts().settings)
      const query = { reader: request.actor.person, after: placeOf(request.query.cursor, isId), limit: limit + 1 }
      const { items, more } = cut(await parts().channels.list(query), limit)
      return sendPage(request, reply, { items: items.map(channelView), next: more?.id })
    },
  )

  server.post(
    '/api/channels/:id/join',
    {
      config,
      preValidation: bodyOptional,
      schema: { tags, summary: 'Become a member of a public channel', params: Id, body: Coming, response: { 200: ChannelView, ...problems } },
    },
    async ({ actor, params, body }) => channelView(await parts().channels.join(params.id, { by: actor.person, agentId: body.agent_id })),
  )

  server.post(
    '/api/channels/:id/leave',
    {
      config,
      preValidation: bodyOptional,
      schema: { tags, summary: 'Be a member no more', params: Id, body: Coming, response: { 204: Type.Null(), ...problems } },
    },
    async ({ actor, params, body }, reply) => {
      await parts().channels.leave(params.id, { by: actor.person, agentId: body.agent_id })
      return reply.status(204).send(null)
    },
  )

  memberRoutes(server, parts)
  channelMessageRoutes(server, parts)
}

function memberRoutes(server: Server, parts: Current<'channels' | 'settings'>): void {
  const [tags, config] = [['channels'], { access: 'agent' } as const]

  server.get(
    '/api/channels/:id/members',
    {
      config,
      schema: { tags, summary: 'List who belongs to a channel', params: Id, querystring: PageQuery, response: { 200: ListOf(MemberView), ...problems } },
    },
    async (request, reply) => {
      const limit = pageSize(request.query.limit, parts().settings)
      const query = { reader: request.actor.person, after: numberOf(request.query.cursor), limit: limit + 1 }
      const { items, more } = cut(await parts().channels.members(request.params.id, query), limit)
      return sendPage(request, reply, { items: items.map(memberView), next: more?.number.toString() })
    },
  )

  server.post(
    '/api/channels/:id/members',
    { config, schema: { tags, summary: 'Bring somebody into a channel, as a member', params: Id, body: Guest, response: { 200: MemberView, ...problems } } },
    async ({ actor, params, body }) => memberView(await parts().channels.bring(params.id, guestOf(body), actor.person)),
  )
}

function channelMessageRoutes(server: Server, parts: Current<'channels' | 'settings'>): void {
  const [tags, config] = [['channels'], { access: 'agent' } as const]

  server.get(
    '/api/channels/:id/messages',
    {
      config,
      schema: {
        tags,
        summary: 'Read a channel, the oldest first',
        params: Id,
        querystring: MessagesQuery,
        response: { 200: ListOf(MessageView), ...problems },
      },
    },
    async (request, reply) => {
      const { cursor, after, limit: asked } = request.query
      const limit = pageSize(asked, parts().settings)
      const from = cursor === undefined && after !== undefined ? { id: after } : numberOf(cursor)
      const query = { reader: request.actor.person, after: from, limit: limit + 1 }
      const { items, more } = cut(await parts().channels.messages(request.params.id, query), limit)
      return sendPage(request, reply, { items: items.map(messageView), next: more?.number.toString() })
    },
  )

  server.post(
    '/api/channels/:id/messages',
    { config, schema: { tags, summary: 'Say something in a channel, as a member', params: Id, body: Words, response: { 201: MessageView, ...problems } } },
    async ({ actor, params, body: { content, agent_id } }, reply) =>
      reply.status(201).send(messageView(await parts().channels.post(params.id, content, { by: actor.person, agentId: agent_id }))),
  )
}

/** A page, and its last item if there are more. */
const cut = <Item>(found: readonly Item[], limit: number) => ({ items: found.slice(0, limit), more: found.length > limit ? found.at(limit - 1) : undefined })

function guestOf({ person_id, agent_id }: Static<typeof Guest>): Party {
  if (person_id !== undefined && agent_id !== undefined) throw new InvalidInput('agent_id', 'agent_id is one too many: person_id is given')
  if (person_id !== undefined) return { kind: 'person', id: person_id }
  if (agent_id !== undefined) return { kind: 'agent', id: agent_id }
  throw new InvalidInput('person_id', 'person_id is missing, and agent_id as well: one of them is brought in')
}

const channelView = ({ id, name, type, isPrivate, createdBy, createdAt, members }: Channel) => ({
  ...{ id, name, type, is_private: isPrivate, created_by: createdBy, created_at: rfc3339(createdAt), members },
})
const memberView = ({ party, joinedAt }: ChannelMember) => ({ ...partyView(party), joined_at: rfc3339(joinedAt) })
const messageView = ({ id, channelId, author, content, sentAt }: ChannelMessage) => ({
  ...{ id, channel_id: channelId, author: partyView(author), content, sent_at: rfc3339(sentAt) },
})
