/** One run of a task of a job. */
export interface TaskRun {
  readonly number: number
  readonly runId: string
}

/** A task that never ran, and will not. */
export interface RefusedTask {
  readonly number: number
  readonly status: 'blocked' | 'cancelled'
  readonly error: { readonly code: string; readonly detail: string }
}

/** What is known outside of the rows when a turn is due. */
export interface TurnOrder {
  readonly id: string
  /** Ids of the runs that are being begun or watched. */
  readonly begun: readonly string[]
  readonly refused: readonly RefusedTask[]
}

/** What follows from a turn: the runs to begin or to watch, or nothing until a human does something. */
export type Turned = { readonly kind: 'led'; readonly due: readonly TaskRun[] } | { readonly kind: 'rests'; readonly status: string }

/** How a run is tried. */
export interface Attempt {
  /** Somebody tried before, and fell silent or failed. */
  readonly again: boolean
  /** Aborted when it is to be left to others. */
  readonly signal: AbortSignal
}

/** What an engine has done for it, step by step. Both may be done twice, and by any process: nothing happens twice. */
export interface JobActivities {
  /** Writes down what has happened with a job, and says what is due. */
  turn(order: TurnOrder): Promise<Turned>
  /** Begins a run, or watches one that was begun; resolves when it has ended or waits for a human. Throws where it cannot be done now. */
  run(order: TaskRun & { readonly id: string }, attempt: Attempt): Promise<RefusedTask | undefined>
}

/** An engine outside that leads jobs in place of this process: it says who does the next step, and goes on when a process dies. */
export interface JobEngine {
  /** Connects and offers to do steps. Throws BackplaneUnavailable, which names the setting. */
  start(activities: JobActivities): Promise<void>
  /** From now on the job is led; told again, nothing changes. */
  lead(id: string): Promise<void>
  /** Something has happened with a job: it is led if it is not, and its next turn is due. */
  notice(id: string): Promise<void>
  /** Looks whether the engine answers. To be called now and then. */
  lookAfter(): Promise<void>
  /** Why no job goes on now, or undefined. */
  trouble(): string | undefined
  /** Takes no further steps, ends those under way, and disconnects. */
  stop(): Promise<void>
}
