import { areaOf, data, exampleLink, featureLink, identifiersOf, runs } from './data.js'
import { announce, at, counted, el } from './dom.js'
import { mark, RESULTS } from './example.js'
import { find } from './search.js'

/** @typedef {import('./search.js').Wanted} Wanted */
/** @typedef {import('./data.js').Run} Run */

const FIELDS = /** @type {const} */ (['q', 'tag', 'requirement', 'result'])
const SHOWN = 50

/** @param {typeof FIELDS[number]} id */
const field = (id) => /** @type {HTMLInputElement | HTMLSelectElement} */ (at(id))

/** Fills the choices of the form. */
export function prepareFinder() {
  const used = new Set(runs.flatMap(({ tags }) => [...tags]))
  for (const [tag, meaning] of Object.entries(data.tags)) if (used.has(tag)) field('tag').append(el('option', { value: tag }, `${tag}: ${meaning}`))
  for (const { id, title, statements } of data.families) {
    const options = statements.map((statement) => el('option', { value: statement.id }, `${statement.id} ${statement.name}`))
    field('requirement').append(el('optgroup', { label: `${id} ${title}` }, el('option', { value: id }, `${id}, all of it`), ...options))
  }
  for (const [result, words] of Object.entries(RESULTS)) field('result').append(el('option', { value: result }, words))
}

/** What the form says, as an address. */
export function addressOfFinder() {
  const wanted = new URLSearchParams(FIELDS.flatMap((id) => (field(id).value.trim() === '' ? [] : [[id, field(id).value]])))
  return wanted.size === 0 ? '#/' : `#/find?${wanted}`
}

/** Makes the form say what an address does; nothing, without one. @param {URLSearchParams} [query] */
export function fillFinder(query = new URLSearchParams()) {
  for (const id of FIELDS) if (field(id).value.trim() !== (query.get(id) ?? '').trim()) field(id).value = query.get(id) ?? ''
}

/** All that fits, by feature and rule. @param {URLSearchParams} query */
export function findPage(query) {
  const value = (/** @type {string} */ name) => query.get(name) ?? ''
  const wanted = { q: value('q'), tag: value('tag'), requirement: value('requirement'), result: value('result') }
  const { found, words, had } = find(wanted)
  const news =
    found.length === 0 ? 'Nothing fits' : `${counted(found.length, 'example')} in ${counted(new Set(found.map(({ feature }) => feature)).size, 'feature')}`
  announce(news)
  const list = el('div', {}, ...groups(found.slice(0, SHOWN)))
  const most = had < words && found.length > 0 && el('p', { class: 'about' }, `Nothing has all of these words; these have ${had} of ${words}.`)
  /** @type {HTMLElement[]} */
  const parts = [el('h1', { tabindex: '-1' }, news), about(wanted), ...(most ? [most] : []), list]
  if (found.length > SHOWN) parts.push(moreButton(list, found))
  return el('div', {}, ...parts)
}

/** @param {HTMLElement} list @param {readonly Run[]} found */
function moreButton(list, found) {
  const button = el('button', { type: 'button' }, `Show all ${found.length.toLocaleString('en')}`)
  button.addEventListener('click', () => {
    list.replaceChildren(...groups(found))
    button.remove()
  })
  return button
}

/** What is looked for, in words. @param {Wanted} wanted */
function about({ q, tag, requirement, result }) {
  const said = [
    ...(q === '' ? [] : [`with the words “${q}”`]),
    ...(tag === '' ? [] : [`about ${data.tags[tag] ?? tag}`]),
    ...(requirement === '' ? [] : [`of ${requirement}`]),
    ...(result === '' ? [] : [`of which each ${RESULTS[/** @type {keyof typeof RESULTS} */ (result)] ?? result}`]),
  ]
  return el('p', { class: 'about' }, `Examples ${said.join(', ')}`)
}

/** @param {readonly Run[]} found */
const groups = (found) =>
  [...Map.groupBy(found, ({ feature }) => feature)].map(([feature, own]) =>
    el(
      'section',
      { class: 'found' },
      el('h2', {}, el('a', { href: featureLink(feature) }, feature.name), el('span', { class: 'about' }, ` ${areaOf(feature)}`)),
      ...[...Map.groupBy(own, ({ rule }) => rule)].flatMap(([rule, several]) => [
        el('p', { class: 'ruling' }, rule.name, ...identifiersOf(rule).map((id) => el('span', { class: 'about' }, ` ${id}`))),
        el(
          'ul',
          { role: 'list' },
          ...several.map((run) => el('li', {}, mark(run.end.r), el('a', { href: exampleLink(feature, run.example.name) }, run.title))),
        ),
      ]),
    ),
  )
