import type { Most } from '../people/budget'
import type { Attempt, ProviderName, Usage } from './chat'

/** A request about to be sent; of its content only the hash. */
export interface AskedCall {
  readonly personId: string
  readonly provider: ProviderName
  readonly model: string
  readonly contentHash: string
  /** What all attempts can cost together at most. */
  readonly most: Most
  readonly traceId: string
  readonly streaming: boolean
}

/** How it ended. `code` is the error's; provider and model are those that answered. */
export type EndedCall =
  | {
      readonly outcome: 'answered'
      readonly provider: ProviderName
      readonly model: string
      readonly usage: Usage
      readonly attempts: readonly Attempt[]
      readonly durationMs: number
    }
  | { readonly outcome: 'failed'; readonly code: string; readonly attempts: readonly Attempt[]; readonly durationMs: number }
  /** The caller left, or the platform had to stop. */
  | { readonly outcome: 'cancelled' | 'interrupted'; readonly attempts: readonly Attempt[]; readonly durationMs: number }

/** Where calls to models are written down. */
export interface CallRecord {
  /** Resolves with the record's id once it is durable. If it rejects, nothing is sent. */
  asked(call: AskedCall): Promise<string>
  /** Once for each id, however the call ended. The answer does not wait until it is durable. */
  ended(recordId: string, call: EndedCall): void
}

/** A key that a request goes out with, and whether it is the person's own rather than the platform's. */
export interface ServedKey {
  readonly key: string
  readonly own: boolean
}

/** Whose keys a person's requests go out with. */
export interface KeySource {
  /** The person's own key, or the platform's if the person allowed it; undefined if there is none to use. */
  keyFor(personId: string, provider: ProviderName): Promise<ServedKey | undefined>
  /** The provider refused this key, which may have been replaced since. */
  rejected(personId: string, provider: ProviderName, served: ServedKey): Promise<void>
}
