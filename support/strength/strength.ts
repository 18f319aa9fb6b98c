import type { Example } from './examples'
import { counted, EXCLUSIONS, exclusionOf } from './exclusions'
import type { LinesOfFile } from './lines-by-part'
import type { Mutant, Mutated } from './mutants'
import { PARTS, type Part, partOf, TARGET } from './parts'
import type { Result, Results } from './results'
import { type Score, scoreOf, scoreOver, type Tally } from './score'

/** How strong the specification is, as it is written to `strength.json`. */
export interface Strength {
  /** As `2026-11-21T12:00:00.000Z`. */
  readonly made: string
  /** The revision of the project, marked where it had been changed since. */
  readonly revision: string
  /** Of the platform's code: another one says that the platform has changed since. */
  readonly platform: string
  /** So many examples at most were tried on one mutant: the scores are lower bounds. */
  readonly tries: number
  readonly parts: readonly PartStrength[]
  readonly over: PartStrength
  readonly rules: readonly RuleStrength[]
  readonly survivors: readonly Survivor[]
  readonly excluded: readonly { readonly reason: string; readonly mutants: number }[]
  /** Lines of the platform that the examples go through, when they were last counted. */
  readonly lines?: readonly LinesOfFile[]
}

export interface PartStrength {
  readonly name: string
  readonly target: number | undefined
  readonly mutants: number
  readonly tried: number
  readonly caught: number
  readonly survived: number
  readonly uncovered: number
  /** Undefined while nothing is known of some of it. */
  readonly score: Score | undefined
}

export interface RuleStrength {
  readonly requirement: string
  readonly feature: string
  readonly rule: string
  /** Mutants that an example of the rule caught first. */
  readonly caught: number
  /** Mutants on which its examples were tried. */
  readonly tried: number
}

export interface Survivor {
  readonly place: string
  readonly part: string
  readonly mutator: string
  readonly original: string
  readonly replacement: string
  readonly covering: number
  /** The likeliest examples that were tried and did not notice it, by file and line. */
  readonly tried: readonly string[]
}

export interface Facts {
  readonly files: readonly Mutated[]
  readonly results: Results
  readonly examples: readonly Example[]
}

/** What all results so far come to. */
export function strengthOf({ files, results, examples }: Facts): Pick<Strength, 'parts' | 'over' | 'rules' | 'survivors' | 'excluded'> {
  const counting = PARTS.filter(({ target }) => target !== undefined).map((part) => ({ part, files: files.filter(({ file }) => partOf(file) === part) }))
  const of = (mutant: Mutant) => results.of(mutant)
  const tallies = counting.map(({ files }) => tallyOf(files, of))
  const parts = counting.map(({ part, files }, i) => partStrength(part, files, { of, score: scoreOf(tallies[i] ?? tallyOf([], of)) }))
  const all = counting.flatMap(({ files }) => files)
  return {
    parts,
    over: partStrength({ name: 'over all', target: TARGET }, all, { of, score: scoreOver(tallies) }),
    rules: rulesOf(all, { of, examples }),
    survivors: survivorsOf(all, { of, examples }),
    excluded: EXCLUSIONS.map(({ reason }) => ({
      reason,
      mutants: all.flatMap(({ mutants }) => mutants).filter((mutant) => exclusionOf(mutant) === reason).length,
    })),
  }
}

type Known = (mutant: Mutant) => Result | undefined

function tallyOf(files: readonly Mutated[], of: Known): Tally {
  const whole = { mutants: 0, caught: 0 }
  const rest = { mutants: 0, drawn: 0, caught: 0 }
  for (const file of files) {
    const mutants = counted(file.mutants)
    const known = mutants.flatMap((mutant) => of(mutant) ?? [])
    const caught = (some: readonly Result[]) => some.filter(({ status }) => status === 'caught').length
    if (known.length === mutants.length) {
      whole.mutants += mutants.length
      whole.caught += caught(known)
      continue
    }
    const drawn = known.filter((result) => result.drawn)
    rest.mutants += mutants.length
    rest.drawn += drawn.length
    rest.caught += caught(drawn)
  }
  return { whole, rest }
}

function partStrength(
  { name, target }: Pick<Part, 'name' | 'target'>,
  files: readonly Mutated[],
  { of, score }: { of: Known; score: Score | undefined },
): PartStrength {
  const mutants = files.flatMap((file) => counted(file.mutants))
  const known = mutants.flatMap((mutant) => of(mutant) ?? [])
  const count = (wanted: Result['status']) => known.filter(({ status }) => status === wanted).length
  return {
    name,
    target,
    mutants: mutants.length,
    tried: known.length,
    caught: count('caught'),
    survived: count('survived'),
    uncovered: count('uncovered'),
    score,
  }
}

interface Told {
  readonly of: Known
  readonly examples: readonly Example[]
}

function rulesOf(files: readonly Mutated[], { of, examples }: Told): RuleStrength[] {
  const ruleOf = new Map(examples.map((example) => [example.hash, `${example.feature}\n${example.rule}`]))
  const rules = new Map<string, { requirement: string; feature: string; rule: string; caught: number; tried: number }>()
  for (const { requirement, feature, rule } of examples) rules.set(`${feature}\n${rule}`, { requirement, feature, rule, caught: 0, tried: 0 })
  for (const result of files.flatMap(({ mutants }) => counted(mutants)).flatMap((mutant) => of(mutant) ?? [])) {
    const by = rules.get(ruleOf.get(result.by ?? '') ?? '')
    const others = new Set(result.tried.flatMap((hash) => rules.get(ruleOf.get(hash) ?? '') ?? []))
    if (by !== undefined) by.caught += 1
    for (const rule of new Set([...others, ...(by === undefined ? [] : [by])])) rule.tried += 1
  }
  return [...rules.values()]
}

const NAMED = 8

function survivorsOf(files: readonly Mutated[], { of, examples }: Told): Survivor[] {
  const byHash = new Map(examples.map((example) => [example.hash, example]))
  return files.flatMap(({ file, mutants }) =>
    counted(mutants).flatMap((mutant) => {
      const result = of(mutant)
      if (result === undefined || result.status === 'caught') return []
      const { start, mutator, original, replacement } = mutant
      const tried = result.tried.slice(0, NAMED).flatMap((hash) => byHash.get(hash)?.id ?? [])
      return [{ place: `${file}:${start.line}:${start.column}`, part: partOf(file).name, mutator, original, replacement, covering: result.covering, tried }]
    }),
  )
}
