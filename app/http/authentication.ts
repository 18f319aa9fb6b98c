import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AgentTokens } from '../agents/agent-tokens'
import type { Credentials } from '../people/credentials'
import { type Access, type Actor, may } from '../people/person'
import { Forbidden, Unauthenticated } from '../shared/errors'
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
export async function authenticate(request: FastifyRequest, reply: FastifyReply, { credentials, agentTokens, strangers, rateLimit }: Deps): Promise<Actor> {
  const actor = await holder(request, { credentials, agentTokens, strangers })
  if (request.routeOptions.config.countsItself !== true) count(actor, reply, rateLimit)
  authorize(actor, request.routeOptions.config.access)
  if (actor.via === 'session') refuseForeignOrigin(request)
  return actor
}

function count({ credentialId }: Actor, reply: FastifyReply, rateLimit: RateLimit): void {
  const { allowed, limit, remaining, resetMs } = rateLimit.take(credentialId)
  reply.headers({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': Math.ceil(resetMs / 1_000) })
  if (!allowed) throw new RateLimited(limit, resetMs)
}

/** Who holds what a request came with, as things stand now. Throws Unauthenticated. */
export async function holderNow(request: FastifyRequest, { credentials, agentTokens }: Pick<Deps, 'credentials' | 'agentTokens'>): Promise<Actor> {
  const given = presented(request)
  if (given === undefined) throw new Unauthenticated('This needs a token, in the authorization header, or a session')
  if (given.kind === 'token' && agentTokens.isOne(given.secret)) return agentTokens.holder(given.secret)
  return credentials.holder(given.kind, given.secret)
}

async function holder(request: FastifyRequest, { strangers, ...deps }: Omit<Deps, 'rateLimit'>): Promise<Actor> {
  try {
    return await holderNow(request, deps)
  } catch (error) {
    if (error instanceof Unauthenticated && presented(request) !== undefined) await strangers.wrongToken(request.ip)
    throw error
  }
}

function presented(request: FastifyRequest): { readonly kind: 'token' | 'session'; readonly secret: string } | undefined {
  const header = request.headers.authorization
  if (header !== undefined) {
    const [, secret] = /^Bearer +(\S+)$/i.exec(header) ?? []
    if (secret === undefined) throw new Unauthenticated('The authorization header must read: Bearer, a space, the token')
    return { kind: 'token', secret }
  }
  const cookie = request.cookies[SESSION_COOKIE]
  return cookie === undefined ? undefined : { kind: 'session', secret: cookie }
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
