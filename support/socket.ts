import { WebSocket } from 'undici'

/** A two-way line as its user sees it: what came, in order, and how it ended. */
export interface Socket {
  readonly frames: readonly Readonly<Record<string, unknown>>[]
  /** How it was closed; undefined as long as it is open. */
  readonly closed: { readonly code: number; readonly reason: string } | undefined
  send(message: object): void
  close(): void
}

/** Opens a two-way line as somebody who sends these headers. Rejects if it is not opened. */
export function openSocket(origin: string, path: string, headers: Readonly<Record<string, string>>): Promise<Socket> {
  const socket = new WebSocket(origin.replace(/^http/, 'ws') + path, { headers: { ...headers } })
  const frames: Readonly<Record<string, unknown>>[] = []
  let closed: Socket['closed']
  const opened = Promise.withResolvers<Socket>()
  socket.addEventListener('message', ({ data }) => void frames.push(JSON.parse(String(data))))
  socket.addEventListener('close', ({ code, reason }) => {
    closed = { code, reason }
    opened.reject(new Error(`the line was not opened: ${code} ${reason}`))
  })
  socket.addEventListener('error', () => opened.reject(new Error('the line was not opened')))
  socket.addEventListener('open', () => {
    opened.resolve({
      frames,
      get closed() {
        return closed
      },
      send: (message) => socket.send(JSON.stringify(message)),
      close: () => socket.close(),
    })
  })
  return opened.promise
}
