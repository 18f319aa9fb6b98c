import { styleText } from 'node:util'
import { counted } from '../../specification/progress'
import { CONTROLS, type Control } from '../control'
import type { ConformanceReport, Counts, RuleReport, StatementReport } from './conformance'

const LONGEST_MESSAGE = 3

/** The end of a run as the terminal shows it. */
export function conformanceText(report: ConformanceReport): string {
  return [
    '',
    styleText('bold', `Conformance of ${report.platform}${report.whole ? '' : ', of a part of the specification'}`),
    ...report.statements.map(statementLine),
    '',
    ...undeclaredLines(report),
    ...declaredLines(report),
    ...summaryLines(report),
    '',
  ].join('\n')
}

const MARKS = { kept: '✓', declared: '–', declared_but_kept: '!', undeclared: '✗', not_tried: ' ' } as const

function statementLine({ id, name, standing, ...counts }: StatementReport): string {
  const line = `${MARKS[standing]} ${`${id} ${name}`.padEnd(48)} ${inWords(counts)}`
  return standing === 'undeclared' ? styleText('red', line) : line
}

const inWords = ({ kept, declared, undeclared, not_tried }: Counts): string =>
  [[kept, 'kept'] as const, [undeclared, 'broken'] as const, [declared, 'broken as declared'] as const, [sum(not_tried), 'not tried'] as const]
    .flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]))
    .join(', ')

const sum = (counts: Counts['not_tried']): number => Object.values(counts).reduce((all, each) => all + each, 0)

const rulesOf = ({ statements }: ConformanceReport): readonly (RuleReport & { readonly id: string })[] =>
  statements.flatMap(({ id, rules }) => rules.map((rule) => ({ ...rule, id })))

const undeclaredLines = (report: ConformanceReport): readonly string[] => {
  const rules = rulesOf(report).filter(({ standing }) => standing === 'undeclared')
  return rules.length === 0 ? [] : [styleText('bold', `Broken, and not declared (${counted(rules.length, 'rule')})`), ...rules.flatMap(brokenRule), '']
}

const brokenRule = ({ id, rule, broken_examples }: RuleReport & { readonly id: string }): readonly string[] => [
  `${styleText('red', '✗')} ${id} ${rule}`,
  ...broken_examples.flatMap(({ example, where, step, message }) => [
    `    ${example}   ${styleText('dim', where)}`,
    `      ${step}`,
    ...message
      .split('\n')
      .slice(0, LONGEST_MESSAGE)
      .map((line) => `        ${line}`),
  ]),
]

const declaredLines = ({ declared }: ConformanceReport): readonly string[] =>
  declared.length === 0
    ? []
    : [
        styleText('bold', `Not claimed (${declared.length})`),
        ...declared.map(({ name, reason, kept, broken, untried }) => {
          const held = kept > 0 && broken === 0 ? styleText('yellow', 'declared but kept') : `${broken} broken, ${kept} kept`
          return `  ${name}: ${reason} (${held}${untried > 0 ? `, ${untried} not tried` : ''})`
        }),
        '',
      ]

function summaryLines({ examples, faults, conformant }: ConformanceReport): readonly string[] {
  const { all, kept, declared, undeclared, not_tried } = examples
  const kinds = (Object.keys(CONTROLS) as Control[]).flatMap((control) => (not_tried[control] ? [`${CONTROLS[control]} ${not_tried[control]}`] : []))
  return [
    ...faults.map((fault) => `${styleText('red', '✗')} ${fault}`),
    `${counted(all, 'example')}: ${kept} kept, ${declared} broken as declared, ${undeclared} broken and not declared, ${sum(not_tried)} not tried`,
    ...(kinds.length === 0 ? [] : [`Not tried, because they need control of: ${kinds.join(', ')}`]),
    conformant ? styleText('green', 'Conformant') : styleText('red', 'Not conformant'),
  ]
}
