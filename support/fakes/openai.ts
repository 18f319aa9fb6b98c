import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import type { Model } from 'openai/resources/models'
import type { ChatModel, ErrorObject } from 'openai/resources/shared'
import type { Reply } from './answers'
import type { Received } from './calls'
import { createModelProvider, type Dialect, type FakeModelProvider, type Reading, type Refusal, type Surroundings } from './model'
import type { Question, Said } from './model-script'
import { eventText, type Frame } from './model-stream'
import { credentialOf, isRecord } from './service'

/** The models that the fake OpenAI has; any other is unknown to it. */
export const OPENAI_MODELS = [
  'gpt-6-luna',
  'gpt-6.1-sol',
  'gpt-5.5',
  'gpt-5',
  'gpt-5-mini',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4o',
  'gpt-4o-mini',
] as const satisfies ChatModel[]

const OWNED_AT = 1_760_000_000

/** OpenAI's chat completions and list of models (platform.openai.com/docs/api-reference), at `https://api.openai.com/v1`. */
export const createFakeOpenAI = (surroundings: Surroundings): FakeModelProvider => {
  let requests = 0
  return createModelProvider({ ...surroundings, dialect: { ...dialect, headers: (state) => limits({ ...state, request: ++requests }) } })
}

const dialect: Omit<Dialect, 'headers'> = {
  name: 'OpenAI',
  hosts: ['api.openai.com'],
  credential: ({ headers }) => credentialOf(headers, 'Bearer'),
  read,
  refuse,
  models: () => ({ object: 'list', data: OPENAI_MODELS.map((id): Model => ({ id, object: 'model', created: OWNED_AT, owned_by: 'openai' })) }),
  whole,
  frames,
  errorFrame: () => ({ part: 'close', text: eventText(JSON.stringify(refuse({ kind: 'unavailable', status: 500 }).body)) }),
}

/** Every parameter that is published, so that a client's typing error does not pass unseen. */
const PARAMETERS: Readonly<Record<keyof ChatCompletionCreateParams, true>> = {
  messages: true,
  model: true,
  audio: true,
  frequency_penalty: true,
  function_call: true,
  functions: true,
  logit_bias: true,
  logprobs: true,
  max_completion_tokens: true,
  max_tokens: true,
  metadata: true,
  modalities: true,
  moderation: true,
  n: true,
  parallel_tool_calls: true,
  prediction: true,
  presence_penalty: true,
  prompt_cache_key: true,
  prompt_cache_options: true,
  prompt_cache_retention: true,
  reasoning_effort: true,
  response_format: true,
  safety_identifier: true,
  seed: true,
  service_tier: true,
  stop: true,
  store: true,
  stream: true,
  stream_options: true,
  temperature: true,
  tool_choice: true,
  tools: true,
  top_logprobs: true,
  top_p: true,
  user: true,
  verbosity: true,
  web_search_options: true,
}
const ROLES: ReadonlySet<unknown> = new Set(['developer', 'system', 'user', 'assistant', 'tool', 'function'])
const RANGES: readonly [field: keyof ChatCompletionCreateParams, least: number, most: number][] = [
  ['temperature', 0, 2],
  ['top_p', 0, 1],
  ['presence_penalty', -2, 2],
  ['frequency_penalty', -2, 2],
  ['max_tokens', 1, 1_000_000],
  ['max_completion_tokens', 1, 1_000_000],
]

function read(received: Received): Reading {
  const { method, url, type, body } = received
  const key = dialect.credential(received)
  if (key === undefined) return { kind: 'wrong', refusal: { kind: 'credentials', status: 401 }, violation: 'no key was sent' }
  if (key.startsWith('sk-ant-')) return { kind: 'wrong', refusal: { kind: 'credentials', status: 401 }, violation: 'a key of Anthropic was sent' }
  if (!key.startsWith('sk-')) return { kind: 'wrong', refusal: { kind: 'credentials', status: 401 } }
  if (method === 'GET' && url.pathname === '/v1/models') return { kind: 'models' }
  if (url.pathname !== '/v1/chat/completions') return { kind: 'wrong', refusal: { kind: 'no_such_address' }, violation: 'there is no such address' }
  if (method !== 'POST') return wrong('only POST is allowed')
  if (type !== 'application/json') return wrong(`the content type is ${type || 'missing'}`)
  return isRecord(body) ? readBody(body) : wrong('the body is no JSON object')
}

const wrong = (what: string, field?: string): Reading => ({ ...invalid(what, field), violation: what })
const invalid = (reason: string, field?: string): Extract<Reading, { kind: 'wrong' }> => ({
  kind: 'wrong',
  refusal: { kind: 'invalid', status: 400, reason, ...(field === undefined ? {} : { field }) },
})

function readBody(body: Record<string, unknown>): Reading {
  const { model, messages, stream, stream_options: options } = body
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(PARAMETERS, name))
  if (unknown !== undefined) return wrong(`Unrecognized request argument supplied: ${unknown}`, unknown)
  if (typeof model !== 'string') return wrong('you must provide a model parameter', 'model')
  if (!Array.isArray(messages) || messages.length === 0) return wrong("Missing required parameter: 'messages'.", 'messages')
  if (options !== undefined && stream !== true) return wrong("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options')
  for (const [index, message] of messages.entries()) {
    if (!isRecord(message) || !ROLES.has(message.role)) return wrong(`Invalid value for 'messages[${index}].role'.`, `messages[${index}].role`)
    if (textOf(message.content) === undefined) return wrong(`Invalid type for 'messages[${index}].content'.`, `messages[${index}].content`)
  }
  for (const [field, least, most] of RANGES) {
    const value = body[field] ?? least
    if (typeof value !== 'number' || value < least || value > most) return invalid(`Invalid '${field}': expected a value between ${least} and ${most}.`, field)
  }
  if (!OPENAI_MODELS.some((known) => known === model)) return { kind: 'wrong', refusal: { kind: 'unknown_model', model } }
  const streamUsage = isRecord(options) && options.include_usage === true
  return { kind: 'question', question: { model, stream: stream === true, streamUsage, messages: messages.filter(isRecord).map(turnOf) } }
}

