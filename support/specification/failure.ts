import { styleText } from 'node:util'
import { type Attachment, AttachmentContentEncoding, type TestStep, type TestStepFinished, TestStepResultStatus } from '@cucumber/messages'
import type { Query } from '@cucumber/query'
import { placeOf } from './outcome'
import type { Verdict } from './record'

const LONGEST_MESSAGE = 12
const LONGEST_ATTACHMENT = 30

/**
 * A failed example as a story: the rule that does not hold, the example, its step, what came instead, what went over the wire, the platform's
 * log, and how to see it again; `repeating` are the options of this run.
 */
export function failureText({ pickle, started }: Verdict, { query, repeating }: { readonly query: Query; readonly repeating: readonly string[] }): string {
  const { rule, examples, example } = query.findLineageBy(pickle) ?? {}
  const row = examples && example ? ` (${examples.name}: ${example.cells.map(({ value }) => value).join(', ')})` : ''
  const where = placeOf(pickle, query)
  const steps = started ? query.findTestStepFinishedAndTestStepBy(started) : []
  const failed = steps.find(
    ([
      {
        testStepResult: { status },
      },
    ]) => status !== TestStepResultStatus.PASSED && status !== TestStepResultStatus.SKIPPED,
  )
  return [
    `${styleText('red', '✗')} ${rule ? `Rule: ${rule.name}` : pickle.name}`,
    ...(rule ? [`  Example: ${pickle.name}${row}`] : []),
    ...(failed ? stepText(failed, query) : []),
    ...steps.flatMap(([finished]) => query.findAttachmentsBy(finished)).flatMap(attachmentText),
    styleText('dim', `  ${where}`),
    styleText('dim', `  Again: npm run features -- ${[...repeating, where].join(' ')}`),
    '',
  ].join('\n')
}

function stepText([{ testStepResult }, step]: [TestStepFinished, TestStep], query: Query): string[] {
  const pickleStep = query.findPickleStepBy(step)
  const written = pickleStep && query.findStepBy(pickleStep)
  const text = pickleStep ? `${written?.keyword ?? ''}${pickleStep.text}` : 'A hook'
  const definition = query.findStepDefinitionsBy(step)[0]?.sourceReference
  const message = testStepResult.exception?.message ?? testStepResult.message ?? `the step is ${testStepResult.status.toLowerCase()}`
  return [
    `  Step: ${text}`,
    ...indented(message, LONGEST_MESSAGE),
    ...(definition?.uri ? [styleText('dim', `    ${definition.uri}:${definition.location?.line ?? 1}`)] : []),
  ]
}

function attachmentText({ mediaType, contentEncoding, body, fileName }: Attachment): string[] {
  if (!mediaType.startsWith('text/')) return []
  const text = contentEncoding === AttachmentContentEncoding.BASE64 ? Buffer.from(body, 'base64').toString('utf8') : body
  return [...(fileName ? [`  ${fileName}:`] : []), ...indented(text, LONGEST_ATTACHMENT)]
}

function indented(text: string, most: number): string[] {
  const lines = text.trimEnd().split('\n')
  const shown = lines.slice(0, most).map((line) => `    ${line}`)
  return lines.length > most ? [...shown, `    … ${lines.length - most} more lines in reports/cucumber.html`] : shown
}
