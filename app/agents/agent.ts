import { ConcordError } from '../shared/errors'
import type { AgentRow } from '../store/tables'

/** What an agent has earned, lowest first; each covers one more complexity of actions. */
export const LEVELS = ['student', 'intern', 'supervised', 'autonomous'] as const
export type Maturity = (typeof LEVELS)[number]

export const AGENT_STATUSES = ['active', 'paused', 'retired'] as const
export type AgentStatus = (typeof AGENT_STATUSES)[number]

/** The highest complexity that a level covers: 1 to 4. */
export const rank = (level: Maturity): number => LEVELS.indexOf(level) + 1

/** The level that covers a complexity, from 1 to 4. */
export const levelOf = (complexity: number): Maturity => LEVELS[complexity - 1] ?? 'autonomous'

/** A named worker. `version` grows with each change, `term` whenever a level is entered. */
export interface Agent {
  readonly id: string
  readonly name: string
  readonly instructions: string
  readonly category: string
  readonly model: string | undefined
  readonly maturity: Maturity
  readonly status: AgentStatus
  readonly version: number
  readonly term: number
  /** Grows with each pause, retirement and loss of a level. */
  readonly setbacks: number
  readonly isDefault: boolean
  readonly createdBy: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** An agent at the level that counts for what it does now. */
export interface ActingAgent extends Agent {
  /** The level it has itself, where another counts because the work was handed on. */
  readonly ownLevel?: Maturity
}

export const agentOf = (row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  instructions: row.instructions,
  category: row.category,
  model: row.model ?? undefined,
  maturity: row.maturity as Maturity,
  status: row.status as AgentStatus,
  version: row.version,
  term: row.term,
  setbacks: row.setbacks,
  isDefault: row.is_default === 1,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

type Changeable = Pick<AgentRow, 'maturity' | 'status' | 'instructions' | 'model'>

/**
 * How many setbacks an agent has had once it is changed: a pause, a retirement and a lower level are one each, and so are other instructions
 * or another model: what was asked for before was asked of another agent. Pure.
 */
export function setbacksAfter(before: Changeable & Pick<AgentRow, 'setbacks'>, after: Changeable): number {
  const stopped = before.status === 'active' && after.status !== 'active'
  const fell = rank(after.maturity as Maturity) < rank(before.maturity as Maturity)
  const another = before.instructions !== after.instructions || before.model !== after.model
  return before.setbacks + Number(stopped || fell || another)
}

export class AgentPaused extends ConcordError {
  readonly code = 'agent_paused'
}

export class AgentRetired extends ConcordError {
  readonly code = 'agent_retired'
}

/** Why an agent may do nothing at all at the moment, or undefined if it is active (AR-05.5). Pure. */
export function standstill({ name, status }: Pick<Agent, 'name' | 'status'>): AgentPaused | AgentRetired | undefined {
  switch (status) {
    case 'active':
      return undefined
    case 'paused':
      return new AgentPaused(`${name} is paused and may do nothing until it is resumed`)
    case 'retired':
      return new AgentRetired(`${name} is retired`)
  }
}
