import { exampleLink, filled, identifiersOf, slugOf, worst } from './data.js'
import { diagramOf } from './diagram.js'
import { capital, duration, el } from './dom.js'
import { linked } from './glossary.js'

/** @typedef {import('./data.js').Feature} Feature */
/** @typedef {import('./data.js').Rule} Rule */
/** @typedef {import('./data.js').Example} Example */
/** @typedef {import('./data.js').Table} Table */
/** @typedef {import('./data.js').Row} Row */
/** @typedef {import('./data.js').Step} Step */
/** @typedef {import('./data.js').End} End */
/** @typedef {import('../data').Result} Result */

/** How things end, in words. @type {Readonly<Record<Result, string>>} */
export const RESULTS = { p: 'holds', f: 'does not hold', d: 'known deviation', n: 'was not run' }
/** @type {Readonly<Record<Result, string>>} */
const SIGNS = { p: '✓', f: '✗', d: '≈', n: '–' }

/** A sign that is also read out. @param {Result} result */
export const mark = (result) =>
  el('span', { class: `mark ${result}` }, el('span', { 'aria-hidden': 'true' }, SIGNS[result]), el('span', { class: 'unseen' }, ` ${RESULTS[result]} `))

/** A rule with its examples; plain, without anything that opens. @param {Feature} feature @param {Rule} rule @param {boolean} [plain] */
export function ruleSection(feature, rule, plain = false) {
  const ids = identifiersOf(rule).map((id) => el('a', { class: 'id', href: `#/requirements/${id}` }, id))
  return el(
    'section',
    { class: 'rule' },
    rule.name !== '' && el('h2', {}, ...linked(rule.name)),
    ids.length > 0 && el('p', { class: 'about tags' }, ...ids),
    givenAlways(rule.background),
    ...rule.examples.map((example) => exampleArticle(feature, example, plain)),
  )
}

/** @param {readonly Step[]} steps */
export const givenAlways = (steps) => steps.length > 0 && el('div', { class: 'always' }, el('p', {}, 'In every example:'), stepList(steps))

/** @param {Feature} feature @param {Example} example @param {boolean} plain */
function exampleArticle(feature, example, plain) {
  const { name, end, steps, tables = [], tags } = example
  const gaps = tables[0]?.head ?? []
  const result = end?.r ?? worst(tables.flatMap(({ rows }) => rows))
  return el(
    'article',
    { id: `~${slugOf(name)}`, tabindex: '-1' },
    el('h3', {}, mark(result), ...linked(name, gaps), ' ', el('a', { class: 'here', href: exampleLink(feature, name), 'aria-label': `Link to: ${name}` }, '#')),
    tags.length > 0 && el('p', { class: 'about tags' }, ...tags.map(tagLink)),
    stepList(steps, gaps),
    ...tables.map((table) => tableOf(table, steps, plain)),
    end !== undefined && endOf(end, plain),
  )
}

/** A tag that leads to all that has it. @param {string} tag */
export const tagLink = (tag) => el('a', { class: 'tag', href: `#/find?tag=${encodeURIComponent(tag)}` }, tag)

/** @param {readonly Step[]} steps @param {readonly string[]} [gaps] */
const stepList = (steps, gaps) => el('ul', { class: 'steps', role: 'list' }, ...steps.map((step) => stepItem(step, gaps)))

/** @param {Step} step @param {readonly string[]} [gaps] */
function stepItem([keyword, text, below], gaps) {
  const under = below === undefined ? undefined : typeof below === 'string' ? el('pre', { tabindex: '0' }, below) : cellsOf(below, gaps)
  return el('li', {}, el('span', { class: 'keyword' }, `${keyword} `), ...linked(text, gaps), under)
}

/** @param {readonly (readonly string[])[]} rows @param {readonly string[]} [gaps] */
function cellsOf(rows, gaps) {
  const lines = rows.map((cells) => el('tr', {}, ...cells.map((cell) => el('td', {}, ...linked(cell, gaps)))))
  return scroller(el('table', { class: 'below' }, el('tbody', {}, ...lines)))
}

