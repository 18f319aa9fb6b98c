import { data } from './data.js'
import { el } from './dom.js'

/** Every form of a term, such as `policies` of `policy`, with the term. @type {ReadonlyMap<string, string>} */
const forms = new Map(data.glossary.flatMap(([term]) => formsOf(term).map((form) => [form.toLowerCase(), term])))

/** @param {string} term */
function formsOf(term) {
  if (/[^aeiou]y$/.test(term)) return [term, `${term.slice(0, -1)}ies`]
  return [term, /(s|x|ch|sh)$/.test(term) ? `${term}es` : `${term}s`]
}

const longestFirst = [...forms.keys()].sort((one, other) => other.length - one.length).map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))

/** What somebody says is left alone; then terms of the glossary, and gaps of outlines. */
const PATTERN = new RegExp(`("[^"<>]*")|(<[^<>]+>)|(?<![\\p{L}\\p{N}-])(${longestFirst.join('|') || '(?!)'})(?![\\p{L}\\p{N}-])`, 'giu')

/** A text with a link at each term of the glossary; the gaps of an outline stand out. @param {string} text @param {readonly string[]} gaps @param {(gap: string) => string} [shown] what stands in a gap @returns {(Node | string)[]} */
export function linked(text, gaps = [], shown = (gap) => gap) {
  /** @type {(Node | string)[]} */
  const parts = []
  let done = 0
  for (const { 0: found, 2: bracketed, 3: form, index } of text.matchAll(PATTERN)) {
    const gap = gaps.find((name) => bracketed === `<${name}>`)
    const term = form === undefined ? undefined : forms.get(form.toLowerCase())
    if (gap === undefined && term === undefined) continue
    parts.push(text.slice(done, index), gap === undefined ? termLink(term ?? '', found) : el('i', {}, shown(gap)))
    done = index + found.length
  }
  return [...parts, text.slice(done)]
}

/** @param {string} term @param {string} words */
const termLink = (term, words) => el('a', { class: 'term', href: `#/glossary/${encodeURIComponent(term)}`, title: meaningOf(term) }, words)

/** @param {string} term */
const meaningOf = (term) => data.glossary.find(([known]) => known === term)?.[1] ?? ''
