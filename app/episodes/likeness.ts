/** The words of a text in any script, folded so that only what they say counts. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** How often a word stops adding to the likeness, and how far long texts are held against it (Robertson and Zaragoza, 2009). */
const SATURATION = 1.2
const LENGTH = 0.75

/** Those that share words with `query`, the likest first by BM25; of equals the one that stands first. Pure. */
export function byLikeness<Item>(query: string, items: readonly Item[], textOf: (item: Item) => string): readonly Item[] {
  const wanted = [...new Set(wordsOf(query))]
  const documents = items.map((item) => countOf(wordsOf(textOf(item))))
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length)
  const weights = new Map(wanted.map((word) => [word, rarity(documents.filter(({ counts }) => counts.has(word)).length, documents.length)]))
  const scoreOf = ({ counts, length }: Counted) =>
    wanted.reduce((score, word) => {
      const count = counts.get(word) ?? 0
      return score + ((weights.get(word) ?? 0) * count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH + (LENGTH * length) / mean))
    }, 0)
  return documents
    .map((document, index) => ({ item: items[index] as Item, score: scoreOf(document) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item)
}

interface Counted {
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
}

function countOf(words: readonly string[]): Counted {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { counts, length: words.length }
}

const rarity = (having: number, all: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5))
