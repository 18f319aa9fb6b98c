import { checkedKey } from '../shared/idempotency-key'
import type { Logger } from '../shared/logger'
import type { SendRow } from '../store/tables'
import { AgentChanged, BegunAlready, IdempotencyInProgress, IdempotencyKeyReused, RecordedFailure } from './failure'
import { failureOf, type Outgoing, PLATFORM, repeat, type SendOrder, type SendView, sendViewOf } from './send'
import type { SendCalls } from './send-calls'
import type { SendRecord } from './send-record'

/** How an order gets out, at most once for each key. */
export interface Delivery {
  deliver(order: SendOrder, signal: AbortSignal): Promise<SendView>
  /** Whether this process is sending it at the moment. */
  isSending(id: string): boolean
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

interface Deps {
  readonly record: SendRecord
  readonly calls: SendCalls
  readonly logger: Logger
}

/** Tells the operator of a message that may have arrived or not. */
export const warnOfDoubt = (logger: Logger, { id, service }: SendRow, reason: string): void =>
  logger.warn({ send: id, service, reason }, 'the outcome of a send is unknown')

/** For which trace, and what gives it up. */
type Errand = Pick<Outgoing<unknown>, 'trace' | 'signal'> & Pick<SendOrder, 'behalf'>

export function createDelivery({ record, calls, logger }: Deps): Delivery {
  const running = createRunning()

  /** What cannot be stored stays `sending` in the store until the sweep finds that nobody sends it. */
  const transmit = async (row: SendRow, { trace, signal }: Errand): Promise<SendRow> => {
    const outcome = await calls.send(row, trace, signal)
    if (outcome.kind === 'unknown') warnOfDoubt(logger, row, outcome.reason)
    try {
      return await record.end(row, outcome, trace.traceId)
    } catch (error) {
      logger.error({ send: row.id, service: row.service, outcome: outcome.kind, error }, 'the outcome of a send could not be stored')
      return { ...row, status: 'unknown' }
    }
  }

  const again = (earlier: SendRow, errand: Errand): Promise<SendRow> =>
    running.during(earlier.id, async () => {
      const row = await record.again(earlier, errand)
      if (row === undefined) throw new IdempotencyInProgress()
      return transmit(row, errand)
    })

  const lookFirst = async (earlier: SendRow, errand: Errand): Promise<SendRow> => {
    const finding = await calls.look(earlier, errand.trace)
    if (finding === undefined) return earlier
    return finding === 'absent' ? again(earlier, errand) : record.settle(earlier, finding, PLATFORM)
  }

  const repeated = async (earlier: SendRow, requestHash: string, errand: Errand): Promise<SendRow> => {
    const next = repeat(earlier, requestHash)
    if (next === 'reused') throw new IdempotencyKeyReused()
    if (next === 'look') return lookFirst(earlier, errand)
    return next === 'send' ? again(earlier, errand) : earlier
  }

  return {
    async deliver(order, signal) {
      const row = record.newRow(order, checkedKey(order.idempotencyKey))
      const errand = { trace: order.trace, behalf: order.behalf, signal }
      return running.during(row.id, async () => {
        const begun = await record.begin(row, order)
        if (begun.kind === 'stale') throw new AgentChanged()
        if (begun.kind === 'taken') throw new BegunAlready()
        return reply(begun.kind === 'known' ? await repeated(begun.earlier, row.request_hash, errand) : await transmit(row, errand))
      })
    },
    isSending: running.includes,
    idle: running.idle,
  }
}

/** What is under way, by the send's id; one id may be there twice. */
function createRunning() {
  const running = new Set<{ readonly id: string; readonly done: Promise<unknown> }>()
  return {
    async during<T>(id: string, work: () => Promise<T>): Promise<T> {
      const done = work()
      const entry = { id, done }
      running.add(entry)
      try {
        return await done
      } finally {
        running.delete(entry)
      }
    },
    includes: (id: string): boolean => [...running].some((entry) => entry.id === id),
    idle: async (): Promise<void> => void (await Promise.allSettled([...running].map(({ done }) => done))),
  }
}

/** What the caller is told of a send as it stands. */
function reply(row: SendRow): SendView {
  if (row.status === 'sending') throw new IdempotencyInProgress()
  const failure = failureOf(row)
  if (failure !== undefined) throw new RecordedFailure(failure)
  return sendViewOf(row)
}
