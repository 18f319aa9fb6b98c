import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Coordination } from '../coordination/coordination'
import { drawTimeline } from '../coordination/timeline-svg'
import { KINDS } from './coordination.routes'
import type { Current, Server } from './parts'
import { Exactly, Id, problems } from './schemas'

/** A page that shows the picture again while the work goes on gives each drawing a number: under the same address a browser shows what it has. */
const Drawing = Exactly({ drawing: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })) })

/** A picture runs nothing and fetches nothing, whatever agents are called; its own style is all it needs (W3C CSP 3). */
const HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const

/** Pictures of who worked when and who waited for whom, for who asked and for supervisors. */
export function timelineRoutes(server: Server, parts: Current<'coordinations' | 'timelines'>): void {
  const config = { access: 'agent' } as const
  const schema = (summary: string) => ({
    ...{ tags: ['coordination'], summary, params: Id, querystring: Drawing },
    ...{ produces: ['image/svg+xml'], response: { 200: Type.String(), ...problems } },
  })
  const send = async (reply: FastifyReply, coordination: Coordination) => {
    const picture = drawTimeline(await parts().timelines.of(coordination))
    return reply.headers(HEADERS).type('image/svg+xml; charset=utf-8').serializer(String).send(picture)
  }

  server.get(
    '/api/workflows/:id/timeline.svg',
    { config, schema: schema('A picture of a workflow: which step ran when, what failed and what was skipped') },
    async ({ actor, params }, reply) => send(reply, await parts().coordinations.get(params.id, actor.person, ['workflow'])),
  )

  server.get(
    '/api/coordinations/:id/timeline.svg',
    { config, schema: schema('A picture of who worked when and who waited for whom') },
    async ({ actor, params }, reply) => send(reply, await parts().coordinations.get(params.id, actor.person, KINDS)),
  )
}
