import { Type } from 'typebox'
import type { BarrierState } from '../backplane/barrier'
import { refuseBroken } from '../backplane/refusing'
import { may } from '../people/person'
import { minutes } from '../shared/clock'
import { NotFound } from '../shared/errors'
import { activeAs } from './acting'
import type { Current, Server } from './parts'
import { Exactly, ForAgent, ONE_LINE, PlainName, problems } from './schemas'

const MemberName = Type.String({ minLength: 1, maxLength: 100, pattern: ONE_LINE })
const Params = Exactly({ name: PlainName })
const MemberParams = Exactly({ name: PlainName, id: MemberName })
const Arrival = Exactly({
  parties: Type.Integer({ minimum: 2, maximum: 1_000, description: 'How many have to arrive' }),
  member: Type.Optional({ ...MemberName, description: 'What the member is called; the id of whoever arrives, if not said otherwise' }),
  timeout_ms: Type.Integer({ minimum: 1, maximum: minutes(5), description: 'How long to wait at most, in milliseconds' }),
  agent_id: ForAgent,
})
const Place = { position: Type.Integer({ description: 'From 1, in the order of arrival' }) }
const Generation = Type.Integer({ description: 'Grows by one each time that all passed or nobody did' })
const Passed = Exactly({ generation: Generation, ...Place })
const BarrierView = Exactly({
  ...{ name: Type.String(), generation: Generation, parties: Type.Integer() },
  waiting: Type.Array(Exactly({ member: Type.String(), ...Place, actor: Type.String({ description: "The agent's or person's id" }) })),
})

const ARRIVING =
  'The answer comes when all have arrived. Nobody passes if one of those who wait withdraws, is silent for too long or has no time left; the problem then names it, and the barrier can be used again. A member whose connection was lost keeps its place if it comes back in time.'

/** Where nobody passes before all have arrived. */
export function barrierRoutes(server: Server, parts: Current<'agents' | 'backplane'>): void {
  const tags = ['barriers']
  const config = { access: 'agent' } as const
  const arriving = { summary: 'Arrive at a barrier, and wait until all have', description: ARRIVING }

  server.post(
    '/api/barriers/:name/arrive',
    { config, schema: { tags, ...arriving, params: Params, body: Arrival, response: { 200: Passed, ...problems } } },
    async ({ actor, params, body, work }) => {
      const { agents, backplane } = parts()
      const { parties, timeout_ms: timeoutMs, agent_id: agentId } = body
      const acting = await activeAs(agents, { by: actor.person, agentId })
      work.watch()
      const arrival = { barrier: params.name, parties, member: body.member ?? acting.id, actor: acting, timeoutMs }
      const passage = await backplane.barriers.arrive(arrival, work.signal)
      if (passage.kind === 'broken') refuseBroken(passage)
      return { generation: passage.generation, position: passage.position }
    },
  )

  server.get(
    '/api/barriers/:name',
    { config, schema: { tags, summary: 'Show who waits at a barrier', params: Params, response: { 200: BarrierView, ...problems } } },
    async ({ params }, reply) => {
      const state = await parts().backplane.barriers.state(params.name)
      if (state === undefined) throw new NotFound('Nobody ever came to that barrier')
      reply.header('cache-control', 'no-store')
      return barrierView(state)
    },
  )

  server.delete(
    '/api/barriers/:name/members/:id',
    { config, schema: { tags, summary: 'Withdraw a member: nobody passes', params: MemberParams, response: { 204: Type.Null(), ...problems } } },
    async ({ actor, params }, reply) => {
      const { agents, backplane } = parts()
      const acting = await activeAs(agents, { by: actor.person })
      const withdrawal = { barrier: params.name, member: params.id, actor: acting, anyMember: may(actor.person.role, 'supervisor') }
      if (!(await backplane.barriers.withdraw(withdrawal))) throw new NotFound('No such member waits there, or it is not yours')
      return reply.status(204).send(null)
    },
  )
}

const barrierView = ({ barrier, generation, parties, waiting }: BarrierState) => ({
  ...{ name: barrier, generation, parties },
  waiting: waiting.map(({ member, position, actor }) => ({ member, position, actor })),
})
