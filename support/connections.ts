import net from 'node:net'
import tls from 'node:tls'

/** Where a connection of this thread is about to go. */
export interface Destination {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  /** Whether the client takes any certificate: a weakened client does not notice a TLS failure. */
  readonly unverified: boolean
}

/** How a connection is made: by the operating system, by whatever else has patched the sockets, or by nobody (it was taken care of). */
export type Route = 'real' | 'patched' | 'taken'

interface Watcher {
  readonly route: (to: Destination, socket: net.Socket) => Route
  readonly refused: (to: Destination) => Error
}

type Connect = typeof net.Socket.prototype.connect
type Options = net.TcpNetConnectOpts & { path?: string; rejectUnauthorized?: boolean }

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|::)$/

export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/**
 * Asks `route` about every connection this thread opens, whatever opens it: sockets, TLS, node:http, fetch, undici, WebSocket.
 * Unix sockets are let through. `unpatched` is how sockets connected before anybody else patched them; `refused` is asked for the
 * error when something was to be mocked and gets through to the system all the same. Returns what ends it.
 */
export function watchConnections(unpatched: Connect, { route, refused }: Watcher): () => void {
  const patched = net.Socket.prototype.connect
  const known = new WeakSet<net.Socket>()

  function connect(this: net.Socket, ...args: unknown[]): net.Socket {
    const options = optionsOf(args)
    const to = destinationOf(this, options)
    if (known.has(this) || options === undefined || to === undefined) return Reflect.apply(to === undefined ? unpatched : patched, this, args)
    known.add(this)
    const way = route(to, this)
    if (way === 'real') return Reflect.apply(unpatched, this, args)
    // What is mocked never looks a host up: should the mock let something through after all, it ends here.
    options.lookup = (_host, _options, done) => done(refused(to), '', 4)
    return way === 'patched' ? Reflect.apply(patched, this, args) : this
  }

  net.Socket.prototype.connect = connect as Connect
  return () => {
    net.Socket.prototype.connect = patched
  }
}

/** `connect` takes options, a port and host, a path, or what `net.connect` made of them; anything but plain options is made into such, in place. */
function optionsOf(args: unknown[]): Options | undefined {
  const given = Array.isArray(args[0]) ? args[0] : args
  const [first, second] = given
  if (typeof first === 'object' && first !== null) return first
  const port = Number(first)
  if (!Number.isInteger(port)) return undefined
  const options: Options = { port, host: typeof second === 'string' ? second : 'localhost' }
  given.splice(0, typeof second === 'string' ? 2 : 1, options)
  return options
}

function destinationOf(socket: net.Socket, options: Options | undefined): Destination | undefined {
  if (options === undefined || typeof options.path === 'string') return undefined
  const secure = socket instanceof tls.TLSSocket
  return { host: options.host ?? 'localhost', port: Number(options.port), secure, unverified: secure && options.rejectUnauthorized === false }
}

/** An error as Node gives it when the system refuses a call: with code, errno and syscall, which is how clients recognise it. */
export const systemError = (message: string, fields: { code: string; errno?: number; syscall?: string } & Record<string, unknown>): NodeJS.ErrnoException =>
  Object.assign(new Error(message), fields)
