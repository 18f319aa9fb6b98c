import type { Answer } from '../llm/chat'
import type { EndedCall, GatewayRequest } from '../llm/gateway'
import { budgetExceeded } from '../people/budget'
import { ShuttingDown } from '../shared/errors'
import type { Store } from '../store/store'
import type { ExecutionRow, MessageRow } from '../store/tables'
import type { Unit } from '../store/unit'
import { type Assignment, type Running, type RunParts, wished } from './assignment'
import { type Conclusion, endOf } from './ending'
import { ExecutionCancelled, type ExecutionStatus, hasEnded } from './execution'
import { executionById, finishExecution } from './execution-store'
import type { Entry } from './journal'
import { correctionsAfter } from './journal-store'
import { createPen } from './pen'
import { turnExecution } from './steering-store'

export function startRun(parts: RunParts, assignment: Assignment): Running {
  const { store, clock, live, instanceId } = parts
  const { execution } = assignment
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, assignment.signal])
  const corrections: string[] = []
  let seen = 0
  let correct: (() => void) | undefined
  let corrected = Promise.withResolvers<void>()
  let resumed = Promise.withResolvers<void>()
  /** What the model is given, and under which number it answers. */
  let messages = assignment.messages
  let messageId = ''
  let unwritten: (() => Promise<ExecutionRow>) | undefined
  /** How the last request to the model ended; undefined if nothing went out since the budget was settled. */
  let call: EndedCall | undefined
  const spent = () => (call === undefined ? 0 : parts.gateway.spent(call))

  const pen = createPen({
    store,
    clock,
    live,
    executionId: execution.id,
    instanceId,
    lost: (error) => stop.abort(error ?? new ExecutionCancelled('The execution was ended')),
  })

  /** One answer of the model; undefined if it was corrected before its end. */
  const say = async (): Promise<Answer | undefined> => {
    messageId = parts.newId()
    const cut = new AbortController()
    correct = () => cut.abort()
    if (corrections.length > 0) cut.abort()
    call = undefined
    const request: GatewayRequest = {
      ...wished(assignment, messages),
      caller: { personId: execution.asked_by, trace: assignment.trace },
      // The decision stands in the audit trail already, and so will the outcome.
      record: {
        asked: async () => '',
        ended: (_id, ended) => {
          call = ended
          return undefined
        },
      },
    }
    try {
      for await (const part of parts.gateway.stream(request, AbortSignal.any([signal, cut.signal]))) {
        if (part.kind === 'start') pen.write({ kind: 'streaming:start', data: { ...about(assignment, messageId), provider: part.provider, model: part.model } })
        else if (part.kind === 'delta') pen.write({ kind: 'streaming:update', data: { message_id: messageId, delta: part.text } })
        else return part.answer
      }
    } catch (error) {
      if (signal.aborted || !cut.signal.aborted) throw error
    }
    return undefined
  }

  /** Paused before a correction was heeded: that is done when the work goes on. */
  const untilResumed = async (): Promise<void> => {
    pen.hold()
    await Promise.race([resumed.promise, aborted(signal)])
    signal.throwIfAborted()
  }

  /** Words that could not be stored with what they belong to are not lost. */
  const written = <Input, Output>(words: readonly Entry[], unit: Unit<Input, Output>, input: Input): Promise<Output> =>
    store.write(unit, input).catch((error: unknown) => {
      pen.putBack(words)
      throw error
    })

  /** Ends the present answer where it is, and goes on with the corrections. */
  const turn = async (): Promise<void> => {
    const dropped = pen.held
    const waiting = await pen.stop()
    const rest = dropped ? [] : waiting
    const text = rest.reduce((all, { kind, data }) => (kind === 'streaming:update' ? all + String(data.delta) : all), beganIn(rest) ? '' : pen.shown)
    const began = beganIn(rest) || pen.shown !== ''
    const orders = corrections.splice(0)
    const said = (role: 'assistant' | 'user', content: string, id = parts.newId()): MessageRow[] =>
      assignment.sessionId === undefined ? [] : [{ id, session_id: assignment.sessionId, role, content, execution_id: execution.id, created_at: clock.now() }]
    const closing: readonly Entry[] = began ? [{ kind: 'streaming:complete', data: { message_id: messageId, content: text, finish_reason: 'corrected' } }] : []
    const next = [
      ...messages,
      ...(text === '' ? [] : [{ role: 'assistant' as const, content: text }]),
      ...orders.map((content) => ({ role: 'user' as const, content })),
    ]
    const result = await written(rest, turnExecution, {
      id: execution.id,
      instanceId,
      entries: [...rest, ...closing],
      messages: [...(text === '' ? [] : said('assistant', text, messageId)), ...orders.flatMap((order) => said('user', order))],
      spent: spent(),
      most: parts.gateway.most(wished(assignment, next)),
      at: clock.now(),
    })
    if (result.kind === 'not_possible') {
      if (result.status !== 'paused') throw new ExecutionCancelled('The execution was ended')
      corrections.unshift(...orders)
      pen.putBack(rest)
      return untilResumed()
    }
    call = undefined
    if (result.kind === 'over_budget') {
      pen.putBack(rest)
      throw budgetExceeded(result.refusal, parts.currency)
    }
    live.publish(execution.id, result.events, false)
    pen.anew()
    messages = next
  }

  const converse = async (): Promise<Conclusion> => {
    try {
      for (;;) {
        while (corrections.length > 0) await turn()
        const answer = await say()
        if (answer !== undefined && corrections.length === 0) return { status: 'completed', answer, messageId }
      }
    } catch (error) {
      return { status: signal.aborted && error instanceof ShuttingDown ? 'interrupted' : 'failed', error }
    }
  }

  /** Resolves when nothing is held back any more, or there is no use in waiting. */
  const letGo = async (): Promise<void> => {
    while (pen.held && corrections.length === 0 && !signal.aborted) await Promise.race([pen.released, corrected.promise, aborted(signal)])
  }

  /** What is held back when the platform stops, or can no longer write, is never told. */
  const withheld = (): Conclusion => ({ status: assignment.signal.aborted ? 'interrupted' : 'failed', error: signal.reason })

  /** Writes the end down, once nothing is held back; whoever ended it before us has the last word, and a correction goes on. */
  const finish = async (concluded: Conclusion): Promise<ExecutionRow> => {
    let conclusion = concluded
    for (;;) {
      await letGo()
      if (corrections.length > 0 && !signal.aborted) {
        conclusion = await converse()
        continue
      }
      const held = pen.held
      const rest = await pen.stop()
      // A correction that came meanwhile is not heeded yet.
      if (corrections.length > 0 && !signal.aborted) {
        pen.putBack(rest)
        continue
      }
      const end = endOf(parts, assignment, held ? withheld() : conclusion, held ? [] : rest)
      const result = await written(rest, finishExecution, {
        ...end,
        spent: spent(),
        from: signal.aborted ? ['running', 'paused'] : ['running'],
        correctedUpTo: seen,
      })
      if (result.kind === 'ended') {
        live.publish(execution.id, result.events, true)
        return result.execution
      }
      if (result.status !== 'paused' && result.status !== 'corrected') return stored(store, execution.id)
      pen.putBack(rest)
      if (result.status === 'paused') pen.hold()
      else await hearCorrections()
    }
  }

  const hearCorrections = async (): Promise<void> => {
    for (const event of await store.find(correctionsAfter, { execution_id: execution.id, after: seen })) {
      if (event.number <= seen) continue
      seen = event.number
      corrections.push(String(JSON.parse(event.data).message))
    }
    if (corrections.length === 0) return
    correct?.()
    corrected.resolve()
    corrected = Promise.withResolvers()
  }

  const over = Promise.withResolvers<void>()
  const write = async (conclusion: Conclusion): Promise<ExecutionRow> => {
    unwritten = undefined
    try {
      const row = await finish(conclusion)
      over.resolve()
      return row
    } catch (error) {
      unwritten = () => write(conclusion)
      throw error
    }
  }
  const ended = converse().then(write)
  ended.catch((error: unknown) => parts.logger.error({ error, execution: execution.id }, 'the end of an execution could not be written'))

  return {
    ended,
    async notice(row) {
      if (hasEnded(row.status as ExecutionStatus)) return stop.abort(new ExecutionCancelled('The execution was ended'))
      // A correction is an intervention: where there was none, there is nothing to look for.
      if (row.intervened === 1) await hearCorrections()
      if (row.status === 'running') {
        resumed.resolve()
        resumed = Promise.withResolvers()
      }
      if (corrections.length > 0) return
      if (row.status === 'paused') pen.hold()
      else if (pen.held) pen.release()
    },
    retry: async () => void (await unwritten?.()),
    done: over.promise,
  }
}

const about = ({ execution, agent }: Assignment, messageId: string) => ({
  execution_id: execution.id,
  message_id: messageId,
  agent_id: agent.id,
  agent_name: agent.name,
})

const beganIn = (entries: readonly Entry[]): boolean => entries.some(({ kind }) => kind === 'streaming:start')

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

async function stored(store: Store, id: string): Promise<ExecutionRow> {
  const [row] = await store.find(executionById, { id })
  if (row === undefined) throw new Error(`the execution ${id} is gone`)
  return row
}
