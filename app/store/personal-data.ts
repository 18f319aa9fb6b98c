import type { Tables } from './tables'

/** What becomes of one table's rows when a person is forgotten. Every column of the schema stands here once at least; a test holds it against the schema. */
export interface TableFate {
  /** Columns that say whose a row is: rows that name the person in one of them are taken away. */
  readonly gone?: readonly string[]
  /** Rows that are taken away with a row of another table: the column that names it. */
  readonly with?: { readonly table: keyof Tables; readonly column: string }
  /** Rows that stay without what the person put into them. */
  readonly emptied?: readonly Emptying[]
  /** Columns that vanish with such rows, and hold nothing of the person in others. */
  readonly columns?: readonly string[]
  /** Columns that stay, by the reason. */
  readonly kept?: Partial<Readonly<Record<Reason, readonly string[]>>>
}

export interface Emptying {
  readonly whose: readonly string[]
  /** What stands there then. */
  readonly to: Readonly<Record<string, string | number | null>>
  /** By what part of the platform, where it takes more than the row itself. */
  readonly by?: 'events' | 'posts' | 'queues' | 'quotations' | 'channels' | 'people'
}

/** Why something stays. */
export type Reason =
  /** It is no word of anybody's: a number, an id, a time, a state. */
  | 'bookkeeping'
  /** Others find a thing by it: what a topic, a queue, a resource, a barrier, a breaker or shared state is called. */
  | 'name of a place'
  /** It is the organisation's: what agents are told to be, and how much they may. */
  | "the organisation's"
  /** Somebody else said it. */
  | "others' words"
  /** It holds hashes in place of words. */
  | 'hashes'
  /** It is sealed, belongs to nobody yet, and runs out within minutes. */
  | 'sealed'

const credential: TableFate = { gone: ['person_id'], columns: ['id', 'person_id', 'hash', 'parent_id', 'created_at', 'expires_at', 'ended_at'] }

