import type { Coverage } from './coverage'
import type { Example } from './examples'
import type { Mutant } from './mutants'
import { createUses, type Place } from './uses'
import { createLikeness, wordsOf } from './words'

/** Finds the examples that are most likely to notice a mutant. */
export interface Relevance {
  /** Those that go through it, the likeliest first; for one that no example goes through, those around it. */
  of(mutant: Mutant): { readonly examples: readonly Example[]; readonly covering: number }
  /** Tells that an example noticed one: it is likely to notice its neighbours. */
  noticed(mutant: Mutant, example: Example): void
}

interface Way {
  readonly example: Example
  readonly ms: number
  readonly through: ReadonlySet<number>
}

export interface Known {
  readonly coverage: Coverage
  readonly files: readonly string[]
  readonly examples: readonly Example[]
  readonly mutantsOf: (file: string) => readonly Mutant[]
  readonly sourceOf: (file: string) => string
}

/** Lines by which likeness to a neighbour fades. */
const NEAR = 15
/** What a further example of the same rule is worth, compared with the one before. */
const AGAIN = 0.6
/** Examples that take longer come last. */
const LONG_MS = 3_000
/** What addresses and tools are made with shows in their description, and in what is refused: both without going through any of their files. */
const DESCRIBED: readonly { readonly file: RegExp; readonly by: RegExp }[] = [
  { file: /^app\/http\//, by: /^features\/operations\/description\.feature:/ },
  { file: /^app\/mcp\//, by: /^features\/backplane\/assistants\.feature:/ },
]
/** What stands on a line of use, or goes on from it. */
const USED_WITHIN = 2
/** Lines around a mutant whose words are looked at. */
const AROUND = 8

/** Pure but for what it is told: the same coverage and tellings always give the same order. */
export function createRelevance({ coverage, examples, files, mutantsOf, sourceOf }: Known): Relevance {
  const waysIn = waysOf(coverage, examples)
  const rarityIn = remembered((file: string): readonly number[] => {
    const counts = mutantsOf(file).map(() => 0)
    for (const { through } of waysIn(file)) for (const index of through) counts[index] = (counts[index] ?? 0) + 1
    return counts.map((count) => (count === 0 ? 0 : 1 / count))
  })
  const likeness = createLikeness(new Map(examples.map(({ id, words }) => [id, words])))
  /** What is asked in the same features and refused, it may be, before any of the file is gone through. */
  const refusedIn = remembered((file: string): readonly Way[] => {
    const through = new Set(waysIn(file).map(({ example }) => example.id))
    const features = new Set(waysIn(file).map(({ example }) => example.feature))
    return examples.flatMap((example) => {
      const gone = features.has(example.feature) && !through.has(example.id) ? coverage.of(example) : undefined
      return gone?.passed ? [{ example, ms: gone.ms, through: new Set<number>() }] : []
    })
  })
  const usesOf = createUses(files, sourceOf)
  /** The examples that go through what uses it, or is made with it: those of a use that few go through are worth the most. */
  const usedBy = (uses: readonly Place[]): readonly Ranked[] => {
    const found = new Map<Example, { worth: number; ms: number }>()
    for (const { file, line } of uses) {
      const near = mutantsOf(file).flatMap(({ index, start }) => (start.line >= line && start.line <= line + USED_WITHIN ? [index] : []))
      const ways = waysIn(file).filter(({ through }) => near.some((index) => through.has(index)))
      for (const { example, ms } of ways) found.set(example, { worth: (found.get(example)?.worth ?? 0) + 1 / ways.length, ms })
    }
    return [...found].map(([example, { worth, ms }]) => ({ example, worth: forItsTime(worth, ms) }))
  }
  const describing = remembered((file: string): readonly Example[] => {
    const by = DESCRIBED.find((each) => each.file.test(file))?.by
    return by === undefined ? [] : examples.filter(({ id }) => by.test(id))
  })
  const linesOf = remembered((file: string) => sourceOf(file).split('\n'))
  const noticed = new Map<string, { line: number; example: string }[]>()

  /** Goes through what few others go through, near the mutant. */
  const byWay = (mutant: Mutant) => {
    const mutants = mutantsOf(mutant.file)
    const rarity = rarityIn(mutant.file)
    return ({ through }: Way) => {
      let worth = 0
      for (const index of through) worth += (rarity[index] ?? 0) * nearness(mutant.start.line, mutants[index]?.start.line)
      return worth
    }
  }
  /** Speaks of what the code around the mutant speaks of. */
  const byWords = (mutant: Mutant) => {
    const around = linesOf(mutant.file).slice(Math.max(0, mutant.start.line - AROUND), mutant.start.line + AROUND)
    const words = [...new Set(wordsOf([mutant.file, ...around].join('\n'))), ...wordsOf(mutant.original.slice(0, 200))]
    return ({ example }: Way) => likeness.of(words, example.id)
  }
  /** Has noticed others, near the mutant the more. */
  const byMerit =
    ({ file, start: { line } }: Mutant) =>
    ({ example }: Way) =>
      (noticed.get(file) ?? []).reduce((sum, before) => sum + (before.example === example.id ? 0.1 + nearness(line, before.line) : 0), 0)

  return {
    of(mutant) {
      const all = waysIn(mutant.file)
      const covering = all.filter(({ through }) => through.has(mutant.index))
      // What every example begins with can show in any that goes through the file, and not only where a platform is started once more.
      const isOfExamples = covering.length > 0 && !coverage.before(mutant.file).has(mutant.index)
      const orders = [byMerit, byWay, byWords].map((measure) => ranked(isOfExamples ? covering : all, measure(mutant)))
      if (isOfExamples) return { examples: alternating(orders), covering: covering.length }
      const uses = usesOf({ file: mutant.file, line: mutant.start.line })
      const described = [...new Set([mutant.file, ...uses.map(({ file }) => file)].flatMap(describing))]
      const more = described.length === 0 ? [] : [described, ranked(refusedIn(mutant.file), byWords(mutant))]
      return { examples: alternating([...more, spread(usedBy(uses)), ...orders]), covering: covering.length }
    },
    noticed: ({ file, start: { line } }, { id }) => void noticed.set(file, [...(noticed.get(file) ?? []).slice(-50), { line, example: id }]),
  }
}

/** The examples that go through a file, with what they go through in it; those that fail as things are cannot notice anything. */
function waysOf(coverage: Coverage, examples: readonly Example[]): (file: string) => readonly Way[] {
  const passing = examples.flatMap((example) => {
    const gone = coverage.of(example)
    return gone?.passed ? [{ example, gone }] : []
  })
  return remembered((file: string): readonly Way[] =>
    passing.flatMap(({ example, gone: { through, ms } }) => {
      const indexes = through[file]
      return indexes === undefined ? [] : [{ example, ms, through: new Set(indexes) }]
    }),
  )
}

const nearness = (line: number, other = line): number => Math.exp(-Math.abs(line - other) / NEAR)

function remembered<T>(make: (file: string) => T): (file: string) => T {
  const made = new Map<string, T>()
  return (file) => {
    const known = made.get(file) ?? make(file)
    made.set(file, known)
    return known
  }
}

/** Those that are worth something, by what they are worth for the time they take. */
const ranked = (ways: readonly Way[], worthOf: (way: Way) => number): Example[] =>
  spread(
    ways.flatMap((way) => {
      const worth = worthOf(way)
      return worth === 0 ? [] : [{ example: way.example, worth: forItsTime(worth, way.ms) }]
    }),
  )

const forItsTime = (worth: number, ms: number): number => (ms > LONG_MS ? worth / 1e6 : worth / Math.sqrt(ms + 100))

export interface Ranked {
  readonly example: Example
  readonly worth: number
}

/** By worth, and every further example of a rule is worth less than the one before. */
export function spread(ranked: readonly Ranked[]): Example[] {
  const seen = new Map<string, number>()
  const lessened = ranked
    .toSorted((one, other) => other.worth - one.worth)
    .map(({ example, worth }) => {
      const rule = `${example.feature} / ${example.rule}`
      const before = seen.get(rule) ?? 0
      seen.set(rule, before + 1)
      return { example, worth: worth * AGAIN ** before }
    })
  return lessened.sort((one, other) => other.worth - one.worth).map(({ example }) => example)
}

/** The first of each, then the second of each, and so on, each thing once. */
export function alternating<T>(orders: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...orders.map(({ length }) => length))
  return [...new Set(Array.from({ length: longest }, (_, i) => orders.flatMap((order) => order.slice(i, i + 1))).flat())]
}
