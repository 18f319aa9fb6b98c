import { type Agent, levelOf } from '../agents/agent'
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

/** Decisions, each made once as long as the agent does not change (AR-05.6). */
export interface Decisions {
  /** Of the agent as it is given: whoever acts on it makes sure that this is what it still is. */
  of(agent: Agent, action: Action, wish?: Wish): Decision
}

/** So many are kept; then all are forgotten. */
const MOST = 10_000

/** `observe` is told of each decision, and whether it was known already. */
export function createDecisions(observe: (decision: DecisionKind, cached: boolean) => void): Decisions {
  const made = new Map<string, Decision>()
  return {
    of(agent, action, wish = {}) {
      const key = `${agent.id} ${agent.version} ${wish.requireApproval === true} ${action.name}`
      const known = made.get(key)
      if (known !== undefined) {
        observe(known.kind, true)
        return known
      }
      const decision = decide(agent.maturity, action, wish)
      if (made.size >= MOST) made.clear()
      made.set(key, decision)
      observe(decision.kind, false)
      return decision
    },
  }
}
