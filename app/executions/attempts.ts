import type { Agent } from '../agents/agent'
import { actionOf } from '../governance/actions'
import type { Decisions, Ruling } from '../governance/decisions'
import { type BudgetRefusal, budgetExceeded } from '../people/budget'
import type { OpenWork } from '../people/open-work'
import { hours } from '../shared/clock'
import { type ConcordError, Conflict, ShuttingDown } from '../shared/errors'
import type { ExecutionRow } from '../store/tables'
import type { Asker } from './asker'
import type { RunParts } from './assignment'
import type { Contexts } from './context'
import { alert, type Decided, decisionRecord, executionRow, firstEntry, type Order, proposalRow, requestOf, sayingOf, sessionFor } from './draft'
import { type Begin, beginExecution } from './execution-store'
import { actingOn, type HandedOn } from './handed-on'
import type { Runs } from './runs'

/** What became of an order at first: it runs, or it waits for a human. */
export type Taken =
  | { readonly kind: 'running'; readonly execution: ExecutionRow; readonly agent: Agent; readonly ended: Promise<ExecutionRow> }
  | { readonly kind: 'awaiting_approval'; readonly execution: ExecutionRow; readonly agent: Agent; readonly proposalId: string }

/** Orders, decided and written down before anything happens. */
export interface Attempts {
  /** Undefined if the agent, or who asks, has changed since they were looked at, and nothing was written. Throws what blocks it, and BudgetExceeded. */
  attempt(order: Order, agent: Agent, asker: Asker | undefined): Promise<Taken | undefined>
}

export interface AttemptParts extends Pick<RunParts, 'store' | 'clock' | 'newId' | 'live' | 'instanceId' | 'currency'> {
  readonly decisions: Decisions
  readonly contexts: Contexts
  readonly handedOn: HandedOn
  readonly openWork: OpenWork
  readonly runs: Runs
  readonly settings: { readonly proposalHours: number }
  /** Wakes whoever follows events. */
  readonly notify: () => void
}

type Rest = Pick<Begin, 'saying' | 'proposal' | 'event' | 'most'>

export function createAttempts({
  store,
  clock,
  newId,
  live,
  instanceId,
  currency,
  decisions,
  contexts,
  handedOn,
  openWork,
  runs,
  settings,
  notify,
}: AttemptParts): Attempts {
  const written = async (row: ExecutionRow, was: Decided, { counted = true, ...rest }: Rest & { readonly counted?: boolean }) => {
    const record = decisionRecord(row, was, { id: row.decision_id })
    const begun = await store.write(beginExecution, {
      ...{ execution: row, instanceId, asker: was.asker },
      seen: [was.agent, ...(was.handed?.seen ?? [])].map(({ id, version }) => ({ id, version })),
      handoffId: was.kind === 'allowed' ? was.order.handoffId : undefined,
      decision: { ...record, blocked: record.blocked && counted },
      entries: [firstEntry(row, was.agent)],
      ...rest,
    })
    if (begun.kind === 'unwanted') throw new Conflict('What it is part of is over, or led elsewhere')
    if (begun.kind === 'begun') live.publish(row.id, begun.events, was.kind === 'blocked')
    if (begun.kind === 'begun' && rest.event !== undefined) notify()
    return begun
  }

  /** An agent that stands still is not one that may not do it: the execution tells them apart. */
  const block = async (was: Decided, error: ConcordError): Promise<undefined> => {
    const standstill = error.code === was.reason ? { error_code: error.code, error_detail: error.message } : {}
    if ((await written({ ...executionRow(was, newId, {}), ...standstill }, was, {})).kind === 'stale') return undefined
    throw error
  }

  /** A budget does not allow it: on record as blocked, though not held against the agent. */
  const refuse = async (was: Decided, refusal: BudgetRefusal): Promise<undefined> => {
    const error = budgetExceeded(refusal, currency)
    const blocked: Decided = { ...was, kind: 'blocked', reason: error.code }
    const row = { ...executionRow(blocked, newId, {}), error_code: error.code, error_detail: error.message }
    if ((await written(row, blocked, { counted: false })).kind === 'stale') return undefined
    throw error
  }

  const propose = async (was: Decided): Promise<Taken | undefined> => {
    if (openWork.stopping()) throw new ShuttingDown()
    const { agent, at } = was
    const proposalId = newId()
    const execution = executionRow(was, newId, { proposalId })
    const proposal = proposalRow(execution, { id: proposalId, expiresAt: at + hours(settings.proposalHours), setbacks: agent.setbacks })
    const begun = await written(execution, was, { proposal, event: alert(execution, 'proposal.waiting', newId()) })
    return begun.kind === 'begun' ? { kind: 'awaiting_approval', execution, agent, proposalId } : undefined
  }

  const runAtOnce = async (was: Decided): Promise<Taken | undefined> => {
    const { order, agent, at } = was
    const context = await contexts.of(agent, requestOf(order), was.handed)
    const sessionId = sessionFor(order, newId)
    const execution = executionRow(was, newId, { sessionId, choice: context.choice })
    const saying = sayingOf(execution, { message: order.message, sessionId, at }, newId)
    const event = execution.supervised === 1 ? alert(execution, 'execution.supervised', newId()) : undefined
    const work = openWork.begin(`execution ${execution.id}`)
    try {
      const begun = await written(execution, was, { saying, event, most: contexts.most(context) })
      if (begun.kind === 'begun') return { kind: 'running', execution, agent, ended: runs.start(execution, agent, context, work) }
      work.end()
      return begun.kind === 'over_budget' ? await refuse(was, begun.refusal) : undefined
    } catch (error) {
      work.end()
      throw error
    }
  }

  return {
    async attempt(order, known, asker) {
      const action = actionOf(order.action)
      const handed = order.handoffId === undefined ? undefined : await handedOn.standing(order.handoffId, known, order.by)
      const agent = actingOn(known, handed)
      const ruling: Ruling = decisions.now(agent, action, order)
      const was: Decided = { order, agent, asker, handed, action, kind: ruling.kind, reason: ruling.reason, at: clock.now(), instanceId }
      switch (ruling.kind) {
        case 'blocked':
          return block(was, ruling.error)
        case 'needs_approval':
          return propose(was)
        case 'allowed':
          return runAtOnce(was)
      }
    },
  }
}
