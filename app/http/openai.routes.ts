import type { FastifyReply, FastifyRequest } from 'fastify'
import type OpenAI from 'openai'
import { type Static, Type } from 'typebox'
import type { Answer, StreamPart } from '../llm/chat'
import type { GatewayRequest } from '../llm/gateway'
import { begun, type ServerEvent, sendEvents } from './events'
import { usageView } from './llm.routes'
import type { Current, Server } from './parts'
import { type Problem, problemOf, retryAfter } from './problem'
import { Exactly, Nullable } from './schemas'

const TextPart = Exactly({ type: Type.Literal('text'), text: Type.String() })
const Message = Exactly({
  role: Type.Unsafe<'system' | 'developer' | 'user' | 'assistant'>({ type: 'string', enum: ['system', 'developer', 'user', 'assistant'] }),
  content: Type.Union([Type.String({ minLength: 1 }), Type.Array(TextPart, { minItems: 1 })]),
  name: Type.Optional(Type.String()),
})
const Limit = Type.Optional(Nullable(Type.Integer({ minimum: 1 })))
const Penalty = Type.Optional(Nullable(Type.Number({ minimum: -2, maximum: 2 })))
const ChatCompletion = Exactly({
  model: Type.String({ minLength: 1, maxLength: 200 }),
  messages: Type.Array(Message, { minItems: 1, maxItems: 1_000 }),
  max_tokens: Limit,
  max_completion_tokens: Limit,
  temperature: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 2 }))),
  top_p: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 1 }))),
  stop: Type.Optional(Nullable(Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 4 })]))),
  seed: Type.Optional(Nullable(Type.Integer())),
  presence_penalty: Penalty,
  frequency_penalty: Penalty,
  n: Type.Optional(Nullable(Type.Literal(1))),
  user: Type.Optional(Type.String()),
  stream: Type.Optional(Nullable(Type.Boolean())),
  stream_options: Type.Optional(Nullable(Exactly({ include_usage: Type.Optional(Type.Boolean()) }))),
})
type ChatCompletion = Static<typeof ChatCompletion>

const Free = Type.Object({}, { additionalProperties: true })
const OpenAiError = Exactly({
  error: Type.Object(
    { message: Type.String(), type: Type.String(), param: Nullable(Type.String()), code: Nullable(Type.String()) },
    { additionalProperties: true },
  ),
})
const failures = { '4xx': OpenAiError, '5xx': OpenAiError } as const
const FAILOVER_HEADER = 'x-concord-failover'
const Headers = Type.Object(
  { [FAILOVER_HEADER]: Type.Optional(Type.Unsafe<'true' | 'false'>({ type: 'string', enum: ['true', 'false'] })) },
  { additionalProperties: true },
)

/** OpenAI's own protocol, so that its unmodified client works (platform.openai.com/docs/api-reference/chat). Text only; what is not supported is refused by name. */
export function openaiRoutes(server: Server, parts: Current<'gateway' | 'clock'>): void {
  const tags = ['OpenAI protocol']
  const config = { access: 'user' } as const

  server.post(
    '/v1/chat/completions',
    { config, schema: { tags, summary: 'Chat, as OpenAI has it', headers: Headers, body: ChatCompletion, response: { 200: Free, ...failures } } },
    async (request, reply) => {
      const { gateway, clock } = parts()
      const created = Math.floor(clock.now() / 1_000)
      const asked = questionOf(request, request.body, request.headers[FAILOVER_HEADER] === 'true')
      if (!request.body.stream) return completionOf(await gateway.ask(asked, request.work.signal), created)
      const source = await begun(gateway.stream(asked, request.work.signal))
      return sendEvents(
        reply,
        chunks(source, { id: `chatcmpl-${request.trace.traceId}`, created, withUsage: request.body.stream_options?.include_usage ?? false }),
      )
    },
  )

  server.get('/v1/models', { config, schema: { tags, summary: 'The models that can be asked', response: { 200: Free, ...failures } } }, async () => ({
    object: 'list',
    data: parts()
      .gateway.models()
      .map(({ id, provider }): OpenAI.Models.Model => ({ id, object: 'model', created: 0, owned_by: provider })),
  }))
}

