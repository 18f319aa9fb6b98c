import type { Clock } from '../shared/clock'
import type { Logger } from '../shared/logger'
import type { SendRow } from '../store/tables'
import { warnOfDoubt } from './delivery'
import { GithubFailed, SlackFailed } from './failure'
import { PLATFORM, type SendOutcome } from './send'
import type { SendCalls } from './send-calls'
import type { SendRecord } from './send-record'

/** What is done about sends whose outcome is open when nobody asks. */
export interface Sweep {
  /** One pass; a pass that is running already is the answer. */
  settleUnknown(): Promise<void>
  recover(goneInstanceId: string): Promise<void>
}

interface Deps {
  readonly clock: Clock
  readonly record: SendRecord
  readonly calls: SendCalls
  readonly instanceId: string
  readonly keyLifeMs: number
  readonly logger: Logger
  isSending(id: string): boolean
}

export function createSweep({ clock, record, calls, instanceId, keyLifeMs, logger, isSending }: Deps): Sweep {
  let sweeping: Promise<void> | undefined

  /** The instance is gone, or could not store the outcome when it came. */
  const isAbandoned = (row: SendRow, by: string) => row.status === 'sending' && row.instance_id === by && !isSending(row.id)
  const isWorthLooking = (row: SendRow) => row.status === 'unknown' && clock.now() - row.created_at < keyLifeMs

  const giveUp = async (row: SendRow): Promise<void> => {
    const { status } = await record.end(row, IN_DOUBT)
    if (status === IN_DOUBT.kind) warnOfDoubt(logger, row, IN_DOUBT.reason)
  }
  const look = async (row: SendRow): Promise<void> => {
    const finding = await calls.look(row)
    if (finding !== undefined) await record.settle(row, finding === 'absent' ? notSent(row, 'the message never arrived') : finding, PLATFORM)
  }
  const sweep = async (): Promise<void> => {
    for await (const row of record.open()) {
      if (isAbandoned(row, instanceId)) await giveUp(row)
      else if (isWorthLooking(row)) await look(row)
    }
  }

  return {
    settleUnknown() {
      sweeping ??= sweep().finally(() => {
        sweeping = undefined
      })
      return sweeping
    },
    async recover(goneInstanceId) {
      for await (const row of record.open()) if (isAbandoned(row, goneInstanceId)) await giveUp(row)
    },
  }
}

const IN_DOUBT = { kind: 'unknown', reason: 'nobody was there to take the answer' } as const satisfies SendOutcome

/** Certainly not sent, so that the same request may be sent. */
export const notSent = ({ service }: SendRow, why: string): SendOutcome => ({
  kind: 'failed',
  error: service === 'slack' ? new SlackFailed(why) : new GithubFailed(why),
  again: 'now',
})
