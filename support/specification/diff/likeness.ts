const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** How much two texts are alike, by their words: 0 for nothing in common, 1 for the same words. */
export function likeness(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)]
  if (left.size + right.size === 0) return 1
  return (2 * [...left].filter((word) => right.has(word)).length) / (left.size + right.size)
}

/** Pairs what is alike enough, the likest first; each is in one pair at most. */
export function likestPairs<T>(ones: readonly T[], others: readonly T[], alike: (one: T, other: T) => number): [T, T][] {
  const candidates = ones.flatMap((one) => others.map((other) => ({ one, other, score: alike(one, other) }))).filter(({ score }) => score >= ENOUGH)
  const taken = new Set<T>()
  const pairs: [T, T][] = []
  for (const { one, other } of candidates.toSorted((a, b) => b.score - a.score)) {
    if (taken.has(one) || taken.has(other)) continue
    taken.add(one).add(other)
    pairs.push([one, other])
  }
  return pairs
}

const ENOUGH = 0.5

/** The lines that differ: gone with `- `, new with `+ `, in the order in which they stand. */
export function changedLines(before: readonly string[], after: readonly string[]): string[] {
  const kept = commonLengths(before, after)
  const lines: string[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i += 1
      j += 1
    } else if (j >= after.length || (i < before.length && (kept[i + 1]?.[j] ?? 0) >= (kept[i]?.[j + 1] ?? 0))) lines.push(`- ${before[i++]}`)
    else lines.push(`+ ${after[j++]}`)
  }
  return lines
}

/** How many lines can be kept from each place on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const kept = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [here, below] = [kept[i] ?? [], kept[i + 1] ?? []]
      here[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0)
    }
  return kept
}
