import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import fastify, { type FastifyError, type FastifyRequest } from 'fastify'
import { ConcordError, InvalidInput, messageOf, NotFound } from '../shared/errors'
import { continueTrace } from '../shared/trace'
import { agentRoutes } from './agent.routes'
import { auditRoutes } from './audit.routes'
import { authenticate } from './authentication'
import { backplaneRoutes } from './backplane.routes'
import { barrierRoutes } from './barrier.routes'
import { breakerRoutes } from './breaker.routes'
import { budgetRoutes } from './budget.routes'
import { channelRoutes } from './channel.routes'
import { conflictRoutes } from './conflict.routes'
import { coordinationRoutes } from './coordination.routes'
import { coordinationListsRoutes } from './coordination-lists.routes'
import { delegateRoutes } from './delegate.routes'
import { ensembleRoutes } from './ensemble.routes'
import { eventRoutes } from './event.routes'
import { executionRoutes } from './execution.routes'
import { feedRoutes } from './feed.routes'
import { graduationRoutes } from './graduation.routes'
import { handoffRoutes } from './handoff.routes'
import { acceptJsonOnly, asInputError, inputCompiler, LONGEST_PART, unasked } from './input'
import { keyRoutes } from './key.routes'
import { isLive, liveRoutes } from './live.routes'
import { llmRoutes } from './llm.routes'
import { memoryRoutes } from './memory.routes'
import { messageRoutes } from './message.routes'
import { openaiRoutes, sendOpenAiError } from './openai.routes'
import { describeApi } from './openapi'
import { operationsRoutes } from './operations.routes'
import { outputCompilers } from './output'
import { pageRoutes } from './page.routes'
import type { Current, Parts, Server } from './parts'
import { peerReviewRoutes } from './peer-review.routes'
import { peopleRoutes } from './people.routes'
import { postRoutes } from './post.routes'
import { Problem, problemOf, sendProblem } from './problem'
import { proposalRoutes } from './proposal.routes'
import { queueRoutes } from './queue.routes'
import { requestRoutes } from './request.routes'
import { resourceRoutes } from './resource.routes'
import { scatterRoutes } from './scatter.routes'
import { sendRoutes } from './send.routes'
import { sharedStateRoutes } from './shared-state.routes'
import { signInRoutes } from './sign-in.routes'
import { subscriptionRoutes } from './subscription.routes'
import { timelineRoutes } from './timeline.routes'
import { trendingRoutes } from './trending.routes'
import { lookedAfter, lostMeanwhile } from './watching'
import { workflowRoutes } from './workflow.routes'

export interface ServerOptions {
  readonly bodyBytes: number
}

/** Addresses that are added to a server. */
export type Routes = (server: Server, parts: () => Parts) => void

const ROUTES: readonly Routes[] = [
  operationsRoutes,
  pageRoutes,
  llmRoutes,
  openaiRoutes,
  keyRoutes,
  sendRoutes,
  signInRoutes,
  peopleRoutes,
  budgetRoutes,
  agentRoutes,
  executionRoutes,
  graduationRoutes,
  coordinationRoutes,
  workflowRoutes,
  proposalRoutes,
  coordinationListsRoutes,
  timelineRoutes,
  delegateRoutes,
  handoffRoutes,
  conflictRoutes,
  ensembleRoutes,
  peerReviewRoutes,
  resourceRoutes,
  queueRoutes,
  sharedStateRoutes,
  requestRoutes,
  barrierRoutes,
  backplaneRoutes,
  breakerRoutes,
  scatterRoutes,
  memoryRoutes,
  messageRoutes,
  postRoutes,
  feedRoutes,
  trendingRoutes,
  channelRoutes,
  auditRoutes,
  eventRoutes,
  subscriptionRoutes,
  liveRoutes,
]

