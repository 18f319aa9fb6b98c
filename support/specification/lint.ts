import './compile-cache'
import { existsSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { styleText } from 'node:util'
import { readCatalogue } from './catalogue'
import { loadVocabulary } from './definitions'
import type { Finding } from './finding'
import { writtenFindings } from './guard'
import { command, Misuse } from './misuse'
import { counted } from './progress'
import { readFeatures } from './read'
import { findingsText } from './summary'
import { definitionFindings, type Figures, figuresOf, usesOf } from './uses'

/**
 * Holds the guide of features/README.md against what is written, and runs nothing. With files or folders, what concerns those is told.
 * Answers 0 if nothing was found, else 1.
 */
async function lint(args: readonly string[]): Promise<number> {
  const begun = performance.now()
  const paths = args.map(pathOf)
  const catalogue = readCatalogue('features/requirements.yaml')
  const run = readFeatures()
  const vocabulary = await loadVocabulary()
  const uses = usesOf(run, vocabulary.definitions)
  const all: readonly Finding[] = [
    ...writtenFindings(catalogue, run, { whole: paths.length === 0 }),
    ...vocabulary.findings,
    ...uses.findings,
    ...definitionFindings(uses),
  ]
  const told = ({ where }: Finding) => paths.length === 0 || paths.some((path) => where?.startsWith(`${path}:`) || where?.startsWith(path + sep))
  const findings = all.filter(told).sort(byPlace)
  process.stdout.write(findingsText(findings, 'To be said differently'))
  process.stdout.write(figuresText(figuresOf(run, uses)))
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  process.stdout.write(`${styleText(findings.length === 0 ? 'green' : 'red', counted(findings.length, 'finding'))} in ${seconds} s\n`)
  return findings.length === 0 ? 0 : 1
}

const byPlace = (one: Finding, other: Finding): number => (one.where ?? '').localeCompare(other.where ?? '', 'en', { numeric: true })

function pathOf(arg: string): string {
  if (arg.startsWith('-')) throw new Misuse(`The lint takes files and folders, and knows no ${arg}.`)
  const path = relative('', arg.replace(/(:\d+)+$/, ''))
  if (!existsSync(path)) throw new Misuse(`There is no ${path}.`)
  return path
}

const figuresText = ({ features, examples, medianSteps, mostSteps, definitions, usesRun, usesWritten }: Figures): string =>
  [
    '',
    `${counted(features, 'feature')}, ${counted(examples, 'example')}: a median of ${counted(medianSteps, 'step')}, at most ${mostSteps}, Background included`,
    `${counted(definitions, 'step definition')}: each used ${usesRun.toFixed(1)} times in the examples, ${usesWritten.toFixed(1)} times as they are written`,
    '',
  ].join('\n')

void command(lint)
