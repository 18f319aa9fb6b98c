import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A wire between somebody and a server on this machine, which can be cut. */
export interface Wire {
  readonly port: number
  /** `cut`: connections break, and none are made. `silent`: they stay, but nothing comes through any more. */
  fail(how: 'cut' | 'silent'): void
  mend(): void
  close(): Promise<void>
}

/** Lays a wire to a port, of this machine unless another is named. */
export async function layWire(to: number, host = '127.0.0.1'): Promise<Wire> {
  let state: 'whole' | 'cut' | 'silent' = 'whole'
  const sockets = new Set<Socket>()
  const forward = (from: Socket, other: Socket) => {
    sockets.add(from)
    from.on('data', (data) => void (state === 'whole' && other.write(data)))
    from.on('error', () => from.destroy())
    from.on('close', () => {
      sockets.delete(from)
      other.destroy()
    })
  }
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = connect({ port: to, host })
    forward(near, far)
    forward(far, near)
  }).listen({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    fail(how) {
      state = how
      if (how === 'cut') breakAll()
    },
    mend() {
      // What was sent into the silence is lost: whoever sent it must not be answered out of turn.
      if (state === 'silent') breakAll()
      state = 'whole'
    },
    async close() {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
