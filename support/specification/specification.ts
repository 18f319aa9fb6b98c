import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { styleText } from 'node:util'
import { type IConfiguration, type IRunConfiguration, loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import { TestStepResultStatus } from '@cucumber/messages'
import { messageOf } from '../../app/shared/errors'
import { chromiumPath } from '../chromium'
import { redisForRun } from '../engines/redis-server'
import { concludeTrial, prepareTrial } from '../remote/run'
import { MissingEngine } from '../storage/own-server'
import { postgresForRun } from '../storage/server'
import { NO_TEMPORAL, temporalServer } from '../temporal/dev-server'
import { type Catalogue, readCatalogue, withDeviations } from './catalogue'
import { failureText } from './failure'
import type { Finding } from './finding'
import { guard, type Judgement, ranFindings, type Totals } from './guard'
import { showRun, takeChanges } from './page/show'
import { counted, createProgress } from './progress'
import { createRunRecord, type RunRecord } from './record'
import { findingsText, notRunText, openText, requirementTable } from './summary'
import { loadSupportCode } from './support-code'

const CATALOGUE = 'features/requirements.yaml'
const DEVIATIONS = 'features/deviations.yaml'
/** As cucumber.js has it. */
const REPORTS = process.env.REPORTS_FOLDER ?? 'reports'

const print = (text: string): void => void process.stdout.write(text)

/** Runs the feature files with the arguments of cucumber's command line, prints progress and a summary, and judges the run. */
export async function runSpecification(args: readonly string[]): Promise<Totals> {
  const written = readCatalogue(CATALOGUE)
  const begun = performance.now()
  const { rest, changes } = takeChanges(args)
  const { profiles, provided } = splitProfiles(rest)
  const { useConfiguration: chosen, runConfiguration } = await loadConfiguration({ profiles, provided })
  const { engine, database } = (runConfiguration.runtime.worldParameters ?? {}) as { engine?: string; database?: string }
  const catalogue = withDeviations(written, DEVIATIONS, [engine ?? '', database ?? ''])
  const run = createRunRecord()
  const progress = createProgress(run.query, print)
  const stray = catchStrayErrors(run)
  mkdirSync(REPORTS, { recursive: true })
  // Standard output belongs to our own progress; cucumber's "standard output" is the file of messages.
  const messages = createWriteStream(join(REPORTS, 'messages.ndjson'))
  const leaveOut = [...(chromiumPath() === undefined ? [BROWSER] : []), ...(engine === 'redis' ? [] : [ON_REDIS])]
  const trial = engine === 'remote' ? await prepareTrial(catalogue, runConfiguration.runtime) : undefined
  const told = trial === undefined ? {} : { remote: { ...trial.remote } }
  const { worldParameters, stop } = await engines({ ...runConfiguration.runtime.worldParameters, ...told })
  const options = {
    ...runConfiguration,
    support: await loadSupportCode(runConfiguration),
    runtime: { ...runConfiguration.runtime, worldParameters },
    sources: { ...runConfiguration.sources, tagExpression: leaveOut.reduce(without, runConfiguration.sources.tagExpression ?? '') },
    formats: { ...runConfiguration.formats, stdout: 'message' },
  }
  await runCucumber(options, { stdout: messages }, (envelope) => {
    run.take(envelope)
    progress(envelope)
  })
    .finally(stray.stop)
    .finally(stop)
  await finished(messages.end())
  if (trial !== undefined) {
    const findings = [...ranFindings(run), ...missingFiles(chosen.paths)]
    return concludeTrial(trial, { catalogue, run, findings, whole: chosen.paths.length === 0, reports: REPORTS })
  }
  const judgement = guard(catalogue, run, { whole: chosen.paths.length === 0, besides: [...missingFiles(chosen.paths), ...stray.findings()] })
  const seconds = (performance.now() - begun) / 1_000
  report({ catalogue, run, judgement, chosen, profiles, leaveOut, seconds })
  const facts = { seconds, profiles, order: chosen.order === 'defined' ? '' : chosen.order }
  print(styleText('dim', `To read: ${showRun(REPORTS, { catalogue, run, judgement, changes, facts, paths: chosen.paths })}\n`))
  return judgement.totals
}

type WorldParameters = IRunConfiguration['runtime']['worldParameters']

/** The engines that a profile asks for: where they are is told to every worker. Throws MissingEngine. */
async function engines(worldParameters: WorldParameters): Promise<{ worldParameters: WorldParameters; stop: () => Promise<void> }> {
  if (worldParameters?.engine === 'temporal') {
    const temporal = await temporalServer()
    if (temporal === undefined) throw new MissingEngine(NO_TEMPORAL)
    return { worldParameters: { ...worldParameters, temporal: temporal.address }, stop: temporal.stop }
  }
  if (worldParameters?.engine === 'redis') {
    const redis = await redisForRun()
    return { worldParameters: { ...worldParameters, redis: redis.url }, stop: redis.stop }
  }
  if (worldParameters?.database !== 'postgres') return { worldParameters, stop: async () => {} }
  const postgres = await postgresForRun()
  return { worldParameters: { ...worldParameters, postgres: postgres.url }, stop: postgres.stop }
}

/** Examples that cannot be run here, by their tag, and what is said of them. */
interface LeftOut {
  readonly tag: string
  readonly what: string
  readonly because: string
}

const BROWSER: LeftOut = {
  tag: '@browser',
  what: 'of pages in a browser',
  because: 'because there is no Chromium here (apt-get install chromium, or name one in CHROMIUM)',
}
const ON_REDIS: LeftOut = { tag: '@redis', what: 'of the engine on Redis', because: 'which have a profile of their own (npm run features -- --profile redis)' }

/** What cucumber selects by, less one tag. */
const without = (expression: string, { tag }: LeftOut): string => (expression === '' ? `not ${tag}` : `(${expression}) and not ${tag}`)

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
  readonly profiles: readonly string[]
  readonly leaveOut: readonly LeftOut[]
  readonly seconds: number
}

