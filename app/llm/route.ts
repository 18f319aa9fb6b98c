import type { ProviderName } from './chat'

/** A model and who has it. */
export interface ModelEntry {
  readonly id: string
  readonly provider: ProviderName
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

/** Whose model it is: as configured, else by its family; OpenAI's names follow no rule. */
export const providerOf = (model: string, models: readonly ModelEntry[]): ProviderName =>
  models.find((entry) => entry.id === model)?.provider ?? (model.startsWith('claude-') ? 'anthropic' : 'openai')

/**
 * Who is asked, in order (INTG-04.11, .12): the provider addressed, else the one whose model was named, else the first configured;
 * then, with failover, the others in configured order, each with its own model. Pure. Empty if nothing is configured.
 */
export function itinerary(wish: Wish, providers: readonly ProviderSettings[], models: readonly ModelEntry[]): readonly Stop[] {
  const name = wish.provider ?? (wish.model === undefined ? providers[0]?.name : providerOf(wish.model, models))
  if (name === undefined) return []
  const model = wish.model ?? providers.find((provider) => provider.name === name)?.model ?? ''
  const first: Stop = { provider: name, model }
  if (!wish.failover) return [first]
  return [first, ...providers.filter((provider) => provider.name !== name).map((provider) => ({ provider: provider.name, model: provider.model }))]
}
