import { refusalOf } from '../governance/proposal'
import { type Judgement, judge, type Verdict } from '../governance/proposal-store'
import { run, unit } from '../store/unit'
import { endWithout } from './ending'
import { endExecution, executionById, updateExecution } from './execution-store'
import type { JournalEvent } from './journal'
import { continueJournal } from './journal-store'

export interface Approval {
  readonly verdict: Verdict
  readonly outcomeId: string
  readonly instanceId: string
}

export interface Approved {
  readonly judgement: Judgement
  readonly executionId: string | undefined
  readonly events: readonly JournalEvent[]
  /** Nothing follows these events. */
  readonly last: boolean
}

/** Decides a proposal that stands for an execution: approved, it may begin; otherwise it has ended, and will never run. */
export const decideExecutionProposal = unit('execution.decide-proposal', function* ({ verdict, outcomeId, instanceId }: Approval) {
  const judgement = yield* judge(verdict)
  const nothing: Approved = { judgement, executionId: undefined, events: [], last: false }
  if (!('proposal' in judgement) || judgement.proposal.execution_id === null) return nothing
  const id = judgement.proposal.execution_id
  const [row] = yield* run(executionById, { id })
  if (row === undefined) return nothing
  if (judgement.kind === 'approved') {
    yield* run(updateExecution, { ...row, status: 'pending' })
    const entry = { kind: 'execution:approved', data: { execution_id: id, proposal_id: judgement.proposal.id } } as const
    return { judgement, executionId: id, events: yield* continueJournal(id, [entry], verdict.at), last: false } as Approved
  }
  const error = refusalOf({ status: judgement.kind, reason: judgement.proposal.reason })
  const ending = endWithout(row, { status: 'cancelled', outcome: judgement.kind, error, at: verdict.at, id: outcomeId, instanceId })
  const ended = yield* endExecution({ ...ending, from: ['awaiting_approval'], intervened: judgement.kind === 'rejected' })
  return { judgement, executionId: id, events: ended.kind === 'ended' ? ended.events : [], last: true } as Approved
})
