import { Socket } from 'node:net'
import { Agent, buildConnector, errors } from 'undici'
import type { Clock } from '../shared/clock'

export interface DispatcherParts {
  readonly clock: Clock
  readonly connectMs: number
  /** How a connection is made; undici's own way unless a test has another. */
  readonly reach?: buildConnector.connector
}

/**
 * The pool of connections to the providers. A connection, TLS included, must be there within `connectMs` of the Clock, else undici's
 * ConnectTimeoutError. Redirects are not followed, nothing is tried again, and the other deadlines are the gateway's. HTTP/1.1 only:
 * closing one answer closes its connection and no other's. Close it to let go of all connections.
 */
export function createModelDispatcher({ clock, connectMs, reach = buildConnector({ timeout: 0, allowH2: false }) }: DispatcherParts): Agent {
  return new Agent({ connect: inTime(clock, connectMs, reach), allowH2: false, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 10_000 })
}

/** A connector that gives up when the time is over, and closes what comes late. */
export function inTime(clock: Clock, connectMs: number, reach: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    let waiting = true
    const settle = (tell: () => void) => {
      waiting = false
      cancel()
      tell()
    }
    const cancel = clock.deadline(connectMs, () => {
      settle(() => callback(new errors.ConnectTimeoutError(`no connection to ${options.hostname} within ${connectMs} ms`), null))
      // undici's connector gives back the socket it is connecting, although its type does not say so.
      if (attempted instanceof Socket) attempted.destroy()
    })
    const attempted: unknown = reach(options, (error, socket) => {
      if (!waiting) socket?.destroy()
      else if (error) settle(() => callback(error, null))
      else settle(() => callback(null, socket))
    })
  }
}
