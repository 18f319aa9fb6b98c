import type { Agent } from '../agents/agent'
import type { Agents } from '../agents/agents'
import type { Decisions } from '../governance/decisions'
import type { OpenWork } from '../people/open-work'
import type { ExecutionRow } from '../store/tables'
import { type Asker, askerNow } from './asker'
import type { RunParts } from './assignment'
import { createAttempts, type Taken } from './attempts'
import { createBeginnings } from './beginnings'
import { type ChooseModel, createContexts } from './context'
import type { Order } from './draft'
import { endWithout, INTERRUPTED } from './ending'
import { approvedNotBegun, executionById, runningAt } from './execution-store'
import type { HandedOn } from './handed-on'
import type { History } from './history'
import { createRuns } from './runs'

export type { Taken } from './attempts'
export type { Order } from './draft'

/** Runs agents (AR-05.12): decided, written down, then done; goes on although the caller leaves. */
export interface Executor {
  /** Throws NotFound, AgentPaused, AgentRetired, ActionForbidden, Forbidden, Unauthenticated, BudgetExceeded, ShuttingDown, StorageUnavailable. */
  execute(order: Order): Promise<Taken>
  /** Begins what was approved, if it still waits: decided again, as the agent is now. What is part of something larger is left to that. */
  beginApproved(executionId: string): Promise<void>
  /** Begins what was approved as part of something larger. */
  beginInTurn(executionId: string): Promise<void>
  /** Somebody changed an execution; what this process runs of it follows. */
  notice(row: ExecutionRow): Promise<void>
  /** Looks after what others changed, ends that could not be written, and approvals that nobody began. To be called now and then. */
  lookAfter(): Promise<void>
  /** What an instance that is gone was running becomes interrupted. Doing it again changes nothing. */
  recover(goneInstanceId: string): Promise<void>
}

export interface ExecutorSettings {
  readonly proposalHours: number
}

interface Deps extends RunParts {
  readonly agents: Agents
  readonly decisions: Decisions
  readonly handedOn: HandedOn
  readonly history: History
  readonly openWork: OpenWork
  readonly settings: ExecutorSettings
  readonly choose: ChooseModel
  /** Wakes whoever follows events. */
  readonly notify: () => void
  /** Called after an execution has ended here, and not waited for. */
  readonly ended: () => Promise<void>
}

export function createExecutor(deps: Deps): Executor {
  const { store, clock, newId, logger, agents, history, openWork } = deps
  const runs = createRuns(deps)
  const parts = { ...deps, runs, contexts: createContexts(deps) }
  const attempts = createAttempts(parts)
  const beginnings = createBeginnings(parts)

  /** A person who asks for it now was recognised just now; whoever asked for a part of something larger did so before. */
  const askerOf = async ({ by, runId }: Order, agent: Agent): Promise<Asker | undefined> =>
    by.role === 'agent' || runId !== undefined ? askerNow(store, by.id, agent) : undefined

  /** One that cannot be begun does not hold up the others. */
  const beginOrLog = (row: ExecutionRow) =>
    beginnings.begin(row).catch((error: unknown) => logger.warn({ error, execution: row.id }, 'what was approved is begun later'))

  return {
    async execute(order) {
      if (order.sessionId !== undefined) await history.session(order.sessionId, order.by.id)
      // An agent that acts itself is looked at as it is now, and so is the one that it wants to run.
      let agent = order.by.role === 'agent' ? await agents.get(order.agentId) : await agents.known(order.agentId)
      for (;;) {
        const taken = await attempts.attempt(order, agent, await askerOf(order, agent))
        if (taken !== undefined) return taken
        agent = await agents.get(order.agentId)
      }
    },
    async beginApproved(executionId) {
      const [row] = await store.find(executionById, { id: executionId })
      if (row?.status === 'pending' && row.run_id === null) await beginnings.begin(row)
    },
    async beginInTurn(executionId) {
      const [row] = await store.find(executionById, { id: executionId })
      if (row?.status === 'pending') await beginnings.begin(row)
    },
    notice: runs.notice,
    async lookAfter() {
      await runs.lookAfter()
      if (!openWork.stopping()) for (const row of await store.find(approvedNotBegun, {})) await beginOrLog(row)
    },
    async recover(gone) {
      const interrupted = { code: INTERRUPTED.code, message: INTERRUPTED.detail }
      for (const row of await store.find(runningAt, { instance_id: gone })) {
        const end = endWithout(row, { status: 'interrupted', outcome: 'interrupted', error: interrupted, at: clock.now(), id: newId(), instanceId: gone })
        await beginnings.end({ ...end, from: ['running', 'paused'], instanceId: gone })
      }
    },
  }
}
