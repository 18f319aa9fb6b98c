import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import type { Totals } from './specification/guard'

/** Where the list of failures begins that the reporter ends with. */
const FAILING = '✖ failing tests:'
const LONGEST_TEST_MS = 120_000
const LONGEST_FILE_MS = 300_000

export interface FileFailures {
  /** The failures as node:test reports them. */
  readonly report: string
  /** What the file wrote to its standard error. */
  readonly said: string
}

export interface FilesOutcome {
  readonly totals: Totals
  readonly seconds: number
  readonly failures: readonly FileFailures[]
  /** The names of tests that were left out. */
  readonly skipped: readonly string[]
}

interface FileOutcome extends FileFailures, Totals {
  readonly skipped: readonly string[]
}

export interface HowToRun {
  /** Arguments of Node's own, for each file's process. */
  readonly execArgv?: string[]
  /** After which time a file has failed that has not ended by itself. */
  readonly longestFileMs?: number
}

/** Runs files of node:test, every one in a process of its own, as many at once as there are processors to spare. */
export async function runTestFiles(files: readonly string[], how: HowToRun = {}): Promise<FilesOutcome> {
  const begun = performance.now()
  const outcomes: FileOutcome[] = []
  const waiting = [...files]
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) outcomes.push(await runFile(file, how))
  }
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism() - 1) }, lane))
  if (files.length === 0) outcomes.push({ passed: 0, failed: 1, skipped: [], report: 'There is no file of tests.', said: '' })
  const totals = outcomes.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 })
  const failures = outcomes.filter(({ failed }) => failed > 0)
  return { totals, seconds: (performance.now() - begun) / 1_000, failures, skipped: outcomes.flatMap(({ skipped }) => skipped) }
}

/** The runner's own limit is for each test, and would wait for ever for a file that something keeps alive. */
async function runFile(file: string, { execArgv = [], longestFileMs = LONGEST_FILE_MS }: HowToRun): Promise<FileOutcome> {
  const skipped: string[] = []
  const said: string[] = []
  const faults: string[] = []
  const reporter = new spec()
  const counts = { passed: 0, failed: 0 }
  const signal = AbortSignal.timeout(longestFileMs)
  for await (const event of run({ files: [file], execArgv, timeout: LONGEST_TEST_MS, signal })) {
    if (event.type === 'test:fail') reporter.write(event)
    if (event.type === 'test:stderr') said.push(event.data.message)
    if (event.type === 'test:pass' && event.data.skip !== undefined) skipped.push(event.data.name)
    // A file without a test is reported as a test of its own.
    if (event.type === 'test:pass' && [file, event.data.file].includes(event.data.name)) faults.push(`${file} has no test.\n`)
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const { tests, passed, skipped: leftOut } = event.data.counts
      counts.passed = passed
      counts.failed = Math.max(tests - passed - leftOut, event.data.success && tests > 0 ? 0 : 1)
    }
  }
  if (signal.aborted) faults.push(`${file} had not ended after ${longestFileMs / 1_000} s: something of it was still running.\n`)
  const output = (await reporter.end().toArray()).join('')
  const report = `${faults.join('')}${output.slice(Math.max(0, output.indexOf(FAILING)))}`
  return { passed: counts.passed, failed: Math.max(counts.failed, faults.length), skipped, report, said: said.join('') }
}
