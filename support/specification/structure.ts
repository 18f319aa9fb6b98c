import { type Scenario, StepKeywordType } from '@cucumber/messages'
import type { Finding } from './finding'
import { placeIn } from './words'
import { at, backgroundsOf, examplesOf, isOutline, rulesOf, type WrittenExample, type WrittenFeature } from './written'

const LONGEST_EXAMPLE = 7
const LONGEST_BACKGROUND = 3

const SEAM = /^\s*Seam: \S/

/** Whether each feature is built as the guide says: rules with examples, of few steps, with one action and an outcome. */
export function* structureFindings(written: WrittenFeature): Generator<Finding> {
  yield* descriptionFindings(written)
  const { uri } = written
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

function* descriptionFindings({ uri, feature }: WrittenFeature): Generator<Finding> {
  const where = at(uri, feature)
  const said = feature.description.split('\n').filter((line) => line.trim() !== '')
  if (!said.some((line) => SEAM.test(line))) yield { kind: 'seam', where, message: `"${feature.name}" has no line "Seam: … → …"` }
  if (said.every((line) => SEAM.test(line))) yield { kind: 'no-description', where, message: `"${feature.name}"` }
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
  if (rows > 0) yield* columnFindings({ uri, scenario })
  yield* rowFindings({ uri, scenario })
}

/** Whether every column is used, and every word in angle brackets has one. */
function* columnFindings({ uri, scenario }: Pick<WrittenExample, 'uri' | 'scenario'>): Generator<Finding> {
  const used = wordsIn([scenario.name, stepsOf(scenario)])
  for (const table of scenario.examples) {
    const columns = table.tableHeader?.cells.map(({ value }) => value) ?? []
    const where = at(uri, table)
    for (const column of columns) if (!used.has(column)) yield { kind: 'column', where, message: `<${column}> does not occur in "${scenario.name}"` }
    for (const word of used) if (!columns.includes(word)) yield { kind: 'column', where, message: `<${word}> of "${scenario.name}" has no column` }
  }
}

/** Whether every row makes an example of its own: blanks around what stands in a cell are not part of it. */
function* rowFindings({ uri, scenario }: Pick<WrittenExample, 'uri' | 'scenario'>): Generator<Finding> {
  const used = [...wordsIn(stepsOf(scenario))]
  const first = new Map<string, string>()
  for (const { tableHeader, tableBody } of scenario.examples) {
    const places = used.map((word) => tableHeader?.cells.findIndex(({ value }) => value === word) ?? -1)
    if (places.includes(-1)) continue
    for (const row of tableBody) {
      const [same, where] = [JSON.stringify(places.map((place) => row.cells[place]?.value)), at(uri, row)]
      const before = first.get(same)
      if (before === undefined) first.set(same, where)
      else yield { kind: 'same-row', where, message: `It has the steps of ${before}` }
    }
  }
}

const stepsOf = ({ steps }: Scenario) => steps.map((step) => [step.text, step.dataTable?.rows, step.docString?.content])

/** What stands in angle brackets. */
const wordsIn = (texts: unknown): ReadonlySet<string> => new Set([...JSON.stringify(texts).matchAll(/<([^<>"\\]+)>/g)].map(([, word = '']) => word))

const ORDER: Partial<Record<StepKeywordType, number>> = { [StepKeywordType.CONTEXT]: 1, [StepKeywordType.ACTION]: 2, [StepKeywordType.OUTCOME]: 3 }

function* stepFindings({ uri, scenario }: WrittenExample): Generator<Finding> {
  const { steps, name } = scenario
  const where = at(uri, scenario)
  const count = (type: StepKeywordType) => steps.filter(({ keywordType }) => keywordType === type).length
  if (steps.length === 0) return
  if (steps.length > LONGEST_EXAMPLE) yield { kind: 'long-example', where, message: `"${name}" has ${steps.length}` }
  if (count(StepKeywordType.ACTION) > 1) yield { kind: 'second-when', where, message: name }
  if (count(StepKeywordType.OUTCOME) === 0) yield { kind: 'no-outcome', where, message: `"${name}" has no Then` }
  if (count(StepKeywordType.ACTION) > 1) return
  const order = steps.flatMap(({ keywordType }) => ORDER[keywordType ?? StepKeywordType.UNKNOWN] ?? [])
  if (order.some((place, i) => place < (order[i - 1] ?? 0))) yield { kind: 'step-order', where, message: `"${name}"` }
}

/** Titles that stand over more than one example, or over more than one feature. */
export function* titleFindings(features: readonly WrittenFeature[]): Generator<Finding> {
  const examples = features.flatMap(examplesOf).map(({ uri, scenario }) => ({ name: scenario.name, where: at(uri, scenario) }))
  for (const titled of [examples, features.map(({ uri, feature }) => ({ name: feature.name, where: at(uri, feature) }))]) {
    const first = new Map<string, string>()
    for (const { name, where } of titled.filter((title) => placeIn(title.name) === undefined)) {
      const before = first.get(name)
      if (before === undefined) first.set(name, where)
      else yield { kind: 'duplicate-title', where, message: `"${name}" stands also at ${before}` }
    }
  }
}
