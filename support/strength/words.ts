/** How much the words of a piece of code have in common with the words of an example. */
export interface Likeness {
  /** From 0 on, the more the better. */
  of(code: readonly string[], example: string): number
}

/** Words that are in nearly everything weigh next to nothing. */
export function createLikeness(examples: ReadonlyMap<string, string>): Likeness {
  const vocabularies = new Map([...examples].map(([id, text]) => [id, new Set(wordsOf(text))]))
  const counts = new Map<string, number>()
  for (const words of vocabularies.values()) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weight = (word: string) => Math.log(1 + examples.size / (counts.get(word) ?? examples.size))
  return {
    of(code, example) {
      const vocabulary = vocabularies.get(example)
      if (vocabulary === undefined || vocabulary.size === 0) return 0
      return code.reduce((sum, word) => sum + (vocabulary.has(word) ? weight(word) : 0), 0) / Math.sqrt(vocabulary.size)
    },
  }
}

/** The words of a text or of code, in small letters and without endings; `maxHops` is two. Identifiers of the catalogue stay whole. */
export function wordsOf(text: string): string[] {
  const identifiers = text.match(/\b[A-Z]+-\d+\.\d+\b/g) ?? []
  const words =
    text
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? []
  return [...identifiers, ...words.map(stem)]
}

const stem = (word: string): string => word.replace(/(ing|ions?|ed|es|s)$/, '')