/** @param {HTMLElement} wide */
const scroller = (wide) => el('div', { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': 'Table' }, wide)

/** The rows that fill in an outline, each with how it ended. @param {Table} table @param {readonly Step[]} steps @param {boolean} plain */
function tableOf(table, steps, plain) {
  const columns = [...table.head, 'Result']
  const rows = table.rows.flatMap((row) => rowOf(table, row, { steps, plain, columns: columns.length }))
  return scroller(
    el(
      'table',
      { class: 'rows' },
      el('caption', {}, capital(table.name), ...table.tags.flatMap((tag) => [' ', tagLink(tag)])),
      el('thead', {}, el('tr', {}, ...columns.map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...rows),
    ),
  )
}

/** @param {Table} table @param {Row} row @param {{ steps: readonly Step[], plain: boolean, columns: number }} how */
function rowOf(table, row, { steps, plain, columns }) {
  const cells = row.cells.map((cell) => el('td', {}, ...linked(cell)))
  const time = row.end.ms === undefined ? '' : duration(row.end.ms)
  if (plain) return [el('tr', {}, ...cells, el('td', { class: 'end' }, mark(row.end.r), time))]
  const words = time === '' ? 'Show' : time
  const button = el('button', { type: 'button', 'aria-expanded': 'false', 'aria-label': `${words}, how it went: ${row.cells.join(', ')}` }, words)
  const below = el('tr', { class: 'opened', hidden: '' })
  const open = () => {
    const opening = below.hidden
    below.hidden = !opening
    button.setAttribute('aria-expanded', String(opening))
    if (!opening || below.childElementCount > 0) return
    const own = steps.map((step) => filledStep(step, table, row))
    below.append(el('td', { colspan: String(columns) }, stepList(own), endOf(row.end, false, true)))
  }
  button.addEventListener('click', open)
  return [el('tr', {}, ...cells, el('td', { class: 'end' }, mark(row.end.r), button)), below]
}

/** @param {Step} step @param {Table} table @param {Row} row @returns {Step} */
function filledStep([keyword, text, below], table, row) {
  const words = filled(text, table, row)
  if (below === undefined) return [keyword, words]
  if (typeof below === 'string') return [keyword, words, filled(below, table, row)]
  return [keyword, words, below.map((cells) => cells.map((cell) => filled(cell, table, row)))]
}

/** How an example ended: what went wrong, its made-up cases, and on demand what went over the wire. @param {End} end @param {boolean} plain @param {boolean} [opened] */
function endOf({ r, ms, s, c, f, w }, plain, opened = false) {
  const time = ms === undefined ? '' : ` in ${duration(ms)}`
  return el(
    'div',
    { class: 'ending' },
    f !== undefined && el('div', { class: 'failure' }, el('p', {}, `Not kept: ${f[0]}`), el('pre', { tabindex: '0' }, f[1])),
    w !== undefined && el('p', { class: 'about' }, `Known deviation: ${w}`),
    c !== undefined && el('p', { class: 'about' }, casesOf(c)),
    s === undefined || plain
      ? el('p', { class: 'about' }, `${capital(RESULTS[r])}${time}${s === undefined && r !== 'n' ? '; nothing went over the wire that is drawn here' : ''}`)
      : wireOf(s, `How it went${time}`, opened),
  )
}

/** @param {NonNullable<End['c']>} cases */
export const casesOf = ([count, seed, known]) =>
  known === undefined ? `${count.toLocaleString('en')} made-up cases, seed ${seed}` : `The made-up case ${known} that once failed`

/** @param {number} place @param {string} words @param {boolean} opened */
function wireOf(place, words, opened) {
  const details = el('details', { class: 'wire' }, el('summary', {}, words))
  let begun = false
  details.addEventListener('toggle', async () => {
    if (begun || !details.open) return
    begun = true
    details.append(await diagramOf(place))
  })
  details.open = opened
  return details
}
