import { type Agent, agentOf, type Maturity, rank, standstill } from '../agents/agent'
import { agentById } from '../agents/agent-store'
import type { Agents } from '../agents/agents'
import { actionOf } from '../governance/actions'
import { ActionForbidden, type Decisions } from '../governance/decisions'
import { isSupervised } from '../governance/policy'
import type { ChatMessage } from '../llm/chat'
import { type BudgetRefusal, budgetExceeded } from '../people/budget'
import type { OpenWork } from '../people/open-work'
import { hours } from '../shared/clock'
import { Forbidden } from '../shared/errors'
import type { ExecutionRow } from '../store/tables'
import { alert, type Decided, decisionRecord, executionRow, firstEntry, type Order, proposalRow, requestOf, sayingOf } from './draft'
import { INTERRUPTED } from './ending'
import type { ExecutionRequest, ModelChoice } from './execution'
import { approvedNotBegun, beginExecution, type End, executionById, finishExecution, runningAt, startExecution } from './execution-store'
import type { History } from './history'
import { type RunParts, wished } from './run'
import { type Context, createRuns } from './runs'

export type { Order } from './draft'

/** What became of an order at first: it runs, or it waits for a human. */
export type Taken =
  | { readonly kind: 'running'; readonly execution: ExecutionRow; readonly agent: Agent; readonly ended: Promise<ExecutionRow> }
  | { readonly kind: 'awaiting_approval'; readonly execution: ExecutionRow; readonly agent: Agent; readonly proposalId: string }

/** Runs agents (AR-05.12): decided, written down, then done; goes on although the caller leaves. */
export interface Executor {
  /** Throws NotFound, AgentPaused, AgentRetired, ActionForbidden, Forbidden, BudgetExceeded, ShuttingDown, StorageUnavailable. */
  execute(order: Order): Promise<Taken>
  /** Begins what was approved, if it still waits: decided again, as the agent is now. */
  beginApproved(executionId: string): Promise<void>
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

/** Which model answers (AR-05.11). */
export type ChooseModel = (query: { readonly message: string; readonly historyMessages: number; readonly named: string | undefined }) => ModelChoice

interface Deps extends RunParts {
  readonly agents: Agents
  readonly decisions: Decisions
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
  const { store, clock, newId, live, instanceId, agents, decisions, history, openWork, settings, choose, notify } = deps
  const runs = createRuns(deps)

  const contextOf = async (agent: Agent, { message, session_id, model }: ExecutionRequest): Promise<Context> => {
    const before = session_id === undefined ? [] : await history.latest(session_id)
    const instructions: readonly ChatMessage[] = agent.instructions === '' ? [] : [{ role: 'system', content: agent.instructions }]
    const choice = choose({ message, historyMessages: before.length, named: model ?? agent.model })
    return { messages: [...instructions, ...before, { role: 'user', content: message }], choice }
  }

  const decided = (order: Order, agent: Agent): Decided => {
    const action = actionOf(order.action)
    const common = { order, agent, action, at: clock.now(), instanceId }
    const still = standstill(agent)
    if (still !== undefined) return { ...common, kind: 'blocked', reason: still.code }
    return { ...common, ...decisions.of(agent, action, order) }
  }

  /** Writes the attempt down as it was decided; undefined if the agent has changed since it was looked at. */
  const attempt = async (order: Order, agent: Agent): Promise<Taken | undefined> => {
    const was = decided(order, agent)
    switch (was.kind) {
      case 'blocked': {
        const row = executionRow(was, newId, {})
        if ((await written(row, was, {})).kind === 'stale') return undefined
        throw standstill(agent) ?? new ActionForbidden(agent, was.action, was)
      }
      case 'needs_approval': {
        const proposalId = newId()
        const row = executionRow(was, newId, { proposalId })
        const proposal = proposalRow(row, { id: proposalId, expiresAt: was.at + hours(settings.proposalHours), setbacks: agent.setbacks })
        const event = alert(row, 'proposal.waiting', newId())
        return (await written(row, was, { proposal, event })).kind === 'begun' ? { kind: 'awaiting_approval', execution: row, agent, proposalId } : undefined
      }
      case 'allowed':
        return atOnce(was)
    }
  }

