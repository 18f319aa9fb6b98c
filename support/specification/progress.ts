import { styleText } from 'node:util'
import { type Envelope, TestStepResultStatus } from '@cucumber/messages'
import type { Query } from '@cucumber/query'
import { NEEDED } from '../remote/control'

/** Writes one line for each feature as soon as its last example has ended. */
export function createProgress(query: Query, write: (text: string) => void): (envelope: Envelope) => void {
  const left = new Map<string, number>()
  const failed = new Map<string, number>()
  const untried = new Map<string, number>()
  const needing = new Set<string | undefined>()
  const total = new Map<string, number>()
  const add = (counts: Map<string, number>, uri: string, by: number) => counts.set(uri, (counts.get(uri) ?? 0) + by)
  let pickles: ReadonlyMap<string, string> | undefined

  return ({ testCase, testCaseFinished, attachment }) => {
    if (attachment?.mediaType === NEEDED) needing.add(attachment.testCaseStartedId)
    if (testCase) {
      pickles ??= new Map(query.findAllPickles().map(({ id, uri }) => [id, uri]))
      const uri = pickles.get(testCase.pickleId) ?? ''
      add(left, uri, 1)
      add(total, uri, 1)
    }
    const pickle = testCaseFinished && !testCaseFinished.willBeRetried ? query.findPickleBy(testCaseFinished) : undefined
    if (!(testCaseFinished && pickle)) return
    if (needing.has(testCaseFinished.testCaseStartedId)) add(untried, pickle.uri, 1)
    else if (query.findMostSevereTestStepResultBy(testCaseFinished)?.status !== TestStepResultStatus.PASSED) add(failed, pickle.uri, 1)
    add(left, pickle.uri, -1)
    if (left.get(pickle.uri) === 0) {
      const name = query.findLineageBy(pickle)?.feature?.name ?? pickle.uri
      const counts = { examples: total.get(pickle.uri) ?? 0, failed: failed.get(pickle.uri) ?? 0, untried: untried.get(pickle.uri) ?? 0 }
      write(`${featureLine({ name, ...counts })}\n`)
    }
  }
}

interface FeatureCounts {
  readonly name: string
  readonly examples: number
  readonly failed: number
  /** Those that needed what nobody has of a platform that is somebody else's. */
  readonly untried: number
}

function featureLine({ name, examples, failed, untried }: FeatureCounts): string {
  const mark = failed > 0 ? styleText('red', '✗') : untried === examples ? styleText('dim', '–') : styleText('green', '✓')
  const besides = [...(failed > 0 ? [styleText('red', `${failed} failed`)] : []), ...(untried > 0 ? [styleText('dim', `${untried} not tried`)] : [])]
  return `${mark} ${name} — ${[counted(examples, 'example'), ...besides].join(', ')}`
}

/** `1 example`, `2 examples`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
