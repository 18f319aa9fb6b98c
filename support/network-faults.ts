import type net from 'node:net'
import { type Destination, type Route, systemError } from './connections'
import type { Wire, WireFault } from './fakes/wire'

/** Ends a connection that was not made, as soon as its client listens. */
export const fail = (socket: net.Socket, error: Error): Route => {
  process.nextTick(() => socket.destroy(error))
  return 'taken'
}

/** A host with several addresses refuses on each, which Node reports as one error of many. */
function refused(port: number): Error {
  const errors = ['192.0.2.1', '2001:db8::1'].map((address) =>
    systemError(`connect ECONNREFUSED ${address}:${port}`, { code: 'ECONNREFUSED', errno: -111, syscall: 'connect', address, port }),
  )
  return Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' })
}

/** What the system says when it has waited for a connection as long as it does. */
const unconnected = ({ host, port }: Destination): Error =>
  systemError(`connect ETIMEDOUT ${host}:${port}`, { code: 'ETIMEDOUT', errno: -110, syscall: 'connect', address: host, port })

/** What the client gets is what Node's own sockets give it, with the errno of Linux. Undefined where this client does not meet the fault. */
export function meetFault(socket: net.Socket, to: Destination, { fault, wire }: { fault: WireFault; wire: Wire }): Route | undefined {
  switch (fault) {
    case 'refused':
      return fail(socket, refused(to.port))
    case 'lookup_failed':
      return fail(socket, systemError(`getaddrinfo EAI_AGAIN ${to.host}`, { code: 'EAI_AGAIN', errno: -3001, syscall: 'getaddrinfo', hostname: to.host }))
    case 'host_unreachable':
      return fail(socket, systemError(`connect EHOSTUNREACH ${to.host}:${to.port}`, { code: 'EHOSTUNREACH', errno: -113, syscall: 'connect', port: to.port }))
    case 'network_unreachable':
      return fail(socket, systemError(`connect ENETUNREACH ${to.host}:${to.port}`, { code: 'ENETUNREACH', errno: -101, syscall: 'connect', port: to.port }))
    case 'broken_pipe':
      return fail(socket, systemError('write EPIPE', { code: 'EPIPE', errno: -32, syscall: 'write' }))
    case 'reset':
      return fail(socket, systemError('read ECONNRESET', { code: 'ECONNRESET', errno: -104, syscall: 'read' }))
    case 'unknown_host':
      return fail(socket, systemError(`getaddrinfo ENOTFOUND ${to.host}`, { code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo', hostname: to.host }))
    case 'tls_failure':
      return to.secure && !to.unverified ? fail(socket, systemError('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })) : undefined
    case 'never_connects': {
      const gaveUp = new AbortController()
      socket.once('close', () => gaveUp.abort())
      Object.assign(socket, { connecting: true })
      void wire.neverAnswers(gaveUp.signal).then(() => socket.destroy(unconnected(to)))
      return 'taken'
    }
    case 'given_up':
      return fail(socket, unconnected(to))
  }
}
