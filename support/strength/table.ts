import { styleText } from 'node:util'
import { LEFT_OUT } from './exclusions'
import { type LinesOfFile, linesByPart } from './lines-by-part'
import { isAdapter, TARGET_OF_LINES } from './parts'
import type { PartStrength, Strength, Survivor } from './strength'

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function scoreText({ score, tried, mutants }: PartStrength): string {
  if (score === undefined) return tried === 0 ? 'not tried' : `${tried} of ${mutants} tried, by choice`
  return score.high - score.low < 0.0005 ? percent(score.share) : `${percent(score.share)} (${percent(score.low)}–${percent(score.high)})`
}

/** Whether the target is reached; undefined if it cannot be said. */
export const isMet = ({ score, target }: Pick<PartStrength, 'score' | 'target'>): boolean | undefined =>
  score === undefined || target === undefined ? undefined : score.share * 100 >= target

function verdict(target: number, met: boolean | undefined): string {
  if (met === undefined) return `${target} %`
  return met ? styleText('green', `${target} % met`) : styleText('red', `${target} % NOT met`)
}

/** How many of the lines are gone through, as a share; engine adapters apart. */
export function shareOfLines(files: readonly LinesOfFile[]): number | undefined {
  const own = files.filter(({ file }) => !isAdapter(file))
  const all = own.reduce((sum, { lines }) => sum + lines, 0)
  return all === 0 ? undefined : own.reduce((sum, { covered }) => sum + covered, 0) / all
}

/** Whether every target is reached, of each part and, if it is so asked, over all. */
export function isReached({ parts, over, lines }: Strength, all: boolean): boolean {
  const share = lines === undefined ? undefined : shareOfLines(lines)
  const judged = [...parts.filter(({ mutants }) => mutants > 0), ...(all ? [over] : [])]
  return judged.every((part) => isMet(part) === true) && (!all || (share !== undefined && share * 100 >= TARGET_OF_LINES))
}

const HEAD = ['mutants', 'tried', 'caught', 'survived', 'unreached', 'lines']

/** The closing table: every part with its score, its interval and its target, and the lines that examples go through. */
export function strengthTable({ parts, over, tries, excluded, lines = [] }: Strength): string {
  const shares = new Map(linesByPart(lines).map(({ name, lines, covered }) => [name, lines === 0 ? undefined : covered / lines]))
  const row = (part: PartStrength, share: number | undefined) => {
    const { name, target = 0, mutants, tried, caught, survived, uncovered } = part
    const cells = [...[mutants, tried, caught, survived, uncovered].map(String), share === undefined ? '–' : percent(share)]
    return `  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join('')}   ${scoreText(part).padEnd(28)}${verdict(target, isMet(part))}`
  }
  const share = shareOfLines(lines)
  return [
    ...['', `  ${''.padEnd(22)}${HEAD.map((word) => word.padStart(10)).join('')}   ${'score (95 % interval)'.padEnd(28)}target`],
    ...parts.filter(({ mutants }) => mutants > 0).map((part) => row(part, shares.get(part.name))),
    ...[row(over, share), ''],
    share === undefined
      ? '  Lines have not been counted yet: npm run strength -- --lines'
      : `  Lines that examples go through: ${percent(share)}, ${verdict(TARGET_OF_LINES, share * 100 >= TARGET_OF_LINES)}`,
    styleText('dim', `  A mutant that survived was not noticed by the ${tries} likeliest of the examples that go through it: each score is a lower bound.`),
    ...LEFT_OUT.map(({ what, reason }) => styleText('dim', `  Not changed: ${what}, because ${reason}.`)),
    ...excluded.map(({ reason, mutants }) => styleText('dim', `  Not counted: ${mutants} mutants, because ${reason}.`)),
    '',
  ].join('\n')
}

const LONGEST_CODE = 110

const short = (code: string): string => {
  const line = code.replaceAll(/\s+/g, ' ').trim()
  return line.length <= LONGEST_CODE ? line : `${line.slice(0, LONGEST_CODE - 1)}…`
}

/** The survivors, readable: where, what was changed, and which examples did not notice. */
export const survivorsText = (survivors: readonly Survivor[]): string =>
  survivors
    .map(({ place, mutator, original, replacement, covering, tried }) => {
      const reach = covering === 0 ? 'no example goes through it' : `${covering} examples go through it`
      return [
        `${place}  ${mutator}, ${reach}`,
        `    ${short(original)}`,
        `  → ${short(replacement) || '(nothing)'}`,
        ...tried.slice(0, 4).map((id) => `    ${id}`),
        '',
      ].join('\n')
    })
    .join('\n')
