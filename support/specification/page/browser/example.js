import { exampleLink, filled, firstValues, identifiersOf, readable, ruleId, ruleLink, runId, runLink, worst } from './data.js'
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
    rule.name === '' ? { class: 'rule' } : { class: 'rule', id: ruleId(rule), tabindex: '-1' },
    rule.name !== '' && el('h2', {}, ...linked(rule.name), ' ', hereLink(ruleLink(feature, rule), rule.name)),
    ids.length > 0 && el('p', { class: 'about tags' }, ...ids),
    givenAlways(rule.background),
    ...rule.examples.map((example) => exampleArticle(feature, example, plain)),
  )
}

/** @param {string} href @param {string} title */
const hereLink = (href, title) => el('a', { class: 'here', href, 'aria-label': `Link to: ${title}` }, '#')

/** @param {readonly Step[]} steps */
export const givenAlways = (steps) => steps.length > 0 && el('div', { class: 'always' }, el('p', {}, 'In every example:'), stepList(steps))

/** @param {Feature} feature @param {Example} example @param {boolean} plain */
function exampleArticle(feature, example, plain) {
  const { name, end, steps, tables = [], tags } = example
  const gaps = tables[0]?.head ?? []
  const result = end?.r ?? worst(tables.flatMap(({ rows }) => rows))
  const title = linked(name, gaps, (gap) => firstValues(example, gap))
  let before = 0
  return el(
    'article',
    { id: runId(example), tabindex: '-1' },
    el('h3', {}, mark(result), ...title, ' ', hereLink(exampleLink(feature, name), readable(example))),
    tags.length > 0 && el('p', { class: 'about tags' }, ...tags.map(tagLink)),
    stepList(steps, gaps),
    ...tables.map((table) => {
      before += table.rows.length
      return tableOf(table, { feature, example, plain, before: before - table.rows.length })
    }),
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

/** How a table is shown: of which outline, whether without anything that opens, and after how many rows of other tables. @typedef {{ feature: Feature, example: Example, plain: boolean, before: number }} Around */

/** The rows that fill in an outline, each with how it ended. @param {Table} table @param {Around} around */
function tableOf(table, around) {
  const columns = [...table.head, 'Result']
  const rows = table.rows.flatMap((row) => rowOf(table, row, around))
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

/** @param {Table} table @param {Row} row @param {Around} around */
function rowOf(table, row, { feature, example, plain, before }) {
  const cells = row.cells.map((cell) => el('td', {}, ...linked(cell)))
  const time = el('span', { class: 'about' }, row.end.ms === undefined ? '' : ` ${duration(row.end.ms)}`)
  if (plain) return [el('tr', {}, ...cells, el('td', { class: 'end' }, mark(row.end.r), time))]
  const words = row.end.r === 'n' ? 'Show' : 'How it went'
  const called = row.cells.join(', ')
  const button = el('button', { type: 'button', 'aria-expanded': 'false', 'aria-label': `${words}: ${called}` }, words)
  const below = el('tr', { class: 'opened', hidden: '' })
  button.addEventListener('click', () => {
    below.hidden = !below.hidden
    button.setAttribute('aria-expanded', String(!below.hidden))
    if (below.hidden || below.childElementCount > 0) return
    const own = example.steps.map((step) => filledStep(step, table, row))
    below.append(el('td', { colspan: String(row.cells.length + 1) }, el('div', {}, stepList(own), endOf(row.end, false, true))))
  })
  const place = before + table.rows.indexOf(row) + 1
  const end = el('td', { class: 'end' }, mark(row.end.r), button, time, ' ', hereLink(runLink({ feature, example, place }), called))
  return [el('tr', { id: runId(example, place), tabindex: '-1' }, ...cells, end), below]
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
      ? el('p', { class: 'about' }, `${capital(RESULTS[r])}${time}${s === undefined && r !== 'n' ? '. No picture' : ''}`)
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