  /** A budget does not allow it: on record as blocked, though not held against the agent. */
  const refused = async (was: Decided, refusal: BudgetRefusal): Promise<undefined> => {
    const error = budgetExceeded(refusal, deps.currency)
    const blocked: Decided = { ...was, kind: 'blocked', reason: error.code }
    const row = { ...executionRow(blocked, newId, {}), error_code: error.code, error_detail: error.message }
    if ((await written(row, blocked, { counted: false })).kind === 'stale') return undefined
    throw error
  }

  const atOnce = async (was: Decided): Promise<Taken | undefined> => {
    const { order, agent } = was
    const context = await contextOf(agent, requestOf(order))
    const sessionId = order.sessionId ?? newId()
    const row = executionRow(was, newId, { sessionId, choice: context.choice })
    const work = openWork.begin(`execution ${row.id}`)
    try {
      const saying = sayingOf(row, { message: order.message, sessionId, at: was.at }, newId)
      const event = row.supervised === 1 ? alert(row, 'execution.supervised', newId()) : undefined
      const begun = await written(row, was, { saying, event, most: mostOf(context) })
      if (begun.kind === 'over_budget') {
        work.end()
        return await refused(was, begun.refusal)
      }
      if (begun.kind === 'begun') return { kind: 'running', execution: row, agent, ended: runs.start(row, agent, context, work) }
    } catch (error) {
      work.end()
      throw error
    }
    work.end()
    return undefined
  }

  const mostOf = ({ choice, messages }: Context) => deps.gateway.most(wished({ model: choice.model ?? undefined }, messages))

  const written = async (
    row: ExecutionRow,
    was: Decided,
    { counted = true, ...rest }: Pick<Parameters<typeof beginExecution.body>[0], 'saying' | 'proposal' | 'event' | 'most'> & { counted?: boolean },
  ) => {
    const record = decisionRecord(row, was, { id: row.decision_id })
    const decision = { ...record, blocked: record.blocked && counted }
    const begun = await store.write(beginExecution, {
      execution: row,
      agentVersion: was.agent.version,
      decision,
      entries: [firstEntry(row, was.agent)],
      ...rest,
    })
    if (begun.kind === 'begun') live.publish(row.id, begun.events, was.kind === 'blocked')
    if (rest.event !== undefined && begun.kind === 'begun') notify()
    return begun
  }

  /** What was approved is blocked all the same once the agent has lost the level it was approved for. */
  const decidedAnew = (agent: Agent, { action, level }: ExecutionRow) =>
    rank(agent.maturity) < rank(level as Maturity)
      ? { kind: 'blocked' as const, reason: `the agent was ${level} and is ${agent.maturity} now` }
      : decisions.of(agent, actionOf(action))

