import type {
  Message,
  MessageCreateParams,
  Model,
  RawMessageDeltaEvent,
  RawMessageStreamEvent,
  StopReason,
  TextBlock,
  Usage,
} from '@anthropic-ai/sdk/resources/messages'
import type { ModelInfo } from '@anthropic-ai/sdk/resources/models'
import type { EnforcedSpendLimitReachedErrorDetails, ErrorObject, ErrorResponse } from '@anthropic-ai/sdk/resources/shared'
import type { Reply } from './answers'
import type { Received } from './calls'
import { createModelProvider, type Dialect, type FakeModelProvider, type Reading, type Refusal, type Surroundings } from './model'
import type { FinishReason, Question, Said } from './model-script'
import { eventText, type Frame } from './model-stream'
import { credentialOf, isRecord } from './service'

/** The models that the fake Anthropic has; any other is unknown to it. */
export const ANTHROPIC_MODELS = ['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5', 'claude-sonnet-4-5', 'claude-haiku-4-5'] as const satisfies Model[]

/** Anthropic's messages and list of models (docs.claude.com/en/api), at `https://api.anthropic.com`. */
export const createFakeAnthropic = (surroundings: Surroundings): FakeModelProvider => {
  let requests = 0
  return createModelProvider({ ...surroundings, dialect: { ...dialect, headers: (state) => limits({ ...state, request: ++requests }) } })
}

const dialect: Omit<Dialect, 'headers'> = {
  name: 'Anthropic',
  hosts: ['api.anthropic.com'],
  credential: ({ headers }) => headers.get('x-api-key') ?? credentialOf(headers, 'Bearer'),
  read,
  refuse,
  models: () => ({ data: ANTHROPIC_MODELS.map(infoOf), first_id: ANTHROPIC_MODELS[0], has_more: false, last_id: ANTHROPIC_MODELS.at(-1) ?? null }),
  whole,
  frames,
  errorFrame: () => ({ part: 'close', text: eventText(JSON.stringify(refuse({ kind: 'overloaded' }).body), 'error') }),
}

const infoOf = (id: Model): Pick<ModelInfo, 'id' | 'type' | 'display_name' | 'created_at'> => ({
  id,
  type: 'model',
  display_name: id,
  created_at: '2026-05-01T00:00:00Z',
})

/** Every parameter that is published: anything else, temperature among it, is refused. */
const PARAMETERS: Readonly<Record<keyof MessageCreateParams, true>> = {
  max_tokens: true,
  messages: true,
  model: true,
  cache_control: true,
  container: true,
  diagnostics: true,
  inference_geo: true,
  metadata: true,
  output_config: true,
  service_tier: true,
  speed: true,
  stop_sequences: true,
  stream: true,
  system: true,
  thinking: true,
  tool_choice: true,
  tools: true,
  user_profile_id: true,
  workspace_id: true,
}
const VERSIONS: ReadonlySet<unknown> = new Set(['2023-06-01', '2026-10-21'])

function read(received: Received): Reading {
  const { method, url, headers, type, body } = received
  const key = dialect.credential(received)
  const refusal: Refusal = { kind: 'credentials', status: 401 }
  if (key === undefined) return { kind: 'wrong', refusal, violation: 'no key was sent' }
  if (!key.startsWith('sk-ant-')) return { kind: 'wrong', refusal, ...(key.startsWith('sk-') ? { violation: 'a key of OpenAI was sent' } : {}) }
  if (!VERSIONS.has(headers.get('anthropic-version'))) return wrong('anthropic-version: header is required')
  if (method === 'GET' && url.pathname === '/v1/models') return { kind: 'models' }
  if (url.pathname !== '/v1/messages') return { kind: 'wrong', refusal: { kind: 'no_such_address' }, violation: 'there is no such address' }
  if (method !== 'POST') return wrong('Method Not Allowed')
  if (type !== 'application/json') return wrong(`content-type: Input should be application/json, not ${type || 'nothing'}`)
  return isRecord(body) ? readBody(body) : wrong('The request body is not valid JSON')
}

