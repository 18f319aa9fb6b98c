import { Type } from 'typebox'
import type { Found } from '../events/log'
import { EVENT_TYPE, LONGEST_TOPIC, mayRead, refuseUnreadable, TOPIC, TOPIC_PATTERN } from '../events/topic'
import { InvalidInput } from '../shared/errors'
import { CloudEvent, cloudEvent, EventOrGap, gapView } from './cloud-event'
import { type ServerEvent, sendEvents } from './events'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Data, Exactly, ForAgent, ListOf, PageQuery, pageSize, problems } from './schemas'

export const Sequence = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const Topic = Type.String({ pattern: TOPIC, maxLength: LONGEST_TOPIC })
const Query = Exactly({
  ...PageQuery.properties,
  topic: Type.Optional(Topic),
  after: Type.Optional({ ...Sequence, description: 'Only what came after the event of this sequence number' }),
})
const StreamQuery = Exactly({
  topics: Type.String({ minLength: 1, maxLength: 2_000, description: 'Names with commas between them; agent:* for all that have one last part after agent:' }),
  from: Type.Optional({ ...Sequence, description: 'Begin after the event of this sequence number; without it, with what comes from now on' }),
})
const StreamHeaders = Type.Object(
  { 'last-event-id': Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: 'Sent by browsers that connect again; counts more than from' })) },
  { additionalProperties: true },
)
const Announcement = Exactly({
  type: Type.String({ pattern: EVENT_TYPE, maxLength: 200, description: 'What has happened, for example order.paid' }),
  topic: Topic,
  data: Data,
  agent_id: ForAgent,
})

/** The event log. Whoever asks is shown what they may read. The stream is server-sent events, each a CloudEvent whose id in the stream is its sequence. */
export function eventRoutes(server: Server, parts: Current<'events' | 'publish' | 'settings'>): void {
  const tags = ['events']
  const config = { access: 'agent' } as const

  server.post(
    '/api/events',
    { config, schema: { tags, summary: 'Tell something to whoever follows its topic', body: Announcement, response: { 201: CloudEvent, ...problems } } },
    async ({ actor, body: { agent_id, ...announcement }, trace }, reply) => {
      const event = await parts().publish(announcement, { by: actor.person, agentId: agent_id, traceId: trace.traceId })
      return reply.status(201).send(cloudEvent(event))
    },
  )

  server.get(
    '/api/events',
    { config, schema: { tags, summary: 'Read what was told', querystring: Query, response: { 200: ListOf(EventOrGap), ...problems } } },
    async (request, reply) => {
      const { events, settings } = parts()
      const reader = request.actor.person
      const { cursor, limit, topic, after } = request.query
      if (topic !== undefined) refuseUnreadable([topic], reader)
      const place = Number(placeOf(cursor, (text) => /^\d{1,15}$/.test(text)) || (after ?? 0))
      // Whoever names a place believes that what follows it is there.
      const gap = cursor === undefined && after === undefined ? undefined : await events.gapAfter(place)
      const page = await events.page({ topic, after: place, limit: pageSize(limit, settings), readable: (each) => mayRead(each, reader) })
      return sendPage(request, reply, { items: [...gapView(gap), ...page.events.map(cloudEvent)], next: page.next?.toString() })
    },
  )

  server.get(
    '/api/events/stream',
    {
      config,
      schema: {
        tags,
        summary: 'Follow what is told',
        description: 'What is no longer kept is announced as an event `gap` with the numbers of the first and the last of them.',
        produces: ['text/event-stream'],
        querystring: StreamQuery,
        headers: StreamHeaders,
        response: { 200: Type.String(), ...problems },
      },
    },
    async ({ actor, query, headers, work }, reply) => {
      const { events } = parts()
      const topics = topicsOf(query.topics)
      refuseUnreadable(topics, actor.person)
      const seen = headers['last-event-id']
      const after = seen === undefined ? (query.from ?? (await events.last())) : Number(seen)
      work.watch()
      return sendEvents(reply, framed(events.read({ topics, after, signal: work.signal })))
    },
  )
}

const isPattern = new RegExp(TOPIC_PATTERN)

function topicsOf(list: string): readonly string[] {
  const topics = list.split(',')
  const wrong = topics.find((topic) => !isPattern.test(topic))
  if (wrong !== undefined) throw new InvalidInput('topics', `topics must be names with commas between them; ${JSON.stringify(wrong)} is none`)
  return topics
}

async function* framed(found: AsyncIterable<Found>): AsyncGenerator<ServerEvent> {
  for await (const each of found) {
    if (each.kind === 'gap') yield { event: 'gap', data: JSON.stringify({ from: each.from, to: each.to }) }
    else yield { id: each.event.number, data: JSON.stringify(cloudEvent(each.event)) }
  }
}
