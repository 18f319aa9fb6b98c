import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { styleText } from 'node:util'
import { type IConfiguration, loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import { TestStepResultStatus } from '@cucumber/messages'
import { messageOf } from '../../app/shared/errors'
import { chromiumPath } from '../chromium'
import { type Catalogue, readCatalogue } from './catalogue'
import { failureText } from './failure'
import type { Finding } from './finding'
import { guard, type Judgement, type Totals } from './guard'
import { counted, createProgress } from './progress'
import { createRunRecord, type RunRecord } from './record'
import { findingsText, notRunText, openText, requirementTable } from './summary'

const CATALOGUE = 'features/requirements.yaml'
const MESSAGES = 'reports/messages.ndjson'

const print = (text: string): void => void process.stdout.write(text)

/** Runs the feature files with the arguments of cucumber's command line, prints progress and a summary, and judges the run. */
export async function runSpecification(args: readonly string[]): Promise<Totals> {
  const catalogue = readCatalogue(CATALOGUE)
  const begun = performance.now()
  const { profiles, provided } = splitProfiles(args)
  const { useConfiguration: chosen, runConfiguration } = await loadConfiguration({ profiles, provided })
  const run = createRunRecord()
  const progress = createProgress(run.query, print)
  const stray = catchStrayErrors(run)
  mkdirSync('reports', { recursive: true })
  // Standard output belongs to our own progress; cucumber's "standard output" is the file of messages.
  const messages = createWriteStream(MESSAGES)
  const leaveOut = chromiumPath() === undefined ? BROWSER : undefined
  const options = {
    ...runConfiguration,
    sources: { ...runConfiguration.sources, tagExpression: without(leaveOut, runConfiguration.sources.tagExpression) },
    formats: { ...runConfiguration.formats, stdout: 'message' },
  }
  await runCucumber(options, { stdout: messages }, (envelope) => {
    run.take(envelope)
    progress(envelope)
  }).finally(stray.stop)
  await finished(messages.end())
  const judgement = guard(catalogue, run, { whole: chosen.paths.length === 0, besides: [...missingFiles(chosen.paths), ...stray.findings()] })
  report({ catalogue, run, judgement, chosen, leaveOut, seconds: (performance.now() - begun) / 1_000 })
  return judgement.totals
}

/** Examples with this tag take a browser. */
const BROWSER = '@browser'

/** What cucumber selects by, less one tag. */
const without = (tag: string | undefined, expression = ''): string => {
  if (tag === undefined) return expression
  return expression === '' ? `not ${tag}` : `(${expression}) and not ${tag}`
}

/** Cucumber reads profiles apart from all other arguments. */
function splitProfiles(args: readonly string[]): { profiles: string[]; provided: string[] } {
  const profiles: string[] = []
  const provided: string[] = []
  for (let i = 0; i < args.length; i += 1) {
    const [name, value] = (args[i] ?? '').split('=', 2)
    if (name !== '--profile' && name !== '-p') provided.push(args[i] ?? '')
    else profiles.push(value ?? args[++i] ?? '')
  }
  return { profiles, provided }
}

const missingFiles = (paths: readonly string[]): Finding[] =>
  paths
    .map((path) => path.replace(/(:\d+)+$/, ''))
    .filter((path) => !/[*?{[]/.test(path) && !existsSync(path))
    .map((path) => ({ kind: 'missing-file', message: path }))

/** Errors that surface between two steps belong to none of them. Those within a step are also caught by cucumber, which fails the step. */
function catchStrayErrors({ query }: RunRecord): { stop: () => void; findings: () => Finding[] } {
  const caught: unknown[] = []
  const take = (error: unknown) => void caught.push(error)
  process.on('uncaughtException', take)
  return {
    stop: () => void process.off('uncaughtException', take),
    findings: () => {
      const told = new Set(query.findAllTestStepFinished().map(({ testStepResult }) => testStepResult.exception?.message))
      return caught.filter((error) => !told.has(messageOf(error))).map((error) => ({ kind: 'stray-error', message: stackOf(error) }))
    },
  }
}

const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || messageOf(error)

interface Report {
  readonly catalogue: Catalogue
  readonly run: RunRecord
  readonly judgement: Judgement
  readonly chosen: IConfiguration
  /** Examples with this tag could not be run on this machine. */
  readonly leaveOut: string | undefined
  readonly seconds: number
}

function report({ catalogue, run, judgement: { verdicts, findings }, chosen, leaveOut, seconds }: Report): void {
  const pickles = run.query.findAllPickles()
  const missed = pickles.filter(({ tags }) => tags.some(({ name }) => name === leaveOut)).length
  const all = pickles.length - missed
  const told = new Set(findings.map(({ pickleId }) => pickleId))
  const stories = verdicts.filter(({ outcome, status, pickle }) => status === TestStepResultStatus.FAILED || (outcome === 'failed' && !told.has(pickle.id)))
  if (stories.length > 0) print(`\n${stories.map((verdict) => failureText(verdict, run.query)).join('\n')}`)
  print(requirementTable(catalogue, run, verdicts))
  print(openText(catalogue, run, { whole: verdicts.length === all && chosen.paths.length === 0 }))
  print(findingsText(findings))
  if (missed > 0) print(notRunText(missed))
  const part = verdicts.length === all ? counted(all, 'example') : `${verdicts.length} of ${counted(all, 'example')}`
  const order = chosen.order === 'defined' ? '' : `, order ${chosen.order}`
  const limits = chosen.paths.length === 0 ? '' : '; only the files named, so nothing is said of what is missing'
  print(styleText('dim', `\n${part} in ${seconds.toFixed(1)} s${order}; reports in reports/${limits}\n`))
}