const wrong = (what: string): Reading => ({ ...invalid(what), violation: what })
const invalid = (reason: string): Extract<Reading, { kind: 'wrong' }> => ({ kind: 'wrong', refusal: { kind: 'invalid', status: 400, reason } })

function readBody(body: Record<string, unknown>): Reading {
  const { model, messages, max_tokens: maxTokens, stream, system } = body
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(PARAMETERS, name))
  if (unknown !== undefined) return wrong(`${unknown}: Extra inputs are not permitted`)
  if (typeof model !== 'string') return wrong('model: Field required')
  if (maxTokens === undefined) return wrong('max_tokens: Field required')
  if (!Array.isArray(messages)) return wrong('messages: Field required')
  if (typeof maxTokens !== 'number' || !Number.isInteger(maxTokens) || maxTokens < 1) return invalid('max_tokens: Input should be greater than or equal to 1')
  if (messages.length === 0) return invalid('messages: at least one message is required')
  for (const [index, message] of messages.entries()) {
    if (!isRecord(message) || (message.role !== 'user' && message.role !== 'assistant'))
      return wrong(`messages.${index}.role: Input should be 'user' or 'assistant'`)
    if (textOf(message.content) === undefined) return wrong(`messages.${index}.content: Field required`)
    if (textOf(message.content)?.trim() === '') return invalid(`messages.${index}: all messages must have non-empty content`)
  }
  if (system !== undefined && textOf(system) === undefined) return wrong('system: Input should be a valid string')
  if (!ANTHROPIC_MODELS.some((known) => known === model)) return { kind: 'wrong', refusal: { kind: 'unknown_model', model } }
  const turns = messages.filter(isRecord).map(turnOf)
  const instructions = system === undefined ? [] : [{ role: 'system', text: textOf(system) ?? '' }]
  return { kind: 'question', question: { model, stream: stream === true, streamUsage: true, messages: [...instructions, ...turns] } }
}

const turnOf = ({ role, content }: Record<string, unknown>): Question['messages'][number] => ({ role: String(role), text: textOf(content) ?? '' })

function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? content.map((block) => (isRecord(block) && typeof block.text === 'string' ? block.text : '')).join('') : undefined
}

