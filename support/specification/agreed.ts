import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { linesMissing, withoutWords } from '../interface-text'

/** What was agreed on with those who write programs for the platform, a line for each fact: its interface, and the tools of assistants. */
export const AGREED = { interface: join('features', 'interface.txt'), tools: join('features', 'tools.txt') } as const

/** More would be no easier to read. */
const MOST_TOLD = 20

interface Described {
  readonly present: string
  /** Another's platform may say it in other words, and offer more. */
  readonly isRemote: boolean
}

/** Throws what differs from what was agreed on. */
export function expectAgreed(what: keyof typeof AGREED, { present, isRemote }: Described): void {
  const agreed = readFileSync(AGREED[what], 'utf8')
  const told = (word: string, lines: readonly string[]) => lines.slice(0, MOST_TOLD).map((line) => `${word} ${line}`)
  if (isRemote) {
    expect(told('missing', linesMissing(withoutWords(agreed), withoutWords(present)))).to.deep.equal([])
    return
  }
  const differences = [...told('no longer', linesMissing(agreed, present)), ...told('new', linesMissing(present, agreed))]
  expect(differences, 'what is meant is agreed on by npm run specification:agree').to.deep.equal([])
  expect(present === agreed, 'the same order').to.equal(true)
}
