import type { Agent } from '../agents/agent'
import type { ChatMessage } from '../llm/chat'
import type { Gateway } from '../llm/gateway'
import { quoted, withQuotes } from '../llm/quoted'
import type { Most } from '../people/budget'
import { wished } from './assignment'
import type { ExecutionRequest, ModelChoice } from './execution'
import type { HandedOnWork } from './handed-on'
import type { History } from './history'
import type { Context } from './runs'

/** Which model answers (AR-05.11). */
export type ChooseModel = (query: { readonly message: string; readonly historyMessages: number; readonly named: string | undefined }) => ModelChoice

/** What a model is given for an execution, and what that can cost. */
export interface Contexts {
  /** The agent's instructions, the latest of the conversation that fits, and the message; with work that was handed on, what was shared with it. */
  of(agent: Agent, request: ExecutionRequest, handed?: HandedOnWork): Promise<Context>
  most(context: Context): Most
}

export function createContexts({ history, choose, gateway }: { history: History; choose: ChooseModel; gateway: Gateway }): Contexts {
  return {
    async of(agent, { message, session_id, model }, handed) {
      const before = session_id === undefined ? [] : await history.latest(session_id)
      const instructions: readonly ChatMessage[] = agent.instructions === '' ? [] : [{ role: 'system', content: agent.instructions }]
      const choice = choose({ message, historyMessages: before.length, named: model ?? agent.model })
      return { messages: [...instructions, ...before, { role: 'user', content: withContext(message, handed) }], choice }
    },
    most: ({ choice, messages }) => gateway.most(wished({ model: choice.model ?? undefined }, messages)),
  }
}

/** What was shared comes from whoever gave the work: it is quoted as what somebody said, never told as instructions. */
function withContext(message: string, handed: HandedOnWork | undefined): string {
  if (handed === undefined) return message
  const shared = typeof handed.context === 'string' ? handed.context : JSON.stringify(handed.context)
  return withQuotes(message, [quoted(`Handed on by ${handed.from}, with this context:`, shared)])
}
