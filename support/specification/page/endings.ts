import type { Attachment, PickleStep, TestStep, TestStepFinished } from '@cucumber/messages'
import { TestStepResultStatus } from '@cucumber/messages'
import type { Query } from '@cucumber/query'
import type { Deviation } from '../catalogue'
import type { RunRecord, Verdict } from '../record'
import type { EndData, Result } from './data'
import type { Stories } from './stories'
import { CASES, type Cases, STORY, type Story } from './story'

const RESULTS: Readonly<Record<Verdict['outcome'], Result>> = { passed: 'p', failed: 'f', deviated: 'd' }
const LONGEST_MESSAGE = 1_500

/** How each example ended, by the last node that its pickle is made of: the row that fills it in, else itself. */
export function endings({ query }: RunRecord, verdicts: readonly Verdict[], { stories, deviations }: Gathering): ReadonlyMap<string, EndData> {
  const reasons = new Map(deviations.map(({ example, reason }) => [example, reason]))
  const reasonOf = ({ outcome, pickle }: Verdict) => (outcome === 'deviated' ? { w: reasons.get(pickle.name) ?? '' } : {})
  return new Map(verdicts.map((verdict) => [verdict.pickle.astNodeIds.at(-1) ?? '', { ...endOf(verdict, query, stories), ...reasonOf(verdict) }]))
}

interface Gathering {
  readonly stories: Stories
  readonly deviations: readonly Deviation[]
}

function endOf({ started, outcome, status }: Verdict, query: Query, stories: Stories): EndData {
  if (started === undefined || status === undefined) return { r: 'n' }
  const steps = query.findTestStepFinishedAndTestStepBy(started)
  const duration = query.findTestCaseDurationBy(started)
  const attached = steps.flatMap(([finished]) => query.findAttachmentsBy(finished))
  const story = told<Story>(attached, STORY)
  const cases = told<Cases>(attached, CASES)
  const failed = outcome === 'failed' ? failureIn(steps, query) : undefined
  return {
    r: RESULTS[outcome],
    ...(duration ? { ms: Math.round(duration.seconds * 1_000 + duration.nanos / 1_000_000) } : {}),
    ...(story ? { s: stories.add(story) } : {}),
    ...(cases ? { c: cases.known === undefined ? [cases.count, cases.seed] : [cases.count, cases.seed, cases.known] } : {}),
    ...(failed ? { f: failed } : {}),
  }
}

function told<T>(attachments: readonly Attachment[], type: string): T | undefined {
  const found = attachments.findLast(({ mediaType }) => mediaType === type)
  return found && (JSON.parse(found.body) as T)
}

const HELD: ReadonlySet<TestStepResultStatus> = new Set([TestStepResultStatus.PASSED, TestStepResultStatus.SKIPPED])

function failureIn(steps: readonly [TestStepFinished, TestStep][], query: Query): EndData['f'] {
  const failed = steps.find(([{ testStepResult }]) => !HELD.has(testStepResult.status))
  if (failed === undefined) return undefined
  const [{ testStepResult }, step] = failed
  const message = testStepResult.exception?.message ?? testStepResult.message ?? `The step is ${testStepResult.status.toLowerCase()}`
  return [wordsOf(query.findPickleStepBy(step), query), message.slice(0, LONGEST_MESSAGE)]
}

function wordsOf(step: PickleStep | undefined, query: Query): string {
  if (step === undefined) return 'After the last step'
  return `${query.findStepBy(step)?.keyword ?? ''}${step.text}`
}
