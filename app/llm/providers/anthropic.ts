import type {
  ContentBlock,
  Message,
  MessageCreateParamsNonStreaming,
  MessageCreateParamsStreaming,
  RawContentBlockDeltaEvent,
  RawContentBlockStartEvent,
  RawMessageDeltaEvent,
  RawMessageStartEvent,
  TextBlock,
  TextDelta,
  Usage as TokenUsage,
} from '@anthropic-ai/sdk/resources/messages'
import type { ErrorResponse } from '@anthropic-ai/sdk/resources/shared'
import type { ChatMessage, Completion, FinishReason, Question, Usage } from '../chat'
import type { Complaint } from '../classify'
import {
  brokenOff,
  type Claimed,
  claimed,
  countOf,
  type Draft,
  LONGEST_ANSWER,
  mayBeSilent,
  type Provider,
  parsed,
  type StreamReader,
  type StreamStep,
  textOf,
  unreadable,
} from './provider'

/** Anthropic must be told how long an answer may be. */
export const ANTHROPIC_MAX_TOKENS = 4096

/** The version whose shapes the published types describe. It has no temperature and no top_p: a request with either is refused. */
const VERSION = '2026-10-21'
/** Codes of rate limits that are really spending limits (the published `ErrorDetails`). */
const QUOTA = new Set<unknown>(['contract_spend_limit_reached', 'enforced_spend_limit_reached', 'linked_organization_spend_limit_reached'])

/** Anthropic's messages. */
export const anthropic: Provider = {
  name: 'anthropic',
  path: '/v1/messages',
  headers: (key) => ['x-api-key', key, 'anthropic-version', VERSION, 'content-type', 'application/json'],
  body: (question, streaming) => JSON.stringify(streaming ? streamed(question) : plain(question)),
  complaint,
  completion,
  stream,
}

type Plain = Draft<MessageCreateParamsNonStreaming>
type Streamed = Draft<MessageCreateParamsStreaming>

const plain = ({ model, messages, options }: Question): Plain => ({
  model,
  max_tokens: options.maxTokens ?? ANTHROPIC_MAX_TOKENS,
  system: instructions(messages),
  messages: messages.filter((message) => message.role !== 'system'),
  stop_sequences: options.stop === undefined ? undefined : [...options.stop],
  metadata: options.user === undefined ? undefined : { user_id: options.user },
})

const streamed = (question: Question): Streamed => ({ ...plain(question), stream: true })

/** All system messages as the one text that Anthropic takes. */
function instructions(messages: readonly ChatMessage[]): string | undefined {
  const texts = messages.filter((message) => message.role === 'system').map((message) => message.content)
  return texts.length === 0 ? undefined : texts.join('\n\n')
}

function complaint(body: unknown): Complaint | undefined {
  const outer = claimed<ErrorResponse>(body)
  if (outer === undefined) return undefined
  const error = claimed<{ type: string; message: string; details: unknown }>(outer.error)
  const details = claimed<{ error_code: string }>(error?.details)
  return {
    ...(typeof error?.message === 'string' ? { message: error.message } : {}),
    quota: error?.type === 'billing_error' || QUOTA.has(details?.error_code),
    unknownModel: error?.type === 'not_found_error',
  }
}

function completion(body: unknown, model: string): Completion | { unreadable: string } {
  const reply = claimed<Message & { error: unknown }>(body)
  if (reply === undefined) return { unreadable: 'it is not an object' }
  if (reply.error) return { unreadable: complaint(body)?.message ?? 'it is an error called a success' }
  const reason = finishReason(reply.stop_reason)
  const texts = Array.isArray(reply.content) ? textsOf(reply.content) : undefined
  if (texts === undefined || (texts.length === 0 && !mayBeSilent(reason))) return { unreadable: 'it has no content' }
  const usage = claimed<TokenUsage>(reply.usage)
  return {
    id: textOf(reply.id, ''),
    model: textOf(reply.model, model),
    content: texts.join(''),
    finishReason: reason,
    usage: total(promptOf(usage), countOf(usage?.output_tokens)),
  }
}

