import type { DecisionRecord } from '../governance/decision-store'
import type { ConcordError, ErrorDetails } from '../shared/errors'
import type { Trace } from '../shared/trace'
import type { SendRow } from '../store/tables'

export const SEND_STATUSES = ['sending', 'sent', 'failed', 'unknown'] as const
export type SendStatus = (typeof SEND_STATUSES)[number]

/** The actor of what nobody asked for. */
export const PLATFORM = 'platform'

/** What is sent to each service. */
export interface Requests {
  readonly slack: { readonly channel: string; readonly text: string; readonly thread_ts?: string }
  readonly github: { readonly repo: string; readonly title: string; readonly body?: string; readonly labels?: readonly string[] }
}
export type SendService = keyof Requests

/** The decision under which something is sent for an agent; it is written down with the send. */
export interface Behalf {
  readonly agentId: string
  /** The audit record that the send's end completes: the first decision about it. */
  readonly decisionId: string
  readonly decision: DecisionRecord
  /** The agent that was decided about; if it is no longer so, nothing is sent. */
  readonly agentVersion: number
  /** The approval that is carried out with it. */
  readonly proposalId?: string | undefined
}

/** Something that a person asks to be sent. */
export type SendOrder = {
  readonly [Service in SendService]: {
    readonly personId: string
    readonly service: Service
    readonly request: Requests[Service]
    /** The person's own name for this request; without one every order is a send of its own. */
    readonly idempotencyKey?: string | undefined
    readonly trace: Trace
    /** There if it is sent for an agent: as it was decided. */
    readonly behalf?: Behalf | undefined
  }
}[SendService]

/** What the service said of the thing it made, in the names of the API. */
export type SendAnswer = Readonly<Record<string, string | number>>

/**
 * What the same request with the same key does after a failure. `never`: the service judged the request itself, the answer stays what it was.
 * `now`: certainly nothing was sent, so it is tried again. `look`: only after the service was searched for what may have arrived all the same.
 */
export type Again = 'never' | 'now' | 'look'

/** How one attempt ended. `unknown`: it may have arrived. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly answer: SendAnswer }
  | { readonly kind: 'failed'; readonly error: ConcordError; readonly again: Again }
  | { readonly kind: 'unknown'; readonly reason: string }

/** A failure as it is written down. */
export interface SendFailure {
  readonly code: string
  readonly message: string
  readonly details: ErrorDetails
  readonly again: Again
}

/** One message on its way out. `id` travels with it, so that it can be found again. */
export interface Outgoing<Request> {
  readonly id: string
  readonly request: Request
  readonly trace: Trace
  readonly signal: AbortSignal
}

/** When a message can have been sent, in epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A service that things are sent to. */
export interface OutsideService<Request> {
  /** Throws ServiceNotConfigured. */
  ready(): void
  /** Sends once, without trying again. */
  send(outgoing: Outgoing<Request>): Promise<SendOutcome>
  /** Searches the service for a message that was sent in the span; undefined if it is not there. Throws if the search was not complete. */
  look(outgoing: Outgoing<Request>, span: Span): Promise<SendAnswer | undefined>
}
export type OutsideServices = { readonly [Name in SendService]: OutsideService<Requests[Name]> }

/** A send as people see it. */
export interface SendView {
  readonly id: string
  readonly service: SendService
  readonly status: SendStatus
  /** There once it is sent; empty if that is only a human's word. */
  readonly answer?: SendAnswer
  /** There if it failed. */
  readonly failure?: { readonly code: string; readonly detail: string }
  readonly createdAt: number
  readonly updatedAt: number
}

export const sendViewOf = (row: SendRow): SendView => {
  const failure = failureOf(row)
  return {
    id: row.id,
    service: row.service as SendService,
    status: row.status as SendStatus,
    ...(row.answer === null ? {} : { answer: JSON.parse(row.answer) }),
    ...(failure === undefined ? {} : { failure: { code: failure.code, detail: failure.message } }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export const failureOf = (row: SendRow): SendFailure | undefined => (row.failure === null ? undefined : JSON.parse(row.failure))

/** The columns that an outcome changes. The failure names the send, so that it can be asked after. */
export function written(id: string, outcome: SendOutcome): Pick<SendRow, 'status' | 'answer' | 'failure'> {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', answer: JSON.stringify(outcome.answer), failure: null }
    case 'failed':
      return { status: 'failed', answer: null, failure: JSON.stringify(failureFrom(id, outcome)) }
    case 'unknown':
      return { status: 'unknown', answer: null, failure: null }
  }
}

function failureFrom(id: string, { error, again }: { error: ConcordError; again: Again }): SendFailure {
  const details = { ...error.details, members: { ...error.details.members, send_id: id } }
  return { code: error.code, message: error.message, details, again }
}

/** What to do with a request whose key is known: refuse it, look for what was sent, or send; undefined if what is known is the answer. Pure. */
export function repeat(earlier: SendRow, requestHash: string): 'reused' | 'look' | 'send' | undefined {
  if (earlier.request_hash !== requestHash) return 'reused'
  const failure = failureOf(earlier)
  if (failure !== undefined) return AGAIN[failure.again]
  return earlier.status === 'unknown' ? 'look' : undefined
}

const AGAIN = { never: undefined, now: 'send', look: 'look' } as const

/** Whether a key still stands for this request: until it expires, and for as long as the outcome is open. Pure. */
export const holdsKey = (row: SendRow, expiredSince: number): boolean => row.created_at > expiredSince || row.status === 'sending' || row.status === 'unknown'

/** Our clock and the service's may differ by this much. */
const DRIFT_MS = 300_000

/** When the message can have arrived, by the service's clock; `lateMs` is how late it may be. Pure. */
export const spanOf = (row: SendRow, lateMs: number): Span => ({ from: row.created_at - DRIFT_MS, to: row.updated_at + lateMs + DRIFT_MS })
