import { styleText } from 'node:util'
import { type Envelope, TestStepResultStatus } from '@cucumber/messages'
import type { Query } from '@cucumber/query'

/** Writes one line for each feature as soon as its last example has ended. */
export function createProgress(query: Query, write: (text: string) => void): (envelope: Envelope) => void {
  const left = new Map<string, number>()
  const failed = new Map<string, number>()
  const total = new Map<string, number>()
  const add = (counts: Map<string, number>, uri: string, by: number) => counts.set(uri, (counts.get(uri) ?? 0) + by)
  let pickles: ReadonlyMap<string, string> | undefined

  return ({ testCase, testCaseFinished }) => {
    if (testCase) {
      pickles ??= new Map(query.findAllPickles().map(({ id, uri }) => [id, uri]))
      const uri = pickles.get(testCase.pickleId) ?? ''
      add(left, uri, 1)
      add(total, uri, 1)
    }
    const pickle = testCaseFinished && !testCaseFinished.willBeRetried ? query.findPickleBy(testCaseFinished) : undefined
    if (!(testCaseFinished && pickle)) return
    if (query.findMostSevereTestStepResultBy(testCaseFinished)?.status !== TestStepResultStatus.PASSED) add(failed, pickle.uri, 1)
    add(left, pickle.uri, -1)
    if (left.get(pickle.uri) === 0) {
      const name = query.findLineageBy(pickle)?.feature?.name ?? pickle.uri
      write(`${featureLine(name, total.get(pickle.uri) ?? 0, failed.get(pickle.uri) ?? 0)}\n`)
    }
  }
}

const featureLine = (name: string, examples: number, failed: number): string =>
  failed === 0
    ? `${styleText('green', '✓')} ${name} — ${counted(examples, 'example')}`
    : `${styleText('red', '✗')} ${name} — ${counted(examples, 'example')}, ${styleText('red', `${failed} failed`)}`

/** `1 example`, `2 examples`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