/** Every table, with what becomes of it when a person is forgotten (OPS.9). Children stand after those they are taken away with. */
export const PERSONAL_DATA: Readonly<Record<keyof Tables, TableFate>> = {
  migration: { kept: { bookkeeping: ['name', 'at'] } },
  instance: { kept: { bookkeeping: ['id', 'started_at', 'seen_at'] } },
  secret_key_check: { kept: { bookkeeping: ['id', 'value', 'set_at'] } },
  forgetting: { kept: { bookkeeping: ['person_id', 'asked_by', 'audit_id', 'asked_at', 'done_at'] } },
  audit: { kept: { hashes: ['seq', 'id', 'at', 'actor', 'action', 'subject', 'of', 'outcome', 'details', 'trace_id', 'instance_id', 'hash'] } },

  person: {
    emptied: [{ whose: ['id'], to: { name: '', email: '' }, by: 'people' }],
    kept: { bookkeeping: ['id', 'role', 'created_at', 'removed_at'] },
  },
  identity: { gone: ['person_id'], columns: ['issuer', 'subject', 'person_id'] },
  token: credential,
  session: credential,
  sign_in: { kept: { sealed: ['state_hash', 'browser_hash', 'sealed', 'expires_at'] } },
  provider_key: { gone: ['person_id'], columns: ['person_id', 'provider', 'sealed', 'last4', 'status', 'allow_platform_key', 'updated_at'] },
  send: {
    gone: ['person_id'],
    columns: [
      ...['id', 'person_id', 'service', 'idempotency_key', 'request_hash', 'request', 'agent_id', 'decision_id', 'status', 'attempt', 'answer', 'failure'],
      ...['audit_id', 'instance_id', 'created_at', 'updated_at'],
    ],
  },

  agent: {
    kept: {
      "the organisation's": ['name', 'instructions', 'category', 'model', 'maturity', 'status'],
      bookkeeping: ['id', 'version', 'term', 'setbacks', 'is_default', 'created_by', 'created_at', 'updated_at'],
    },
  },
  agent_token: { kept: { bookkeeping: ['id', 'agent_id', 'hash', 'created_at', 'expires_at', 'ended_at'] } },
  agent_tally: {
    kept: {
      bookkeeping: ['agent_id', 'term', 'decisions', 'blocked', 'ended', 'intervened', 'decided_proposals', 'rejected_proposals', 'episodes'],
    },
  },

  chat_session: { gone: ['asked_by'], columns: ['id', 'asked_by', 'agent_id', 'created_at'] },
  message: { with: { table: 'chat_session', column: 'session_id' }, columns: ['id', 'session_id', 'role', 'content', 'execution_id', 'created_at'] },
  execution: {
    gone: ['asked_by'],
    emptied: [{ whose: [], to: { error_detail: '' }, by: 'quotations' }],
    columns: [
      ...['id', 'agent_id', 'level', 'asked_by', 'session_id', 'action', 'complexity', 'status', 'supervised', 'intervened', 'request', 'content_hash'],
      ...['resolution_path', 'decision_id', 'proposal_id', 'run_id', 'model_choice', 'message_id', 'response', 'provider', 'model', 'usage', 'error_code'],
      ...['reserved', 'instance_id', 'trace_id', 'created_at', 'started_at', 'ended_at', 'last_event'],
    ],
  },
  execution_event: {
    with: { table: 'execution', column: 'execution_id' },
    emptied: [{ whose: [], to: { data: '{}' }, by: 'quotations' }],
    columns: ['execution_id', 'number', 'kind', 'at'],
  },
  episode: {
    with: { table: 'execution', column: 'execution_id' },
    columns: ['id', 'agent_id', 'execution_id', 'asked_by', 'message', 'response', 'created_at'],
  },
  episode_due: { with: { table: 'execution', column: 'execution_id' }, columns: ['execution_id', 'tries', 'next_at'] },
  serious_intervention: {
    with: { table: 'execution', column: 'execution_id' },
    emptied: [{ whose: ['marked_by'], to: { reason: '' } }],
    columns: ['execution_id', 'marked_by', 'at'],
  },
  proposal: {
    gone: ['asked_by'],
    emptied: [{ whose: ['decided_by'], to: { reason: null }, by: 'quotations' }],
    columns: [
      ...['id', 'kind', 'agent_id', 'level', 'setbacks', 'action', 'content', 'content_hash', 'asked_by', 'status', 'expires_at', 'options', 'chosen'],
      ...['decided_by', 'decided_at', 'execution_id', 'request_key', 'begun_at', 'decision_id', 'created_at'],
    ],
  },
  budget: { gone: ['owner_id'], columns: ['owner_id', 'amount', 'updated_at'] },
  budget_day: { gone: ['owner_id'], columns: ['owner_id', 'day', 'reserved', 'spent'] },

  coordination: {
    gone: ['asked_by'],
    emptied: [{ whose: [], to: { error_detail: '' }, by: 'quotations' }],
    columns: [
      ...['id', 'kind', 'asked_by', 'asked_as', 'request', 'status', 'result', 'error_code', 'instance_id', 'trace_id', 'event_before'],
      ...['created_at', 'ended_at'],
    ],
  },
  task: {
    with: { table: 'coordination', column: 'coordination_id' },
    emptied: [{ whose: [], to: { error_detail: '', reason: '' }, by: 'quotations' }],
    columns: [
      ...['coordination_id', 'number', 'name', 'role', 'round', 'agent_id', 'action', 'message', 'after', 'run_id', 'attempt', 'handoff_id', 'replaces'],
      ...['status', 'error_code', 'ended_at'],
    ],
  },
  handoff: {
    emptied: [
      { whose: ['asked_by'], to: { context: '{}', reason: null } },
      { whose: [], to: { reason: '' }, by: 'quotations' },
    ],
    kept: {
      bookkeeping: [
        ...['id', 'from_agent_id', 'to_agent_id', 'from_level', 'parent_id', 'hop', 'status', 'approved', 'proposal_id', 'decision_id', 'asked_by'],
        ...['begun_at', 'created_at', 'decided_at', 'trace_id'],
      ],
    },
  },
  resource: { kept: { 'name of a place': ['id'], bookkeeping: ['strategy', 'fencing'] } },
  resource_request: {
    kept: {
      'name of a place': ['resource_id'],
      bookkeeping: ['id', 'agent_id', 'asked_by', 'place', 'ttl_ms', 'status', 'fencing', 'created_at', 'granted_at', 'expires_at', 'ended_at'],
    },
  },
  shared_state: {
    emptied: [{ whose: ['written_by'], to: { value: 'null' } }],
    kept: { 'name of a place': ['scope', 'key'], bookkeeping: ['version', 'written_by', 'agent_id', 'updated_at'] },
  },

  direct_message: {
    emptied: [{ whose: ['sent_by', 'from_id', 'to_id'], to: { content: '', idempotency_key: null } }],
    kept: { bookkeeping: ['number', 'id', 'from_id', 'from_kind', 'to_id', 'to_kind', 'type', 'sent_by', 'created_at'] },
  },
  message_block: { gone: ['owner_id', 'sender_id'], columns: ['owner_id', 'sender_id', 'created_at'] },
  post: {
    emptied: [{ whose: ['posted_by', 'author_id'], to: { content: '' }, by: 'posts' }],
    kept: {
      bookkeeping: ['number', 'id', 'author_id', 'author_kind', 'posted_by', 'type', 'is_public', 'place', 'created_at', 'removed_at', 'removed_by'],
    },
  },
  reaction: { gone: ['actor_id'], columns: ['post_id', 'emoji', 'actor_id', 'created_at'] },
  hashtag: { gone: ['author_id'], columns: ['created_at', 'post_number', 'tag', 'author_id'] },
  hashtag_use: { gone: ['author_id'], columns: ['tag', 'author_id', 'latest'] },
  channel: {
    emptied: [{ whose: ['created_by'], to: { name: 'removed', type: 'removed' }, by: 'channels' }],
    kept: { bookkeeping: ['id', 'is_private', 'created_by', 'created_at'] },
  },
  channel_member: { gone: ['member_id'], columns: ['number', 'channel_id', 'member_id', 'member_kind', 'joined_at'] },
  channel_message: {
    emptied: [{ whose: ['posted_by', 'author_id'], to: { content: '' } }],
    kept: { bookkeeping: ['number', 'id', 'channel_id', 'author_id', 'author_kind', 'posted_by', 'created_at'] },
  },

  event: {
    emptied: [{ whose: [], to: { type: 'removed', data: '{}', correlation_id: null }, by: 'events' }],
    kept: { 'name of a place': ['topic'], bookkeeping: ['number', 'id', 'source', 'at'] },
  },
  subscription: {
    emptied: [{ whose: ['owner_id'], to: { name: 'removed', topics: '[]' }, by: 'events' }],
    kept: {
      bookkeeping: [
        ...['number', 'id', 'owner_id', 'begun_after', 'done_up_to', 'sent_up_to', 'letter_id', 'sent_at', 'flights', 'tries', 'last_acknowledged'],
        ...['gap_from', 'gap_to', 'created_at', 'ended_at'],
      ],
    },
  },
  delivery: { kept: { bookkeeping: ['subscription', 'event', 'status'] } },
  delivery_total: { kept: { 'name of a place': ['topic'], bookkeeping: ['subscription', 'published', 'delivered', 'acknowledged', 'set_aside'] } },
  dead_letter: {
    emptied: [{ whose: [], to: { event: '{}', reason: '' }, by: 'events' }],
    kept: { bookkeeping: ['id', 'subscription', 'event_number', 'tries', 'status', 'set_aside_at', 'redelivered_at'] },
  },

  queue_task: {
    emptied: [
      { whose: ['added_by'], to: { title: '', data: 'null', result: null, error: null, worker: null }, by: 'queues' },
      { whose: ['held_by'], to: { result: null, error: null, worker: null }, by: 'queues' },
    ],
    kept: {
      'name of a place': ['queue'],
      bookkeeping: [
        ...['number', 'id', 'priority', 'status', 'ready', 'tries', 'held_by', 'added_by', 'created_at', 'due_at', 'claimed_at', 'heard_at'],
        'ended_at',
      ],
    },
  },
  held_task: { kept: { bookkeeping: ['id', 'place'] } },
  request: {
    gone: ['asked_by', 'from_id', 'to_id', 'replied_by'],
    columns: ['id', 'from_kind', 'from_id', 'asked_by', 'to_id', 'data', 'reply', 'replied_by', 'created_at', 'expires_at'],
  },
  barrier: { kept: { 'name of a place': ['name'], bookkeeping: ['generation', 'parties'] } },
  barrier_member: { gone: ['actor_id'], columns: ['barrier', 'generation', 'member', 'actor_id', 'position', 'heard_at'] },
  barrier_end: {
    emptied: [{ whose: [], to: { member: '' }, by: 'quotations' }],
    kept: { 'name of a place': ['barrier'], bookkeeping: ['generation', 'reason', 'at'] },
  },
  breaker: { kept: { 'name of a place': ['name'], bookkeeping: ['state', 'failures', 'retry_at', 'probe', 'changed_at'] } },
  lease: { kept: { bookkeeping: ['name', 'holder', 'fencing', 'expires_at'] } },
}
