/**
 * The whole schema. Times are epoch milliseconds, ids UUID v7, truth values 0 and 1.
 * What has to be stored but not read (`sealed`) is encrypted; tokens are kept as hashes only.
 */
export interface Tables {
  migration: { name: string; at: number }
  instance: InstanceRow
  audit: AuditRow
  person: PersonRow
  identity: { issuer: string; subject: string; person_id: string }
  token: CredentialRow
  session: CredentialRow
  sign_in: { state_hash: string; browser_hash: string; sealed: string; expires_at: number }
  provider_key: ProviderKeyRow
  send: SendRow
  agent: AgentRow
  agent_token: AgentTokenRow
  agent_tally: AgentTallyRow
  chat_session: ChatSessionRow
  message: MessageRow
  execution: ExecutionRow
  execution_event: ExecutionEventRow
  proposal: ProposalRow
  serious_intervention: { execution_id: string; marked_by: string; reason: string; at: number }
  event: EventRow
  episode: EpisodeRow
  episode_due: { execution_id: string; tries: number; next_at: number }
  budget: BudgetRow
  budget_day: BudgetDayRow
  coordination: CoordinationRow
  task: TaskRow
  handoff: HandoffRow
  resource: ResourceRow
  resource_request: ResourceRequestRow
  shared_state: SharedStateRow
  direct_message: DirectMessageRow
  message_block: { owner_id: string; sender_id: string; created_at: number }
  post: PostRow
  reaction: { post_id: string; emoji: string; actor_id: string; created_at: number }
  hashtag: HashtagRow
  hashtag_use: HashtagUseRow
  channel: ChannelRow
  channel_member: ChannelMemberRow
  channel_message: ChannelMessageRow
  subscription: SubscriptionRow
  delivery: { subscription: number; event: number; status: string }
  delivery_total: DeliveryTotalRow
  dead_letter: DeadLetterRow
  queue_task: QueueTaskRow
  held_task: HeldTaskRow
  request: RequestRow
  barrier: { name: string; generation: number; parties: number }
  barrier_member: BarrierMemberRow
  barrier_end: BarrierEndRow
  breaker: BreakerRow
  lease: LeaseRow
}

/** A running platform on this database; silent for 15 seconds, or its lock free, it is gone. */
export interface InstanceRow {
  id: string
  started_at: number
  seen_at: number
}

/** One record of the hash-chained trail. `hash` covers everything else and the hash before. */
export interface AuditRow {
  seq: number
  id: string
  at: number
  actor: string
  action: string
  subject: string | null
  /** The record that this one completes. */
  of: string | null
  outcome: string | null
  details: string
  trace_id: string | null
  instance_id: string | null
  hash: string
}

export interface PersonRow {
  id: string
  name: string
  email: string
  role: string
  created_at: number
  removed_at: number | null
}

/** A token or a session: a secret that stands for a person until it expires or is ended. */
export interface CredentialRow {
  id: string
  person_id: string
  hash: string
  /** The token that this session was made from; it ends with it. */
  parent_id: string | null
  created_at: number
  expires_at: number
  ended_at: number | null
}

/** A person's own key for a provider; without `sealed` only what they said about the platform's key is kept. */
export interface ProviderKeyRow {
  person_id: string
  provider: string
  sealed: string | null
  last4: string | null
  status: string
  allow_platform_key: number
  updated_at: number
}