const turnOf = ({ role, content }: Record<string, unknown>): Question['messages'][number] => ({ role: String(role), text: textOf(content) ?? '' })

function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? content.map((part) => (isRecord(part) && typeof part.text === 'string' ? part.text : '')).join('') : undefined
}

const told = (shown: string | undefined): string => (shown === undefined ? '' : `: ${shown}`)

/** The error object with the codes of platform.openai.com/docs/guides/error-codes. */
function refuse(refusal: Refusal): Reply {
  const error = (status: number, message: string, { type = 'invalid_request_error', code = null, param = null }: Partial<ErrorObject> = {}): Reply => ({
    status,
    body: { error: { message, type, param, code } satisfies ErrorObject },
  })
  switch (refusal.kind) {
    case 'credentials':
      return refusal.status === 401
        ? error(401, `Incorrect API key provided${told(refusal.shown)}. You can find your API key at https://platform.openai.com/account/api-keys.`, {
            code: 'invalid_api_key',
          })
        : error(403, 'You are not allowed to use this resource.', { code: 'unsupported_country_region_territory' })
    case 'unknown_model':
      return error(404, `The model \`${refusal.model}\` does not exist or you do not have access to it.`, { code: 'model_not_found', param: 'model' })
    case 'invalid':
      return error(refusal.status, refusal.reason, { param: refusal.field ?? null, code: refusal.code ?? null })
    case 'rate_limited':
      return error(429, 'Rate limit reached for requests. Please try again later.', { type: 'requests', code: 'rate_limit_exceeded' })
    case 'quota':
      return error(refusal.status ?? 429, 'You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      })
    case 'overloaded':
      return error(503, 'The engine is currently overloaded, please try again later.', { type: 'server_error', code: 'server_overloaded' })
    case 'unavailable':
      return error(refusal.status, 'The server had an error while processing your request. Sorry about that!', { type: 'server_error' })
    case 'no_such_address':
      return error(404, 'Invalid URL')
  }
}

const limits = ({ limited, request }: { limited: boolean; request: number }): Record<string, string> => ({
  'x-request-id': `req_${String(request).padStart(32, '0')}`,
  'openai-processing-ms': '12',
  'openai-version': '2020-10-01',
  'x-ratelimit-limit-requests': '10000',
  'x-ratelimit-remaining-requests': limited ? '0' : String(10_000 - request),
  'x-ratelimit-reset-requests': limited ? '20s' : '6ms',
  'x-ratelimit-limit-tokens': '2000000',
  'x-ratelimit-remaining-tokens': limited ? '0' : '1999000',
  'x-ratelimit-reset-tokens': limited ? '20s' : '30ms',
})

const idOf = ({ number }: Said): string => `chatcmpl-${String(number).padStart(29, '0')}`

const usageOf = ({ usage }: Said): CompletionUsage | undefined =>
  usage === undefined
    ? undefined
    : { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens, total_tokens: usage.promptTokens + usage.completionTokens }

/** The types promise a finish reason; that it can be missing is what a platform must survive. */
type Unfinished<T extends { choices: { finish_reason: unknown }[] }> = Omit<T, 'choices'> & {
  choices: (Omit<T['choices'][number], 'finish_reason'> & { finish_reason: T['choices'][number]['finish_reason'] | null })[]
}

function whole(said: Said): Unfinished<ChatCompletion> {
  const usage = usageOf(said)
  const message = { role: 'assistant', content: said.text ?? null, refusal: null } as const
  const choice = { index: 0, message, logprobs: null, finish_reason: said.finishReason ?? null }
  return {
    id: idOf(said),
    object: 'chat.completion',
    created: said.created,
    model: said.model,
    choices: said.text === undefined ? [] : [choice],
    ...(usage === undefined ? {} : { usage }),
  }
}

function frames(said: Said): Frame[] {
  const event = (part: Frame['part'], chunk: ChatCompletionChunk): Frame => ({ part, text: eventText(JSON.stringify(chunk)) })
  const chunk = (choices: ChatCompletionChunk.Choice[], usage?: CompletionUsage | null): ChatCompletionChunk => ({
    id: idOf(said),
    object: 'chat.completion.chunk',
    created: said.created,
    model: said.model,
    choices,
    ...(usage === undefined ? {} : { usage }),
  })
  const between = said.streamUsage ? null : undefined
  const delta = (delta: ChatCompletionChunk.Choice.Delta, finish_reason: ChatCompletionChunk.Choice['finish_reason'] = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason }], between)
  const usage = usageOf(said)
  return [
    event('open', delta({ role: 'assistant', content: '', refusal: null })),
    ...said.words.map((content) => event('word', delta({ content }))),
    event('close', delta({}, said.finishReason ?? null)),
    ...(said.streamUsage && usage !== undefined ? [event('close', chunk([], usage))] : []),
    { part: 'close', text: eventText('[DONE]') },
  ]
}
