import { type Clock, hours } from '../shared/clock'
import { othersTurn } from '../shared/others-turn'
import type { Store } from '../store/store'
import { USES, usesSince } from './hashtag-store'

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

const better = (one: Topic, other: Topic): number => other.score - one.score || alphabetical(one.topic, other.topic)

/** Adds up who used what. */
export interface Tally {
  /** Uses with the latest first, so that equal ones add up to equal sums. */
  add(uses: readonly Use[]): void
  /** What is worth most first, ties alphabetical (AR-12.15). Takes time in proportion to the hashtags, of which there may be very many. */
  top(limit: number): readonly Topic[]
}

export function createTally(now: number): Tally {
  const topics = new Map<string, { topic: string; authors: number; score: number }>()
  return {
    add(uses) {
      for (const { tag, latest } of uses) {
        const counted = topics.get(tag) ?? { topic: tag, authors: 0, score: 0 }
        counted.authors += 1
        counted.score += weightOf(latest, now)
        topics.set(tag, counted)
      }
    },
    top(limit) {
      const best: Topic[] = []
      for (const topic of topics.values()) {
        const last = best.at(limit - 1)
        if (last !== undefined && better(topic, last) > 0) continue
        const place = best.findLastIndex((each) => better(each, topic) < 0) + 1
        best.splice(place, 0, topic)
        best.length = Math.min(best.length, limit)
      }
      return best
    },
  }
}

export interface Trending {
  /** What was used less than so many hours ago. */
  list(query: { readonly hours: number; readonly limit: number }): Promise<readonly Topic[]>
}

export function createTrending({ store, clock }: { store: Store; clock: Clock }): Trending {
  return {
    async list({ hours: back, limit }) {
      const now = clock.now()
      const tally = createTally(now)
      let place = { latest: Number.MAX_SAFE_INTEGER, tag: '', author_id: '' }
      for (;;) {
        const uses = await store.find(usesSince, { ...place, since: now - hours(back) })
        tally.add(uses)
        const last = uses.at(-1)
        if (last === undefined || uses.length < USES) return tally.top(limit)
        place = last
        await othersTurn()
      }
    },
  }
}
