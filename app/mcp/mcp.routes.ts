import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { Current, Server } from '../http/parts'
import { problems } from '../http/schemas'
import { InvalidInput } from '../shared/errors'
import type { ApiDescription } from './api-description'
import { createExchange, methodOf, SESSION } from './exchange'
import { createInside } from './inside'
import { createSessions } from './sessions'
import { type Tool, toolsOf } from './tool'
import { TOOLS } from './tools'

export const MCP = '/mcp'

const DESCRIPTION = `The Model Context Protocol (streamable HTTP): one JSON-RPC message in each request, a session that begins with \`initialize\` and is named by \`mcp-session-id\` from then on. It belongs to the token that began it. Each tool is one operation of this API, under the same rights and limits; cancelling a call, or leaving before its answer, ends what it waits for.`

type Needs = 'clock' | 'rateLimit' | 'settings'

/** The platform as an MCP server. A tool is used by asking the API itself, in this process: nothing is allowed here that is not allowed there. */
export function mcpRoutes(server: Server, parts: Current<Needs>): void {
  const ask = createInside(server)
  let made: readonly Tool[] | undefined
  const tools = () => {
    made ??= toolsOf(server.swagger() as ApiDescription, TOOLS)
    return made
  }
  const sessions = createSessions({ tools, ask, clock: () => parts().clock, newId: randomUUID })
  server.addHook('preClose', () => sessions.endAll())

  const { admit, found, answer } = createExchange({ parts, sessions, tools })

  const config = { access: 'agent', countsItself: true } as const
  const tags = ['assistants']

  server.post(
    MCP,
    {
      config,
      schema: {
        ...{ tags, summary: 'Speak to the platform as to an MCP server', description: DESCRIPTION, produces: ['text/event-stream'] },
        body: Type.Unknown({ description: 'A JSON-RPC 2.0 message' }),
        response: { 200: Type.String(), 202: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      admit(request)
      if (Array.isArray(request.body)) throw new InvalidInput('body', 'body must be one message, not several')
      const beginning = request.headers[SESSION] === undefined && methodOf(request.body) === 'initialize'
      const session = beginning ? await sessions.begin(request.actor.credentialId) : found(request)
      try {
        return reply.send(await answer(request, reply, session))
      } catch (error) {
        if (beginning) await session.end()
        throw error
      }
    },
  )

  for (const [method, summary] of [
    ['GET', 'Hear what the platform says of itself in an MCP session'],
    ['DELETE', 'End an MCP session'],
  ] as const)
    server.route({
      method,
      url: MCP,
      config,
      schema: { tags, summary, ...(method === 'GET' ? { produces: ['text/event-stream'] } : {}), response: { 200: Type.String(), ...problems } },
      handler: async (request, reply) => {
        admit(request)
        return reply.send(await answer(request, reply, found(request)))
      },
    })
}
