import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer as createPlainServer, type Server, type Socket } from 'node:net'
import { createServer, TLSSocket, type TlsOptions } from 'node:tls'
import { type Certificates, pemOf } from './certificates'

/** A wire to a server on this machine that carries nothing but TLS; the server itself knows nothing of it. */
export interface SecureWire {
  readonly port: number
  /** How many connections came through. */
  readonly carried: number
  close(): Promise<void>
}

/** How a protocol comes to TLS. */
export interface Manner {
  /** Who connects has to show whom it is. */
  readonly mutual?: boolean
  /** PostgreSQL asks whether it may, before it does. */
  readonly asksFirst?: boolean
}

/** What clients of PostgreSQL send, and what they are answered, before TLS begins. */
const MAY_I = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const YOU_MAY = 'S'

/** Lays one to a port of this machine. */
export async function laySecureWire(to: number, certificates: Certificates, { mutual = false, asksFirst = false }: Manner = {}): Promise<SecureWire> {
  let carried = 0
  const sockets = new Set<Socket>()
  const keep = <Kind extends Socket>(socket: Kind): Kind => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const carry = (near: Socket) => {
    carried += 1
    const far = keep(connect({ port: to, host: '127.0.0.1' }))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.pipe(far).pipe(near)
  }
  const trust = { ...pemOf(certificates.server), ca: readFileSync(certificates.authorityPath) }
  const options: TlsOptions = { ...trust, requestCert: mutual, rejectUnauthorized: mutual, ALPNProtocols: ['h2'] }
  const server: Server = asksFirst
    ? createPlainServer((near) => whenAsked(keep(near), () => carry(keep(new TLSSocket(near, { isServer: true, ...trust })))))
    : createServer(options, (near) => carry(keep(near)))
  server.listen({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get carried() {
      return carried
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Whoever does not ask whether it may come securely is sent away. */
function whenAsked(near: Socket, secured: () => void): void {
  near.once('data', (data) => {
    if (!data.equals(MAY_I)) {
      near.destroy()
      return
    }
    near.write(YOU_MAY)
    secured()
  })
}
