import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { type Answer, attemptView, type ProviderName, type StreamPart, type Usage } from '../llm/chat'
import type { GatewayRequest } from '../llm/gateway'
import { begun, type ServerEvent, sendEvents } from './events'
import type { Current, Server } from './parts'
import { problemOf } from './problem'
import { Exactly, Nullable, problems } from './schemas'

const Message = Exactly({
  role: Type.Unsafe<'system' | 'user' | 'assistant'>({ type: 'string', enum: ['system', 'user', 'assistant'] }),
  content: Type.String({ minLength: 1 }),
})
const Model = Type.String({ minLength: 1, maxLength: 200 })
const ask = {
  messages: Type.Array(Message, { minItems: 1, maxItems: 1_000 }),
  max_tokens: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
  temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
  stream: Type.Optional(Type.Boolean()),
}
const AskProvider = Exactly({ model: Model, ...ask })
const AskAnyone = Exactly({ model: Type.Optional(Model), enable_failover: Type.Optional(Type.Boolean()), ...ask })
type Ask = Omit<Static<typeof AskAnyone>, 'enable_failover'>

const Count = Nullable(Type.Integer({ minimum: 0 }))
export const UsageView = Exactly({ prompt_tokens: Count, completion_tokens: Count, total_tokens: Count })
export const AttemptSchema = Exactly({
  provider: Type.String(),
  model: Type.String(),
  outcome: Type.String(),
  status: Type.Optional(Type.Integer()),
  duration_ms: Type.Integer(),
  reason: Type.Optional(Type.String()),
})
const AnswerView = Exactly({
  id: Type.String(),
  content: Type.String(),
  provider: Type.String(),
  model: Type.String(),
  finish_reason: Type.String({ description: 'stop, length, content_filter, tool_calls, or unknown if the provider did not say' }),
  usage: UsageView,
  attempts: Type.Array(AttemptSchema),
})
const response = { 200: AnswerView, ...problems }

/** Asking language models. With `stream` the answer is server-sent events: streaming:start, :update, then :complete or :error. */
export function llmRoutes(server: Server, parts: Current<'gateway'>): void {
  const tags = ['language models']
  const config = { access: 'user' } as const

  const answer = async (request: FastifyRequest, reply: FastifyReply, asked: GatewayRequest, stream: boolean | undefined) => {
    const { gateway } = parts()
    if (stream) return sendEvents(reply, streamEvents(await begun(gateway.stream(asked, request.work.signal))))
    return answerView(await gateway.ask(asked, request.work.signal))
  }
  const one = (provider: ProviderName) => (request: FastifyRequest<{ Body: Static<typeof AskProvider> }>, reply: FastifyReply) =>
    answer(request, reply, { ...questionOf(request, request.body), provider, failover: false }, request.body.stream)

  server.post('/api/llm/openai/chat', { config, schema: { tags, summary: 'Ask OpenAI', body: AskProvider, response } }, one('openai'))
  server.post('/api/llm/anthropic/message', { config, schema: { tags, summary: 'Ask Anthropic', body: AskProvider, response } }, one('anthropic'))
  server.post(
    '/api/llm/chat',
    { config, schema: { tags, summary: 'Ask whichever provider is configured, with failover if allowed', body: AskAnyone, response } },
    (request, reply) => answer(request, reply, { ...questionOf(request, request.body), failover: request.body.enable_failover ?? false }, request.body.stream),
  )
}

function questionOf({ actor, trace }: FastifyRequest, { messages, model, max_tokens, temperature }: Ask): Omit<GatewayRequest, 'failover'> {
  return { messages, model, options: { maxTokens: max_tokens, temperature }, caller: { personId: actor.person.id, trace } }
}

export const usageView = ({ promptTokens, completionTokens, totalTokens }: Usage) => ({
  prompt_tokens: promptTokens ?? null,
  completion_tokens: completionTokens ?? null,
  total_tokens: totalTokens ?? null,
})

const answerView = ({ id, content, provider, model, finishReason, usage, attempts }: Answer) => ({
  id,
  content,
  provider,
  model,
  finish_reason: finishReason,
  usage: usageView(usage),
  attempts: attempts.map(attemptView),
})

async function* streamEvents(source: AsyncIterable<StreamPart>): AsyncGenerator<ServerEvent> {
  let id = 0
  const numbered = (event: string, data: unknown): ServerEvent => {
    id += 1
    return { event, id, data: JSON.stringify(data) }
  }
  try {
    for await (const part of source) {
      switch (part.kind) {
        case 'start':
          yield numbered('streaming:start', { provider: part.provider, model: part.model })
          break
        case 'delta':
          yield numbered('streaming:update', { delta: part.text })
          break
        case 'end':
          yield numbered('streaming:complete', answerView(part.answer))
      }
    }
  } catch (error) {
    yield numbered('streaming:error', problemOf(error))
  }
}
