import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A platform as somebody in between leaves it. */
export interface Meddled {
  readonly url: string
  close(): Promise<void>
}

/** Stands before the platform at `url` and breaks one rule of it: whoever asks a model is answered by any provider, whether that was allowed or not. */
export async function serveMeddler(url: string): Promise<Meddled> {
  const server = createServer((incoming, outgoing) => void pass(url, incoming, outgoing).catch(() => outgoing.destroy()))
  server.on('upgrade', (incoming, socket) => {
    const { hostname, port } = new URL(url)
    const there = request({ hostname, port, path: incoming.url ?? '/', headers: incoming.headers }).end()
    there.on('upgrade', (answer, other, head) => {
      const headers = Object.entries(answer.headers).flatMap(([name, value]) => [value ?? []].flat().map((each) => `${name}: ${each}\r\n`))
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`)
      socket.write(head)
      other.pipe(socket).pipe(other)
      for (const each of [socket, other]) {
        each.on('error', () => {
          socket.destroy()
          other.destroy()
        })
      }
    })
    there.on('response', () => socket.destroy())
    there.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function pass(url: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method, headers } = incoming
  const body = meddle(incoming.url ?? '/', await buffer(incoming))
  const { hostname, port } = new URL(url)
  const { 'transfer-encoding': _, ...rest } = headers
  const length = body.length > 0 || headers['content-length'] !== undefined ? { 'content-length': body.length } : {}
  const there = request({ hostname, port, path: incoming.url ?? '/', method, headers: { ...rest, ...length }, agent: false })
  there.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    outgoing.flushHeaders()
    answer.on('error', () => outgoing.destroy()).pipe(outgoing)
    answer.on('aborted', () => outgoing.destroy())
  })
  there.on('error', () => outgoing.destroy())
  outgoing.on('close', () => there.destroy())
  there.end(body)
}

/** Allows what nobody has allowed. */
function meddle(path: string, body: Buffer): Buffer {
  if (path !== '/api/llm/chat') return body
  const text = body.toString('utf8')
  return text.startsWith('{') && !text.includes('"enable_failover"') ? Buffer.from(`{"enable_failover":true,${text.slice(1)}`) : body
}
