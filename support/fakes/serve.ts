import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Wire } from './wire'

/** A fake on a port of this machine. */
export interface Served {
  /** Such as `http://127.0.0.1:40001`. */
  readonly origin: string
  close(): Promise<void>
}

interface Answering {
  readonly wire: Wire
  handle(request: Request): Promise<Response>
}

/**
 * Serves a fake over real loopback connections, for child processes and the demo. Answers stream; a lost connection is a real reset;
 * a client that goes away aborts the request's signal. A fault of the wire cannot stop a connection here: it resets it, or leaves it hanging.
 */
export async function serve(fake: Answering, { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {}): Promise<Served> {
  const server = createServer((incoming, outgoing) => void answer(fake, incoming, outgoing))
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    connect(fake.wire, socket)
  })
  fake.wire.whenCut(() => {
    for (const socket of open) socket.destroy()
  })
  server.on('checkContinue', (_incoming, outgoing) => outgoing.writeContinue())
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function connect(wire: Wire, socket: Socket): void {
  const fault = wire.connect()
  if (fault === undefined) return
  if (fault === 'never_connects') socket.removeAllListeners('data').pause()
  else socket.resetAndDestroy()
}

async function answer(fake: Answering, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  try {
    send(await fake.handle(requestOf(incoming, gone.signal)), outgoing)
  } catch {
    incoming.socket.resetAndDestroy()
  }
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/', headers } = incoming
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const }
  const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]))
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), { method, headers: given, signal, ...body })
}

function send(response: Response, outgoing: ServerResponse): void {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'transfer-encoding'))
  outgoing.writeHead(response.status, headers)
  outgoing.flushHeaders()
  if (response.body === null) return void outgoing.end()
  Readable.fromWeb(response.body as NodeReadableStream)
    .on('error', () => outgoing.socket?.resetAndDestroy())
    .pipe(outgoing)
}
