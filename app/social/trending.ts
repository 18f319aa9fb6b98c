import { type Clock, hours } from '../shared/clock'
import type { Store } from '../store/store'
import { usesSince } from './hashtag-store'

/** The latest use of a hashtag by one author. */
export interface Use {
  readonly tag: string
  readonly latest: number
}

/** A hashtag, how many different authors used it, and what that is worth now. */
export interface Topic {
  readonly topic: string
  readonly authors: number
  readonly score: number
}

const HALVES_EVERY_MS = hours(6)

/** An author counts 1 at the moment of the latest use, half as much 6 hours later, and so on. Pure. */
export const weightOf = (latest: number, now: number): number => 0.5 ** (Math.max(0, now - latest) / HALVES_EVERY_MS)

/** In the order of all languages together; letters that are equal there, by their numbers in Unicode. */
const alphabet = new Intl.Collator('und')
const alphabetical = (one: string, other: string): number => alphabet.compare(one, other) || (one < other ? -1 : 1)

/** What is worth most first, ties alphabetical (AR-12.15). Of uses with the latest first, so that equal ones add up to equal sums. Pure. */
export function topicsOf(uses: readonly Use[], now: number): readonly Topic[] {
  const topics = new Map<string, { authors: number; score: number }>()
  for (const { tag, latest } of uses) {
    const { authors, score } = topics.get(tag) ?? { authors: 0, score: 0 }
    topics.set(tag, { authors: authors + 1, score: score + weightOf(latest, now) })
  }
  return Array.from(topics, ([topic, counted]) => ({ topic, ...counted })).toSorted(
    (one, other) => other.score - one.score || alphabetical(one.topic, other.topic),
  )
}

export interface Trending {
  /** What was used less than so many hours ago. */
  list(query: { readonly hours: number; readonly limit: number }): Promise<readonly Topic[]>
}

export function createTrending({ store, clock }: { store: Store; clock: Clock }): Trending {
  return {
    async list({ hours: back, limit }) {
      const now = clock.now()
      return topicsOf(await store.find(usesSince, { since: now - hours(back) }), now).slice(0, limit)
    },
  }
}