/** The error shapes of docs.claude.com/en/api/errors. */
function refuse(refusal: Refusal): Reply {
  const error = (status: number, type: ErrorObject['type'], message: string): Reply => ({
    status,
    body: { type: 'error', error: { type, message } as ErrorObject, request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy' } satisfies ErrorResponse,
  })
  switch (refusal.kind) {
    case 'credentials':
      return refusal.status === 401
        ? error(401, 'authentication_error', refusal.shown === undefined ? 'invalid x-api-key' : `invalid x-api-key: ${refusal.shown}`)
        : error(403, 'permission_error', 'Your API key does not have permission to use the specified resource.')
    case 'unknown_model':
      return error(404, 'not_found_error', `model: ${refusal.model}`)
    case 'invalid':
      return error(refusal.status, 'invalid_request_error', refusal.reason)
    case 'rate_limited':
      return error(429, 'rate_limit_error', 'This request would exceed the rate limit for your organization.')
    case 'quota':
      return refusal.status === 429 ? spent : error(402, 'billing_error', 'Your credit balance is too low to access the Anthropic API.')
    case 'overloaded':
      return error(529, 'overloaded_error', 'Overloaded')
    case 'unavailable':
      return error(refusal.status, refusal.status === 529 ? 'overloaded_error' : 'api_error', 'Internal server error')
    case 'no_such_address':
      return error(404, 'not_found_error', 'Not found')
  }
}

/** A spending limit says so in its details, with the status of a rate limit. */
const spent: Reply = {
  status: 429,
  body: {
    type: 'error',
    error: {
      type: 'rate_limit_error',
      message: 'You have reached your specified API usage limits.',
      details: { error_code: 'enforced_spend_limit_reached' } satisfies EnforcedSpendLimitReachedErrorDetails,
    },
    request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
  },
}

function limits({ limited, now, request }: { limited: boolean; now: number; request: number }): Record<string, string> {
  const reset = new Date(now + 20_000).toISOString()
  return {
    'request-id': `req_${String(request).padStart(24, '0')}`,
    'anthropic-organization-id': '00000000-0000-4000-8000-000000000000',
    'anthropic-ratelimit-requests-limit': '4000',
    'anthropic-ratelimit-requests-remaining': limited ? '0' : String(4_000 - request),
    'anthropic-ratelimit-requests-reset': reset,
    'anthropic-ratelimit-tokens-limit': '400000',
    'anthropic-ratelimit-tokens-remaining': limited ? '0' : '399000',
    'anthropic-ratelimit-tokens-reset': reset,
  }
}

const STOP_REASONS: Readonly<Record<FinishReason, StopReason>> = { stop: 'end_turn', length: 'max_tokens', content_filter: 'refusal', tool_calls: 'tool_use' }

const usageOf = ({ usage }: Said, outputTokens: number | undefined): Usage | undefined =>
  usage === undefined
    ? undefined
    : {
        input_tokens: usage.promptTokens,
        output_tokens: outputTokens ?? usage.completionTokens,
        cache_creation: null,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        inference_geo: null,
        output_tokens_details: null,
        server_tool_use: null,
        service_tier: 'standard',
        speed: null,
      }

/** The types promise a usage; that it can be missing is what a platform must survive. */
type WithoutUsage<T extends { usage: unknown }> = Omit<T, 'usage'> & Partial<Pick<T, 'usage'>>

interface Content {
  readonly content: TextBlock[]
  readonly stopReason: StopReason | null
  readonly usage: Usage | undefined
}

function message(said: Said, { content, stopReason, usage }: Content): WithoutUsage<Message> {
  return {
    id: `msg_${String(said.number).padStart(24, '0')}`,
    type: 'message',
    role: 'assistant',
    model: said.model,
    content,
    container: null,
    diagnostics: null,
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: null,
    ...(usage === undefined ? {} : { usage }),
  }
}

const stopReasonOf = ({ finishReason }: Said): StopReason | null => (finishReason === undefined ? null : STOP_REASONS[finishReason])
const textBlock = (text: string): TextBlock => ({ type: 'text', text, citations: null })

function whole(said: Said): WithoutUsage<Message> {
  return message(said, { content: said.text === undefined ? [] : [textBlock(said.text)], stopReason: stopReasonOf(said), usage: usageOf(said, undefined) })
}

type StreamEvent =
  | Exclude<RawMessageStreamEvent, { type: 'message_start' | 'message_delta' }>
  | { type: 'message_start'; message: WithoutUsage<Message> }
  | WithoutUsage<RawMessageDeltaEvent>
  /** Sent, and in no published type. */
  | { type: 'ping' }
  | ErrorResponse

const frame = (part: Frame['part'], event: StreamEvent): Frame => ({ part, text: eventText(JSON.stringify(event), event.type) })

function frames(said: Said): Frame[] {
  const { usage } = said
  const delta = { stop_reason: stopReasonOf(said), stop_sequence: null, stop_details: null, container: null }
  const counted = { output_tokens: usage?.completionTokens ?? 0, input_tokens: null, cache_creation_input_tokens: null, cache_read_input_tokens: null }
  return [
    frame('open', { type: 'message_start', message: message(said, { content: [], stopReason: null, usage: usageOf(said, 1) }) }),
    frame('open', { type: 'content_block_start', index: 0, content_block: textBlock('') }),
    frame('open', { type: 'ping' }),
    ...said.words.map((text) => frame('word', { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
    frame('close', { type: 'content_block_stop', index: 0 }),
    frame('close', {
      type: 'message_delta',
      delta,
      ...(usage === undefined ? {} : { usage: { ...counted, output_tokens_details: null, server_tool_use: null } }),
    }),
    frame('close', { type: 'message_stop' }),
  ]
}
