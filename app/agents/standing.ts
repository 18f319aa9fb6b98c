import { Forbidden, NotFound } from '../shared/errors'
import { run, type Write } from '../store/unit'
import { type Agent, agentOf, rank, standstill } from './agent'
import { agentById } from './agent-store'

/** An agent that may take part in nothing at the moment. */
export interface Unfit {
  readonly kind: 'unfit'
  readonly id: string
  /** Undefined where there is none. */
  readonly agent: Pick<Agent, 'name' | 'status'> | undefined
}

/** Part of any unit: an agent that must be there and at work. */
export function* activeAgent(id: string): Write<{ readonly kind: 'active'; readonly agent: Agent } | Unfit> {
  const [row] = yield* run(agentById, { id })
  if (row === undefined) return { kind: 'unfit', id, agent: undefined }
  const agent = agentOf(row)
  const { name, status } = agent
  return status === 'active' ? { kind: 'active', agent } : { kind: 'unfit', id, agent: { name, status } }
}

/** What is answered where a request names an agent that does not exist; `field` is the place. */
export const unknownAgent = (id: string, field?: string): NotFound =>
  new NotFound(`There is no agent ${JSON.stringify(id)}`, field === undefined ? {} : { field })

/** Throws AgentPaused, AgentRetired, or NotFound, which names the agent and the place. */
export function refuseUnfit({ id, agent }: Unfit, field?: string): never {
  throw (agent && standstill(agent)) ?? unknownAgent(id, field)
}

/** An agent puts itself to work, and agents that have earned no more than it. Throws Forbidden, and AgentPaused or AgentRetired if `by` may do nothing. */
export function refuseHigherLevel(agent: Agent, by: Agent): void {
  const still = standstill(by)
  if (still !== undefined) throw still
  if (agent.id !== by.id && rank(agent.maturity) > rank(by.maturity))
    throw new Forbidden(`An agent may run itself and agents of its own level or below; ${agent.name} is ${agent.maturity}, ${by.name} is ${by.maturity}`)
}
