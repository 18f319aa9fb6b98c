import { type Static, Type } from 'typebox'
import type { StateChange } from '../coordination/shared-state'
import { InvalidInput } from '../shared/errors'
import type { Current, Server } from './parts'
import { Exactly, problems } from './schemas'

const Value = Type.Unknown({ description: 'Any JSON' })
const Word = Type.String({ pattern: '^[A-Za-z0-9_.:-]{1,200}$' })
const Place = Exactly({ scope: Word, key: Word })
const Whole = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const Change = Exactly({
  value: Value,
  version: { ...Whole, description: 'The version that was seen; 0 for what was never written' },
  agent_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'For whom it is written' })),
  resource_id: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'What must be held in order to write; with fencing' })),
  fencing: Type.Optional({ ...Whole, description: 'The number of the lease under which it is written; with resource_id' }),
})
const ValueView = Exactly({ value: Value, version: Type.Integer() })

/** What agents know together: versioned values by scope and key. */
export function sharedStateRoutes(server: Server, parts: Current<'sharedState'>): void {
  const tags = ['shared state']
  const config = { access: 'agent' } as const
  const response = { 200: ValueView, ...problems }

  server.get(
    '/api/state/:scope/:key',
    { config, schema: { tags, summary: 'Read a value and its version', params: Place, response } },
    async ({ params: { scope, key } }) => parts().sharedState.get(scope, key),
  )

  server.put(
    '/api/state/:scope/:key',
    { config, schema: { tags, summary: 'Write the next version of a value', params: Place, body: Change, response } },
    async ({ actor, params, body }) => {
      const { value, version, agent_id, ...lease } = body
      return parts().sharedState.put({ ...params, value, version, agentId: agent_id, lease: leaseOf(lease), by: actor.person })
    },
  )
}

/** The two are nothing without each other. Throws InvalidInput that names the missing one. */
function leaseOf({ resource_id, fencing }: Pick<Static<typeof Change>, 'resource_id' | 'fencing'>): StateChange['lease'] {
  if (resource_id === undefined && fencing === undefined) return undefined
  if (resource_id === undefined) throw new InvalidInput('resource_id', 'resource_id is missing: a number belongs to a resource')
  if (fencing === undefined) throw new InvalidInput('fencing', 'fencing is missing: the number of the lease under which it is written')
  return { resourceId: resource_id, fencing }
}
