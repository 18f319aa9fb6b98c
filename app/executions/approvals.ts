import type { ProposalKind } from '../governance/proposals'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import { decideExecutionProposal } from './approval-store'
import type { Executor } from './executor'
import type { Live } from './live'

interface Deps {
  readonly store: Store
  readonly newId: NewId
  readonly live: Live
  readonly logger: Logger
  readonly instanceId: string
  readonly executor: Pick<Executor, 'beginApproved'>
  /** Told of an execution that is part of something larger, which begins it in its turn. */
  readonly inTurn: (executionId: string) => void
}

/** Proposals that stand for executions. What was approved begins at once; if that cannot be, it is begun later. */
export const createExecutionProposals = ({ store, newId, live, logger, instanceId, executor, inTurn }: Deps): ProposalKind => ({
  async decide(verdict) {
    const { judgement, executionId, events, last } = await store.write(decideExecutionProposal, { verdict, outcomeId: newId(), instanceId })
    if (executionId !== undefined) live.publish(executionId, events, last)
    return judgement
  },
  async carryOut({ executionId }) {
    if (executionId === undefined) return
    inTurn(executionId)
    await executor.beginApproved(executionId).catch((error: unknown) => logger.warn({ error, execution: executionId }, 'what was approved is begun later'))
  },
})
