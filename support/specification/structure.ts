import { StepKeywordType } from '@cucumber/messages'
import type { Finding } from './finding'
import { at, backgroundsOf, examplesOf, isOutline, rulesOf, type WrittenExample, type WrittenFeature } from './written'

const LONGEST_EXAMPLE = 7
const LONGEST_BACKGROUND = 3

/** Whether each feature is built as the guide says: rules with examples, of few steps, with one action and an outcome. */
export function* structureFindings(written: WrittenFeature): Generator<Finding> {
  const { uri, feature } = written
  if (!/^\s*Seam: \S/m.test(feature.description)) yield { kind: 'seam', where: at(uri, feature), message: `"${feature.name}" has no line "Seam: … → …"` }
  for (const { rule } of rulesOf(written))
    if (!rule.children.some(({ scenario }) => scenario)) yield { kind: 'empty-rule', where: at(uri, rule), message: rule.name }
  for (const background of backgroundsOf(written))
    if (background.steps.length > LONGEST_BACKGROUND) yield { kind: 'long-background', where: at(uri, background), message: `${background.steps.length} steps` }
  for (const example of examplesOf(written)) {
    yield* placeFindings(example)
    yield* outlineFindings(example)
    yield* stepFindings(example)
  }
}

function* placeFindings({ uri, rule, scenario }: WrittenExample): Generator<Finding> {
  const where = at(uri, scenario)
  if (!rule) yield { kind: 'outside-rule', where, message: scenario.name }
  if (scenario.keyword === 'Scenario') yield { kind: 'keyword', where, message: `"${scenario.name}" is called Scenario; we write Example` }
}

function* outlineFindings({ uri, scenario }: WrittenExample): Generator<Finding> {
  const { examples, keyword, name } = scenario
  const rows = examples.reduce((sum, { tableBody }) => sum + tableBody.length, 0)
  if (rows === 0 && (isOutline(keyword) || examples.length > 0)) yield { kind: 'empty-outline', where: at(uri, scenario), message: name }
  for (const table of examples)
    if (table.name.trim() === '') yield { kind: 'unnamed-examples', where: at(uri, table), message: `the name says what varies in "${name}"` }
}

function* stepFindings({ uri, scenario }: WrittenExample): Generator<Finding> {
  const { steps, name } = scenario
  const where = at(uri, scenario)
  const count = (type: StepKeywordType) => steps.filter(({ keywordType }) => keywordType === type).length
  if (steps.length === 0) return
  if (steps.length > LONGEST_EXAMPLE) yield { kind: 'long-example', where, message: `"${name}" has ${steps.length}` }
  if (count(StepKeywordType.ACTION) > 1) yield { kind: 'second-when', where, message: name }
  if (count(StepKeywordType.OUTCOME) === 0) yield { kind: 'no-outcome', where, message: `"${name}" has no Then` }
}

/** Titles that stand over more than one example. */
export function* titleFindings(features: readonly WrittenFeature[]): Generator<Finding> {
  const first = new Map<string, string>()
  for (const { uri, scenario } of features.flatMap(examplesOf)) {
    const where = at(uri, scenario)
    const before = first.get(scenario.name)
    if (before === undefined) first.set(scenario.name, where)
    else yield { kind: 'duplicate-title', where, message: `"${scenario.name}" stands also at ${before}` }
  }
}
