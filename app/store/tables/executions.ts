/** Conversations, runs and their journals. */
export interface ExecutionTables {
  chat_session: ChatSessionRow
  message: MessageRow
  execution: ExecutionRow
  execution_event: ExecutionEventRow
  serious_intervention: { execution_id: string; marked_by: string; reason: string; at: number }
}

/** A conversation; only who began it can read it. */
export interface ChatSessionRow {
  id: string
  /** A person's or an agent's id. */
  asked_by: string
  agent_id: string
  created_at: number
}

/** One message of a conversation. Ids are in the order in which what they belong to was begun: a late answer stands with its question. */
export interface MessageRow {
  id: string
  session_id: string
  role: string
  content: string
  execution_id: string
  created_at: number
}

/** One run of one agent, or an attempt at it that was blocked. */
export interface ExecutionRow {
  id: string
  agent_id: string
  /** The agent's level when it was decided. */
  level: string
  asked_by: string
  session_id: string | null
  action: string
  complexity: number
  status: string
  supervised: number
  intervened: number
  /** What was asked for, as canonical JSON, and its hash. */
  request: string
  content_hash: string
  /** How the agent was found. */
  resolution_path: string
  /** The audit record of the decision. */
  decision_id: string
  proposal_id: string | null
  /** The one run of a task that this is; null where it is no part of anything larger. */
  run_id: string | null
  /** Which model was chosen, and why. */
  model_choice: string | null
  message_id: string | null
  response: string | null
  provider: string | null
  model: string | null
  usage: string | null
  error_code: string | null
  error_detail: string | null
  /** What was reserved of budgets until it ends, as JSON. */
  reserved: string | null
  instance_id: string | null
  trace_id: string
  created_at: number
  started_at: number | null
  ended_at: number | null
  /** Number of the journal's last event, once it has ended. */
  last_event: number | null
}

/** One numbered event of an execution's journal. */
export interface ExecutionEventRow {
  execution_id: string
  number: number
  kind: string
  data: string
  at: number
}
