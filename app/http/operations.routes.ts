import { Type } from 'typebox'
import { ShuttingDown } from '../shared/errors'
import type { Current, Server } from './parts'
import { sendProblem } from './problem'
import { Exactly, problems } from './schemas'

const Ok = Exactly({ status: Type.Literal('ok') })

/** What operators and their tools look at: open to all, but for the measurements. */
export function operationsRoutes(server: Server, parts: Current<'metrics' | 'notReady' | 'openWork'>): void {
  const tags = ['operations']
  const config = { access: 'open' } as const

  server.get('/healthz', { config, schema: { tags, summary: 'Whether the process is alive', response: { 200: Ok } } }, async () => ({ status: 'ok' as const }))

  server.get(
    '/readyz',
    { config, schema: { tags, summary: 'Whether the platform takes work', response: { 200: Ok, ...problems } } },
    async (_request, reply) => {
      const { notReady, openWork } = parts()
      if (openWork.stopping()) return sendProblem(reply, new ShuttingDown())
      const reason = notReady()
      if (reason !== undefined) return sendProblem(reply, reason)
      return { status: 'ok' as const }
    },
  )

  server.get(
    '/metrics',
    {
      config: { access: 'supervisor' },
      schema: { tags, summary: 'Metrics in the format of Prometheus', produces: ['text/plain'], response: { 200: Type.String(), ...problems } },
    },
    async (_request, reply) => {
      const { metrics } = parts()
      return reply.type(metrics.contentType).send(await metrics.text())
    },
  )

  server.get(
    '/openapi.json',
    { config, schema: { tags, summary: 'This description', response: { 200: Type.Object({}, { additionalProperties: true }) } } },
    async (_request, reply) => reply.type('application/json').serializer(JSON.stringify).send(server.swagger()),
  )
}
