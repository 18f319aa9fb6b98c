import { connect, type Socket } from 'node:net'

/** A request of which only the first half has been sent. */
export interface HalfRequest {
  /** Sends the other half; the status of the answer. */
  complete(): Promise<number>
  leave(): void
}

interface Wanted {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  readonly path: string
  readonly body: string
}

/** Sends a request over a line of its own as far as the middle of its body, which the platform has read when this resolves. */
export async function sendHalf({ origin, headers, path, body }: Wanted): Promise<HalfRequest> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  const half = Math.floor(body.length / 2)
  const all = { host: `${hostname}:${port}`, expect: '100-continue', 'content-type': 'application/json', 'content-length': `${body.length}`, ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  await statusOf(socket)
  socket.write(body.slice(0, half))
  return {
    async complete() {
      socket.write(body.slice(half))
      return statusOf(socket)
    },
    leave: () => void socket.destroy(),
  }
}

/** Of the next answer. */
const statusOf = (socket: Socket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.once('data', (bytes) => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(bytes.toString('latin1'))?.[1])))
    socket.once('error', reject)
  })
