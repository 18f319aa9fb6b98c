import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessage,
} from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import type { ErrorObject } from 'openai/resources/shared'
import type { Completion, FinishReason, Question, Usage } from '../chat'
import type { Complaint } from '../classify'
import {
  brokenOff,
  claimed,
  countOf,
  type Draft,
  LONGEST_ANSWER,
  mayBeSilent,
  NO_USAGE,
  type Provider,
  parsed,
  type StreamReader,
  type StreamStep,
  textOf,
  unreadable,
} from './provider'

const END_MARK = '[DONE]'
/** OpenAI's codes for money that has run out (platform.openai.com/docs/guides/error-codes). */
const QUOTA = new Set<unknown>(['insufficient_quota', 'billing_not_active', 'billing_hard_limit_reached'])

/** OpenAI's chat completions. */
export const openai: Provider = {
  name: 'openai',
  path: '/chat/completions',
  headers: (key) => ['authorization', `Bearer ${key}`, 'content-type', 'application/json'],
  body: (question, streaming) => JSON.stringify(streaming ? streamed(question) : plain(question)),
  complaint,
  completion,
  stream,
}

type Plain = Draft<ChatCompletionCreateParamsNonStreaming>
type Streamed = Draft<ChatCompletionCreateParamsStreaming>

const plain = ({ model, messages, options }: Question): Plain => ({
  model,
  messages: [...messages],
  max_completion_tokens: options.maxTokens,
  temperature: options.temperature,
  top_p: options.topP,
  stop: options.stop === undefined ? undefined : [...options.stop],
  seed: options.seed,
  presence_penalty: options.presencePenalty,
  frequency_penalty: options.frequencyPenalty,
  user: options.user,
})

const streamed = (question: Question): Streamed => ({ ...plain(question), stream: true, stream_options: { include_usage: true } })

function complaint(body: unknown): Complaint | undefined {
  const outer = claimed<{ error: unknown }>(body)
  if (outer === undefined) return undefined
  const error = claimed<ErrorObject>(outer.error)
  return {
    ...(typeof error?.message === 'string' ? { message: error.message } : {}),
    ...(typeof error?.param === 'string' ? { field: error.param } : {}),
    quota: QUOTA.has(error?.code) || QUOTA.has(error?.type),
    unknownModel: error?.code === 'model_not_found',
  }
}

function completion(body: unknown, model: string): Completion | { unreadable: string } {
  const reply = claimed<ChatCompletion & { error: unknown }>(body)
  if (reply === undefined) return { unreadable: 'it is not an object' }
  if (reply.error) return { unreadable: complaint(body)?.message ?? 'it is an error called a success' }
  const choice = claimed<ChatCompletion.Choice>(Array.isArray(reply.choices) ? reply.choices[0] : undefined)
  const message = claimed<ChatCompletionMessage>(choice?.message)
  const reason = finishReason(choice?.finish_reason)
  const said = message === undefined ? undefined : spoken(message.content, message.refusal, reason)
  if (said === undefined) return { unreadable: 'it has no content' }
  return { id: textOf(reply.id, ''), model: textOf(reply.model, model), ...said, usage: usageOf(reply.usage) }
}

/** What was said: the content, which may be empty; else the refusal; else nothing, if the model was stopped before it began. */
function spoken(content: unknown, refusal: unknown, finishReason: FinishReason): Pick<Completion, 'content' | 'finishReason'> | undefined {
  if (typeof content === 'string' && (content !== '' || typeof refusal !== 'string')) return { content, finishReason }
  if (typeof refusal === 'string') return { content: refusal, finishReason: 'content_filter' }
  const absent = content === null || content === undefined
  return absent && mayBeSilent(finishReason) ? { content: '', finishReason } : undefined
}

function finishReason(reason: unknown): FinishReason {
  switch (reason) {
    case 'stop':
    case 'length':
    case 'content_filter':
    case 'tool_calls':
      return reason
    case 'function_call':
      return 'tool_calls'
    default:
      return 'unknown'
  }
}

function usageOf(value: unknown): Usage {
  const usage = claimed<CompletionUsage>(value)
  if (usage === undefined) return NO_USAGE
  return {
    promptTokens: countOf(usage.prompt_tokens),
    completionTokens: countOf(usage.completion_tokens),
    totalTokens: countOf(usage.total_tokens),
  }
}

/**
 * Every answer opens with an empty text, so that only a word shows that there is content.
 * The chunk with the usage comes last and has no choices; nothing but `[DONE]` is the end.
 */
function stream(asked: string): StreamReader {
  let [id, model, content] = ['', asked, '']
  let refused = false
  let reason: FinishReason = 'unknown'
  let usage = NO_USAGE

  const end = (): StreamStep => {
    if (content === '' && !mayBeSilent(reason)) return unreadable('the stream has no content')
    return { kind: 'end', completion: { id, model, content, finishReason: refused ? 'content_filter' : reason, usage } }
  }
  const say = (choice: unknown): StreamStep | undefined => {
    const { delta, finish_reason } = claimed<ChatCompletionChunk.Choice>(choice) ?? {}
    if (typeof finish_reason === 'string') reason = finishReason(finish_reason)
    const { content: said, refusal } = claimed<ChatCompletionChunk.Choice.Delta>(delta) ?? {}
    const text = refusal ? refusal : said
    if (text === undefined || text === null) return undefined
    if (typeof text !== 'string' || content.length + text.length > LONGEST_ANSWER) return unreadable('the words are no text, or too much of it')
    refused ||= text === refusal
    content += text
    return text === '' ? undefined : { kind: 'text', text }
  }

  return (data) => {
    if (data === END_MARK) return end()
    const body = parsed(data)
    const chunk = claimed<ChatCompletionChunk & { error: unknown }>(body)
    if (chunk === undefined) return unreadable('an event of the stream is no JSON object')
    if (chunk.error) return brokenOff(complaint(body)?.message ?? 'it sent an error')
    if (!Array.isArray(chunk.choices)) return unreadable('an event of the stream is no chunk of an answer')
    id = textOf(chunk.id, id)
    model = textOf(chunk.model, model)
    if (chunk.usage) usage = usageOf(chunk.usage)
    return chunk.choices.length === 0 ? undefined : say(chunk.choices[0])
  }
}
