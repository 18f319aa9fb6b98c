import net from 'node:net'
import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { defineNetwork, HttpNetworkFrame, InterceptorSource } from 'msw/experimental'
import { messageOf } from '../app/shared/errors'
import { type Destination, isLoopback, type Route, systemError, watchConnections } from './connections'
import { ConnectionLost, type Wire } from './fakes/wire'
import { isMocked } from './in-flight'
import { fail, meetFault } from './network-faults'

/** One outside service as the network sees it. */
export interface Answerer {
  /** Hosts that it answers for, such as `api.openai.com`. */
  readonly hosts: readonly string[]
  readonly wire: Wire
  handle(request: Request): Promise<Response>
}

/** Everything this thread sends out: loopback goes through, fakes answer for their hosts, the rest is refused and noted. */
export interface Network {
  /** Begins to watch. Before the first connection: those opened earlier are not seen. Once per thread. */
  start(): void
  /** Who answers from now on. */
  answerWith(answerers: readonly Answerer[]): void
  /** What nobody answered for, such as `GET https://example.com/path` (without its query, which may hold secrets). */
  unanswered(): readonly string[]
  /** Forgets what nobody answered for: for a scenario about this very guard. */
  forgive(): void
  /** Forgets what was refused and who answers; cuts every connection on which something may still be under way. */
  reset(): void
  stop(): void
}

/** A network of its own for this thread; MSW's interceptors read what goes over the intercepted sockets. */
export function createNetwork(): Network {
  const answerers = new Map<string, Answerer>()
  const sockets = createSockets()
  let unanswered: string[] = []
  let stop = () => {}

  const refuse = (address: string): Error => {
    unanswered.push(address)
    return systemError(`No fake answers for ${address}, and no scenario reaches the real network`, { code: 'ENETUNREACH', errno: -101, syscall: 'connect' })
  }
  const route = (to: Destination, socket: net.Socket): Route => {
    if (isLoopback(to.host)) return 'real'
    isMocked(socket)
    const wire = answerers.get(to.host)?.wire
    const fault = wire?.connect()
    const met = wire === undefined || fault === undefined ? undefined : meetFault(socket, to, { fault, wire })
    if (met !== undefined) return met
    if (wire === undefined && net.isIP(to.host) !== 0) return fail(socket, refuse(tcp(to)))
    sockets.keep(to.host, socket)
    return 'patched'
  }
  return {
    start() {
      const unpatched = net.Socket.prototype.connect
      const msw = interceptHttp({ answererOf: (host) => answerers.get(host), refuse, sockets })
      msw.enable()
      const unwatch = watchConnections(unpatched, { route, refused: (to) => refuse(tcp(to)) })
      stop = () => {
        unwatch()
        msw.disable()
      }
    },
    answerWith(given) {
      answerers.clear()
      for (const answerer of given) {
        answerer.wire.whenCut(() => answerer.hosts.forEach(sockets.cut))
        for (const host of answerer.hosts) answerers.set(host, answerer)
      }
    },
    unanswered: () => unanswered,
    forgive() {
      unanswered = []
    },
    reset() {
      sockets.cutUnsettled()
      answerers.clear()
      unanswered = []
    },
    stop: () => stop(),
  }
}

const tcp = ({ host, port }: Destination): string => `tcp ${host}:${port}`

type Sockets = ReturnType<typeof createSockets>

/** The connections that are open to fakes, so that they can be cut; those that are at rest serve the next scenario too. */
function createSockets() {
  const open = new Map<string, Set<net.Socket>>()
  const unsettled = new Map<string, number>()
  const cut = (host: string) => {
    for (const socket of open.get(host) ?? []) socket.destroy()
  }
  const count = (host: string, change: number) => void unsettled.set(host, (unsettled.get(host) ?? 0) + change)
  return {
    cut,
    cutUnsettled() {
      for (const [host, exchanges] of unsettled) if (exchanges > 0) cut(host)
      unsettled.clear()
    },
    keep(host: string, socket: net.Socket) {
      const sockets = open.get(host) ?? new Set()
      open.set(host, sockets.add(socket))
      socket.once('close', () => sockets.delete(socket))
    },
    begin: (host: string) => count(host, 1),
    /** The answer is handed over whole; of one that comes in pieces nobody knows when it ends. */
    settle: (host: string) => count(host, -1),
  }
}

interface Interception {
  readonly answererOf: (host: string) => Answerer | undefined
  readonly refuse: (address: string) => Error
  readonly sockets: Sockets
}

/** MSW knows no handlers: each request is one that it calls unhandled, and one function decides. Its handlers would cost more than the answer. */
function interceptHttp({ answererOf, refuse, sockets }: Interception) {
  return defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
    context: { quiet: true },
    async onUnhandledFrame({ frame }) {
      if (!(frame instanceof HttpNetworkFrame)) return
      const { request } = frame.data
      const { hostname } = new URL(request.url)
      const answerer = answererOf(hostname)
      if (answerer === undefined) throw refuse(addressOf(request))
      sockets.begin(hostname)
      const response = await answerer.handle(request).catch((error: unknown) => {
        if (error instanceof ConnectionLost || request.signal.aborted) throw error
        throw refuse(`${addressOf(request)}, whose fake failed: ${messageOf(error)}`)
      })
      if (!response.headers.has('transfer-encoding')) sockets.settle(hostname)
      frame.respondWith(response)
    },
  })
}

function addressOf(request: Request): string {
  const { protocol, host, pathname } = new URL(request.url)
  const scheme = request.headers.get('upgrade')?.toLowerCase() === 'websocket' ? protocol.replace('http', 'ws') : protocol
  return `${request.method} ${scheme}//${host}${pathname}`
}
