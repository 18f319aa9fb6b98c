import type { Agent } from '../agents/agent'
import type { ChatMessage } from '../llm/chat'
import type { Work } from '../people/open-work'
import { messageOf } from '../shared/errors'
import { traceOf } from '../shared/trace'
import type { ExecutionRow } from '../store/tables'
import type { Running, RunParts, Standing } from './assignment'
import type { ModelChoice } from './execution'
import { executionById, standingAt } from './execution-store'
import { startRun } from './run'

/** What a model is given, and which. */
export interface Context {
  readonly messages: readonly ChatMessage[]
  readonly choice: ModelChoice
}

/** The executions that run in this process. */
export interface Runs {
  /** Resolves with the row once it has ended; ends the work then. */
  start(execution: ExecutionRow, agent: Agent, context: Context, work: Work): Promise<ExecutionRow>
  /** Somebody changed an execution; if it runs here, it follows. */
  notice(row: Standing): Promise<void>
  /** Follows what other instances changed, and writes ends that could not be written. */
  lookAfter(): Promise<void>
}

interface Deps extends RunParts {
  /** Called after each has ended, and not waited for. */
  readonly ended: () => Promise<void>
}

export function createRuns({ ended, ...parts }: Deps): Runs {
  const { store, logger, instanceId } = parts
  const running = new Map<string, Running>()

  const notice = async (row: Standing) => running.get(row.id)?.notice(row)

  return {
    start(execution, agent, { messages, choice }, work) {
      const under = startRun(parts, {
        execution,
        agent,
        messages,
        sessionId: execution.session_id ?? undefined,
        model: choice.model ?? undefined,
        trace: traceOf(execution.trace_id),
        signal: work.signal,
      })
      running.set(execution.id, under)
      void under.done.then(() => {
        running.delete(execution.id)
        work.end()
        ended().catch((error: unknown) => logger.error({ error }, 'what follows an execution is done later'))
      })
      return under.ended
    },
    notice,
    async lookAfter() {
      if (running.size === 0) return
      const rows = new Map((await store.find(standingAt, { instance_id: instanceId })).map((row): [string, Standing] => [row.id, row]))
      for (const [id, under] of running) {
        const row = rows.get(id) ?? (await store.find(executionById, { id }))[0]
        if (row !== undefined) await under.notice(row)
        // Not waited for: the end of one that is paused is written when it is resumed.
        under.retry().catch((error: unknown) => logger.warn({ execution: id, reason: messageOf(error) }, 'the end of an execution still cannot be written'))
      }
    },
  }
}
