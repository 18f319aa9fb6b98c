import type { Catalogue } from './catalogue'
import { completenessFindings } from './completeness'
import type { Finding } from './finding'
import { notRunFindings, outcomeFindings, readingFindings } from './outcome'
import type { RunRecord, Verdict } from './record'
import { structureFindings, titleFindings } from './structure'
import { tagFindings } from './tags'
import { wordingFindings } from './wording'
import { featuresOf } from './written'

/** Examples passed and failed; what the guard finds beside them counts as failed. */
export interface Totals {
  readonly passed: number
  readonly failed: number
}

/** What a run is worth. */
export interface Judgement {
  readonly verdicts: readonly Verdict[]
  readonly findings: readonly Finding[]
  readonly totals: Totals
}

export interface Circumstances {
  /** The run read every feature file, so that it can be told what is missing. */
  readonly whole: boolean
  /** What was found outside the message stream. */
  readonly besides?: readonly Finding[]
}

/** Judges a run, and all that is written, by its message stream. */
export function guard(catalogue: Catalogue, run: RunRecord, { whole, besides = [] }: Circumstances): Judgement {
  const verdicts = run.verdicts(catalogue.deviations)
  const findings = [
    ...writtenFindings(catalogue, run, { whole }),
    ...(whole ? unknownDeviations(catalogue, run) : []),
    ...outcomeFindings(catalogue, run, verdicts),
    ...besides,
  ]
  return { verdicts, findings, totals: totalsOf(verdicts, findings) }
}

/** What is wrong with the specification as it is written, whether or not it was run. */
export function writtenFindings(catalogue: Catalogue, run: RunRecord, { whole }: Pick<Circumstances, 'whole'>): Finding[] {
  const features = featuresOf(run.documents)
  return [
    ...readingFindings(run),
    ...features.flatMap((written) => [
      ...tagFindings(catalogue, written),
      ...structureFindings(written),
      ...wordingFindings(written, run.lines.get(written.uri), catalogue),
    ]),
    ...titleFindings(features),
    ...(whole ? completenessFindings(catalogue, features) : []),
  ]
}

/** Whether what was selected was really run, whatever came of it. */
export const ranFindings = (run: RunRecord): readonly Finding[] => [...readingFindings(run), ...notRunFindings(run, run.verdicts([]))]

const unknownDeviations = ({ deviations }: Catalogue, { query }: RunRecord): readonly Finding[] => {
  const titles = new Set(query.findAllPickles().map(({ name }) => name))
  return deviations.filter(({ example }) => !titles.has(example)).map(({ example }) => ({ kind: 'unknown-deviation', message: example }))
}

/** Each example counts once, however much is wrong with it, and so does each finding that is about no example. */
function totalsOf(verdicts: readonly Verdict[], findings: readonly Finding[]): Totals {
  const failed = new Set(verdicts.filter(({ outcome }) => outcome === 'failed').map(({ pickle }) => pickle.id))
  for (const { pickleId } of findings) if (pickleId !== undefined) failed.add(pickleId)
  const passed = verdicts.filter(({ outcome, pickle }) => outcome === 'passed' && !failed.has(pickle.id)).length
  return { passed, failed: failed.size + findings.filter(({ pickleId }) => pickleId === undefined).length }
}
