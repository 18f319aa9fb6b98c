import { AttachmentContentEncoding, TestStepResultStatus } from '@cucumber/messages'
import { placeOf } from '../../specification/outcome'
import type { RunRecord, Verdict } from '../../specification/record'
import { identifiersIn } from '../../specification/written'
import { NEEDED, type Needed } from '../control'
import { type Unclaimed, unclaimedBy } from './capabilities'

/** What became of one example. `untried`: it needs what nobody has of a platform that is somebody else's. */
export type Ending =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly step: string; readonly message: string }
  | ({ readonly kind: 'untried' } & Needed)

/** One example as the report tells it. */
export interface Tried {
  readonly title: string
  readonly feature: string
  readonly rule: string
  readonly id: string
  readonly where: string
  readonly ending: Ending
  /** Why it is not claimed, if it is not. */
  readonly unclaimed?: Unclaimed
}

/** What a run on somebody else's platform came to, example by example. */
export function judge(run: RunRecord, unclaimed: readonly Unclaimed[]): readonly Tried[] {
  return run.verdicts([]).map((verdict): Tried => {
    const { pickle } = verdict
    const { feature, rule } = run.query.findLineageBy(pickle) ?? {}
    const id = (rule && identifiersIn(rule.tags)[0]) ?? ''
    const entry = unclaimedBy(unclaimed, { title: pickle.name, tags: pickle.tags.map(({ name }) => name), id })
    return {
      title: pickle.name,
      feature: feature?.name ?? pickle.uri,
      rule: rule?.name ?? '',
      id,
      where: placeOf(pickle, run.query),
      ending: endingOf(verdict, run),
      ...(entry === undefined ? {} : { unclaimed: entry }),
    }
  })
}

function endingOf({ started, status }: Verdict, { query }: RunRecord): Ending {
  const finished = started ? query.findTestStepFinishedAndTestStepBy(started) : []
  const needed = finished.flatMap(([step]) => query.findAttachmentsBy(step)).find(({ mediaType }) => mediaType === NEEDED)
  if (needed !== undefined) {
    const text = needed.contentEncoding === AttachmentContentEncoding.BASE64 ? Buffer.from(needed.body, 'base64').toString('utf8') : needed.body
    return { kind: 'untried', ...(JSON.parse(text) as Needed) }
  }
  if (status === TestStepResultStatus.PASSED) return { kind: 'kept' }
  const failed = finished.find(
    ([{ testStepResult }]) => testStepResult.status !== TestStepResultStatus.PASSED && testStepResult.status !== TestStepResultStatus.SKIPPED,
  )
  const step = failed && query.findPickleStepBy(failed[1])
  return {
    kind: 'broken',
    step: step?.text ?? 'before or after its steps',
    message: failed?.[0].testStepResult.exception?.message ?? failed?.[0].testStepResult.message ?? 'it did not finish',
  }
}
