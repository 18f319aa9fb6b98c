import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AgentTokens } from '../agents/agent-tokens'
import type { Credentials } from '../people/credentials'
import { type Access, type Actor, may } from '../people/person'
import { Forbidden, Unauthenticated } from '../shared/errors'
import { cookieOf } from './cookies'
import { type RateLimit, RateLimited } from './rate-limit'
import type { Strangers } from './strangers'

export const SESSION_COOKIE = 'concord_session'

interface Deps {
  readonly credentials: Credentials
  readonly agentTokens: AgentTokens
  readonly strangers: Strangers
  readonly rateLimit: RateLimit
}

/**
 * Who asks, and whether they may: a bearer token, else the session's cookie. Rights are checked before the request is looked at further.
 * Throws Unauthenticated, Forbidden, RateLimited.
 */
export async function authenticate(request: FastifyRequest, reply: FastifyReply, deps: Deps): Promise<Actor> {
  const given = presented(request)
  let actor: Actor
  try {
    actor = await holderOf(given, deps)
  } catch (error) {
    if (error instanceof Unauthenticated) await deps.strangers.wrongToken(request.ip)
    throw error
  }
  const { access, countsItself } = request.routeOptions.config
  if (countsItself !== true) count(actor, reply, deps.rateLimit)
  authorize(actor, access)
  if (actor.via === 'session') refuseForeignOrigin(request)
  return actor
}

function count({ credentialId }: Actor, reply: FastifyReply, rateLimit: RateLimit): void {
  const { allowed, limit, remaining, resetMs } = rateLimit.take(credentialId)
  reply.headers({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': Math.ceil(resetMs / 1_000) })
  if (!allowed) throw new RateLimited(limit, resetMs)
}

type Holders = Pick<Deps, 'credentials' | 'agentTokens'>

/** Who holds what a request came with, as things stand now. Throws Unauthenticated. */
export const holderNow = async (request: FastifyRequest, holders: Holders): Promise<Actor> => holderOf(presented(request), holders)

function holderOf({ kind, secret }: Presented, { credentials, agentTokens }: Holders): Promise<Actor> {
  return kind === 'token' && agentTokens.isOne(secret) ? agentTokens.holder(secret) : credentials.holder(kind, secret)
}

interface Presented {
  readonly kind: 'token' | 'session'
  readonly secret: string
}

function presented(request: FastifyRequest): Presented {
  const header = request.headers.authorization
  if (header !== undefined) {
    const [, secret] = /^Bearer +(\S+)$/i.exec(header) ?? []
    if (secret === undefined) throw new Unauthenticated('The authorization header must read: Bearer, a space, the token')
    return { kind: 'token', secret }
  }
  const cookie = cookieOf(request, SESSION_COOKIE)
  if (cookie === undefined) throw new Unauthenticated('This needs a token, in the authorization header, or a session')
  return { kind: 'session', secret: cookie }
}

function authorize(actor: Actor, access: Access): void {
  if (!may(actor.person.role, access)) throw new Forbidden(`This is for the role ${access} and above; you are ${actor.person.role}`)
}

/**
 * A page of another site may make a browser send the cookie along; its origin gives it away (RFC 6454). Of lines that stay open
 * browsers ask nobody's leave, but always say the origin (RFC 6455, section 10.2).
 */
function refuseForeignOrigin({ method, headers: { origin, host, upgrade } }: FastifyRequest): void {
  const opensLine = upgrade?.toLowerCase() === 'websocket'
  const changesNothing = method === 'GET' || method === 'HEAD'
  if (!opensLine && (origin === undefined || changesNothing)) return
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== host) throw new Forbidden('A session can only be used from our own pages')
}
