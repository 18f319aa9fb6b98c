import { data, featureLink, ruleLink, runLink, runs, runsByIdentifier, worst } from './data.js'
import { capital, counted, duration, el } from './dom.js'
import { casesOf, mark } from './example.js'
import { linked } from './glossary.js'

/** @typedef {import('./data.js').Run} Run */
/** @typedef {import('../data').StatementData} Statement */

/** Every statement of the catalogue, what covers it, and what nothing covers yet. */
export function requirements() {
  const statements = data.families.flatMap((family) => family.statements)
  const open = statements.filter((statement) => statement.open === true)
  const missing = data.run.whole ? statements.filter((statement) => statement.open !== true && !runsByIdentifier.has(statement.id)) : []
  const unproven = statements.filter((statement) => statement.unproven === true)
  return el(
    'div',
    {},
    el('h1', { tabindex: '-1' }, 'Requirements'),
    ...gaps('Open, without a rule yet', open),
    ...gaps('Without a rule', missing),
    ...gaps('Must survive a restart, without an example of one yet', unproven),
    ...data.families.map(({ id, title, seam, why, statements: own }) =>
      el(
        'section',
        {},
        el('h2', {}, `${id} ${title}`),
        el('p', {}, ...linked(why)),
        el('p', { class: 'about' }, `Seam: ${seam}`),
        ...own.map(statementArticle),
      ),
    ),
  )
}

/** @param {string} heading @param {readonly Statement[]} statements */
const gaps = (heading, statements) =>
  statements.length === 0
    ? []
    : [
        el('h2', {}, `${heading} (${statements.length})`),
        el('ul', { class: 'gaps' }, ...statements.map(({ id, name }) => el('li', {}, el('a', { href: `#/requirements/${id}` }, `${id} ${name}`)))),
      ]

/** @param {Statement} statement */
function statementArticle({ id, name, statement, open }) {
  const own = runsByIdentifier.get(id) ?? []
  const rules = [...Map.groupBy(own, ({ rule }) => rule)]
  const standing = own.length === 0 ? [el('span', { class: 'mark n' }, '–')] : [mark(worst(own))]
  return el(
    'article',
    { id: `~${id}`, tabindex: '-1' },
    el('h3', {}, ...standing, ` ${id} ${name}`),
    el('p', {}, ...linked(statement)),
    rules.length === 0
      ? el('p', { class: 'gap' }, open === true ? 'Open: no rule yet' : 'No rule was read')
      : el(
          'details',
          {},
          el('summary', {}, `${counted(rules.length, 'rule')}, ${counted(own.length, 'example')}`),
          el('ul', { role: 'list' }, ...rules.map(([rule, several]) => ruleItem(rule, several))),
        ),
  )
}

/** @param {Run['rule']} rule @param {readonly Run[]} several */
const ruleItem = (rule, several) =>
  el(
    'li',
    {},
    mark(worst(several)),
    several[0] ? el('a', { href: ruleLink(several[0].feature, rule) }, rule.name) : rule.name,
    el('span', { class: 'about' }, ` ${several.length}`),
  )

/** Every term with its meaning. */
export const glossary = () =>
  el(
    'div',
    {},
    el('h1', { tabindex: '-1' }, 'Glossary'),
    data.failures.length > 0 && el('p', {}, el('a', { href: '#/glossary/failures' }, 'Failures, and what the API answers')),
    el(
      'dl',
      {},
      ...data.glossary.flatMap(([term, meaning]) => [
        el('dt', { id: `~${term}`, tabindex: '-1' }, term),
        el('dd', {}, ...linked(meaning), ' ', findLink(term)),
      ]),
    ),
    ...failureTable(),
  )

