import { type ActingAgent, type Agent, type AgentPaused, type AgentRetired, levelOf, type Maturity, rank, standstill } from '../agents/agent'
import { ConcordError } from '../shared/errors'
import type { Action } from './actions'
import { type Decision, type DecisionKind, decide, type Wish } from './policy'

/** The agent has not earned the action. */
export class ActionForbidden extends ConcordError {
  readonly code = 'action_forbidden'
  constructor(agent: Agent, action: Action, decision: Decision) {
    super(`${agent.name} may not: ${decision.reason}`, {
      retryable: false,
      members: { agent_id: agent.id, agent_level: agent.maturity, needed_level: levelOf(action.complexity) },
    })
  }
}

/** A decision, and what a caller is told where it blocks. */
export type Ruling =
  | (Decision & { readonly kind: 'allowed' | 'needs_approval' })
  | (Decision & { readonly kind: 'blocked'; readonly error: ActionForbidden | AgentPaused | AgentRetired })

/** Decisions, each made once as long as the agent does not change (AR-05.6): whoever acts on one makes sure that the agent is still the one given. */
export interface Decisions {
  /** What an agent may do now; one that is paused or retired nothing (AR-05.5). */
  now(agent: ActingAgent, action: Action, wish?: Wish): Ruling
  /** The same of what a human has approved, when it is about to begin: allowed, unless the agent stands still or has less than the level it was approved at. */
  again(agent: ActingAgent, action: Action, approvedAt: Maturity): Exclude<Ruling, { kind: 'needs_approval' }>
}

/** So many are kept; then all are forgotten. */
const MOST = 10_000

/** `observe` is told of each decision, and whether it was known already. */
export function createDecisions(observe: (decision: DecisionKind, cached: boolean) => void): Decisions {
  const made = new Map<string, Decision>()
  const decided = (agent: ActingAgent, action: Action, { requireApproval = false }: Wish): Decision => {
    const { ownLevel } = agent
    const key = `${agent.id} ${agent.version} ${agent.maturity} ${ownLevel} ${requireApproval} ${action.name}`
    const known = made.get(key)
    if (known !== undefined) {
      observe(known.kind, true)
      return known
    }
    const decision = decide(agent.maturity, action, { requireApproval, ownLevel })
    if (made.size >= MOST) made.clear()
    made.set(key, decision)
    observe(decision.kind, false)
    return decision
  }
  const now: Decisions['now'] = (agent, action, wish = {}) => {
    const error = standstill(agent)
    if (error !== undefined) return { kind: 'blocked', reason: error.code, error }
    const { kind, reason } = decided(agent, action, wish)
    return kind === 'blocked' ? blocked(agent, action, reason) : { kind, reason }
  }
  return {
    now,
    again(agent, action, approvedAt) {
      const ruling = now(agent, action)
      if (ruling.kind === 'blocked') return ruling
      if (rank(agent.maturity) < rank(approvedAt)) return blocked(agent, action, `the agent was ${approvedAt} and is ${agent.maturity} now`)
      return { kind: 'allowed', reason: `approved: ${ruling.reason}` }
    },
  }
}

const blocked = (agent: Agent, action: Action, reason: string) =>
  ({ kind: 'blocked', reason, error: new ActionForbidden(agent, action, { kind: 'blocked', reason }) }) as const
