import { systemRandom } from './random'

/** Where a piece of work belongs, as W3C Trace Context has it; the trace id is the correlation id of logs and records. */
export interface Trace {
  readonly traceId: string
  /** The header to pass on: a new span of the same trace. */
  readonly traceparent: string
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/

/** Continues the caller's trace, or begins one where the header is missing or malformed (W3C Trace Context, section 3). */
export function continueTrace(header: string | undefined): Trace {
  const [, given, flags] = TRACEPARENT.exec(header ?? '') ?? []
  const random = Buffer.from(systemRandom.bytes(24)).toString('hex')
  const traceId = given ?? random.slice(0, 32)
  return { traceId, traceparent: `00-${traceId}-${random.slice(32)}-${flags ?? '01'}` }
}

/** A new span of a trace that is known by its id, such as work that waited for an approval. */
export const traceOf = (traceId: string): Trace => continueTrace(`00-${traceId}-${'1'.padStart(16, '0')}-01`)