/** A message to an outside service that must not be sent twice. The outbox. */
export interface SendRow {
  id: string
  person_id: string
  service: string
  /** What the person calls the request; null if they gave no key, or the key may be used anew. */
  idempotency_key: string | null
  request_hash: string
  request: string
  /** The agent that it is sent for, and the audit record of the decision; null where a person sends for themselves. */
  agent_id: string | null
  decision_id: string | null
  status: string
  /** How often it was begun to be sent; a change counts only for the attempt it was made for. */
  attempt: number
  answer: string | null
  failure: string | null
  /** The audit record of the latest attempt's beginning. */
  audit_id: string
  instance_id: string
  created_at: number
  updated_at: number
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

/** The log of events that others are told of. */
export interface EventRow {
  number: number
  id: string
  topic: string
  type: string
  source: string
  at: number
  data: string
  correlation_id: string | null
}

/** What an agent remembers of a completed execution. */
export interface EpisodeRow {
  id: string
  agent_id: string
  execution_id: string
  /** Who asked for it: nobody else but supervisors and the agent finds it. */
  asked_by: string
  message: string
  response: string
  created_at: number
}

/** The most that a person or an agent may spend a UTC day, in billionths of the currency. */
export interface BudgetRow {
  owner_id: string
  amount: number
  updated_at: number
}

/** What is reserved and spent of a budget on one UTC day (`2026-11-21`). */
export interface BudgetDayRow {
  owner_id: string
  day: string
  reserved: number
  spent: number
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

/** Something said from one to another; nobody else reads it. Numbers are in the order in which they were stored. */
export interface DirectMessageRow {
  number: number
  id: string
  from_id: string
  /** `person` or `agent`. */
  from_kind: string
  to_id: string
  to_kind: string
  type: string
  content: string
  /** Who wrote it: for an agent, perhaps a person who acts for it. */
  sent_by: string
  /** Under which the sender may repeat the request, for as long as a key stands. */
  idempotency_key: string | null
  created_at: number
}

/** One post of the social feed, with personal data masked. */
export interface PostRow {
  number: number
  id: string
  author_id: string
  author_kind: string
  posted_by: string
  type: string
  content: string
  is_public: number
  /** From 1, without gaps, also of those that were removed; private posts have none. */
  place: number | null
  created_at: number
  removed_at: number | null
  removed_by: string | null
}

/** When an author last used a hashtag in a post that has not been removed. */
export interface HashtagUseRow {
  tag: string
  author_id: string
  latest: number
}

/** A hashtag of a public post that has not been removed, case-folded. */
export interface HashtagRow {
  created_at: number
  post_number: number
  tag: string
  author_id: string
}

export interface ChannelRow {
  id: string
  name: string
  type: string
  is_private: number
  created_by: string
  created_at: number
}

/** A person or an agent that belongs to a channel now. Numbers are in the order in which they came. */
export interface ChannelMemberRow {
  number: number
  channel_id: string
  member_id: string
  member_kind: string
  joined_at: number
}

/** One message of a channel, with personal data masked. */
export interface ChannelMessageRow {
  number: number
  id: string
  channel_id: string
  author_id: string
  author_kind: string
  posted_by: string
  content: string
  created_at: number
}

/** Somebody who wants every event of some topics, in order, each until it is acknowledged. */
export interface SubscriptionRow {
  number: number
  id: string
  owner_id: string
  name: string
  /** As JSON. */
  topics: string
  /** Number of the last event before its first. */
  begun_after: number
  /** Number of the last event that is settled for it: acknowledged, set aside, no longer kept, or on none of its topics. */
  done_up_to: number
  /** What is in flight: the events up to this number; or a dead letter; since when. */
  sent_up_to: number | null
  letter_id: string | null
  sent_at: number | null
  /** How often anything was sent: the number of what is in flight. */
  flights: number
  /** How often its next event was delivered. */
  tries: number
  /** The id of the event that it acknowledged last. */
  last_acknowledged: string | null
  /** Events it never had that are no longer kept, until it has acknowledged a later one. */
  gap_from: number | null
  gap_to: number | null
  created_at: number
  ended_at: number | null
}
/** What has become of events that are no longer kept, counted. */
export interface DeliveryTotalRow {
  subscription: number
  topic: string
  published: number
  delivered: number
  acknowledged: number
  set_aside: number
}
/** An event that a subscriber did not take in time, however often it was tried; kept whole. */
export interface DeadLetterRow {
  id: string
  subscription: number
  event_number: number
  event: string
  tries: number
  reason: string
  /** `set_aside`, then `redelivering`, then `acknowledged`. */
  status: string
  set_aside_at: number
  redelivered_at: number | null
}

/** Where another server keeps a task that is not ended. */
export interface HeldTaskRow {
  readonly id: string
  readonly place: string
}

/** A task of a queue; `number` is its place in the order of adding. */
export interface QueueTaskRow {
  number: number
  id: string
  queue: string
  title: string
  /** As JSON. */
  data: string
  priority: number
  /** `pending`, `claimed`, `completed`, `failed` (it waits for its next try), `dead`. */
  status: string
  /** 1 if it can be handed out, 0 as long as it waits for `due_at`, null if somebody has it or it has ended. */
  ready: number | null
  tries: number
  /** Who has it or had it last: the name, and the agent or person that claimed with it. */
  worker: string | null
  held_by: string | null
  /** As JSON. */
  result: string | null
  error: string | null
  added_by: string
  created_at: number
  due_at: number
  claimed_at: number | null
  heard_at: number | null
  ended_at: number | null
}

/** A question that waits for its reply, or whose reply waits for the asker. */
export interface RequestRow {
  id: string
  from_kind: string
  from_id: string
  asked_by: string
  to_id: string
  /** As JSON. */
  data: string
  reply: string | null
  replied_by: string | null
  created_at: number
  expires_at: number
}

/** Who waits at a barrier, or waited. */
export interface BarrierMemberRow {
  barrier: string
  generation: number
  member: string
  actor_id: string
  position: number
  heard_at: number
}

/** How a generation of a barrier ended: without a reason all passed. */
export interface BarrierEndRow {
  barrier: string
  generation: number
  reason: string | null
  member: string | null
  at: number
}

/** A breaker that all instances share; `retry_at` and `probe` (who was let in) only while it is not closed. */
export interface BreakerRow {
  name: string
  state: string
  failures: number
  retry_at: number | null
  probe: string | null
  changed_at: number
}

/** What engines hold among themselves; `holder` is null once it was given back. */
export interface LeaseRow {
  name: string
  holder: string | null
  fencing: number
  expires_at: number
}
