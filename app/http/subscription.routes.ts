import { type Static, Type } from 'typebox'
import type { DeadLetter, Subscription } from '../events/subscription'
import { LONGEST_TOPIC, TOPIC, TOPIC_PATTERN } from '../events/topic'
import { rfc3339 } from '../shared/clock'
import { CloudEvent, cloudEvent, EventOrGap, gapView } from './cloud-event'
import { Sequence } from './event.routes'
import { numberOf, placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, Id, isId, ListOf, Name, Nullable, OneOf, PageQuery, pageSize, problems, Said, Time } from './schemas'

const Wished = Exactly({
  name: Name,
  topics: Type.Array(Type.String({ pattern: TOPIC_PATTERN, maxLength: LONGEST_TOPIC }), { minItems: 1, maxItems: 50 }),
  from: Type.Optional({
    ...Sequence,
    description: 'Begin after the event of this sequence number, 0 for all that is kept; without it, with what comes from now on',
  }),
})
const SubscriptionView = Exactly({
  id: Type.String(),
  name: Type.String(),
  topics: Type.Array(Type.String()),
  owner: Type.String(),
  created_at: Time,
  done_up_to: Type.Integer({ description: 'The sequence number up to which everything is settled' }),
  in_flight_since: Nullable(Time),
  tries: Type.Integer({ description: 'How often the next event was delivered so far' }),
})
const TakeQuery = Exactly({ limit: Type.Optional(Type.Integer({ minimum: 1, description: 'How many events at once; 1 if not said' })) })
const TakenView = Exactly({
  items: Type.Array(EventOrGap),
  try: Type.Integer({ description: 'Which try of the first of them this is; 0 if there are none' }),
  delivery: Type.Integer({ description: 'The number of this delivery; an answer that names it counts for no other' }),
})
const EventId = Type.String({ minLength: 1, maxLength: 100, description: 'The id of the event' })
const DeliveryNumber = Type.Optional(Type.Integer({ minimum: 0, description: 'The delivery that is answered' }))
const Acknowledged = Exactly({ id: EventId, delivery: DeliveryNumber })
const Refused = Exactly({ id: EventId, delivery: DeliveryNumber, reason: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })) })
const LetterParams = Exactly({ id: Type.String({ maxLength: 100 }), dead_letter_id: Type.String({ maxLength: 100 }) })
const LetterView = Exactly({
  id: Type.String(),
  event: CloudEvent,
  tries: Type.Integer(),
  reason: Said,
  status: OneOf(['set_aside', 'redelivering', 'acknowledged']),
  set_aside_at: Time,
  redelivered_at: Nullable(Time),
})
const ProofQuery = Exactly({ topic: Type.String({ pattern: TOPIC, maxLength: LONGEST_TOPIC }) })
const Count = Type.Integer({ minimum: 0 })
const Proof = Exactly({
  ...{ topic: Type.String(), published: Count, delivered: Count, acknowledged: Count, set_aside: Count },
  waiting: { ...Count, description: 'Still to be acknowledged' },
  missing: { ...Count, description: 'Neither acknowledged nor set aside, and never will be' },
})

const TAKING = `Gives the next events in order, one if not said otherwise, and nothing more until they are acknowledged. One that is refused, or not acknowledged in time, comes again before all later ones; after its last try it is set aside. \`{gap}\` stands before what follows events that are no longer kept.`

type Needs = Current<'subscriptions' | 'settings'>

/** Places of subscribers in the event log. */
export function subscriptionRoutes(server: Server, parts: Needs): void {
  const tags = ['subscriptions']
  const config = { access: 'agent' } as const

  server.post(
    '/api/subscriptions',
    { config, schema: { tags, summary: 'Subscribe to topics, for as long as one likes', body: Wished, response: { 201: SubscriptionView, ...problems } } },
    async ({ actor, body }, reply) => {
      const subscription = await parts().subscriptions.subscribe(body, actor.person)
      return reply.status(201).header('location', `/api/subscriptions/${subscription.id}`).send(subscriptionView(subscription))
    },
  )

  server.get(
    '/api/subscriptions',
    { config, schema: { tags, summary: 'List what one is subscribed to', querystring: PageQuery, response: { 200: ListOf(SubscriptionView), ...problems } } },
    async (request, reply) => {
      const limit = pageSize(request.query.limit, parts().settings)
      const found = await parts().subscriptions.list({ by: request.actor.person, after: numberOf(request.query.cursor), limit: limit + 1 })
      const items = found.slice(0, limit)
      return sendPage(request, reply, { items: items.map(subscriptionView), next: found.length > limit ? items.at(-1)?.number.toString() : undefined })
    },
  )

  server.get(
    '/api/subscriptions/:id',
    { config, schema: { tags, summary: 'Show how a subscription stands', params: Id, response: { 200: SubscriptionView, ...problems } } },
    async ({ actor, params }) => subscriptionView(await parts().subscriptions.get(params.id, actor.person)),
  )

  server.delete(
    '/api/subscriptions/:id',
    { config, schema: { tags, summary: 'End a subscription', params: Id, response: { 204: Type.Null(), ...problems } } },
    async ({ actor, params }, reply) => {
      await parts().subscriptions.end(params.id, actor.person)
      return reply.status(204).send(null)
    },
  )

  takingRoutes(server, parts)
  operatingRoutes(server, parts)
}

