import fc from 'fast-check'
import type { Property } from '../generated'
import { onStage, type Stage } from '../stage'
import type { CloudEvent } from '../subscribing'
import type { ConcordWorld } from '../world'
import { isMeant, listed } from './matching'

/** Words that are easily taken for one another; an empty one is a word of a topic as well. */
const WORDS = ['a', 'b', 'ab', 'A', 'a.b', 'a_b', 'a-', '0', 'agent', 'agents', 'category']
const word = fc.constantFrom(...WORDS)
const inParts = (parts: readonly string[]): string => parts.join(':')

const part = fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: fc.constant('') })
const topic = fc.tuple(word, fc.array(part, { maxLength: 3 })).map(([first, rest]) => inParts([first, ...rest]))
const stars = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => inParts([...parts, '*']))
const pattern = fc.oneof({ weight: 2, arbitrary: topic }, { weight: 3, arbitrary: stars })
const ending = fc.array(part, { minLength: 1, maxLength: 2 }).map(inParts)

/** Topics, and patterns that resemble them, or are asked for twice over. */
const routingCases = fc
  .record({
    asked: fc.array(pattern, { minLength: 1, maxLength: 3 }),
    again: fc.array(ending, { maxLength: 2 }),
    others: fc.array(topic, { maxLength: 4 }),
    ends: fc.array(ending, { maxLength: 5 }),
  })
  .map(({ asked, again, others, ends }) => {
    const resembling = (end: string, index: number) => (asked[index % asked.length] ?? '').replace('*', () => end)
    const twice = again.map(resembling)
    return { asked: [...asked, ...twice], topics: [...others, ...twice, ...ends.map(resembling)] }
  })

interface RoutingCase {
  readonly asked: readonly string[]
  readonly topics: readonly string[]
}

/** An event is delivered if and only if a naive matcher says so (AR-12.21). */
export const routing = (world: ConcordWorld): Property<RoutingCase> => ({
  cases: routingCases,
  play: ({ asked, topics }, tell) =>
    onStage(world, async (stage) => {
      tell(`Sam subscribes to ${quoted(asked)}.`)
      const { id } = (await stage.done('Sam', 'POST', '/api/subscriptions', { name: 'all', topics: asked })).json<{ id: string }>()
      for (const each of topics) {
        tell(`Uma publishes on "${each}".`)
        await stage.done('Uma', 'POST', '/api/events', { type: 'note.written', topic: each, data: null })
      }
      compare('the subscription', await given(stage, id), { asked, topics })
      for (const each of topics) compare(`the list of "${each}"`, await listedOn(stage, each), { asked: [each], topics })
    }),
})

async function given(stage: Stage, id: string): Promise<readonly string[]> {
  const { items } = (await stage.done('Sam', 'GET', `/api/subscriptions/${id}/events?limit=100`)).json<{ items: readonly CloudEvent[] }>()
  return items.map((event) => event.topic)
}

async function listedOn(stage: Stage, topic: string): Promise<readonly string[]> {
  const { items } = (await stage.done('Sam', 'GET', `/api/events?topic=${encodeURIComponent(topic)}&limit=100`)).json<{ items: readonly CloudEvent[] }>()
  return items.map((event) => event.topic)
}

/** Each event once, in order, and no other. */
function compare(where: string, found: readonly string[], { asked, topics }: RoutingCase): void {
  const meant = topics.filter((topic) => asked.some((each) => isMeant(topic, each)))
  if (found.join(' ') !== meant.join(' ')) throw new Error(`In ${where} there is ${quoted(found)}; it should be ${quoted(meant)}`)
}

const quoted = (topics: readonly string[]): string => listed(topics.map((topic) => `"${topic}"`))
