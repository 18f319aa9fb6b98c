import type { PersonName } from './cast'
import type { ProviderWord } from './parameter-types'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** A key that somebody brought in a scenario. */
export interface BroughtKey {
  readonly person: PersonName
  readonly provider: ProviderWord
  readonly key: string
}

const brought = perScenario((): BroughtKey[] => [])

/** A key of the provider's own form; features name only its end, so that no report holds a whole one. */
export function newKey(world: ConcordWorld, owner: Omit<BroughtKey, 'key'>, last4: string): string {
  const keys = brought(world)
  const key = `${owner.provider === 'openai' ? 'sk-proj' : 'sk-ant-api03'}-${owner.person}OwnKey${keys.length}v8TqLm3RzW${last4}`
  keys.push({ ...owner, key })
  return key
}

/** All keys that were brought, in order. */
export const broughtKeys: (world: ConcordWorld) => readonly BroughtKey[] = brought

export const keyAddress = (provider: ProviderWord): string => `/api/keys/${provider}`