/** The HTTP side of the platform: every address, and those of `more`, which stand later in the order, over the parts that serve now. Listens nowhere yet. */
export async function createServer(parts: () => Parts, { bodyBytes }: ServerOptions, more: readonly Routes[] = []): Promise<Server> {
  const server = fastify({
    bodyLimit: bodyBytes,
    forceCloseConnections: true,
    return503OnClosing: false,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, asInputError(error, bodyBytes)),
    routerOptions: { maxParamLength: LONGEST_PART },
    schemaController: { compilersFactory: { buildSerializer: outputCompilers() } },
    http: { shouldUpgradeCallback: isLive },
  }) as unknown as Server
  acceptJsonOnly(server)
  server.setValidatorCompiler(inputCompiler())
  server.addSchema(Problem)
  await server.register(cookie, { hook: false })
  await describeApi(server)
  followRequests(server, parts)
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const send = isOpenAi(request) ? sendOpenAiError : sendProblem
    return send(reply, asInputError(error, bodyBytes))
  })
  server.addHook('onError', async (request, _reply, error) => {
    const left = request.work?.signal.aborted && error === request.work.signal.reason
    const expected = asInputError(error, bodyBytes) instanceof ConcordError
    if (!expected && !left) parts().logger.error({ error, correlation_id: request.trace.traceId }, 'unexpected error')
  })
  server.setNotFoundHandler((request, reply) => {
    const send = isOpenAi(request) ? sendOpenAiError : sendProblem
    return send(reply, new NotFound(`There is nothing at ${request.method} ${pathOf(request)}`))
  })
  for (const routes of [...ROUTES, ...more]) routes(server, parts)
  await server.ready()
  return server
}

/** What is logged and counted where nobody was there to take the answer; the status that nginx made customary. */
const CALLER_LEFT = 499

const isOpenAi = ({ url }: FastifyRequest): boolean => url.startsWith('/v1/')

/** What happens to every request before and after its own handler: trace, who asks, work under way, log, metrics. */
function followRequests(
  server: Server,
  parts: Current<'clock' | 'logger' | 'metrics' | 'credentials' | 'agentTokens' | 'strangers' | 'rateLimit' | 'openWork'>,
): void {
  for (const name of ['actor', 'trace', 'work'] as const) server.decorateRequest(name)
  server.decorateRequest('startedAt', 0)

  server.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) throw new Error(`${route.url} does not say who may use it`)
  })
  server.addHook('onRequest', async (request, reply) => {
    const header = request.headers.traceparent
    request.trace = continueTrace(typeof header === 'string' ? header : undefined)
    request.startedAt = parts().clock.monotonic()
    reply.header('traceparent', request.trace.traceparent)
    if (request.is404 || request.routeOptions.config.access === 'open') return
    request.actor = await authenticate(request, reply, parts())
    request.work = lookedAfter(request, parts().openWork.begin(request.actor.credentialId), parts())
    reply.raw.once('close', () => endWork(request, reply.raw.writableFinished))
  })
  server.addHook('preValidation', (request, _reply, done) => {
    const refusal = request.is404 ? undefined : unasked(request)
    if (refusal !== undefined || request.is404 || request.work === undefined) return done(refusal)
    lostMeanwhile(request, parts()).then(done, done)
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { clock, logger, metrics } = parts()
    const ms = clock.monotonic() - request.startedAt
    const route = request.routeOptions.url ?? 'none'
    const status = reply.raw.writableFinished ? reply.statusCode : CALLER_LEFT
    metrics.request(route, status, ms)
    logger.info(
      { correlation_id: request.trace.traceId, method: request.method, route, status, ms: Math.round(ms), person: request.actor?.person.id },
      'answered',
    )
    done()
  })
}

/** A caller who leaves before the answer is complete ends the work on it. */
function endWork({ work }: FastifyRequest, finished: boolean): void {
  if (!finished) work.abort(new Error('the caller left'))
  work.end()
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

/** Answers what is not even HTTP (RFC 9112), or has too much of it, with a problem document of its own. */
function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket & { readonly parser?: { readonly incoming?: IncomingMessage } }): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = problemOf(
    tooLarge
      ? new HeadersTooLarge('The headers are too large', { field: 'headers' })
      : new InvalidInput('headers', `The request is not valid HTTP: ${messageOf(error)}`),
  )
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

class HeadersTooLarge extends ConcordError {
  readonly code = 'headers_too_large'
}
