import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Current, Server } from '../http/parts'
import { RateLimited } from '../http/rate-limit'
import { problems } from '../http/schemas'
import { ConcordError, Conflict, Forbidden, InvalidInput, NotFound, ShuttingDown } from '../shared/errors'
import type { ApiDescription } from './api-description'
import { type Caller, createInside } from './inside'
import { createSessions, type Session } from './sessions'
import { type Tool, toolsOf } from './tool'
import { TOOLS } from './tools'

export const MCP = '/mcp'

/** This address answers in a form that the caller does not take. */
class NotAcceptable extends ConcordError {
  readonly code = 'not_acceptable'
}

const DESCRIPTION = `The Model Context Protocol (streamable HTTP): one JSON-RPC message in each request, a session that begins with \`initialize\` and is named by \`mcp-session-id\` from then on. It belongs to the token that began it. Each tool is one operation of this API, under the same rights and limits; cancelling a call, or leaving before its answer, ends what it waits for.`
const SESSION = 'mcp-session-id'
/** All that the protocol looks at. */
const HEADERS = ['accept', 'content-type', SESSION, 'mcp-protocol-version', 'last-event-id'] as const

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

  const config = { access: 'agent', countsItself: true } as const
  const tags = ['assistants']

  /** Whose the request is, and that it may come from where it comes. */
  const admit = (request: FastifyRequest): void => {
    const { rateLimit, settings } = parts()
    refuseOrigin(request, settings.publicUrl)
    if (request.actor.via === 'session') throw new Forbidden('An assistant shows a token; a session can only be used from our own pages')
    // The operation of a tool counts when it is asked for.
    if (isCall(request.body, tools)) return
    const { allowed, limit, resetMs } = rateLimit.take(request.actor.credentialId)
    if (!allowed) throw new RateLimited(limit, resetMs)
  }
  const found = ({ headers, actor }: FastifyRequest): Session => {
    const id = headers[SESSION]
    if (typeof id !== 'string') throw new InvalidInput(SESSION, `${SESSION} is missing: a session begins with initialize`)
    return sessions.find(id, actor.credentialId)
  }
  const answer = async (request: FastifyRequest, reply: FastifyReply, session: Session): Promise<Response> => {
    const { work, actor } = request
    work.watch()
    work.signal.addEventListener('abort', () => void endWith(work.signal.reason, actor.credentialId), { once: true })
    const from = { whose: whose(request, reply), over: (then: () => void) => void reply.raw.once('close', then) }
    const response = await session.handle(asRequest(request, parts().settings.publicUrl), request.body, from)
    if (response.status >= 400) throw await refusalIn(response)
    return opened(response)
  }
  /** Whoever merely left has other requests, perhaps. */
  const endWith = async (reason: unknown, credentialId: string): Promise<void> => {
    if (reason instanceof ShuttingDown) await sessions.endAll()
    else if (reason instanceof ConcordError) await sessions.endOf(credentialId)
  }

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

const methodOf = (message: unknown): unknown => (message as { method?: unknown } | null | undefined)?.method

function isCall(message: unknown, tools: () => readonly Tool[]): boolean {
  if (methodOf(message) !== 'tools/call') return false
  const { params } = message as { params?: { name?: unknown } | null }
  return tools().some(({ declared }) => declared.name === params?.name)
}

/** Programs send no origin; browsers do, also for pages of others whose name was turned to this address (DNS rebinding). */
function refuseOrigin({ headers: { origin } }: FastifyRequest, publicUrl: string): void {
  if (origin !== undefined && origin !== new URL(publicUrl).origin) throw new Forbidden('A page of another site may not speak to this address')
}

function whose({ headers, trace, ip, actor }: FastifyRequest, reply: FastifyReply) {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  const caller: Caller = { authorization: headers.authorization ?? '', traceparent: trace.traceparent, address: ip, left: left.signal }
  return { token: '', clientId: actor.credentialId, scopes: [], extra: { caller } }
}

function asRequest({ url, method, headers }: FastifyRequest, publicUrl: string): Request {
  const told = HEADERS.flatMap((name): [string, string][] => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))
  return new Request(new URL(url, publicUrl), { method, headers: told })
}

/** A stream is open once something has come: a comment, which nobody reads. */
function opened(response: Response): Response {
  if (response.body === null) return response
  const opening = new TransformStream<Uint8Array, Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(': open\n\n')) })
  return new Response(response.body.pipeThrough(opening), response)
}

/** What the protocol refuses, as the platform refuses things. */
async function refusalIn(response: Response): Promise<ConcordError> {
  const { error } = (await response.json()) as { error?: { message?: string } }
  const sentence = error?.message ?? 'The message is not one of the protocol'
  switch (response.status) {
    case 404:
      return new NotFound(sentence)
    case 406:
      return new NotAcceptable(sentence, { field: 'accept' })
    case 409:
      return new Conflict(sentence)
    default:
      return new InvalidInput('body', sentence)
  }
}
