import type { Definition } from './definitions'
import type { Finding } from './finding'
import { createMatching } from './matching'
import type { RunRecord } from './record'
import { placeIn } from './words'

/** A step of an example that fits a definition. */
export interface Use {
  readonly text: string
  readonly uri: string
  readonly line: number
  /** The step as it is written; each row of an outline is a use of its own. */
  readonly written: string
}

export interface Uses {
  readonly of: ReadonlyMap<Definition, readonly Use[]>
  readonly findings: readonly Finding[]
}

/** Which step definition each step of each example would run; steps that none or several fit are findings. */
export function usesOf({ query }: RunRecord, definitions: readonly Definition[]): Uses {
  const matching = createMatching(definitions)
  const uses = new Map<Definition, Use[]>(definitions.map((definition) => [definition, []]))
  const findings = new Map<string, Finding>()
  for (const { uri, steps } of query.findAllPickles()) {
    for (const step of steps) {
      const { text, astNodeIds } = step
      const line = query.findStepBy(step)?.location.line ?? 1
      const fitting = matching(text)
      const [first] = fitting
      if (first && fitting.length === 1) uses.get(first)?.push({ text, uri, line, written: `${uri} ${astNodeIds[0]}` })
      const where = `${uri}:${line}`
      if (!first && placeIn(text) === undefined) findings.set(where, { kind: 'undefined', where, message: text })
      if (fitting.length > 1) findings.set(where, { kind: 'ambiguous', where, message: `${text} — ${fitting.map(placeOf).join(' and ')}` })
    }
  }
  return { of: uses, findings: [...findings.values()] }
}

const LONGEST_BODY = 10

/** Step definitions that nobody uses, and those that do too much themselves. */
export function* definitionFindings({ of }: Uses): Generator<Finding> {
  for (const [definition, uses] of of) {
    const where = placeOf(definition)
    if (uses.length === 0) yield { kind: 'unused-step', where, message: definition.source }
    if (definition.length > LONGEST_BODY) yield { kind: 'long-step', where, message: `${definition.source} has ${definition.length}` }
  }
}

export const placeOf = ({ uri, line }: Definition): string => `${uri}:${line}`

/** How much is said with how much. */
export interface Figures {
  readonly features: number
  readonly examples: number
  /** Steps of an example together with its Background. */
  readonly medianSteps: number
  readonly mostSteps: number
  readonly definitions: number
  /** Uses of a definition on average, in all examples and as they are written. */
  readonly usesRun: number
  readonly usesWritten: number
}

export function figuresOf(run: RunRecord, { of }: Uses): Figures {
  const pickles = run.query.findAllPickles()
  const steps = pickles.map((pickle) => pickle.steps.length).sort((a, b) => a - b)
  const each = [...of.values()]
  const average = (count: (uses: readonly Use[]) => number) => (each.length === 0 ? 0 : each.reduce((sum, uses) => sum + count(uses), 0) / each.length)
  return {
    features: run.documents.length,
    examples: pickles.length,
    medianSteps: steps[Math.floor(steps.length / 2)] ?? 0,
    mostSteps: steps.at(-1) ?? 0,
    definitions: each.length,
    usesRun: average((uses) => uses.length),
    usesWritten: average((uses) => new Set(uses.map(({ written }) => written)).size),
  }
}
