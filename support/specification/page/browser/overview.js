import { areaOf, data, featureLink, runLink, runs, runsByFeature, runsByIdentifier, worst } from './data.js'
import { counted, duration, el } from './dom.js'
import { mark } from './example.js'

/** @typedef {import('./data.js').Feature} Feature */

const { run, findings, families, changes, strength: tried } = data

/** The features by the folder they lie in, in the order of their names. @type {ReadonlyMap<string, readonly Feature[]>} */
export const areas = Map.groupBy(
  data.features.toSorted((one, other) => areaOf(one).localeCompare(areaOf(other), 'en') || one.name.localeCompare(other.name, 'en')),
  areaOf,
)

/** What the page begins with: whether it holds, what does not, and all there is. */
export function overview() {
  return el(
    'div',
    {},
    el('h1', { tabindex: '-1' }, 'What the platform promises'),
    ...standing(),
    ...failures(),
    el('h2', {}, 'More'),
    el('ul', { class: 'plain' }, ...more().map(([href, words, about]) => el('li', {}, el('a', { href }, words), ` ${about}`))),
    ...trouble(),
    ...[...areas].map(([area, features]) => areaSection(area, features)),
  )
}

function standing() {
  const count = (/** @type {string} */ result) => runs.filter(({ end }) => end.r === result).length
  const failed = count('f')
  const ran = runs.length - count('n')
  const holds =
    failed === 0 ? `All ${counted(ran, 'example')} that ran hold.` : `${failed.toLocaleString('en')} of ${counted(ran, 'example')} that ran do not hold.`
  const left = [
    count('d') > 0 ? `${counted(count('d'), 'known deviation')}. ` : '',
    count('n') > 0 ? `${counted(count('n'), 'example')} did not run.` : '',
  ].join('')
  const when = new Date(run.at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const how = [
    `${when} UTC`,
    `in ${duration(Math.round(run.seconds * 1_000))}`,
    ...run.profiles.map((profile) => `profile ${profile}`),
    ...(run.order === '' ? [] : [`order ${run.order}`]),
  ]
  return [
    el('p', { class: `standing ${failed === 0 ? 'p' : 'f'}` }, ran === 0 ? 'Nothing ran.' : holds, left === '' ? '' : ` ${left}`),
    ...(run.part === undefined ? [] : [el('p', { class: 'part' }, run.part)]),
    el('p', { class: 'about' }, how.join(', ')),
  ]
}

function failures() {
  const failed = runs.filter(({ end }) => end.r === 'f')
  if (failed.length === 0) return []
  const items = failed
    .slice(0, 50)
    .map((one) => el('li', {}, el('a', { href: runLink(one) }, one.title), el('br', {}), el('span', { class: 'about' }, one.rule.name))) // the rest is found by result
  const rest = failed.length > items.length ? [el('p', {}, el('a', { href: '#/find?result=f' }, `All ${failed.length}`))] : []
  return [el('h2', {}, 'What does not hold'), el('ul', { class: 'failures' }, ...items), ...rest]
}

function trouble() {
  if (findings.length === 0) return []
  const groups = [...Map.groupBy(findings, ([heading]) => heading)]
  return [
    el('h2', {}, 'What the guard found'),
    ...groups.map(([heading, found]) => el('div', {}, el('h3', {}, heading), el('ul', {}, ...found.slice(0, 40).map(([, message]) => el('li', {}, message))))),
  ]
}

/** @returns {[string, string, string][]} */
function more() {
  const statements = families.flatMap((family) => family.statements)
  const gaps = statements.filter(({ open, unproven }) => open === true || unproven === true).length
  const covered = statements.filter(({ id }) => runsByIdentifier.has(id)).length
  const made = runs.filter(({ end }) => end.c !== undefined).length
  return [
    ['#/requirements', 'Requirements', `${covered} of ${statements.length} have rules${gaps === 0 ? '' : `; ${counted(gaps, 'gap')}, by name`}`],
    ['#/glossary', 'Glossary', counted(data.glossary.length, 'term')],
    ['#/made-up', 'What holds of whatever can be made up', counted(made, 'example')],
    ['#/times', 'What took longest', ''],
    ...(changes === undefined
      ? []
      : [/** @type {[string, string, string]} */ (['#/changes', `What changed since ${changes.since}`, counted(changes.changes.length, 'change')])]),
    ...strengthLine(),
    ['#/everything', 'Everything on one page, to print', ''],
  ]
}

/** @returns {[string, string, string][]} */
function strengthLine() {
  if (tried === undefined) return []
  const share = tried.parts.at(-1)?.score?.[0]
  const about = share === undefined ? 'of some parts' : `${(share * 100).toFixed(1)} % of deliberate faults are noticed`
  return [['#/strength', 'Strength', `${about}${tried.changed ? '; the platform has changed since' : ''}`]]
}

/** @param {string} area @param {readonly Feature[]} features */
function areaSection(area, features) {
  const items = features.map((feature) => {
    const own = runsByFeature.get(feature) ?? []
    return el('li', {}, mark(worst(own)), el('a', { href: featureLink(feature) }, feature.name), el('span', { class: 'about' }, ` ${own.length}`))
  })
  return el('section', {}, el('h2', {}, area), el('ul', { class: 'features', role: 'list' }, ...items))
}

/** The same features, to go to from anywhere. */
export const contents = () =>
  [...areas].map(([area, features]) =>
    el(
      'details',
      {},
      el('summary', {}, area),
      el('ul', { role: 'list' }, ...features.map((feature) => el('li', {}, el('a', { href: featureLink(feature) }, feature.name)))),
    ),
  )
