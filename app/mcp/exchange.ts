import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Current } from '../http/parts'
import { RateLimited } from '../http/rate-limit'
import { ConcordError, Conflict, Forbidden, InvalidInput, NotFound, ShuttingDown } from '../shared/errors'
import type { Caller } from './inside'
import type { Session, Sessions } from './sessions'
import type { Tool } from './tool'

/** This address answers in a form that the caller does not take. */
class NotAcceptable extends ConcordError {
  readonly code = 'not_acceptable'
}

export const SESSION = 'mcp-session-id'
/** All that the protocol looks at. */
const HEADERS = ['accept', 'content-type', SESSION, 'mcp-protocol-version', 'last-event-id'] as const

interface Deps {
  readonly parts: Current<'rateLimit' | 'settings'>
  readonly sessions: Sessions
  readonly tools: () => readonly Tool[]
}

/** What happens to one message of an assistant between HTTP and its session. */
export interface Exchange {
  /** Throws unless the request may come from where it comes, and as often as it does. */
  admit(request: FastifyRequest): void
  /** The session that a request names. Throws InvalidInput, NotFound. */
  found(request: FastifyRequest): Session
  /** Throws what the protocol refuses as the platform refuses things. */
  answer(request: FastifyRequest, reply: FastifyReply, session: Session): Promise<Response>
}

export function createExchange({ parts, sessions, tools }: Deps): Exchange {
  const admit: Exchange['admit'] = (request) => {
    const { rateLimit, settings } = parts()
    refuseOrigin(request, settings.publicUrl)
    if (request.actor.via === 'session') throw new Forbidden('An assistant shows a token; a session can only be used from our own pages')
    // The operation of a tool counts when it is asked for.
    if (isCall(request.body, tools)) return
    const { allowed, limit, resetMs } = rateLimit.take(request.actor.credentialId)
    if (!allowed) throw new RateLimited(limit, resetMs)
  }
  const found: Exchange['found'] = ({ headers, actor }) => {
    const id = headers[SESSION]
    if (typeof id !== 'string') throw new InvalidInput(SESSION, `${SESSION} is missing: a session begins with initialize`)
    return sessions.find(id, actor.credentialId)
  }
  const answer: Exchange['answer'] = async (request, reply, session) => {
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
  return { admit, found, answer }
}

/** The method of a message, if it has one. */
export const methodOf = (message: unknown): unknown => (message as { method?: unknown } | null | undefined)?.method

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
