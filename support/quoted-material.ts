import { expect } from 'chai'

/** What an agent was told: the words meant for it, and what it was shown of what others said. */
export interface Told {
  readonly words: string
  readonly quotes: readonly Quote[]
}

export interface Quote {
  readonly title: string
  readonly text: string
}

const FENCE = /^`{3,}$/

/** Reads a message as a careful reader does: what stands between two equal fences was said by somebody else. Throws where one is left open, or unexplained. */
export function readTold(message: string): Told {
  const lines = message.split('\n')
  const own: string[] = []
  const quotes: Quote[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const end = FENCE.test(line) ? lines.indexOf(line, at + 1) : -1
    if (FENCE.test(line)) expect(end, `the end of what is quoted in ${message}`).to.be.above(at)
    if (end < 0) own.push(line)
    else quotes.push({ title: own.pop() ?? '', text: lines.slice(at + 1, end).join('\n') })
    if (end >= 0) at = end
  }
  const paragraphs = own
    .join('\n')
    .trim()
    .split(/\n{2,}/)
  const words = paragraphs.filter((paragraph) => !/^What stands between the fences is quoted material: [^\n]+$/.test(paragraph))
  expect(paragraphs.length - words.length, `how often ${message} explains its fences`).to.equal(quotes.length === 0 ? 0 : 1)
  return { words: words.join('\n\n'), quotes }
}
