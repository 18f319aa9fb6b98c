import { Type } from 'typebox'
import { BREAKER_OUTCOMES, type SharedBreakerState } from '../backplane/breaker'
import { rfc3339 } from '../shared/clock'
import { activeAs } from './acting'
import type { Current, Server } from './parts'
import { Exactly, ForAgent, Nullable, OneOf, PlainName, problems, Time } from './schemas'

const Params = Exactly({ name: PlainName })
const Report = Exactly({
  outcome: OneOf(BREAKER_OUTCOMES, 'An attempt is let in or refused; then it is reported how it went'),
  agent_id: ForAgent,
})
const BreakerView = Exactly({
  name: Type.String(),
  state: OneOf(['closed', 'open', 'half_open'], 'Half open: its time is over, and one attempt decides'),
  failures: Type.Integer({ description: 'In a row' }),
  retry_at: Nullable(Type.Unsafe<string>({ ...Time, description: 'When the next attempt may be let in; null if it may now' })),
})

/** Breakers that all instances and agents share. */
export function breakerRoutes(server: Server, parts: Current<'agents' | 'backplane'>): void {
  const tags = ['breakers']
  const config = { access: 'agent' } as const
  const response = { 200: BreakerView, ...problems }

  server.get(
    '/api/breakers/:name',
    { config, schema: { tags, summary: 'Show how a shared breaker stands', params: Params, response } },
    async ({ params }, reply) => {
      reply.header('cache-control', 'no-store')
      return breakerView(params.name, await parts().backplane.breakers.state(params.name))
    },
  )

  server.post(
    '/api/breakers/:name/record',
    { config, schema: { tags, summary: 'Ask to be let in, or report how it went', params: Params, body: Report, response } },
    async ({ actor, params, body }) => {
      const { agents, backplane } = parts()
      const acting = await activeAs(agents, { by: actor.person, agentId: body.agent_id })
      return breakerView(params.name, await backplane.breakers.record(params.name, body.outcome, acting))
    },
  )
}

const breakerView = (name: string, { state, failures, retryAt }: SharedBreakerState) => ({
  ...{ name, state, failures },
  retry_at: retryAt === undefined ? null : rfc3339(retryAt),
})
