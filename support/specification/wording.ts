import { type Step, StepKeywordType } from '@cucumber/messages'
import type { Finding } from './finding'
import { at, backgroundsOf, examplesOf, rulesOf, type WrittenFeature } from './written'

/** Words of the trade. What people say in quotation marks is theirs and is not looked at. */
const TECHNICAL =
  /\b(https?|json|ya?ml|xml|html|css|sql|sqlite|urls?|uris?|endpoints?|payloads?|status codes?|mock(s|ed)?|stub(s|bed)?|databases?|websockets?|middleware|callbacks?|localhost|null|undefined|boolean|regex|tcp|stack traces?)\b/i
/** The numbers by which HTTP calls its refusals and failures, unless something is counted: "500 milliseconds". */
const STATUS = /(?<![\d.,:])(40\d|41[0-8]|42[1-9]|431|451|50[0-8]|51[01]|529)(?![\d:%]|[.,]\d|\s+[a-z]{3,}s\b)/
const VAGUE = /\b(gracefully|properly|correctly|appropriately|successfully|either)\b/i
const VAGUE_OUTCOME = /\bat least\b/i
const LONGEST_FILE = 100

interface Line {
  readonly text: string
  readonly where: string
  readonly outcome?: boolean
}

/** Whether a feature is written in the user's words, and says outcomes that are definite. */
export function* wordingFindings(written: WrittenFeature, lines: number | undefined): Generator<Finding> {
  if (lines !== undefined && lines > LONGEST_FILE) yield { kind: 'long-file', where: written.uri, message: `${lines} lines` }
  for (const { text, where, outcome } of sentencesOf(written)) {
    const own = text.replace(/"[^"]*"/g, '""')
    const technical = TECHNICAL.exec(own) ?? STATUS.exec(own)
    if (technical) yield { kind: 'technical-word', where, message: `"${technical[0]}" in: ${text.trim()}` }
    const vague = VAGUE.exec(own) ?? (outcome ? VAGUE_OUTCOME.exec(own) : null)
    if (vague) yield { kind: 'vague-outcome', where, message: `"${vague[0]}" in: ${text.trim()}` }
  }
}

function sentencesOf(written: WrittenFeature): Line[] {
  const { uri, feature } = written
  const headings = [feature, ...rulesOf(written).map(({ rule }) => rule), ...examplesOf(written).flatMap(({ scenario }) => [scenario, ...scenario.examples])]
  return [
    ...headings.flatMap((heading) => [heading.name, heading.description].map((text) => ({ text, where: at(uri, heading) }))),
    ...backgroundsOf(written).flatMap(({ steps }) => stepLines(uri, steps)),
    ...examplesOf(written).flatMap(({ scenario }) => stepLines(uri, scenario.steps)),
    ...examplesOf(written).flatMap(({ scenario }) => scenario.examples.flatMap(({ tableHeader }) => (tableHeader ? cellLines(uri, [tableHeader]) : []))),
  ]
}

function stepLines(uri: string, steps: readonly Step[]): Line[] {
  let outcome = false
  return steps.flatMap((step) => {
    if (step.keywordType !== StepKeywordType.CONJUNCTION) outcome = step.keywordType === StepKeywordType.OUTCOME
    return [{ text: step.text, where: at(uri, step), outcome }, ...cellLines(uri, step.dataTable?.rows ?? [])]
  })
}

const cellLines = (uri: string, rows: readonly { location: { line: number }; cells: readonly { value: string }[] }[]): Line[] =>
  rows.map((row) => ({ text: row.cells.map(({ value }) => value).join(' | '), where: at(uri, row) }))
