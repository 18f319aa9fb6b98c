import { styleText } from 'node:util'
import type { Query } from '@cucumber/query'
import { ADVICE } from './advice'
import { type Catalogue, type Statement, statementsOf } from './catalogue'
import { coverageOf } from './completeness'
import { FINDINGS, type Finding, type FindingKind } from './finding'
import { counted } from './progress'
import type { RunRecord, Verdict } from './record'
import { featuresOf, identifiersIn } from './written'

const WIDTH = 100
const MOST_OF_A_KIND = 40

interface Tally {
  readonly rules: Set<string>
  examples: number
  passed: number
  failed: number
}

/** A table of the requirements that this run touched: rules, examples, and how they ended. */
export function requirementTable(catalogue: Catalogue, { query }: RunRecord, verdicts: readonly Verdict[]): string {
  const tallies = tally(query, verdicts)
  const rows = catalogue.families.flatMap(({ id, title, statements }) => {
    const touched = statements.flatMap((statement) => rowOf(statement, tallies))
    return touched.length === 0 ? [] : ['', styleText('bold', columns(`${id} ${title}`, ['rules', 'examples', 'passed', 'failed'])), ...touched]
  })
  return rows.length === 0 ? '' : `${rows.join('\n')}\n`
}

function tally(query: Query, verdicts: readonly Verdict[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { pickle, outcome } of verdicts) {
    const rule = query.findLineageBy(pickle)?.rule
    for (const identifier of rule ? identifiersIn(rule.tags) : []) {
      const sum = tallies.get(identifier) ?? { rules: new Set(), examples: 0, passed: 0, failed: 0 }
      sum.rules.add(rule?.id ?? '')
      sum.examples += 1
      if (outcome === 'passed') sum.passed += 1
      if (outcome === 'failed') sum.failed += 1
      tallies.set(identifier, sum)
    }
  }
  return tallies
}

function rowOf({ id, name }: Statement, tallies: ReadonlyMap<string, Tally>): string[] {
  const sum = tallies.get(id)
  if (!sum) return []
  const row = columns(`${sum.failed === 0 ? '✓' : '✗'} ${id} ${name}`, [sum.rules.size, sum.examples, sum.passed, sum.failed].map(String))
  return [sum.failed === 0 ? row : styleText('red', row)]
}

const columns = (name: string, numbers: readonly string[]): string => `${name.padEnd(48)}${numbers.map((text) => text.padStart(10)).join('')}`

/** What is promised and not specified yet, by name; in a part of a run only how much. */
export function openText(catalogue: Catalogue, run: RunRecord, { whole }: { whole: boolean }): string {
  if (!whole) return `\nOpen, without a rule yet: ${counted(catalogue.open.length, 'requirement')}; the whole run names them\n`
  const coverage = coverageOf(featuresOf(run.documents))
  const open = statementsOf(catalogue).filter(({ id }) => catalogue.open.includes(id))
  const unproven = statementsOf(catalogue).filter(({ id, restart }) => restart && coverage.get(id)?.recovery === false)
  return [named('Open, without a rule yet', open), named('Must survive a restart, without a @recovery example yet', unproven)].join('')
}

const named = (heading: string, statements: readonly Statement[]): string =>
  statements.length === 0 ? '' : `\n${styleText('bold', `${heading} (${statements.length})`)}\n${wrapped(statements.map(({ id, name }) => `${id} ${name}`))}\n`

function wrapped(items: readonly string[]): string {
  const lines: string[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + item.length + 3 <= WIDTH) lines[lines.length - 1] = `${last} · ${item}`
    else lines.push(`  ${item}`)
  }
  return lines.join('\n')
}

/** What cannot be run here; it counts as nothing, and is named. */
export const notRunText = (examples: number, { what, because }: Readonly<Record<'what' | 'because', string>>): string =>
  `\n${styleText('yellow', `Not run: ${counted(examples, 'example')} ${what}`)}, ${because}\n`

/** What the guard found, kind by kind, and how it is said instead. */
export function findingsText(findings: readonly Finding[], heading = 'The guard found'): string {
  const kinds = Object.keys(FINDINGS) as FindingKind[]
  const parts = kinds.flatMap((kind) => {
    const found = findings.filter((finding) => finding.kind === kind)
    const more = found.length - MOST_OF_A_KIND
    if (found.length === 0) return []
    return [
      `${styleText('red', '✗')} ${FINDINGS[kind]} (${found.length})`,
      ...(ADVICE[kind] === undefined ? [] : [`  → ${ADVICE[kind]}`]),
      ...found.slice(0, MOST_OF_A_KIND).map(({ where, message }) => `  ${message}${where ? styleText('dim', `   ${where}`) : ''}`),
      ...(more > 0 ? [`  … and ${counted(more, 'other')}`] : []),
    ]
  })
  return parts.length === 0 ? '' : `\n${styleText('bold', heading)}\n${parts.join('\n')}\n`
}
