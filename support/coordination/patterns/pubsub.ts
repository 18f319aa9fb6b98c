import type { Scenario, Scene } from '../pattern'
import { expected, insist, type Performer } from '../performer'
import { promise } from '../promise'

const EVENTS = 20
const SUBSCRIBERS = 3
const LOOK_EVERY_MS = 5

interface Told {
  readonly data: { readonly n: number; readonly at: number }
  readonly topic: string
  readonly id: string
}

async function subscribe(agent: Performer, topics: readonly string[]): Promise<string> {
  return expected(await agent.ask('pubsub subscribe', 'POST', '/api/subscriptions', { name: `${agent.name} listens`, topics }), 201, 'subscribing').id
}

/** Tells something once: after a lost answer the log tells whether it was told. */
async function tell(agent: Performer, topic: string, n: number): Promise<void> {
  const answer = await insist(
    agent,
    () => agent.ask('pubsub publish', 'POST', '/api/events', { type: 'trial.told', topic, data: { n, at: performance.now() } }),
    async () => {
      const { body } = await agent.ask(undefined, 'GET', `/api/events?topic=${encodeURIComponent(topic)}&limit=100`)
      return body.items.some((event: Told) => event.data.n === n) ? { status: 201, body: {} } : undefined
    },
  )
  expected(answer, 201, 'telling')
}

/** Takes and acknowledges what comes, until so many came and nothing more does. */
async function take(
  scene: Scene,
  agent: Performer,
  { subscription, count, seen }: { subscription: string; count: number; seen: (ms: number) => void },
): Promise<Told[]> {
  const got: Told[] = []
  while (got.length < count && !scene.signal.aborted) {
    const { items } = expected(await agent.ask(undefined, 'GET', `/api/subscriptions/${subscription}/events?limit=10`), 200, 'taking')
    const last = items.at(-1)
    if (last === undefined) await scene.pass(LOOK_EVERY_MS)
    else if (await acknowledged(agent, subscription, last.id)) {
      for (const { data } of items) seen(performance.now() - data.at)
      got.push(...items)
    }
  }
  const rest = expected(await agent.ask(undefined, 'GET', `/api/subscriptions/${subscription}/events`), 200, 'taking')
  return [...got, ...rest.items]
}

/** False if it took too long to say so: then the events come again. */
async function acknowledged(agent: Performer, subscription: string, id: string): Promise<boolean> {
  const answer = await agent.ask('pubsub acknowledge', 'POST', `/api/subscriptions/${subscription}/ack`, { id })
  if (answer.status === 409 && answer.body.code === 'not_in_flight') return false
  expected(answer, 200, 'acknowledging')
  return true
}

const numbers = (told: readonly Told[]) => told.map(({ data }) => data.n).join()
const counted = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join()

const everySubscriber: Scenario = {
  pattern: 'pubsub',
  promise: `each of ${SUBSCRIBERS} subscribers gets each of ${EVENTS} events once, in the order told`,
  async play(scene) {
    const topic = `category:${scene.key}`
    const teller = await scene.agent('teller')
    const subscribers = await Promise.all(Array.from({ length: SUBSCRIBERS }, (_, index) => scene.agent(`subscriber-${index + 1}`)))
    const subscriptions = await Promise.all(subscribers.map((agent) => subscribe(agent, [topic])))
    const taking = subscribers.map((agent, index) =>
      take(scene, agent, { subscription: subscriptions[index] as string, count: EVENTS, seen: (ms) => scene.measured('pubsub deliver', ms) }),
    )
    for (let n = 1; n <= EVENTS; n += 1) await tell(teller, topic, n)
    for (const got of await Promise.all(taking)) promise(numbers(got) === counted(EVENTS), `a subscriber got ${numbers(got)}`)
  },
}

const wildcards: Scenario = {
  pattern: 'pubsub',
  promise: 'a pattern reaches every topic that it names, and no other',
  async play(scene) {
    const [teller, listener] = [await scene.agent('teller'), await scene.agent('listener')]
    const subscription = await subscribe(listener, [`${scene.key}:*`, `${scene.key}:one`])
    for (const [index, end] of ['one', 'two', 'one:more', 'three'].entries()) await tell(teller, `${scene.key}:${end}`, index + 1)
    await tell(teller, `${scene.key}-other`, 5)
    const got = await take(scene, listener, { subscription, count: 3, seen: () => {} })
    promise(numbers(got) === '1,2,4', `the subscriber got ${numbers(got)}`)
  },
}

const wasAway: Scenario = {
  pattern: 'pubsub',
  promise: 'a subscriber that was away goes on after what it acknowledged last',
  async play(scene) {
    const topic = `category:${scene.key}-away`
    const [teller, listener] = [await scene.agent('teller'), await scene.agent('listener')]
    const subscription = await subscribe(listener, [topic])
    await tell(teller, topic, 1)
    const first = await take(scene, listener, { subscription, count: 1, seen: () => {} })
    for (let n = 2; n <= 5; n += 1) await tell(teller, topic, n)
    const later = await take(scene, listener, { subscription, count: 4, seen: () => {} })
    promise(`${numbers(first)} ${numbers(later)}` === '1 2,3,4,5', `it got ${numbers(first)} and then ${numbers(later)}`)
  },
}

export const pubsub: readonly Scenario[] = [everySubscriber, wildcards, wasAway]