function questionOf({ actor, trace }: FastifyRequest, body: ChatCompletion, failover: boolean): GatewayRequest {
  const stop = typeof body.stop === 'string' ? [body.stop] : (body.stop ?? undefined)
  return {
    messages: body.messages.map(({ role, content }) => ({
      role: role === 'developer' ? 'system' : role,
      content: typeof content === 'string' ? content : content.map(({ text }) => text).join(''),
    })),
    model: body.model,
    options: {
      maxTokens: body.max_completion_tokens ?? body.max_tokens ?? undefined,
      temperature: body.temperature ?? undefined,
      topP: body.top_p ?? undefined,
      stop,
      seed: body.seed ?? undefined,
      presencePenalty: body.presence_penalty ?? undefined,
      frequencyPenalty: body.frequency_penalty ?? undefined,
      user: body.user,
    },
    failover,
    caller: { personId: actor.person.id, trace },
  }
}

/** OpenAI has no word for it when the provider did not say. */
const finishReason = (reason: Answer['finishReason']) => (reason === 'unknown' ? null : reason)

const usageOf = ({ usage }: Answer): OpenAI.CompletionUsage | undefined => {
  const { prompt_tokens, completion_tokens, total_tokens } = usageView(usage)
  return prompt_tokens === null || completion_tokens === null || total_tokens === null ? undefined : { prompt_tokens, completion_tokens, total_tokens }
}

function completionOf(answer: Answer, created: number) {
  const usage = usageOf(answer)
  return {
    id: answer.id,
    object: 'chat.completion',
    created,
    model: answer.model,
    choices: [
      { index: 0, message: { role: 'assistant', content: answer.content, refusal: null }, finish_reason: finishReason(answer.finishReason), logprobs: null },
    ],
    ...(usage === undefined ? {} : { usage }),
  }
}

type Chunk = OpenAI.Chat.ChatCompletionChunk
type Choice = OpenAI.Chat.ChatCompletionChunk.Choice
const DONE: ServerEvent = { data: '[DONE]' }

interface Stream {
  readonly id: string
  readonly created: number
  readonly withUsage: boolean
}

async function* chunks(source: AsyncIterable<StreamPart>, { id, created, withUsage }: Stream): AsyncGenerator<ServerEvent> {
  let model = ''
  const chunk = (delta: Choice['delta'], finish: Choice['finish_reason'] = null): ServerEvent =>
    event({ choices: [{ index: 0, delta, finish_reason: finish }] })
  const event = (rest: Pick<Chunk, 'choices' | 'usage'>): ServerEvent => ({
    data: JSON.stringify({ id, object: 'chat.completion.chunk', created, model, ...rest } satisfies Chunk),
  })
  try {
    for await (const part of source) {
      if (part.kind === 'start') {
        model = part.model
        yield chunk({ role: 'assistant', content: '' })
      } else if (part.kind === 'delta') yield chunk({ content: part.text })
      else {
        yield chunk({}, finishReason(part.answer.finishReason))
        const usage = usageOf(part.answer)
        if (withUsage) yield event({ choices: [], usage: usage ?? null })
        yield DONE
      }
    }
  } catch (error) {
    yield { data: JSON.stringify(openAiError(problemOf(error))) }
  }
}

const TYPES: Readonly<Record<number, string>> = { 401: 'authentication_error', 403: 'permission_error', 429: 'rate_limit_error' }

/** A problem as OpenAI's error object; what our own problem documents carry beside it stands beside it too. */
function openAiError({ code, detail, status, field, title: _title, type: _kind, ...rest }: Problem) {
  const type = TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error')
  return { error: { message: detail, type, param: field ?? null, code, ...rest } }
}

/** Answers with an error as OpenAI's clients read it. */
export function sendOpenAiError(reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemOf(error)
  const wait = retryAfter(error)
  if (wait !== undefined) reply.header('retry-after', wait)
  return reply.status(problem.status).serializer(JSON.stringify).type('application/json').send(openAiError(problem))
}
