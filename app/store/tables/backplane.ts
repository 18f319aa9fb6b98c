/** Queues, questions, barriers, breakers and leases: what agents and people coordinate with. */
export interface BackplaneTables {
  queue_task: QueueTaskRow
  held_task: HeldTaskRow
  request: RequestRow
  barrier: { name: string; generation: number; parties: number }
  barrier_member: BarrierMemberRow
  barrier_end: BarrierEndRow
  breaker: BreakerRow
  lease: LeaseRow
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

/** Where another server keeps a task that is not ended. */
export interface HeldTaskRow {
  readonly id: string
  readonly place: string
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
