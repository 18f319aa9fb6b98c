import { executionByRun } from '../executions/execution-store'
import type { Executor } from '../executions/executor'
import type { Principal } from '../people/person'
import { ConcordError, ShuttingDown, StorageUnavailable } from '../shared/errors'
import type { Logger } from '../shared/logger'
import type { Trace } from '../shared/trace'
import { define } from '../store/statement'
import type { Store } from '../store/store'
import type { ExecutionRow } from '../store/tables'
import type { News } from './news'
import type { HandingOn } from './pattern'

/** One task as it is to be run. */
export interface Job {
  readonly number: number
  readonly agentId: string
  readonly action: string
  /** What the agent is told. */
  readonly message: () => string
  readonly runId: string
  /** Its execution, if it has one already. */
  readonly executionId: string | undefined
  readonly handoff: (HandingOn & { readonly id: string }) | undefined
}

/** Work given from one agent to another before it is done; asked again under the same id it is the same handoff. */
export interface HandOn {
  /** Throws what refuses it, also a human's word. */
  hand(work: HandingOn & { readonly id: string; readonly to: string; readonly by: Principal; readonly trace: Trace }): Promise<Handed>
}
export type Handed = { readonly kind: 'accepted' } | { readonly kind: 'awaiting_approval'; readonly proposalId?: string | undefined }

export interface RunnerParts {
  readonly store: Store
  readonly logger: Logger
  readonly executor: Pick<Executor, 'execute' | 'beginInTurn'>
  readonly handoffs: HandOn
}

/** Runs a coordination's tasks as ordinary executions, for whoever asked for it. */
export interface TaskRunner {
  /** What becomes of it is told, also after this has resolved. */
  begin(job: Job): Promise<void>
  /** Tells what has become of a task that is in the hands of others. */
  look(job: Job): Promise<void>
}

interface Errand {
  readonly by: Principal
  readonly trace: Trace
  readonly tell: (news: News) => void
}

const handoffStatus = define<{ id: string }>()((db, p) => db.selectFrom('handoff').select('status').where('id', '=', p.id))

export function createTaskRunner({ store, logger, executor, handoffs }: RunnerParts, { by, trace, tell }: Errand): TaskRunner {
  const runOf = async ({ runId }: Job): Promise<ExecutionRow | undefined> => (await store.find(executionByRun, { run_id: runId }))[0]
  const startedAs = (number: number, { id, started_at, created_at }: ExecutionRow, followed: boolean) =>
    tell({ kind: 'started', number, executionId: id, at: started_at ?? created_at, followed })

  const start = async (job: Job): Promise<void> => {
    const { number, agentId, action, runId, handoff } = job
    if (job.executionId !== undefined) return startApproved(job, job.executionId)
    if (handoff !== undefined) {
      const handed = await handoffs.hand({ ...handoff, to: agentId, by, trace })
      if (handed.kind === 'awaiting_approval') return tell({ kind: 'asleep', number, executionId: undefined, proposalId: handed.proposalId ?? '' })
    }
    const taken = await executor.execute({ ...{ agentId, action, runId, by, trace }, message: job.message(), handoffId: handoff?.id, resolutionPath: 'named' })
    if (taken.kind === 'awaiting_approval') return tell({ kind: 'asleep', number, executionId: taken.execution.id, proposalId: taken.proposalId })
    startedAs(number, taken.execution, true)
    taken.ended.then(
      (execution) => tell({ kind: 'ended', number, execution }),
      () => tell({ kind: 'adrift', number }),
    )
  }

  const startApproved = async (job: Job, executionId: string): Promise<void> => {
    await executor.beginInTurn(executionId)
    const execution = await runOf(job)
    if (execution?.ended_at === null) startedAs(job.number, execution, false)
    else if (execution !== undefined) tell({ kind: 'ended', number: job.number, execution })
  }

  /** What has become of a run that somebody else began, or that was begun before. */
  const asItIs = (number: number, execution: ExecutionRow): void => {
    const { id, status, proposal_id } = execution
    if (execution.ended_at !== null) tell({ kind: 'ended', number, execution })
    else if (status === 'awaiting_approval') tell({ kind: 'asleep', number, executionId: id, proposalId: proposal_id ?? '' })
    else if (status === 'pending') tell({ kind: 'later', number })
    else startedAs(number, execution, false)
  }

  /** What was refused stands on record as a blocked execution, unless nothing could even be decided about. */
  const refused = async (job: Job, error: unknown): Promise<void> => {
    const { number } = job
    if (error instanceof ShuttingDown) return
    if (error instanceof StorageUnavailable) return tell({ kind: 'later', number })
    const execution = await runOf(job).catch(() => undefined)
    if (execution !== undefined) return asItIs(number, execution)
    if (!(error instanceof ConcordError)) logger.error({ error }, 'a task could not be begun')
    const { code, message: detail } = error instanceof ConcordError ? error : { code: 'internal_error', message: 'Something unexpected happened' }
    tell({ kind: 'refused', number, status: code.startsWith('proposal_') ? 'cancelled' : 'blocked', error: { code, detail } })
  }

  return {
    begin: (job) => start(job).catch((error: unknown) => refused(job, error)),
    async look(job) {
      const { number } = job
      const execution = await runOf(job)
      if (execution !== undefined && execution.ended_at !== null) return tell({ kind: 'ended', number, execution })
      if (execution?.status === 'pending') return tell({ kind: 'awake', number })
      if (execution !== undefined) return
      const [handoff] = job.handoff === undefined ? [] : await store.find(handoffStatus, { id: job.handoff.id })
      if (handoff?.status !== 'awaiting_approval') tell({ kind: 'awake', number })
    },
  }
}
