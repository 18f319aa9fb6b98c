import { type Catalogue, statementsOf } from './catalogue'
import type { Finding } from './finding'
import { examplesOf, identifiersIn, rulesOf, timesRun, type WrittenFeature } from './written'

/** What the feature files hold of one statement. */
export interface Coverage {
  readonly rules: number
  readonly examples: number
  /** Whether an example kills and restarts the platform. */
  readonly recovery: boolean
}

/** How often each identifier is specified, by identifier. */
export function coverageOf(features: readonly WrittenFeature[]): ReadonlyMap<string, Coverage> {
  const coverage = new Map<string, Coverage>()
  for (const written of features) {
    for (const { feature, rule } of rulesOf(written)) {
      const scenarios = rule.children.flatMap(({ scenario }) => scenario ?? [])
      const recovery = scenarios.some((scenario) => [...feature.tags, ...rule.tags, ...scenario.tags].some(({ name }) => name === '@recovery'))
      for (const identifier of identifiersIn(rule.tags)) {
        const before = coverage.get(identifier) ?? { rules: 0, examples: 0, recovery: false }
        const examples = scenarios.reduce((sum, scenario) => sum + timesRun(scenario), before.examples)
        coverage.set(identifier, { rules: before.rules + 1, examples, recovery: before.recovery || recovery })
      }
    }
  }
  return coverage
}

/** Whether the specification as a whole says all that the catalogue promises, apart from what is listed as open. */
export function* completenessFindings(catalogue: Catalogue, features: readonly WrittenFeature[]): Generator<Finding> {
  const coverage = coverageOf(features)
  for (const { id, name } of statementsOf(catalogue)) {
    const covered = coverage.get(id)
    const open = catalogue.open.includes(id)
    if (covered && open) yield { kind: 'still-open', message: `${id} ${name}` }
    if (!covered && !open) yield { kind: 'no-rule', message: `${id} ${name}` }
    if (covered && covered.examples < 2)
      yield { kind: 'few-examples', message: `${id} ${name}: it takes one that shows it holding and one refusal, failure or boundary` }
  }
  const count = features.flatMap(examplesOf).reduce((sum, { scenario }) => sum + timesRun(scenario), 0)
  if (count < catalogue.minimum_scenarios) yield { kind: 'fewer-scenarios', message: `${count} of ${catalogue.minimum_scenarios}` }
}
