/** The providers of language models that the platform can ask. */
export const PROVIDER_NAMES = ['openai', 'anthropic'] as const
export type ProviderName = (typeof PROVIDER_NAMES)[number]

/** How people call the providers. */
export const PROVIDER_TITLES: Readonly<Record<ProviderName, string>> = { openai: 'OpenAI', anthropic: 'Anthropic' }

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/**
 * What the caller asks for beside the messages. A provider that has no such setting is asked without it:
 * Anthropic takes only `maxTokens` (4096 where none is given), `stop` and `user`.
 */
export interface ChatOptions {
  readonly maxTokens?: number | undefined
  readonly temperature?: number | undefined
  readonly topP?: number | undefined
  readonly stop?: readonly string[] | undefined
  readonly seed?: number | undefined
  readonly presencePenalty?: number | undefined
  readonly frequencyPenalty?: number | undefined
  readonly user?: string | undefined
}

/** One question to one model. */
export interface Question {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  readonly options: ChatOptions
}

/** Tokens counted by the provider; undefined is what it did not say. */
export interface Usage {
  readonly promptTokens: number | undefined
  readonly completionTokens: number | undefined
  readonly totalTokens: number | undefined
}

/** Why the model stopped, in OpenAI's words; `unknown` is what the provider did not say, or said in a word of its own. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls' | 'unknown'

/** What a model answered. `id` is the provider's, empty if it gave none. */
export interface Completion {
  readonly id: string
  readonly model: string
  readonly content: string
  readonly finishReason: FinishReason
  readonly usage: Usage
}

/** Every way in which a request to a provider fails, by its published name. */
export type FailureKind =
  | 'provider_credentials_rejected'
  | 'provider_rate_limited'
  | 'provider_quota_exhausted'
  | 'invalid_request'
  | 'model_not_found'
  | 'provider_unavailable'
  | 'provider_timed_out'
  | 'provider_bad_response'
  | 'provider_stream_incomplete'

/** How one attempt ended. `passed_over`: not asked, for want of a key. */
export type AttemptOutcome = 'answered' | FailureKind | 'passed_over' | 'cancelled'

/** One contact with a provider, or the reason why there was none. `status` is the provider's HTTP status, if one came. */
export interface Attempt {
  readonly provider: ProviderName
  readonly model: string
  readonly outcome: AttemptOutcome
  readonly status?: number | undefined
  readonly durationMs: number
  readonly reason?: string
  /** Nothing of the request went out, so that it cost nothing. */
  readonly unsent?: true
}

/** An attempt in the names of the API. */
export interface AttemptView {
  readonly provider: ProviderName
  readonly model: string
  readonly outcome: AttemptOutcome
  readonly status?: number
  readonly duration_ms: number
  readonly reason?: string
}

/** The attempt as answers and problem documents show it: whole milliseconds, no empty members. */
export const attemptView = ({ provider, model, outcome, status, durationMs, reason }: Attempt): AttemptView => ({
  provider,
  model,
  outcome,
  ...(status === undefined ? {} : { status }),
  duration_ms: Math.round(durationMs),
  ...(reason === undefined ? {} : { reason }),
})

/** A completion, who gave it, and every attempt in the order made. */
export interface Answer extends Completion {
  readonly provider: ProviderName
  readonly attempts: readonly Attempt[]
}

/** One part of a streamed answer: one start, then words as the provider sends them, then one end whose content is all of them. */
export type StreamPart =
  | { readonly kind: 'start'; readonly provider: ProviderName; readonly model: string }
  | { readonly kind: 'delta'; readonly text: string }
  | { readonly kind: 'end'; readonly answer: Answer }
