import { data, featureLink } from './data.js'
import { counted, el } from './dom.js'

/** @typedef {import('../data').PartData} PartData */
/** @typedef {import('../data').StrengthData} StrengthData */

/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(1)} %`

/** How many deliberate faults the examples notice, by part of the platform and by rule. */
export function strength() {
  const { strength: known } = data
  if (known === undefined) return undefined
  const { at, revision, changed, tries, parts, survivors, survived } = known
  const day = new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  return el(
    'div',
    {},
    el('h1', { tabindex: '-1' }, 'Strength'),
    el(
      'p',
      {},
      'The platform was made wrong in one place, and the examples were run that are likeliest to notice; that many times over. What counts is how often one noticed.',
    ),
    el(
      'p',
      { class: 'about' },
      `Tried on ${day}${revision === '' ? '' : `, at revision ${revision}`}, with ${counted(tries, 'example')} at most on each fault.`,
    ),
    changed && el('p', { class: 'part' }, 'The platform has changed since.'),
    partsTable(parts),
    ...rulesSection(known),
    el('h2', {}, `Faults that nobody noticed (${survived.toLocaleString('en')})`),
    survived > survivors.length && el('p', {}, `The first ${survivors.length}; all of them stand in reports/strength.`),
    el('ul', { class: 'changes', role: 'list' }, ...survivors.map(survivorItem)),
  )
}

/** @param {readonly PartData[]} parts */
function partsTable(parts) {
  const head = ['Part', 'Faults', 'Tried', 'Noticed', 'Score', 'Between', 'Target', 'Lines gone through']
  const rows = parts.map((part) => el('tr', {}, ...cellsOfPart(part).map((cell) => el('td', {}, cell))))
  return el(
    'div',
    { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': 'Strength by part' },
    el('table', { class: 'rows' }, el('thead', {}, el('tr', {}, ...head.map((name) => el('th', { scope: 'col' }, name)))), el('tbody', {}, ...rows)),
  )
}

/** @param {PartData} part */
function cellsOfPart({ name, faults, tried, caught, score, target, lines }) {
  const figures = [faults, tried, caught].map((figure) => figure.toLocaleString('en'))
  const through = lines === undefined ? '–' : percent(lines)
  if (score === undefined) return [name, ...figures, 'not known', '', `${target} %`, through]
  const [share, low, high] = score
  const between = high - low < 0.0005 ? '' : `${percent(low)} and ${percent(high)}`
  return [name, ...figures, percent(share), between, `${target} %, ${share * 100 >= target ? 'met' : 'not met'}`, through]
}

/** @param {StrengthData} known */
function rulesSection({ rules }) {
  const found = rules.flatMap(([place, number, caught, tried]) => {
    const feature = data.features[place]
    const rule = feature?.rules[number]
    return feature === undefined || rule === undefined ? [] : [{ feature, rule, caught, tried }]
  })
  const noticed = found.filter(({ caught }) => caught > 0).toSorted((one, other) => other.caught - one.caught)
  const silent = found.filter(({ caught }) => caught === 0).toSorted((one, other) => other.tried - one.tried)
  /** @param {typeof found} several */
  const list = (several) =>
    el(
      'ul',
      { role: 'list' },
      ...several.map(({ feature, rule, caught, tried }) =>
        el('li', {}, el('a', { href: featureLink(feature) }, rule.name), el('span', { class: 'about' }, ` ${caught} of ${tried}`)),
      ),
    )
  return [
    el('h2', {}, 'Rules'),
    el('p', {}, 'A fault counts for the first rule that notices it, so that another that would have noticed it too may stand here with nothing.'),
    el('details', {}, el('summary', {}, `Noticed faults first: ${counted(noticed.length, 'rule')}`), list(noticed)),
    el('details', {}, el('summary', {}, `Noticed no fault first, though tried: ${counted(silent.length, 'rule')}`), list(silent)),
  ]
}

/** @param {StrengthData['survivors'][number]} survivor */
const survivorItem = ([place, was, became]) =>
  el('li', {}, el('span', { class: 'about' }, place, el('br', {})), el('del', {}, was), el('br', {}), el('ins', {}, became === '' ? '(nothing)' : became))
