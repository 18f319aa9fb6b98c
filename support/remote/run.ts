import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../specification/catalogue'
import type { Finding } from '../specification/finding'
import type { Totals } from '../specification/guard'
import { Misuse } from '../specification/misuse'
import { readFeatures } from '../specification/read'
import type { RunRecord } from '../specification/record'
import { findingsText } from '../specification/summary'
import { preflight } from './preflight'
import { readCapabilities, type Unclaimed } from './report/capabilities'
import { conformanceReport } from './report/conformance'
import { judge } from './report/judge'
import { conformancePage } from './report/page'
import { conformanceText } from './report/text'
import { type Remote, readRemote } from './settings'

/** A platform that is somebody else's, and what it does not claim. */
export interface Trial {
  readonly remote: Remote
  readonly unclaimed: readonly Unclaimed[]
}

const print = (text: string): void => void process.stdout.write(text)

/** Makes sure that it can be tried. Throws Misuse before anything is asked of it that leaves a trace. */
export async function prepareTrial(catalogue: Catalogue, { parallel }: { readonly parallel: number }): Promise<Trial> {
  const remote = readRemote(process.env)
  if (parallel > 1) throw new Misuse('On the profile remote one example is tried at a time: leave out --parallel.')
  const titles = () =>
    new Set(
      readFeatures()
        .query.findAllPickles()
        .map(({ name }) => name),
    )
  const unclaimed = remote.capabilities === '' ? [] : readCapabilities(remote.capabilities, catalogue, titles())
  await preflight(remote, print)
  return { remote, unclaimed }
}

interface Outcome {
  readonly catalogue: Catalogue
  readonly run: RunRecord
  /** What the guard found that keeps a run from being one. */
  readonly findings: readonly Finding[]
  /** No files were named. */
  readonly whole: boolean
  readonly reports: string
}

/** Says what the platform keeps, on the terminal and in `conformance/` among the reports. What fails: examples broken and not declared, and faults. */
export function concludeTrial({ remote, unclaimed }: Trial, { catalogue, run, findings, whole, reports }: Outcome): Totals {
  const pickles = run.query.findAllPickles()
  const tried = judge(run, unclaimed)
  const faults = findings.map(({ message }) => message)
  const all = whole && tried.length === pickles.length
  const report = conformanceReport(catalogue, tried, { platform: remote.url, at: new Date().toISOString(), whole: all, unclaimed, faults })
  const folder = join(reports, 'conformance')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'conformance.json'), `${JSON.stringify(report, undefined, 2)}\n`)
  writeFileSync(join(folder, 'index.html'), conformancePage(report))
  print(conformanceText(report))
  print(findingsText(findings))
  print(`To read: ${join(folder, 'index.html')}\n`)
  return { passed: report.examples.kept, failed: report.examples.undeclared + report.faults.length }
}
