import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js'
import { type Clock, seconds } from '../shared/clock'
import { COORDINATION_PROMPT, coordinationPrompt, WrongArgument } from './coordination-prompt'
import type { Tool } from './tool'
import { type Answered, type Asked, refusal, requestOf, resultOf } from './using'

export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

/** Asks the platform's API under the rights of whoever uses the tool. Aborting ends what is waited for. */
export type Ask = (asked: Asked, extra: Extra) => Promise<Answered>

interface Deps {
  readonly tools: readonly Tool[]
  readonly ask: Ask
  readonly clock: Pick<Clock, 'every'>
  /** A call was cancelled by whoever made it. */
  readonly cancelled?: (requestId: Extra['requestId']) => void
}

const PROGRESS_EVERY_MS = seconds(5)
const INSTRUCTIONS =
  'Tools for agents that work together on Concord: events, task queues, questions, barriers, breakers, leases, handoffs, and running agents. Everything is decided by the rights of the token. A refusal is a JSON document with a code, a sentence and, where it applies, the argument that is wrong; retryable says whether the same may succeed later. Use an id exactly as it was given.'

/** The platform as a server of the Model Context Protocol, over whatever carries its messages. */
export async function createAssistantServer({ tools, ask, clock, cancelled }: Deps): Promise<Server> {
  const sdk = await import('@modelcontextprotocol/sdk/server/index.js')
  const { CallToolRequestSchema, ErrorCode, GetPromptRequestSchema, ListPromptsRequestSchema, ListToolsRequestSchema, McpError } = await import(
    '@modelcontextprotocol/sdk/types.js'
  )
  const known = new Map(tools.map((tool) => [tool.declared.name, tool]))
  const server = new sdk.Server(
    { name: 'concord', title: 'Concord', version: '0.1.0' },
    { capabilities: { tools: {}, prompts: {} }, instructions: INSTRUCTIONS },
  )
  const invalid = (sentence: string) => new McpError(ErrorCode.InvalidParams, sentence)

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(({ shown }) => shown) }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra): Promise<CallToolResult> => {
    const tool = known.get(params.name)
    if (tool === undefined) throw invalid(`There is no tool ${JSON.stringify(params.name)}`)
    const asked = requestOf(tool, params.arguments ?? {})
    if ('code' in asked) return refusal(tool, asked)
    extra.signal.addEventListener('abort', () => cancelled?.(extra.requestId), { once: true })
    return resultOf(tool, await showingProgress(clock, extra, () => ask(asked, extra)))
  })
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [COORDINATION_PROMPT] }))
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    if (params.name !== COORDINATION_PROMPT.name) throw invalid(`There is no prompt ${JSON.stringify(params.name)}`)
    try {
      return coordinationPrompt(params.arguments ?? {})
    } catch (error) {
      throw error instanceof WrongArgument ? invalid(error.message) : error
    }
  })
  return server
}

/** While an answer is waited for, whoever wants to know is told now and then that it still is. */
async function showingProgress<T>(clock: Deps['clock'], { _meta, sendNotification }: Extra, wait: () => Promise<T>): Promise<T> {
  const progressToken = _meta?.progressToken
  if (progressToken === undefined) return wait()
  let progress = 0
  const stop = clock.every(PROGRESS_EVERY_MS, () => {
    progress += 1
    // Whoever is gone hears nothing; that they are gone ends the wait itself.
    sendNotification({ method: 'notifications/progress', params: { progressToken, progress, message: 'Still waiting' } }).catch(() => undefined)
  })
  try {
    return await wait()
  } finally {
    stop()
  }
}
