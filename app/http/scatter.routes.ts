import { type Static, Type } from 'typebox'
import { WAYS_TO_WAIT, type WayToWait } from '../coordination/scatter'
import { type Audience, MOST_ASKED } from '../coordination/scatters'
import { LONGEST_TOPIC, TOPIC } from '../events/topic'
import { InvalidInput } from '../shared/errors'
import { activeAs } from './acting'
import type { Current, Server } from './parts'
import { Timeout } from './request.routes'
import { AgentId, Data, Exactly, ForAgent, OneOf, problems } from './schemas'

const Scattered = Exactly({
  to: Type.Optional(Type.Array(AgentId, { minItems: 1, maxItems: MOST_ASKED, description: 'The agents that are asked' })),
  topic: Type.Optional(Type.String({ pattern: TOPIC, maxLength: LONGEST_TOPIC, description: 'In place of their names: whoever is subscribed to it' })),
  data: Data,
  wait_for: OneOf(WAYS_TO_WAIT, 'Until all have replied, or the first n of them, or whoever does in time'),
  n: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ASKED, description: 'How many replies first_n waits for' })),
  timeout_ms: Timeout,
  agent_id: ForAgent,
})
type Scattered = Static<typeof Scattered>

const GatheredView = Exactly({
  replies: Type.Array(Exactly({ from: Type.String(), data: Data }), { description: 'In the order in which they came' }),
  missing: Type.Array(Type.String(), { description: 'The agents that were asked and gave no reply' }),
})

const SCATTERING =
  'As soon as enough have replied the others are not asked any more. With `all` and `first_n` too few replies in time are an error, which says how many there were and who is missing.'

/** One question to several agents. */
export function scatterRoutes(server: Server, parts: Current<'agents' | 'scatters'>): void {
  server.post(
    '/api/scatters',
    {
      config: { access: 'agent' },
      schema: {
        tags: ['requests'],
        summary: 'Ask several agents at once, and gather their replies',
        description: SCATTERING,
        body: Scattered,
        response: { 200: GatheredView, ...problems },
      },
    },
    async ({ actor, body, work }) => {
      const { agents, scatters } = parts()
      const [to, way] = [audienceOf(body), wayOf(body)]
      const as = await activeAs(agents, { by: actor.person, agentId: body.agent_id })
      work.watch()
      const { replies, missing } = await scatters.scatter({ to, way, data: body.data, timeoutMs: body.timeout_ms, as }, work.signal)
      return { replies: [...replies], missing: [...missing] }
    },
  )
}

function audienceOf({ to, topic }: Scattered): Audience {
  if (to !== undefined && topic !== undefined) throw new InvalidInput('topic', 'Agents are asked by name or by topic, not both')
  if (topic !== undefined) return { kind: 'topic', topic }
  if (to === undefined) throw new InvalidInput('to', 'to or topic must say who is asked')
  return { kind: 'agents', ids: to }
}

function wayOf({ wait_for: kind, n }: Scattered): WayToWait {
  if (kind !== 'first_n') {
    if (n !== undefined) throw new InvalidInput('n', 'n goes with first_n alone')
    return { kind }
  }
  if (n === undefined) throw new InvalidInput('n', 'n must say how many replies are waited for')
  return { kind, n }
}
