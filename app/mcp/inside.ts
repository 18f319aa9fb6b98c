import type { Server } from '../http/parts'
import { continueTrace } from '../shared/trace'
import type { Ask, Extra } from './assistant-server'

/** Who makes a call, for the operation that it stands for. */
export interface Caller {
  readonly authorization: string
  readonly traceparent: string
  readonly address: string
  /** Aborted when the caller has left, or was answered. Who may no longer is told so by the operation itself. */
  readonly left: AbortSignal
}

/** Asks the API in this process, as if from outside. Whoever cancels is one who left: the request's connection is gone. */
export function createInside(server: Server): Ask {
  /** By the span that each request has of its own. */
  const underWay = new Map<string, AbortSignal>()
  server.addHook('onRequest', async ({ raw, headers }, reply) => {
    const signal = isInside(raw) ? underWay.get(String(headers.traceparent)) : undefined
    const leave = () => void reply.raw.destroy()
    if (signal?.aborted) leave()
    signal?.addEventListener('abort', leave, { once: true })
  })

  return async ({ method, path, body }, extra) => {
    const { left, authorization, address, ...caller } = callerOf(extra)
    const { traceparent } = continueTrace(caller.traceparent)
    const content = body === undefined ? {} : { payload: JSON.stringify(body) }
    const headers = { authorization, traceparent, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    underWay.set(traceparent, AbortSignal.any([left, extra.signal]))
    try {
      const reply = await server.inject({ method: method as 'GET', url: path, headers, remoteAddress: address, ...content })
      return { status: reply.statusCode, text: reply.body, retryAfter: reply.headers['retry-after']?.toString() }
    } finally {
      underWay.delete(traceparent)
    }
  }
}

/** Nobody outside can make a request look like this. */
const isInside = (raw: object): boolean => 'isLightMyRequest' in raw

function callerOf({ authInfo }: Extra): Caller {
  const { caller } = authInfo?.extra ?? {}
  if (caller === undefined) throw new Error('a call without a caller')
  return caller as Caller
}
