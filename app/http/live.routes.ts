import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type WebSocket, WebSocketServer } from 'ws'
import { ConcordError, Forbidden, InvalidInput, ShuttingDown, Unauthenticated } from '../shared/errors'
import { type Closing, createLine } from './live-line'
import { createLiveSession } from './live-session'
import type { Current, Server } from './parts'
import { problems } from './schemas'

export const LIVE = '/api/live'
const MOST_FRAME_BYTES = 65_536
/** Once so many frames of a line wait for their answer, no more are read. */
const MOST_WAITING = 20

/** This address speaks WebSocket only. */
class UpgradeRequired extends ConcordError {
  readonly code = 'upgrade_required'
}

const DESCRIPTION = `WebSocket (RFC 6455); every frame is one JSON object. A session is taken from our own pages only.

Ask: \`{"watch": execution_id, "after": number?}\`, \`{"unwatch": execution_id}\`, \`{"subscribe": [topics], "from": sequence?}\`, \`{"subscription": id, "limit": events at once?}\`, \`{"ack": event id}\`, \`{"nack": event id, "reason"?}\`, \`{"unsubscribe": true}\`, \`{"ping": true or text}\`. A frame counts as one request.

Shown: \`{"execution_id", "number", "event", "data"}\` for each event of a journal; \`{"execution_id", "closed": {"reason"}}\` when nothing follows; \`{"subscribed", "from"}\`, then \`{"topic", "number", "event", "data"}\` with a CloudEvent, of a subscription with its id and the number of the try; \`{"gap": {"from", "to"}}\` where events are no longer kept; \`{"acknowledged": event id}\`; \`{"refused": event id}\`; \`{"pong"}\`; \`{"error": problem document, "execution_id"?, "subscription"?, "id"?}\`.

Closed with 1001 shutting_down, 1003 text_only, 1007 (not UTF-8), 1008 unauthenticated or forbidden, 1009 (a frame over 64 KiB), 1013 too_slow, 4000 silent.`

/** Whether a request that wants another protocol gets it; everywhere else it is answered as it is (RFC 9110, section 7.8). */
export const isLive = ({ url = '', headers }: IncomingMessage): boolean => url.split('?')[0] === LIVE && headers.upgrade?.toLowerCase() === 'websocket'

/** What a request to upgrade came on: the connection, and what was read of it already. */
const lines = new WeakMap<IncomingMessage, { readonly stream: Duplex; readonly head: Buffer }>()

type Needs = 'clock' | 'credentials' | 'agentTokens' | 'events' | 'executions' | 'live' | 'logger' | 'metrics' | 'rateLimit' | 'settings' | 'subscriptions'

/** The two-way line: who may open it is decided as for every address, before the upgrade, and answered in HTTP. */
export function liveRoutes(server: Server, parts: Current<Needs>): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES, perMessageDeflate: false })
  server.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Nobody else listens from here on: a connection that breaks would end the process.
    stream.on('error', () => stream.destroy())
    lines.set(request, { stream, head })
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.once('finish', () => (stream as Socket).destroySoon())
    response.assignSocket(stream as never)
    server.routing(request, response)
  })
  server.addHook('preClose', async () => {
    for (const socket of sockets.clients) socket.terminate()
  })

  server.get(
    LIVE,
    {
      config: { access: 'agent' },
      schema: {
        ...{ tags: ['live'], summary: 'Watch executions and follow events on a two-way line', description: DESCRIPTION },
        response: { 101: Type.Null({ description: 'The line is open' }), ...problems },
      },
    },
    async (request, reply) => {
      const line = lines.get(request.raw)
      if (line === undefined) {
        reply.header('upgrade', 'websocket')
        throw new UpgradeRequired('This address speaks WebSocket: ask for the upgrade')
      }
      const socket = await upgraded(sockets, request.raw, line)
      reply.hijack()
      noteOpened(request, parts())
      converse(request, { socket, stream: line.stream }, parts())
      return reply
    },
  )
}

/** Throws InvalidInput if the handshake is not as RFC 6455, section 4.2.1 has it. */
const upgraded = (sockets: WebSocketServer, request: IncomingMessage, { stream, head }: { stream: Duplex; head: Buffer }): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new InvalidInput('headers', error.message))
    sockets.once('wsClientError', refuse)
    sockets.handleUpgrade(request, stream, head, resolve)
    sockets.off('wsClientError', refuse)
  })

function noteOpened({ trace, actor, startedAt }: FastifyRequest, { clock, logger, metrics }: Pick<ReturnType<Current<Needs>>, 'clock' | 'logger' | 'metrics'>) {
  metrics.request(LIVE, 101, clock.monotonic() - startedAt)
  logger.info({ correlation_id: trace.traceId, method: 'GET', route: LIVE, status: 101, person: actor.person.id }, 'answered')
}

/** Everything on one line, until one of both sides closes it. */
function converse(request: FastifyRequest, { socket, stream }: { socket: WebSocket; stream: Duplex }, parts: ReturnType<Current<Needs>>): void {
  const { actor, work } = request
  const line = createLine({ socket, stream, clock: parts.clock, mostBytesBehind: parts.settings.viewerBytes })
  const session = createLiveSession({ line, actor, parts })
  work.watch()
  const stop = () => {
    const why = whyOf(work.signal.reason)
    if (why !== undefined) line.close(why)
  }
  work.signal.addEventListener('abort', stop, { once: true })
  let waiting = 0
  const take = async (text: string) => {
    waiting += 1
    if (waiting === MOST_WAITING) socket.pause()
    await session.take(text)
    waiting -= 1
    if (waiting < MOST_WAITING && socket.isPaused) socket.resume()
  }
  socket.on('message', (data, isBinary) => (isBinary ? line.close('text_only') : void take(String(data))))
  line.ended(() => {
    session.end()
    work.end()
  })
}

const REASONS = [
  [ShuttingDown, 'shutting_down'],
  [Unauthenticated, 'unauthenticated'],
  [Forbidden, 'forbidden'],
] as const

/** Undefined for what is no reason to close a line: that it has been left. */
const whyOf = (error: unknown): Closing | undefined => REASONS.find(([kind]) => error instanceof kind)?.[1]
