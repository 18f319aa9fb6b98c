/** What waits for a human. */
export interface GovernanceTables {
  proposal: ProposalRow
}

/** Something that waits for a human's decision, bound to its content. */
export interface ProposalRow {
  id: string
  kind: string
  /** Whose level and setbacks it hangs on; null where it hangs on no one agent. */
  agent_id: string | null
  /** The agent's level when it was asked for; a lower one makes it void. */
  level: string
  /** The agent's setbacks when it was asked for; one more makes it void. */
  setbacks: number
  action: string
  content: string
  content_hash: string
  asked_by: string
  status: string
  expires_at: number
  /** What a human may choose from, as JSON. */
  options: string | null
  chosen: string | null
  decided_by: string | null
  decided_at: number | null
  reason: string | null
  execution_id: string | null
  /** What whoever asked calls the request; asked again, it is the same proposal. */
  request_key: string | null
  /** When what was approved was begun, where that is not written down with what it began. */
  begun_at: number | null
  /** The audit record of the decision that made it. */
  decision_id: string
  created_at: number
}
