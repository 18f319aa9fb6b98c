/** Agents, their tokens and their record. */
export interface AgentTables {
  agent: AgentRow
  agent_token: AgentTokenRow
  agent_tally: AgentTallyRow
}

export interface AgentRow {
  id: string
  name: string
  instructions: string
  category: string
  /** The model it is asked with, unless the caller names one. */
  model: string | null
  maturity: string
  status: string
  /** Grows with each change, so that a decision made before it is recognised. */
  version: number
  /** Grows when a level is entered: what is counted belongs to one term. */
  term: number
  /** Grows with each pause, retirement and loss of a level: what was proposed before is void. */
  setbacks: number
  is_default: number
  created_by: string
  created_at: number
  updated_at: number
}

/** A secret that stands for an agent until it expires or is ended. */
export interface AgentTokenRow {
  id: string
  agent_id: string
  hash: string
  created_at: number
  expires_at: number
  ended_at: number | null
}

/** What an agent's record at one level adds up to; written in the same transactions as the record. */
export interface AgentTallyRow {
  agent_id: string
  term: number
  decisions: number
  blocked: number
  /** Executions that ran and have ended, and those of them that had an intervention. */
  ended: number
  intervened: number
  decided_proposals: number
  rejected_proposals: number
  episodes: number
}
