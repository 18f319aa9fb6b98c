/** Failed is what waits for its next try after a worker said that it failed; dead is what was tried too often. */
export const TASK_STATUSES = ['pending', 'claimed', 'completed', 'failed', 'dead'] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]

/** Whoever does something here: the agent or person for whom it is done, and whose credential did it. */
export interface Actor {
  readonly kind: 'person' | 'agent'
  readonly id: string
  readonly by: string
}

/** A piece of work that is done by one worker at a time. */
export interface QueueTask {
  readonly id: string
  readonly queue: string
  readonly title: string
  /** Any JSON. */
  readonly data: unknown
  /** The higher number goes first. */
  readonly priority: number
  readonly status: TaskStatus
  /** How often it was handed to a worker. */
  readonly tries: number
  /** Who has it now, or had it last. */
  readonly worker: string | undefined
  readonly result: unknown
  /** What went wrong last. */
  readonly error: string | undefined
  readonly addedBy: string
  readonly createdAt: number
  /** Nobody gets it before this moment. */
  readonly dueAt: number
  readonly claimedAt: number | undefined
  /** When its worker was heard last. */
  readonly heardAt: number | undefined
  readonly endedAt: number | undefined
}

export interface NewTask {
  readonly queue: string
  readonly title: string
  readonly data: unknown
  readonly priority: number
  readonly delayMs: number
  readonly actor: Actor
}

/** A worker is known by its name and by whoever claims with it: nobody else's worker of the same name is meant. */
export interface Worker {
  readonly queue: string
  readonly worker: string
  readonly actor: Actor
  /** Asked before whoever waited is given a task: throws if it may not have any now, and the task stays where it is. */
  readonly stillMay?: (() => Promise<unknown>) | undefined
}

/** A task in a worker's hands. A supervisor may say of any worker's task how it went (`anyWorker`). */
export interface Held {
  readonly queue: string
  readonly id: string
  /** Without it: whoever asks is meant, whatever the worker is called. */
  readonly worker?: string | undefined
  /** Which try is answered, as `tries` of what was claimed says; without it: the present one. */
  readonly attempt?: number | undefined
  readonly actor: Actor
  readonly anyWorker: boolean
}

export interface TasksAsked {
  readonly queue: string
  readonly status?: TaskStatus | undefined
  /** The id after which the page begins. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Tasks for one worker at a time, the higher priority first, then the oldest (M06.2). */
export interface TaskQueues {
  add(task: NewTask): Promise<QueueTask>
  /** The next task that is due, now held by this worker; undefined if there is none within `waitMs`. Aborting takes nothing. */
  claim(worker: Worker, waitMs: number, signal?: AbortSignal): Promise<QueueTask | undefined>
  /** The worker is still there. Throws TaskNotHeld, NotFound. */
  heartbeat(held: Held): Promise<QueueTask>
  /** Throws TaskNotHeld, NotFound. */
  complete(held: Held, result: unknown): Promise<QueueTask>
  /** Tried again after a growing wait, or dead after the last try. Throws TaskNotHeld, NotFound. */
  fail(held: Held, error: string): Promise<QueueTask>
  /** A dead task is tried again from the beginning. Throws NotFound, Conflict if it is not dead. */
  retry(task: { readonly queue: string; readonly id: string; readonly actor: Actor }): Promise<QueueTask>
  /** Throws NotFound. */
  get(queue: string, id: string): Promise<QueueTask>
  /** In the order in which they were added. Throws NotFound if the page is to begin after a task that is not there. */
  list(asked: TasksAsked): Promise<readonly QueueTask[]>
  /** How many there are of each status. */
  counts(queue: string): Promise<Readonly<Record<TaskStatus, number>>>
}
