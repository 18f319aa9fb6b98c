import type { CoordinationKind, NewTask, Task, TaskError } from './coordination'

/** How several agents work together, as pure rules over what has come of their tasks. All doing is the orchestrator's. */
export interface Pattern<Request> {
  readonly kind: CoordinationKind
  /** Whom it needs, and where the request names them: refused as a whole if one of them is unknown. Pure. */
  agents(request: Request): readonly NamedAgent[]
  /** The tasks to begin with. Pure. Throws what is wrong with the request as a whole, before anything is written down. */
  begin(request: Request): readonly NewTask[]
  /** What follows from what has ended; asked after every end. Pure: the same tasks always give the same answer. */
  next?(request: Request, tasks: readonly Task[]): readonly NewTask[]
  /** What the agent is told. Pure. */
  prompt(request: Request, task: Task, tasks: readonly Task[]): string
  /** Who hands a task's work on to its agent, and what is shared with it; then it is decided as work handed on (INTG-05.2, .5). Pure. */
  handsOn?(request: Request, task: NewTask): HandingOn | undefined
  /** What came of it once nothing is left to do. Pure. */
  conclude(request: Request, tasks: readonly Task[]): Conclusion
  /** Whether the rest is given up when a task fails. */
  cancelsSiblings?(request: Request): boolean
  /** So many tasks at once, if fewer than the installation allows. */
  mostAtOnce?(request: Request): number | undefined
}

export interface NamedAgent {
  readonly id: string
  readonly field: string
}

/** The agents of a list in a request, each with its place. Pure. */
export const listed = (ids: readonly string[], list: string): readonly NamedAgent[] => ids.map((id, index) => ({ id, field: `${list}[${index}]` }))

export interface HandingOn {
  readonly from: string
  readonly context: unknown
}

export interface Conclusion {
  readonly status: 'completed' | 'failed'
  /** As the API answers it, in its own names; what the tasks say for themselves is not repeated. */
  readonly result?: unknown
  readonly error?: TaskError
}
