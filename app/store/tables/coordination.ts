/** Jobs for several agents, and what these share. */
export interface CoordinationTables {
  coordination: CoordinationRow
  task: TaskRow
  handoff: HandoffRow
  resource: ResourceRow
  resource_request: ResourceRequestRow
  shared_state: SharedStateRow
}

/** A job for several agents: tasks in parallel, a workflow, a pattern. */
export interface CoordinationRow {
  id: string
  kind: string
  asked_by: string
  /** The role that it was asked in. */
  asked_as: string
  /** What was asked for, as JSON. */
  request: string
  status: string
  /** What came of it, as JSON; what each task answered stands with its execution. */
  result: string | null
  error_code: string | null
  error_detail: string | null
  /** Who leads it. */
  instance_id: string
  trace_id: string
  /** Number of the last event before its first. */
  event_before: number
  created_at: number
  ended_at: number | null
}

/** One task of a coordination; what it does is an execution of its own. */
export interface TaskRow {
  coordination_id: string
  /** From 1, in the order asked for. */
  number: number
  /** What whoever asked calls it. */
  name: string
  /** What it is for: task, step, plan, part, finalize, vote, judge, review, revision. */
  role: string
  round: number
  agent_id: string
  action: string
  /** Its own words; what the agent is told is the execution's message. */
  message: string
  /** Numbers of the tasks that must be completed first, as JSON. */
  after: string
  /** Its present run: the execution that has it as `run_id`. */
  run_id: string
  attempt: number
  /** The handoff that gives the work to the agent, where it is handed on. */
  handoff_id: string | null
  /** Number of the failed task that this one stands in for. */
  replaces: number | null
  /** `pending` until it has ended. */
  status: string
  reason: string | null
  error_code: string | null
  error_detail: string | null
  ended_at: number | null
}

/** Work passed from one agent to another, with its context. */
export interface HandoffRow {
  id: string
  from_agent_id: string
  to_agent_id: string
  /** The giver's level at the time. */
  from_level: string
  /** The handoff that brought the work to the giver. */
  parent_id: string | null
  /** 1 for the first of a chain. */
  hop: number
  /** What is shared, as JSON. */
  context: string
  status: string
  /** Whether a human approved it. */
  approved: number
  proposal_id: string | null
  /** The audit record of the decision. */
  decision_id: string
  asked_by: string
  /** Why it was declined or rejected. */
  reason: string | null
  /** When work on it began. */
  begun_at: number | null
  created_at: number
  decided_at: number | null
  trace_id: string
}

/** Something that at most one agent holds at a time. */
export interface ResourceRow {
  id: string
  /** How it is given out while anybody holds it or waits for it. */
  strategy: string
  /** Of the last grant; only grows. */
  fencing: number
}

/** An agent's wish to hold a resource: waiting, holding, or over. */
export interface ResourceRequestRow {
  id: string
  resource_id: string
  agent_id: string
  asked_by: string
  /** Grows with each wish for the resource, and with the order in which agents are named; from 1 for whoever asks where nobody waits. */
  place: number
  ttl_ms: number
  status: string
  fencing: number | null
  created_at: number
  granted_at: number | null
  expires_at: number | null
  ended_at: number | null
}

/** A value that agents share, by its latest version. */
export interface SharedStateRow {
  scope: string
  key: string
  /** As JSON. */
  value: string
  /** 1 for the first. */
  version: number
  written_by: string
  agent_id: string | null
  updated_at: number
}
