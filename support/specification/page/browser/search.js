import { identifiersOf, runs } from './data.js'

/** @typedef {import('./data.js').Run} Run */
/** What is looked for; what is empty does not matter. @typedef {{ q: string, tag: string, requirement: string, result: string }} Wanted */

/** The words of every example, in small letters, once they are needed. @type {readonly { title: string, all: string }[] | undefined} */
let index

/** Makes ready for the first search. */
export function prepare() {
  index ??= runs.map(wordsOf)
  return index
}

/** @param {Run} run */
function wordsOf({ feature, rule, example, table, row, title }) {
  const steps = example.steps.map(([, text, below]) => `${text} ${below === undefined ? '' : below}`)
  const all = [title, feature.name, rule.name, ...identifiersOf(rule), ...steps, table?.name, row?.cells.join(' '), ...feature.text]
  return { title: title.toLowerCase(), all: all.join('\n').toLowerCase() }
}

/** What fits, and how many of the words it has: those first whose title has them all, else in the order of the files. Where nothing has every word, what has most of them. @param {Wanted} wanted @returns {{ found: readonly Run[], words: number, had: number }} */
export function find(wanted) {
  const texts = prepare()
  const words = wanted.q
    .toLowerCase()
    .split(/[\s?!,]+/)
    .filter((word) => word !== '')
  const scored = runs.filter((run) => isWanted(run, wanted)).map((run) => ({ run, had: countIn(texts[run.index]?.all, words) }))
  const had = scored.reduce((most, one) => Math.max(most, one.had), 0)
  if (had * 2 < words.length) return { found: [], words: words.length, had }
  const found = scored.filter((one) => one.had === had).map(({ run }) => run)
  const inTitle = (/** @type {Run} */ run) => words.length > 0 && countIn(texts[run.index]?.title, words) === words.length
  return { found: [...found.filter(inTitle), ...found.filter((run) => !inTitle(run))], words: words.length, had }
}

/** @param {Run} run @param {Wanted} wanted */
function isWanted({ end, tags, rule }, { tag, requirement, result }) {
  if ((result !== '' && end.r !== result) || (tag !== '' && !tags.has(tag))) return false
  return requirement === '' || identifiersOf(rule).some((id) => id === requirement || id.startsWith(`${requirement}.`))
}

/** @param {string | undefined} text @param {readonly string[]} words */
const countIn = (text = '', words) => words.reduce((count, word) => count + Number(text.includes(word)), 0)
