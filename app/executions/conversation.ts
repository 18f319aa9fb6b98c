import type { Answer, ChatMessage } from '../llm/chat'
import type { EndedCall, GatewayRequest } from '../llm/gateway'
import { budgetExceeded } from '../people/budget'
import { ShuttingDown } from '../shared/errors'
import type { MessageRow } from '../store/tables'
import { type Assignment, type RunParts, wished } from './assignment'
import type { Conclusion } from './ending'
import { ExecutionCancelled } from './execution'
import type { Entry } from './journal'
import type { Pen } from './pen'
import type { Steering } from './steering'
import { turnExecution } from './steering-store'

/** What a running execution has at hand. */
export interface Desk {
  readonly parts: RunParts
  readonly assignment: Assignment
  readonly pen: Pen
  readonly steering: Steering
  /** Aborted when the work ends for whatever reason. */
  readonly signal: AbortSignal
}

/** What an execution and the model say to each other. */
export interface Conversation {
  /** Goes on until an answer was not corrected before its end. */
  conclude(): Promise<Conclusion>
  /** What was spent on the model since the budget was settled. */
  spent(): number | undefined
}

export function createConversation(desk: Desk): Conversation {
  const { parts, assignment, pen, steering, signal } = desk
  const { execution } = assignment
  /** What the model is given, and under which number it answers. */
  let messages = assignment.messages
  let messageId = ''
  /** How the last request to the model ended; undefined if nothing went out since the budget was settled. */
  let call: EndedCall | undefined
  const spent = () => (call === undefined ? 0 : parts.gateway.spent(call))

  const requested = (): GatewayRequest => ({
    ...wished(assignment, messages),
    caller: { personId: execution.asked_by, trace: assignment.trace },
    // The decision stands in the audit trail already, and so will the outcome.
    record: {
      asked: async () => '',
      ended: (_id, ended) => {
        call = ended
      },
    },
  })

  /** One answer of the model; undefined if it was corrected before its end. */
  const say = async (): Promise<Answer | undefined> => {
    messageId = parts.newId()
    const cut = steering.cut()
    call = undefined
    try {
      for await (const part of parts.gateway.stream(requested(), AbortSignal.any([signal, cut]))) {
        if (part.kind === 'start') pen.write({ kind: 'streaming:start', data: { ...about(assignment, messageId), provider: part.provider, model: part.model } })
        else if (part.kind === 'delta') pen.write({ kind: 'streaming:update', data: { message_id: messageId, delta: part.text } })
        else return part.answer
      }
    } catch (error) {
      if (signal.aborted || !cut.aborted) throw error
    }
    return undefined
  }

  /** Ends the present answer where it is, and goes on with the corrections. */
  const turn = async (): Promise<void> => {
    const dropped = pen.held
    const waiting = await pen.stop()
    const rest = dropped ? [] : waiting
    const cut = cutShort(messageId, rest, pen.shown)
    const orders = steering.takeCorrections()
    const next = [...messages, ...saidBy('assistant', cut.said), ...saidBy('user', orders)]
    const at = parts.clock.now()
    const result = await pen.writeWith(rest, turnExecution, {
      ...{ id: execution.id, instanceId: parts.instanceId, entries: [...rest, ...cut.closing], messages: turnRows(desk, { messageId, ...cut, orders, at }) },
      ...{ spent: spent(), most: parts.gateway.most(wished(assignment, next)), at },
    })
    if (result.kind === 'not_possible') {
      if (result.status !== 'paused') throw new ExecutionCancelled('The execution was ended')
      steering.putBack(orders)
      pen.putBack(rest)
      // Paused before a correction was heeded: that is done when the work goes on.
      return steering.untilResumed()
    }
    call = undefined
    if (result.kind === 'over_budget') {
      pen.putBack(rest)
      throw budgetExceeded(result.refusal, parts.currency)
    }
    parts.live.publish(execution.id, result.events, false)
    pen.anew()
    messages = next
  }

  return {
    spent,
    async conclude() {
      try {
        for (;;) {
          while (steering.isCorrected) await turn()
          const answer = await say()
          if (answer !== undefined && !steering.isCorrected) return { status: 'completed', answer, messageId }
        }
      } catch (error) {
        return { status: signal.aborted && error instanceof ShuttingDown ? 'interrupted' : 'failed', error }
      }
    },
  }
}

const about = ({ execution, agent }: Assignment, messageId: string) => ({
  execution_id: execution.id,
  message_id: messageId,
  agent_id: agent.id,
  agent_name: agent.name,
})

/** An answer that a correction ends: the words said so far, if there are any, and what tells its end to those who saw it begin. */
function cutShort(messageId: string, rest: readonly Entry[], shown: string): { readonly said: readonly string[]; readonly closing: readonly Entry[] } {
  const isNew = rest.some(({ kind }) => kind === 'streaming:start')
  const content = rest.reduce((all, { kind, data }) => (kind === 'streaming:update' ? all + String(data.delta) : all), isNew ? '' : shown)
  const hasBegun = isNew || shown !== ''
  return {
    said: content === '' ? [] : [content],
    closing: hasBegun ? [{ kind: 'streaming:complete', data: { message_id: messageId, content, finish_reason: 'corrected' } }] : [],
  }
}

const saidBy = (role: 'assistant' | 'user', texts: readonly string[]): ChatMessage[] => texts.map((content) => ({ role, content }))

interface Turn {
  readonly messageId: string
  readonly said: readonly string[]
  readonly orders: readonly string[]
  readonly at: number
}

/** What a turn adds to the history of the conversation, if the execution is part of one. */
function turnRows({ parts, assignment }: Pick<Desk, 'parts' | 'assignment'>, { messageId, said, orders, at }: Turn): MessageRow[] {
  const { sessionId, execution } = assignment
  if (sessionId === undefined) return []
  const common = { session_id: sessionId, execution_id: execution.id, created_at: at }
  return [
    ...said.map((content) => ({ ...common, id: messageId, role: 'assistant', content })),
    ...orders.map((content) => ({ ...common, id: parts.newId(), role: 'user', content })),
  ]
}
