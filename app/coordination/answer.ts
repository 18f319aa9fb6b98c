import { ConcordError } from '../shared/errors'
import { parseJson } from '../shared/json'
import { lastJson, type Opening } from './last-json'

/** What an agent's answer holds that can be read as data; `unreadable` is something that was meant so and cannot be relied on. */
export type Found<Value> = { readonly kind: 'found'; readonly value: Value } | { readonly kind: 'unreadable' } | { readonly kind: 'none' }

/** The last JSON object in an answer. It is held to what a request is: no member given twice, no number that loses digits. Pure, linear. */
export const objectIn = (answer: string): Found<Readonly<Record<string, unknown>>> => found(answer, '{') as Found<Readonly<Record<string, unknown>>>

/** The last JSON list in an answer, if there is one that can be read; held to what a request is. Pure, linear. */
export function listIn(answer: string): readonly unknown[] | undefined {
  const list = found(answer, '[') as Found<readonly unknown[]>
  return list.kind === 'found' ? list.value : undefined
}

function found(answer: string, opening: Opening): Found<unknown> {
  const last = lastJson(answer, opening)
  if (last === undefined) return { kind: 'none' }
  if (last === 'broken-off') return { kind: 'unreadable' }
  try {
    return { kind: 'found', value: parseJson(last) }
  } catch (error) {
    if (error instanceof ConcordError) return { kind: 'unreadable' }
    throw error
  }
}

/** A text as it is compared with others: trimmed, and without regard to case in any script. Pure. */
export const folded = (text: string): string => foldCase(text.trim().normalize('NFC')).normalize('NFC')

/** By way of capitals, so that ß is ss and both small sigmas are one; the dotless ı is no i (Unicode's default case folding). */
const foldCase = (text: string): string => text.replace(/[^ı]+/g, (part) => part.toUpperCase().toLowerCase()).replaceAll('ς', 'σ')
