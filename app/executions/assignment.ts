import type { Agent } from '../agents/agent'
import type { ChatMessage } from '../llm/chat'
import type { Gateway } from '../llm/gateway'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Trace } from '../shared/trace'
import type { Store } from '../store/store'
import type { ExecutionRow } from '../store/tables'
import type { Live } from './live'

export interface RunParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly gateway: Gateway
  readonly live: Live
  readonly logger: Logger
  readonly instanceId: string
  /** In which budgets are counted. */
  readonly currency: string
}

/** What is needed to run an execution that has been written down. */
export interface Assignment {
  readonly execution: ExecutionRow
  /** The conversation that it is part of; what is part of a larger job is in none. */
  readonly sessionId: string | undefined
  readonly agent: Agent
  /** What the model is given: instructions, history, message. */
  readonly messages: readonly ChatMessage[]
  readonly model: string | undefined
  readonly maxTokens?: number | undefined
  readonly trace: Trace
  /** Aborted when the platform stops. */
  readonly signal: AbortSignal
}

/** What somebody may have changed of an execution. */
export type Standing = Pick<ExecutionRow, 'id' | 'status' | 'intervened'>

/** One execution under way in this process. */
export interface Running {
  /** The row once it has ended. Rejects only if the end could not be written; it is then tried again. */
  readonly ended: Promise<ExecutionRow>
  /** Somebody changed the execution: what it is now. */
  notice(row: Standing): Promise<void>
  /** Tries again to write an end that could not be written. */
  retry(): Promise<void>
  /** Resolves when nothing is left to do, however often it had to be tried. */
  readonly done: Promise<void>
}

/** What the model is asked, as far as it costs. */
export const wished = ({ model, maxTokens }: Pick<Assignment, 'model' | 'maxTokens'>, messages: readonly ChatMessage[]) => ({
  messages,
  model,
  options: { maxTokens },
  failover: true,
})
