import type { Store } from '../store/store'
import type { ExecutionRow } from '../store/tables'
import type { Assignment, Running, RunParts } from './assignment'
import { type Conversation, createConversation, type Desk } from './conversation'
import { type Conclusion, endOf } from './ending'
import { ExecutionCancelled } from './execution'
import { executionById, finishExecution } from './execution-store'
import { createPen } from './pen'
import { createSteering } from './steering'

/** Has an execution that is written down done: it asks the model, follows its supervisors, and writes the end down. */
export function startRun(parts: RunParts, assignment: Assignment): Running {
  const { store, clock, live, instanceId } = parts
  const executionId = assignment.execution.id
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, assignment.signal])
  const lost = (error?: unknown) => stop.abort(error ?? new ExecutionCancelled('The execution was ended'))
  const pen = createPen({ store, clock, live, executionId, instanceId, lost })
  const steering = createSteering({ store, executionId, pen, stop, signal })
  const desk: Desk = { parts, assignment, pen, steering, signal }
  const conversation = createConversation(desk)

  let unwritten: (() => Promise<ExecutionRow>) | undefined
  const over = Promise.withResolvers<void>()
  const write = async (conclusion: Conclusion): Promise<ExecutionRow> => {
    unwritten = undefined
    try {
      const row = await finish(desk, conversation, conclusion)
      over.resolve()
      return row
    } catch (error) {
      unwritten = () => write(conclusion)
      throw error
    }
  }
  const ended = conversation.conclude().then(write)
  ended.catch((error: unknown) => parts.logger.error({ error, execution: executionId }, 'the end of an execution could not be written'))

  return { ended, notice: steering.notice, retry: async () => void (await unwritten?.()), done: over.promise }
}

/** Writes the end down, once nothing is held back; whoever ended it before us has the last word, and a correction goes on. */
async function finish(desk: Desk, conversation: Conversation, concluded: Conclusion): Promise<ExecutionRow> {
  const { parts, assignment, pen, steering, signal } = desk
  let conclusion = concluded
  for (;;) {
    await steering.untilLetGo()
    if (steering.isCorrected && !signal.aborted) {
      conclusion = await conversation.conclude()
      continue
    }
    const { held } = pen
    const rest = await pen.stop()
    // A correction that came meanwhile is not heeded yet.
    if (steering.isCorrected && !signal.aborted) {
      pen.putBack(rest)
      continue
    }
    const end = endOf(parts, assignment, held ? withheld(desk) : conclusion, held ? [] : rest)
    const result = await pen.writeWith(rest, finishExecution, {
      ...{ ...end, spent: conversation.spent(), correctedUpTo: steering.heardUpTo },
      from: signal.aborted ? ['running', 'paused'] : ['running'],
    })
    if (result.kind === 'ended') {
      parts.live.publish(assignment.execution.id, result.events, true)
      return result.execution
    }
    if (result.status !== 'paused' && result.status !== 'corrected') return stored(parts.store, assignment.execution.id)
    pen.putBack(rest)
    if (result.status === 'paused') pen.hold()
    else await steering.hear()
  }
}

/** What is held back when the platform stops, or can no longer write, is never told. */
const withheld = ({ assignment, signal }: Desk): Conclusion => ({ status: assignment.signal.aborted ? 'interrupted' : 'failed', error: signal.reason })

async function stored(store: Store, id: string): Promise<ExecutionRow> {
  const [row] = await store.find(executionById, { id })
  if (row === undefined) throw new Error(`the execution ${id} is gone`)
  return row
}