/** For the subscriber itself. */
function takingRoutes(server: Server, parts: Needs): void {
  const tags = ['subscriptions']
  const config = { access: 'agent' } as const
  const response = { 200: SubscriptionView, ...problems }

  server.get(
    '/api/subscriptions/:id/events',
    {
      config,
      schema: { tags, summary: 'Take what comes next', description: TAKING, params: Id, querystring: TakeQuery, response: { 200: TakenView, ...problems } },
    },
    async ({ actor, params, query }, reply) => {
      const { settings, subscriptions } = parts()
      const { gap, events, tries, delivery } = await subscriptions.take(params.id, { limit: pageSize(query.limit ?? 1, settings), by: actor.person })
      reply.header('cache-control', 'no-store')
      return { items: [...gapView(gap), ...events.map(cloudEvent)], try: events.length === 0 ? 0 : tries, delivery }
    },
  )

  server.post(
    '/api/subscriptions/:id/ack',
    { config, schema: { tags, summary: 'Acknowledge an event, and those given before it', params: Id, body: Acknowledged, response } },
    async ({ actor, params, body }) =>
      subscriptionView(await parts().subscriptions.acknowledge(params.id, { eventId: body.id, delivery: body.delivery, by: actor.person })),
  )

  server.post(
    '/api/subscriptions/:id/nack',
    { config, schema: { tags, summary: 'Refuse an event: it comes again', params: Id, body: Refused, response } },
    async ({ actor, params, body }) =>
      subscriptionView(await parts().subscriptions.refuse(params.id, { eventId: body.id, delivery: body.delivery, reason: body.reason, by: actor.person })),
  )

  server.get(
    '/api/subscriptions/:id/delivery',
    {
      config,
      schema: { tags, summary: 'Prove what became of the events of a topic', params: Id, querystring: ProofQuery, response: { 200: Proof, ...problems } },
    },
    async ({ actor, params, query }) => {
      const { setAside, ...counts } = await parts().subscriptions.delivery(params.id, query.topic, actor.person)
      return { ...counts, set_aside: setAside }
    },
  )
}

/** For those who look after what went wrong. */
function operatingRoutes(server: Server, parts: Needs): void {
  const tags = ['subscriptions']
  const config = { access: 'supervisor' } as const

  server.get(
    '/api/subscriptions/:id/dead-letters',
    {
      config,
      schema: {
        tags,
        summary: 'List what was set aside, in the order in which it was',
        params: Id,
        querystring: PageQuery,
        response: { 200: ListOf(LetterView), ...problems },
      },
    },
    async (request, reply) => {
      const limit = pageSize(request.query.limit, parts().settings)
      const page = { after: placeOf(request.query.cursor, isId), limit: limit + 1, by: request.actor.person }
      const letters = await parts().subscriptions.deadLetters(request.params.id, page)
      const items = letters.slice(0, limit)
      return sendPage(request, reply, { items: items.map(letterView), next: letters.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.post(
    '/api/subscriptions/:id/dead-letters/:dead_letter_id/redeliver',
    { config, schema: { tags, summary: 'Deliver it once more, before all that waits', params: LetterParams, response: { 200: LetterView, ...problems } } },
    async ({ actor, params }) => letterView(await parts().subscriptions.redeliver(params.id, params.dead_letter_id, actor.person)),
  )
}

const subscriptionView = ({ id, name, topics, ownerId, createdAt, doneUpTo, flight, tries }: Subscription): Static<typeof SubscriptionView> => ({
  ...{ id, name, topics: [...topics], owner: ownerId, created_at: rfc3339(createdAt), done_up_to: doneUpTo, tries },
  in_flight_since: flight === undefined ? null : rfc3339(flight.since),
})

const letterView = ({ id, event, tries, reason, status, setAsideAt, redeliveredAt }: DeadLetter) => ({
  ...{ id, event: cloudEvent(event), tries, reason, status },
  set_aside_at: rfc3339(setAsideAt),
  redelivered_at: redeliveredAt === undefined ? null : rfc3339(redeliveredAt),
})
