import { data, identifiersOf, runs } from './data.js'

/** @typedef {import('./data.js').Run} Run */
/** @typedef {import('../data').StepData} SearchedStep */
/** What is looked for; what is empty does not matter. @typedef {{ q: string, tag: string, requirement: string, result: string }} Wanted */
/** What was found: all that has every word, the fittest first; some of what has most of them; how many words there are, and the requirement that it is all about. @typedef {{ found: readonly Run[], close: readonly Run[], words: number, had: number, requirement: string }} Found */

/** Words that say nothing about what is looked for. */
const STOP_WORDS = new Set(
  'a an and any are be been but by can could did do does for from get gets goes had happen happened happens has have how i if in into is it its may me might must my of on one or shall should so some than that the their them then there these they this those to up was we were what when where whether which while who whom whose why will with would you your'.split(
    ' ',
  ),
)
/** By how much a word counts in the title of the feature, of the rule, of the example, and elsewhere. */
const WEIGHTS = [6, 8, 4, 1]
/** The share of that which another word for it counts. */
const OTHER_WORD = 0.5
const MOST_CLOSE = 20

/** The words of every example where they stand, so many places for each example; and in which places every word is. @typedef {{ texts: readonly string[], places: ReadonlyMap<string, readonly number[]> }} Index */

/** Made once it is needed. @type {Index | undefined} */
let index

/** Makes ready for the first search. */
export function prepare() {
  index ??= indexOf(runs.flatMap(wordsOf))
  return index
}

/** @param {readonly string[]} texts @returns {Index} */
function indexOf(texts) {
  /** @type {Map<string, number[]>} */
  const places = new Map()
  for (const [place, text] of texts.entries()) {
    for (const word of new Set(text.trim().split(' '))) {
      const known = places.get(word)
      if (known === undefined) places.set(word, [place])
      else known.push(place)
    }
  }
  return { texts, places }
}

/** Words in small letters, each after one space, so that a space and some letters are the beginning of a word. @param {string} text */
const plainWords = (text) => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`

/** @param {Run} run */
function wordsOf({ feature, rule, example, table, row, title }) {
  const steps = [...feature.background, ...rule.background, ...example.steps]
  const rest = [...identifiersOf(rule), ...steps.map(wordsOfStep), table?.name, row?.cells.join(' '), ...feature.text]
  return [feature.name, rule.name, title, rest.join(' ')].map(plainWords)
}

/** @param {SearchedStep} step */
const wordsOfStep = ([, text, below]) => `${text} ${below === undefined ? '' : below}`

/** A word as it may begin in a text, and other words for it. @typedef {{ own: readonly string[], others: readonly string[] }} Word */

/** What fits, the fittest first. @param {Wanted} wanted @returns {Found} */
export function find(wanted) {
  const typed = wanted.q.split(/[\s?!,;"“”]+/).filter((word) => plainWords(word).trim() !== '')
  const named = typed.map(identifierIn).find((id) => id !== undefined)
  const rest = typed.filter((word) => named === undefined || identifierIn(word) !== named).map((word) => word.toLowerCase())
  const telling = rest.filter((word) => !STOP_WORDS.has(word))
  const words = (telling.length > 0 ? telling : rest).map(wordOf)
  const requirement = wanted.requirement || named || ''
  const shares = words.map(sharesOf)
  // What is called like the requirement itself is its core.
  const core = words.length > 0 ? [] : nameOfStatement(requirement).map(wordOf).map(sharesOf)
  const scored = runs
    .filter((run) => isWanted(run, { ...wanted, requirement }))
    .map((run) => ({ run, had: scoreOf(run.index, shares).had, score: scoreOf(run.index, [...shares, ...core]).score }))
    .filter(({ had }) => had * 2 >= words.length)
    .sort((one, other) => other.had - one.had || other.score - one.score || one.run.index - other.run.index)
  const found = scored.filter(({ had }) => had === words.length)
  const most = scored[found.length]?.had ?? 0
  const close = found.length > MOST_CLOSE ? [] : scored.filter(({ had }) => had === most && had < words.length).slice(0, MOST_CLOSE)
  return { found: found.map(({ run }) => run), close: close.map(({ run }) => run), words: words.length, had: most, requirement }
}

/** The identifier of a statement or a family that somebody typed, whatever the letters. @param {string} word */
const identifierIn = (word) => identifiers.get(/\d/.test(word) ? word.toUpperCase() : word)

/** The telling words of its name. @param {string} id */
function nameOfStatement(id) {
  const named = data.families.flatMap(({ statements }) => statements).find((statement) => statement.id === id)?.name ?? ''
  return plainWords(named)
    .split(' ')
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
}

const identifiers = new Map(data.families.flatMap(({ id, statements }) => [id, ...statements.map((statement) => statement.id)]).map((id) => [id, id]))

/** @param {string} word @returns {Word} */
function wordOf(word) {
  const others = data.synonyms.filter(([known]) => isFormOf(word, known)).flatMap(([, meant]) => meant)
  const failures = data.failures.filter(([, code]) => code === word).map(([words]) => words)
  return { own: [word, stemOf(word)].map(plainWords), others: [...others, ...failures].map(plainWords) }
}

/** A word without the ending of a common form, where enough is left of it. @param {string} word */
const stemOf = (word) => word.replace(/(?<=\p{L}{3}[^s])s$|(?<=\p{L}{5})(?:ed|ing)$/u, '')

/** Whether a word is another in one of its common forms. @param {string} word @param {string} known */
const isFormOf = (word, known) => word.startsWith(known) && ['', 's', 'es', 'd', 'ed', 'ing'].includes(word.slice(known.length))

/** How far each place has a word. @param {Word} word */
function sharesOf({ own, others }) {
  const { texts } = prepare()
  const shares = new Float32Array(texts.length)
  for (const other of others) for (const place of placesOf(other)) shares[place] = OTHER_WORD
  for (const form of own) for (const place of placesOf(form)) shares[place] = 1
  return shares
}

/** Where the beginning of a word stands, or several words. @param {string} phrase */
function placesOf(phrase) {
  const { texts, places } = prepare()
  const [first = '', ...more] = phrase.trim().split(' ')
  const begun = [...places.keys()].filter((word) => (more.length === 0 ? word.startsWith(first) : word === first)).flatMap((word) => places.get(word) ?? [])
  return more.length === 0 ? begun : begun.filter((place) => texts[place]?.includes(phrase))
}

/** How many of the words an example has, and how well it fits. @param {number} run @param {readonly Float32Array[]} shares */
function scoreOf(run, shares) {
  let had = 0
  let score = 0
  for (const share of shares) {
    const fit = WEIGHTS.reduce((sum, weight, place) => sum + weight * (share[run * WEIGHTS.length + place] ?? 0), 0)
    if (fit > 0) had += 1
    score += fit
  }
  return { had, score }
}

/** @param {Run} run @param {Wanted} wanted */
function isWanted({ end, tags, rule }, { tag, requirement, result }) {
  if ((result !== '' && end.r !== result) || (tag !== '' && !tags.has(tag))) return false
  return requirement === '' || identifiersOf(rule).some((id) => id === requirement || id.startsWith(`${requirement}.`))
}