  /** Claims what was approved and begins it; decided again as the agent is at that moment. */
  const begin = async (row: ExecutionRow): Promise<void> => {
    const [stored] = await store.find(agentById, { id: row.agent_id })
    if (stored === undefined) return
    const agent = agentOf(stored)
    const request: ExecutionRequest = JSON.parse(row.request)
    const action = actionOf(row.action)
    const still = standstill(agent)
    const at = clock.now()
    const again = { agent, action, at, instanceId }
    const decision = still === undefined ? decidedAnew(agent, row) : { kind: 'blocked' as const, reason: still.code }
    if (decision.kind === 'blocked') {
      const error = still ?? new ActionForbidden(agent, action, decision)
      return ending({
        ...endWithout(row, 'blocked', error, 'void'),
        decision: decisionRecord(row, { ...again, ...decision }, { id: newId(), again: row.decision_id }),
      })
    }
    const work = openWork.begin(`execution ${row.id}`)
    try {
      const context = await contextOf(agent, request)
      const sessionId = request.session_id ?? newId()
      const started = await store.write(startExecution, {
        id: row.id,
        instanceId,
        agentVersion: agent.version,
        most: mostOf(context),
        at,
        sessionId,
        modelChoice: JSON.stringify(context.choice),
        supervised: isSupervised(agent.maturity, action),
        decision: decisionRecord(row, { ...again, kind: 'allowed', reason: `approved: ${decision.reason}` }, { id: newId(), again: row.decision_id }),
        entry: {
          kind: 'execution:started',
          data: { execution_id: row.id, agent_id: agent.id, agent_name: agent.name, action: row.action, session_id: sessionId },
        },
        saying: sayingOf(row, { message: request.message, sessionId, at }, newId),
      })
      if (started.kind === 'started') {
        live.publish(row.id, started.events, false)
        runs.start(started.execution, agent, context, work).catch(() => undefined)
        return
      }
      work.end()
      if (started.kind === 'over_budget') {
        const error = budgetExceeded(started.refusal, deps.currency)
        const record = decisionRecord(row, { ...again, kind: 'blocked', reason: error.code }, { id: newId(), again: row.decision_id })
        await ending({ ...endWithout(row, 'blocked', error, 'void'), decision: { ...record, blocked: false } })
      }
      if (started.kind === 'stale') await begin(row)
    } catch (error) {
      work.end()
      throw error
    }
  }

  /** The end of something that did not run, or does no longer. */
  const endWithout = (row: ExecutionRow, status: string, error: { readonly code: string; readonly message: string }, outcome: string): End => ({
    id: row.id,
    from: ['pending'],
    status,
    at: clock.now(),
    entries: [{ kind: 'streaming:error', data: { execution_id: row.id, code: error.code, detail: error.message } }],
    result: { error_code: error.code, error_detail: error.message },
    outcome: {
      ...{ id: newId(), at: clock.now(), actor: row.asked_by, action: 'action.ended', subject: row.agent_id, outcome },
      ...{ details: { execution: row.id, code: error.code }, traceId: row.trace_id, instanceId },
    },
  })

  const ending = async (end: End): Promise<void> => {
    const result = await store.write(finishExecution, end)
    if (result.kind === 'ended') live.publish(end.id, result.events, true)
  }

  return {
    async execute(order) {
      if (order.sessionId !== undefined) await history.session(order.sessionId, order.by.id)
      let agent = await agents.known(order.agentId)
      for (;;) {
        if (order.by.role === 'agent') refuseHigherLevel(agent, await agents.get(order.by.id))
        const taken = await attempt(order, agent)
        if (taken !== undefined) return taken
        agent = await agents.get(order.agentId)
      }
    },
    async beginApproved(executionId) {
      const [row] = await store.find(executionById, { id: executionId })
      if (row?.status === 'pending') await begin(row)
    },
    notice: runs.notice,
    async lookAfter() {
      await runs.lookAfter()
      if (!openWork.stopping()) for (const row of await store.find(approvedNotBegun, {})) await begin(row)
    },
    async recover(gone) {
      for (const row of await store.find(runningAt, { instance_id: gone }))
        await ending({
          ...endWithout(row, 'interrupted', { code: INTERRUPTED.code, message: INTERRUPTED.detail }, 'interrupted'),
          from: ['running', 'paused'],
          instanceId: gone,
        })
    },
  }
}

/** An agent runs itself, and agents that have earned no more than it. Throws Forbidden, AgentPaused, AgentRetired. */
function refuseHigherLevel(agent: Agent, by: Agent): void {
  const still = standstill(by)
  if (still !== undefined) throw still
  if (agent.id !== by.id && rank(agent.maturity) > rank(by.maturity))
    throw new Forbidden(`An agent may run itself and agents of its own level or below; ${agent.name} is ${agent.maturity}, ${by.name} is ${by.maturity}`)
}