/** Each failure as features call it, and what the API answers: for engineers. */
function failureTable() {
  if (data.failures.length === 0) return []
  const head = el('tr', {}, ...['In the features', 'Code of the API', 'Status'].map((name) => el('th', { scope: 'col' }, name)))
  const rows = data.failures.map(([words, code, status]) =>
    el('tr', {}, el('td', {}, ...linked(capital(words)), ' ', findLink(words)), el('td', {}, el('code', {}, code)), el('td', {}, String(status))),
  )
  return [
    el('h2', { id: '~failures', tabindex: '-1' }, 'Failures'),
    el('p', { class: 'about' }, 'In the words of the features, and as the API answers them.'),
    el(
      'div',
      { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': 'Failures' },
      el('table', { class: 'rows' }, el('thead', {}, head), el('tbody', {}, ...rows)),
    ),
  ]
}

/** @param {string} term */
const findLink = (term) => el('a', { class: 'about', href: `#/find?q=${encodeURIComponent(term)}`, 'aria-label': `Examples with ${term}` }, 'examples')

/** What is promised of everything that can be made up: how many cases were, and from which seed. */
export function madeUp() {
  const several = runs.filter(({ end }) => end.c !== undefined)
  const rows = several.map((run) => [mark(run.end.r), link(run), casesOf(run.end.c ?? [0, 0]), run.end.ms === undefined ? '' : duration(run.end.ms)])
  const none = 'No such example ran.'
  return tablePage('What holds of whatever can be made up', ['', 'Promise', 'Made up', 'Took'], { rows, none })
}

const LONGEST = 50

/** What took longest. */
export function times() {
  const several = runs.filter(({ end }) => end.ms !== undefined).toSorted((one, other) => (other.end.ms ?? 0) - (one.end.ms ?? 0))
  const rows = several
    .slice(0, LONGEST)
    .map((run) => [mark(run.end.r), link(run), el('a', { href: featureLink(run.feature) }, run.feature.name), duration(run.end.ms ?? 0)])
  return tablePage('What took longest', ['', 'Example', 'Feature', 'Took'], { rows, none: 'Nothing ran.' })
}

/** @param {Run} run */
const link = (run) => el('a', { href: runLink(run) }, run.title)

/** @param {string} title @param {readonly string[]} head @param {{ rows: readonly (readonly (Node | string)[])[], none: string }} body */
function tablePage(title, head, { rows, none }) {
  const columns = el('tr', {}, ...head.map((name) => (name === '' ? el('td', {}) : el('th', { scope: 'col' }, name))))
  const body = el('tbody', {}, ...rows.map((cells) => el('tr', {}, ...cells.map((cell) => el('td', {}, cell)))))
  const table = el(
    'div',
    { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': title },
    el('table', { class: 'rows' }, el('thead', {}, columns), body),
  )
  return el('div', {}, el('h1', { tabindex: '-1' }, title), rows.length === 0 ? el('p', {}, none) : table)
}

/** @typedef {import('../data').Change} Change */

/** @type {Readonly<Record<Change['how'], string>>} */
const HOW = { added: 'New', removed: 'Gone', reworded: 'Reworded' }

/** What changed in the wording since a revision. */
export function changed() {
  const { changes } = data
  if (changes === undefined) return undefined
  const groups = [...Map.groupBy(changes.changes, ({ how }) => how)]
  return el(
    'div',
    {},
    el('h1', { tabindex: '-1' }, `What changed since ${changes.since}`),
    el('p', { class: 'about' }, `That revision is of ${changes.date}.`),
    groups.length === 0 && el('p', {}, 'Nothing was reworded.'),
    ...groups.map(([how, several]) =>
      el('section', {}, el('h2', {}, `${HOW[how]} (${several.length})`), el('ul', { class: 'changes', role: 'list' }, ...several.map(changeItem))),
    ),
  )
}

/** @param {Change} change */
const changeItem = ({ what, where, title, was, lines = [] }) =>
  el(
    'li',
    {},
    where.length > 0 && el('span', { class: 'about' }, where.join(' · '), el('br', {})),
    el('b', {}, `${capital(what)}: `),
    title,
    was !== undefined && el('p', { class: 'was' }, 'It was: ', el('del', {}, was)),
    lines.length > 0 &&
      el('ul', { role: 'list' }, ...lines.map((line) => el('li', {}, line.startsWith('-') ? el('del', {}, line.slice(2)) : el('ins', {}, line.slice(2))))),
  )
