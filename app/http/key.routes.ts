import { Type } from 'typebox'
import type { KeyView } from '../integrations/keys'
import { PROVIDER_NAMES, type ProviderName } from '../llm/chat'
import type { Current, Server } from './parts'
import { Exactly, Nullable, problems } from './schemas'

const ProviderParam = Exactly({ provider: Type.Unsafe<ProviderName>({ type: 'string', enum: [...PROVIDER_NAMES] }) })
const KeyInput = Exactly({ key: Type.Optional(Type.String()), allow_platform_key: Type.Optional(Type.Boolean()) })
const KeyOutput = Exactly({
  provider: Type.String(),
  last4: Nullable(Type.String()),
  status: Type.String({ description: 'active, rejected by the provider, or none' }),
  allow_platform_key: Type.Boolean(),
})

/** A person's own keys for model providers. */
export function keyRoutes(server: Server, parts: Current<'keys'>): void {
  const tags = ['own keys']
  const config = { access: 'user' } as const
  const response = { 200: KeyOutput, ...problems }

  server.put(
    '/api/keys/:provider',
    { config, schema: { tags, summary: 'Bring an own key', params: ProviderParam, body: KeyInput, response } },
    async ({ actor, params, body }) =>
      keyView(await parts().keys.put(actor.person.id, params.provider, { key: body.key, allowPlatformKey: body.allow_platform_key })),
  )
  server.get(
    '/api/keys/:provider',
    { config, schema: { tags, summary: 'What is known of an own key', params: ProviderParam, response } },
    async ({ actor, params }) => keyView(await parts().keys.view(actor.person.id, params.provider)),
  )
  server.delete(
    '/api/keys/:provider',
    { config, schema: { tags, summary: 'Remove an own key', params: ProviderParam, response: { 204: Type.Null(), ...problems } } },
    async ({ actor, params }, reply) => {
      await parts().keys.remove(actor.person.id, params.provider)
      return reply.status(204).send(null)
    },
  )
}

const keyView = ({ provider, last4, status, allowPlatformKey }: KeyView) => ({ provider, last4, status, allow_platform_key: allowPlatformKey })
