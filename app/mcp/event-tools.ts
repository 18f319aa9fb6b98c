import type { Declared } from './tool'

const subscription = { renamed: { id: 'subscription_id' } } as const
const SUBSCRIPTION = 'The id of the subscription, as subscribe gave it'
/** In bodies the event is called id too. */
const DELIVERY = 'The number of the delivery that is answered, as take_events gave it; the present one if not said'

/** What is told, and who follows it. */
export const EVENT_TOOLS: readonly Declared[] = [
  {
    name: 'publish_event',
    title: 'Publish an event',
    description: 'Tell something to everybody who follows a topic. The event is stored before it is delivered.',
    operation: 'POST /api/events',
    effect: 'adds',
    meaning: {
      topic: 'The topic: letters, digits and _ - . : such as orders or agent:<id>',
      agent_id: 'The agent that tells it; without it whoever asks does',
    },
  },
  {
    name: 'subscribe',
    title: 'Subscribe to topics',
    description: 'Begin a subscription, which keeps its place in the log of events. Then take_events and acknowledge_event.',
    operation: 'POST /api/subscriptions',
    effect: 'adds',
    meaning: { name: 'What the subscription is called', topics: 'The topics; category:* is all that have one last part after category:' },
  },
  {
    name: 'get_subscription',
    title: 'Show a subscription',
    description: 'How a subscription stands: its topics, and up to which event everything is settled.',
    operation: 'GET /api/subscriptions/{id}',
    effect: 'reads',
    ...subscription,
    meaning: { subscription_id: SUBSCRIPTION },
  },
  {
    name: 'take_events',
    title: 'Take the next events',
    description: 'The next events of a subscription, in order. They come again until they are acknowledged; after too many tries one is set aside.',
    operation: 'GET /api/subscriptions/{id}/events',
    effect: 'adds',
    ...subscription,
    meaning: { subscription_id: SUBSCRIPTION },
  },
  {
    name: 'acknowledge_event',
    title: 'Acknowledge an event',
    description: 'Say that an event, and those that were given before it, are settled. The next ones follow.',
    operation: 'POST /api/subscriptions/{id}/ack',
    effect: 'adds',
    meaning: { subscription_id: SUBSCRIPTION, event_id: 'The id of the event', delivery: DELIVERY },
    renamed: { 'path id': 'subscription_id', 'body id': 'event_id' },
  },
  {
    name: 'refuse_event',
    title: 'Refuse an event',
    description: 'Say that an event could not be settled: it comes again before all later ones, or is set aside after its last try.',
    operation: 'POST /api/subscriptions/{id}/nack',
    effect: 'adds',
    meaning: { subscription_id: SUBSCRIPTION, event_id: 'The id of the event', delivery: DELIVERY, reason: 'Why' },
    renamed: { 'path id': 'subscription_id', 'body id': 'event_id' },
  },
  {
    name: 'unsubscribe',
    title: 'End a subscription',
    description: 'End a subscription: its place is forgotten.',
    operation: 'DELETE /api/subscriptions/{id}',
    effect: 'destroys',
    ...subscription,
    meaning: { subscription_id: SUBSCRIPTION },
  },
]
