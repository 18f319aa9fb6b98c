import { type Examples, type Scenario, type Step, StepKeywordType } from '@cucumber/messages'
import type { Catalogue } from './catalogue'
import type { Finding } from './finding'
import { ownWords, placeIn, strangersIn, technicalWord, typedWord, vagueWord } from './words'
import { at, backgroundsOf, examplesOf, rulesOf, type WrittenFeature } from './written'

const LONGEST_FILE = 100

interface Line {
  readonly text: string
  readonly where: string
  /** Where it is a step: whether it says an outcome. */
  readonly step?: { readonly outcome: boolean }
}

/** Whether a feature is written in the user's words, is filled in, and says outcomes that are definite. */
export function* wordingFindings(written: WrittenFeature, lines: number | undefined, { glossary }: Pick<Catalogue, 'glossary'>): Generator<Finding> {
  if (lines !== undefined && lines > LONGEST_FILE) yield { kind: 'long-file', where: written.uri, message: `${lines} lines` }
  const tags = written.feature.tags.map(({ name }) => name)
  for (const { text, where, step } of sentencesOf(written)) {
    const own = ownWords(text)
    const sentence = text.trim()
    const place = placeIn(text)
    if (place !== undefined) yield { kind: 'unfilled', where, message: place }
    const technical = technicalWord(own) ?? typedWord(text, tags)
    if (technical) yield { kind: 'technical-word', where, message: `"${technical.word}" in: ${sentence} — ${technical.instead}` }
    const vague = vagueWord(own, step?.outcome === true)
    if (vague !== undefined) yield { kind: 'vague-outcome', where, message: `"${vague}" in: ${sentence}` }
    for (const name of step ? strangersIn(text, glossary) : []) yield { kind: 'unknown-name', where, message: `"${name}" in: ${sentence}` }
  }
}

function sentencesOf(written: WrittenFeature): Line[] {
  const { uri, feature } = written
  const headings = [feature, ...rulesOf(written).map(({ rule }) => rule), ...examplesOf(written).flatMap(({ scenario }) => [scenario, ...scenario.examples])]
  return [
    ...headings.flatMap((heading) => [heading.name, ...heading.description.split('\n')].map((text) => ({ text, where: at(uri, heading) }))),
    ...backgroundsOf(written).flatMap(({ steps }) => stepLines(uri, steps)),
    ...examplesOf(written).flatMap(({ scenario }) => stepLines(uri, scenario.steps)),
    ...examplesOf(written).flatMap(({ scenario }) => scenario.examples.flatMap((examples) => filledIn(uri, scenario, examples))),
  ]
}

function stepLines(uri: string, steps: readonly Step[]): Line[] {
  let outcome = false
  return steps.flatMap((step) => {
    if (step.keywordType !== StepKeywordType.CONJUNCTION) outcome = step.keywordType === StepKeywordType.OUTCOME
    return [{ text: step.text, where: at(uri, step), step: { outcome } }, ...cellLines(uri, step.dataTable?.rows ?? [])]
  })
}

/** What fills in an outline: its header, and its cells, in quotation marks where their place in every step is. */
function filledIn(uri: string, { steps }: Scenario, { tableHeader, tableBody }: Examples): Line[] {
  if (tableHeader === undefined) return []
  const own = tableHeader.cells.map(({ value }) => steps.some(({ text }) => ownWords(text.replaceAll(/'[^']*'/g, "''")).includes(`<${value}>`)))
  const said = tableBody.map((row) => ({ ...row, cells: row.cells.map(({ value }, i) => ({ value: own[i] ? value : `"${value.replaceAll('"', '')}"` })) }))
  return cellLines(uri, [tableHeader, ...said])
}

const cellLines = (uri: string, rows: readonly { location: { line: number }; cells: readonly { value: string }[] }[]): Line[] =>
  rows.map((row) => ({ text: row.cells.map(({ value }) => value).join(' | '), where: at(uri, row) }))