function report({ catalogue, run, judgement: { verdicts, findings }, chosen, profiles, leaveOut, seconds }: Report): void {
  const pickles = run.query.findAllPickles()
  const tagged = (out: readonly LeftOut[]) => pickles.filter(({ tags }) => tags.some(({ name }) => out.some(({ tag }) => tag === name))).length
  const all = pickles.length - tagged(leaveOut)
  const repeating = [...profiles.map((profile) => `--profile ${profile}`), ...(chosen.order === 'defined' ? [] : [`--order ${chosen.order}`])]
  const told = new Set(findings.map(({ pickleId }) => pickleId))
  const stories = verdicts.filter(({ outcome, status, pickle }) => status === TestStepResultStatus.FAILED || (outcome === 'failed' && !told.has(pickle.id)))
  if (stories.length > 0) print(`\n${stories.map((verdict) => failureText(verdict, { query: run.query, repeating })).join('\n')}`)
  print(requirementTable(catalogue, run, verdicts))
  print(openText(catalogue, run, { whole: verdicts.length === all && chosen.paths.length === 0 }))
  print(findingsText(findings))
  for (const out of leaveOut) if (tagged([out]) > 0) print(notRunText(tagged([out]), out))
  const deviated = verdicts.filter(({ outcome }) => outcome === 'deviated').length
  const besides = deviated === 0 ? '' : `, ${deviated} of them not kept as declared`
  const part = verdicts.length === all ? counted(all, 'example') : `${verdicts.length} of ${counted(all, 'example')}`
  const order = chosen.order === 'defined' ? '' : `, order ${chosen.order}`
  const limits = chosen.paths.length === 0 ? '' : '; only the files named, so nothing is said of what is missing'
  print(styleText('dim', `\n${part}${besides} in ${seconds.toFixed(1)} s${order}; reports in ${REPORTS}/${limits}\n`))
}
