import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { Server } from './parts'

const PAGE = '/docs'
/** It only offers to read the descriptions of other programs. */
const WITHOUT_TOP_BAR = '.swagger-ui .topbar { display: none }'

/** Describes every address from the same schemas that check its input and its answers: `/openapi.json`, readable at `/docs`. */
export async function describeApi(server: Server): Promise<void> {
  server.addHook('onRoute', (route) => {
    if (route.url.startsWith(PAGE)) route.config = { ...route.config, access: 'open' }
  })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Concord', version: '0.1.0', description: 'A multi-agent AI platform. Errors are problem documents (RFC 9457).' },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token of a person' },
          session: { type: 'apiKey', in: 'cookie', name: 'concord_session', description: 'A session, opened by signing in' },
        },
      },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => (typeof json.$id === 'string' ? json.$id : `def-${index}`) },
    transform: ({ schema, url, route }) => ({
      url,
      schema: route.config?.access === 'open' ? schema : { ...schema, security: [{ token: [] }, { session: [] }] },
    }),
  })
  await server.register(swaggerUi, { routePrefix: PAGE, theme: { title: 'Concord', css: [{ filename: 'concord.css', content: WITHOUT_TOP_BAR }] } })
}
