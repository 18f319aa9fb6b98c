import type { Model } from '@anthropic-ai/sdk/resources/messages'
import type { ChatModel } from 'openai/resources/shared'

/** The model of each provider where none is configured: the present small one, under its published name. */
export const DEFAULT_MODELS = {
  openai: 'gpt-6-luna',
  anthropic: 'claude-haiku-5-5',
} as const satisfies { openai: ChatModel; anthropic: Model }