/** The texts among the blocks; undefined if a text is none. Thinking and other blocks are not for the reader. */
function textsOf(blocks: readonly unknown[]): string[] | undefined {
  const texts = blocks.map((block) => claimed<TextBlock>(block)).filter((block) => block?.type === 'text')
  const told = texts.map((block) => block?.text).filter((text) => typeof text === 'string')
  return told.length === texts.length ? told : undefined
}

function finishReason(reason: unknown): FinishReason {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop'
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length'
    case 'refusal':
      return 'content_filter'
    case 'tool_use':
      return 'tool_calls'
    default:
      return 'unknown'
  }
}

/** All tokens that went in: Anthropic counts those of its cache apart. */
function promptOf(usage: Claimed<TokenUsage> | undefined): number | undefined {
  const fresh = countOf(usage?.input_tokens)
  if (fresh === undefined) return undefined
  return fresh + (countOf(usage?.cache_creation_input_tokens) ?? 0) + (countOf(usage?.cache_read_input_tokens) ?? 0)
}

const total = (promptTokens: number | undefined, completionTokens: number | undefined): Usage => ({
  promptTokens,
  completionTokens,
  totalTokens: promptTokens === undefined || completionTokens === undefined ? undefined : promptTokens + completionTokens,
})

/** Events of kinds not known here are passed over, as the API's versioning rules ask; nothing but `message_stop` is the end. */
function stream(asked: string): StreamReader {
  const { begin, say, close, end } = createTelling(asked)
  return (data) => {
    const body = parsed(data)
    switch (claimed<{ type: string }>(body)?.type) {
      case undefined:
        return unreadable('an event of the stream is no JSON object with a type')
      case 'message_start':
        return begin(claimed<Message>(claimed<RawMessageStartEvent>(body)?.message))
      case 'content_block_start': {
        const block = claimed<ContentBlock & TextBlock>(claimed<RawContentBlockStartEvent>(body)?.content_block)
        return block?.type === 'text' ? say(block.text) : undefined
      }
      case 'content_block_delta': {
        const delta = claimed<TextDelta>(claimed<RawContentBlockDeltaEvent>(body)?.delta)
        return delta?.type === 'text_delta' ? say(delta.text) : undefined
      }
      case 'message_delta':
        return close(claimed<RawMessageDeltaEvent>(body))
      case 'message_stop':
        return end()
      case 'error':
        return brokenOff(complaint(body)?.message ?? 'it sent an error')
      default:
        return undefined
    }
  }
}

/** What a stream has told so far. Every answer opens with an empty text, so that only a word shows that there is content. */
function createTelling(asked: string) {
  let [id, model, content] = ['', asked, '']
  let reason: FinishReason = 'unknown'
  let promptTokens: number | undefined
  let completionTokens: number | undefined
  return {
    begin(message: Claimed<Message> | undefined): undefined {
      id = textOf(message?.id, id)
      model = textOf(message?.model, model)
      promptTokens = promptOf(claimed<TokenUsage>(message?.usage))
    },
    say(text: unknown): StreamStep | undefined {
      if (typeof text !== 'string' || content.length + text.length > LONGEST_ANSWER) return unreadable('the words are no text, or too much of it')
      content += text
      return text === '' ? undefined : { kind: 'text', text }
    },
    close(event: Claimed<RawMessageDeltaEvent> | undefined): undefined {
      reason = finishReason(claimed<RawMessageDeltaEvent.Delta>(event?.delta)?.stop_reason)
      const usage = claimed<TokenUsage>(event?.usage)
      completionTokens = countOf(usage?.output_tokens)
      promptTokens = promptOf(usage) ?? promptTokens
    },
    end(): StreamStep {
      if (content === '' && !mayBeSilent(reason)) return unreadable('the stream has no content')
      return { kind: 'end', completion: { id, model, content, finishReason: reason, usage: total(promptTokens, completionTokens) } }
    },
  }
}
