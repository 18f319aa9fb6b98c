import { Type } from 'typebox'
import { type StoredEvent, TOPIC, TOPIC_PATTERN } from '../events/event'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import { type ServerEvent, sendEvents } from './events'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, ListOf, PageQuery, pageSize, problems, Time } from './schemas'

const LARGEST = Number.MAX_SAFE_INTEGER
const Sequence = Type.Integer({ minimum: 0, maximum: LARGEST })
const Query = Exactly({
  ...PageQuery.properties,
  topic: Type.Optional(Type.String({ pattern: TOPIC, maxLength: 300 })),
  after: Type.Optional({ ...Sequence, description: 'Only what came after the event of this sequence number' }),
})
const StreamQuery = Exactly({
  topics: Type.String({ minLength: 1, maxLength: 2_000, description: 'Names with commas between them; agent:* for all that begin with agent:' }),
  from: Type.Optional({ ...Sequence, description: 'Begin after the event of this sequence number; without it, with what comes from now on' }),
})
const StreamHeaders = Type.Object(
  { 'last-event-id': Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: 'Sent by browsers that connect again; counts more than from' })) },
  { additionalProperties: true },
)
/** An event as CloudEvents 1.0 has it, with the sequence extension. */
export const CloudEvent = Exactly({
  specversion: Type.Literal('1.0'),
  id: Type.String(),
  source: Type.String(),
  type: Type.String(),
  time: Time,
  sequence: Type.String({ description: 'Grows by the order in which events were stored' }),
  topic: Type.String(),
  correlationid: Type.Optional(Type.String()),
  datacontenttype: Type.Literal('application/json'),
  data: Type.Unknown(),
})

/** The event log: for supervisors and administrators. The stream is server-sent events, each a CloudEvent whose id in the stream is its sequence. */
export function eventRoutes(server: Server, parts: Current<'events' | 'settings'>): void {
  const tags = ['events']
  const config = { access: 'supervisor' } as const

  server.get(
    '/api/events',
    { config, schema: { tags, summary: 'Read what was told', querystring: Query, response: { 200: ListOf(CloudEvent), ...problems } } },
    async (request, reply) => {
      const { events, settings } = parts()
      const { cursor, limit, topic, after = 0 } = request.query
      const place = Number(placeOf(cursor, (text) => /^\d{1,15}$/.test(text)) || after)
      const page = await events.page({ topic, after: place, limit: pageSize(limit, settings) })
      return sendPage(request, reply, { items: page.events.map(cloudEvent), next: page.next?.toString() })
    },
  )

  server.get(
    '/api/events/stream',
    {
      config,
      schema: {
        tags,
        summary: 'Follow what is told',
        produces: ['text/event-stream'],
        querystring: StreamQuery,
        headers: StreamHeaders,
        response: { 200: Type.String(), ...problems },
      },
    },
    async ({ query, headers, work }, reply) => {
      const { events } = parts()
      const seen = headers['last-event-id']
      const after = seen === undefined ? (query.from ?? (await events.last())) : Number(seen)
      const topics = topicsOf(query.topics)
      work.watch()
      return sendEvents(reply, framed(events.follow({ topics, after, signal: work.signal })))
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

async function* framed(followed: AsyncIterable<StoredEvent>): AsyncGenerator<ServerEvent> {
  for await (const event of followed) yield { id: event.number, data: JSON.stringify(cloudEvent(event)) }
}

/** An event as CloudEvents 1.0 has it. */
export const cloudEvent = ({ number, id, source, type, at, topic, correlationId, data }: StoredEvent) => ({
  specversion: '1.0' as const,
  id,
  source,
  type,
  time: rfc3339(at),
  sequence: String(number),
  topic,
  ...(correlationId === undefined ? {} : { correlationid: correlationId }),
  datacontenttype: 'application/json' as const,
  data,
})
