import type { ProviderName } from './chat'

/** What a million tokens cost, in billionths of the currency. */
export interface Price {
  readonly input: number
  readonly output: number
}

/** A model and who has it, with what the operator has said of it. */
export interface ModelEntry {
  readonly id: string
  readonly provider: ProviderName
  /** The complexity, 1 to 4, up to which its answers are good enough. */
  readonly quality?: number | undefined
  readonly price?: Price | undefined
  /** Tokens; no answer is allowed to be longer. */
  readonly longestAnswer?: number | undefined
}

/** A provider, the address it is asked at and its own model. */
export interface ProviderSettings {
  readonly name: ProviderName
  readonly baseUrl: string
  readonly model: string
}

/** Who is asked for which model. */
export interface Stop {
  readonly provider: ProviderName
  readonly model: string
}

export interface Wish {
  /** The caller addressed this provider. */
  readonly provider?: ProviderName | undefined
  readonly model?: string | undefined
  readonly failover: boolean
}

/** Whose model it is: as known, else by its family; OpenAI's names follow no rule. */
export const providerOf = (model: string, models: readonly ModelEntry[]): ProviderName =>
  models.find((entry) => entry.id === model)?.provider ?? (model.startsWith('claude-') ? 'anthropic' : 'openai')

/**
 * Who is asked, in order (INTG-04.11, .12): the provider addressed, else the one whose model was named, else the first configured;
 * then, with failover, the others in configured order, each with its own model. Pure. Empty if nothing is configured.
 */
export function itinerary(wish: Wish, providers: readonly ProviderSettings[], models: readonly ModelEntry[]): readonly Stop[] {
  const known = [...models, ...providers.map((provider): ModelEntry => ({ id: provider.model, provider: provider.name }))]
  const name = wish.provider ?? (wish.model === undefined ? providers[0]?.name : providerOf(wish.model, known))
  if (name === undefined) return []
  const model = wish.model ?? providers.find((provider) => provider.name === name)?.model ?? ''
  const first: Stop = { provider: name, model }
  if (!wish.failover) return [first]
  return [first, ...providers.filter((provider) => provider.name !== name).map((provider) => ({ provider: provider.name, model: provider.model }))]
}
