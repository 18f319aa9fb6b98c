import { type Catalogue, statementsOf } from '../../specification/catalogue'
import type { Control } from '../control'
import type { Unclaimed } from './capabilities'
import type { Tried } from './judge'

/**
 * What a statement or a rule came to. `undeclared`: broken, and nobody said that it is not claimed. `declared`: broken, or not to be tried,
 * and said so. `declared_but_kept`: said not to be claimed, and it holds.
 */
export type Standing = 'kept' | 'declared' | 'declared_but_kept' | 'undeclared' | 'not_tried'

/** How many examples ended in which way. `broken` is the sum of `declared` and `undeclared`. */
export interface Counts {
  readonly kept: number
  readonly broken: number
  readonly declared: number
  readonly undeclared: number
  readonly not_tried: Readonly<Partial<Record<Control, number>>>
}

export interface RuleReport extends Counts {
  readonly rule: string
  readonly feature: string
  readonly standing: Standing
  readonly reasons: readonly string[]
  readonly broken_examples: readonly { readonly example: string; readonly where: string; readonly step: string; readonly message: string }[]
}

export interface StatementReport extends Counts {
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly standing: Standing
  readonly rules: readonly RuleReport[]
}

/** All that a run says of a platform; the file conformance.json. */
export interface ConformanceReport {
  readonly platform: string
  readonly at: string
  /** Whether the whole specification was selected. */
  readonly whole: boolean
  readonly conformant: boolean
  readonly examples: Counts & { readonly all: number }
  /** What is not claimed, and how many examples of it were kept, broken or not tried. */
  readonly declared: readonly (Unclaimed & { readonly kept: number; readonly broken: number; readonly untried: number })[]
  readonly statements: readonly StatementReport[]
  /** What kept the run itself from being one. */
  readonly faults: readonly string[]
}

export interface About {
  readonly platform: string
  readonly at: string
  readonly whole: boolean
  readonly unclaimed: readonly Unclaimed[]
  readonly faults: readonly string[]
}

/** Sums up what became of the examples. Nothing tried is nothing shown: then a platform is not conformant. */
export function conformanceReport(catalogue: Catalogue, tried: readonly Tried[], { unclaimed, faults, ...about }: About): ConformanceReport {
  const examples = { all: tried.length, ...countsOf(tried) }
  const nothing = examples.kept + examples.broken === 0 ? ['No example could be tried.'] : []
  const all = [...faults, ...nothing]
  const byId = Map.groupBy(tried, ({ id }) => id)
  return {
    ...about,
    conformant: examples.undeclared === 0 && all.length === 0,
    examples,
    declared: unclaimed.map((entry) => ({ ...entry, ...endings(tried.filter((each) => each.unclaimed === entry)) })),
    statements: statementsOf(catalogue).flatMap(({ id, name, statement }) => {
      const own = byId.get(id)
      return own === undefined ? [] : [{ id, name, statement, standing: standingOf(own), ...countsOf(own), rules: rulesOf(own) }]
    }),
    faults: all,
  }
}

function rulesOf(tried: readonly Tried[]): readonly RuleReport[] {
  return [...Map.groupBy(tried, ({ feature, rule }) => `${feature}\n${rule}`).values()].map((own) => ({
    rule: own[0]?.rule ?? '',
    feature: own[0]?.feature ?? '',
    standing: standingOf(own),
    ...countsOf(own),
    reasons: [...new Set(own.flatMap(({ unclaimed }) => unclaimed?.reason ?? []))],
    broken_examples: own.flatMap(({ ending, title, where }) =>
      ending.kind === 'broken' ? [{ example: title, where, step: ending.step, message: ending.message }] : [],
    ),
  }))
}

const ofKind = (tried: readonly Tried[], kind: Tried['ending']['kind']): readonly Tried[] => tried.filter(({ ending }) => ending.kind === kind)

const endings = (tried: readonly Tried[]) => ({
  kept: ofKind(tried, 'kept').length,
  broken: ofKind(tried, 'broken').length,
  untried: ofKind(tried, 'untried').length,
})

function countsOf(tried: readonly Tried[]): Counts {
  const broken = ofKind(tried, 'broken')
  const declared = broken.filter(({ unclaimed }) => unclaimed !== undefined).length
  const needed: Partial<Record<Control, number>> = {}
  for (const { ending } of tried) if (ending.kind === 'untried') needed[ending.control] = (needed[ending.control] ?? 0) + 1
  return { kept: ofKind(tried, 'kept').length, broken: broken.length, declared, undeclared: broken.length - declared, not_tried: needed }
}

function standingOf(tried: readonly Tried[]): Standing {
  const { kept, broken, undeclared } = countsOf(tried)
  if (undeclared > 0) return 'undeclared'
  const unclaimed = tried.some((each) => each.unclaimed !== undefined)
  if (broken > 0 || (unclaimed && kept === 0)) return 'declared'
  if (kept === 0) return 'not_tried'
  return unclaimed ? 'declared_but_kept' : 'kept'
}
