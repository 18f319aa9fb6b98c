import type { Clock } from '../shared/clock'
import { messageOf, ShuttingDown } from '../shared/errors'
import { continueTrace, type Trace } from '../shared/trace'
import type { SendRow } from '../store/tables'
import { within } from './outside-call'
import { type OutsideService, type OutsideServices, type SendAnswer, type SendOutcome, type SendService, spanOf } from './send'

/** What a search for a message came to; undefined if it was not complete, or the message could still be on its way. */
export type Finding = (SendOutcome & { readonly kind: 'sent' }) | 'absent' | undefined

/** The calls to the services. Never reject. */
export interface SendCalls {
  /** One attempt; the signal gives it up. */
  send(row: SendRow, trace: Trace, signal: AbortSignal): Promise<SendOutcome>
  look(row: SendRow, trace?: Trace): Promise<Finding>
}

interface Deps {
  readonly clock: Clock
  readonly services: OutsideServices
  /** What a call may take; and how long after an attempt was given up its message may still arrive. */
  readonly timeoutMs: number
  /** Aborted when the platform stops. */
  readonly stopping: AbortSignal
}

export function createSendCalls({ clock, services, timeoutMs: ms, stopping }: Deps): SendCalls {
  /** Attempts made of late. Kept by the monotonic clock, so that a wall clock that jumps makes nothing look old enough. */
  const late = new Set<string>()
  const mayStillArrive = (row: SendRow) => late.has(attemptOf(row)) || clock.now() - row.updated_at < ms

  return {
    async send(row, trace, signal) {
      if (stopping.aborted || signal.aborted) return { kind: 'failed', error: new ShuttingDown('The platform is stopping; nothing was sent'), again: 'now' }
      const attempt = (within: AbortSignal) => serviceOf(services, row).send({ id: row.id, request: JSON.parse(row.request), trace, signal: within })
      const outcome = await within({ clock, ms, signals: [stopping, signal] }, attempt).catch(doubtful)
      late.add(attemptOf(row))
      clock.deadline(ms, () => late.delete(attemptOf(row)))
      return outcome
    },
    look(row, trace = continueTrace(undefined)) {
      const search = (signal: AbortSignal) => serviceOf(services, row).look({ id: row.id, request: JSON.parse(row.request), trace, signal }, spanOf(row, ms))
      const finding = (answer: SendAnswer | undefined): Finding => {
        if (answer !== undefined) return { kind: 'sent', answer }
        return mayStillArrive(row) ? undefined : 'absent'
      }
      return within({ clock, ms, signals: [stopping] }, search).then(finding, () => undefined)
    },
  }
}

const serviceOf = (services: OutsideServices, { service }: SendRow): OutsideService<unknown> => services[service as SendService]

const attemptOf = ({ id, attempt }: SendRow): string => `${id} ${attempt}`

const doubtful = (error: unknown): SendOutcome => ({ kind: 'unknown', reason: messageOf(error) })
