import { data, runs } from './data.js'
import { announce, at, counted, el } from './dom.js'
import { RESULTS } from './example.js'
import { foundList, requirementLead } from './found.js'
import { find } from './search.js'

/** @typedef {import('./search.js').Wanted} Wanted */
/** @typedef {import('./data.js').Run} Run */

const FIELDS = /** @type {const} */ (['q', 'tag', 'requirement', 'result'])

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
  const { found, close, words, had, requirement } = find(wanted)
  const news = newsOf(found, close)
  announce(news)
  return el(
    'div',
    {},
    el('h1', { tabindex: '-1' }, news),
    about(wanted),
    requirementLead(requirement),
    foundList(found, requirement !== ''),
    close.length > 0 && el('section', { class: 'close' }, el('h2', {}, `With ${had} of the ${words} words`), foundList(close, false)),
  )
}

/** @param {readonly Run[]} found @param {readonly Run[]} close */
function newsOf(found, close) {
  if (found.length === 0) return close.length === 0 ? 'Nothing fits' : 'Nothing has all of these words'
  return `${counted(found.length, 'example')} in ${counted(new Set(found.map(({ feature }) => feature)).size, 'feature')}`
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
