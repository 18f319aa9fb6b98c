import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { Worker } from 'node:worker_threads'

// What may be on its way to this thread although its event loop is idle: bytes between two sockets, a file, a timer of an instant, cryptography,
// another process or thread. Where all of it is known to be nothing, nobody has to wait and see.

/** The connections of this thread: those it opened, and those that came in. */
const sockets = new Set<Socket>()
const mocks = new WeakSet<Socket>()
/** Processes and threads that this one talks with. */
const partners = new Set<object>()
/** Work of cryptography that is done beside this thread. */
let ciphering = 0
/** When the last of the timers is due that were set for an instant only. */
let instantsUntil = 0

const INSTANT_MS = 20
/** A timer is a little late, and a little early by this clock. */
const LATE_MS = 1

/** What is open and says nothing by itself. */
const AT_REST = new Set(['TCPSocketWrap', 'TCPServerWrap', 'PipeWrap', 'ProcessWrap', 'Timeout', 'Immediate', 'MessagePort', 'TTYWrap', 'SignalWrap'])

/** Whether certainly nothing is on its way to this thread. False says nothing: something may be, or it cannot be known. */
export function nothingInFlight(): boolean {
  if (ciphering > 0 || partners.size > 0 || performance.now() < instantsUntil) return false
  return everythingHasArrived() && process.getActiveResourcesInfo().every((active) => AT_REST.has(active))
}

/** This socket is connected to nothing but its mock, in this thread. */
export const isMocked = (socket: Socket): void => void mocks.add(socket)

/** Both ends of every connection are here, and each has read all that the other wrote. */
function everythingHasArrived(): boolean {
  const ends = new Map<string, Socket>()
  for (const socket of sockets) {
    if (mocks.has(socket)) continue
    if (socket.connecting) return false
    ends.set(`${socket.localPort} ${socket.remotePort}`, socket)
  }
  for (const socket of ends.values()) {
    const other = ends.get(`${socket.remotePort} ${socket.localPort}`)
    if (other === undefined || other.bytesWritten !== socket.bytesRead || (other.writableEnded && !socket.readableEnded)) return false
  }
  return true
}

for (const channel of ['net.client.socket', 'net.server.socket'])
  subscribe(channel, (message) => {
    const { socket } = message as { socket: Socket }
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })

interface Child {
  readonly stdin: unknown
  readonly pid: number | undefined
  once(event: string, then: () => void): void
}

subscribe('child_process', (message) => {
  const { process: child } = message as { process: Child }
  // Not started yet: whether it is talked with, it knows in a moment.
  process.nextTick(() => {
    if (!child.stdin || child.pid === undefined) return
    partners.add(child)
    child.once('exit', () => partners.delete(child))
  })
})

subscribe('worker_threads', (message) => {
  const { worker } = message as { worker: Worker }
  partners.add(worker)
  worker.once('exit', () => partners.delete(worker))
})

globalThis.setTimeout = new Proxy(globalThis.setTimeout, {
  apply(set, self, args: Parameters<typeof setTimeout>) {
    const ms = Math.max(1, Number(args[1]) || 0)
    if (ms <= INSTANT_MS) instantsUntil = Math.max(instantsUntil, performance.now() + ms + LATE_MS)
    return Reflect.apply(set, self, args)
  },
})

const subtle = Object.getPrototypeOf(globalThis.crypto.subtle) as Record<string, unknown>
for (const name of [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
])
  subtle[name] = new Proxy(subtle[name] as (...args: unknown[]) => Promise<unknown>, {
    apply(cipher, self, args) {
      ciphering += 1
      const answer: Promise<unknown> = Reflect.apply(cipher, self, args)
      const done = () => {
        ciphering -= 1
      }
      answer.then(done, done)
      return answer
    },
  })
