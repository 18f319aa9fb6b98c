// The living specification: one place at a time is drawn, as the address after `#` says. Everything that a feature says goes in as text.
import { data } from './data.js'
import { at, el } from './dom.js'
import { addressOfFinder, fillFinder, findPage, prepareFinder } from './finding.js'
import { contents, overview } from './overview.js'
import { everything, featurePage } from './reading.js'
import { prepare } from './search.js'
import { strength } from './strength.js'
import { changed, glossary, madeUp, requirements, times } from './tables.js'

const TITLE = document.title
/** Whether somebody followed a link; otherwise they went back or forth. */
let followed = false
/** How far down each place was read. @type {Map<string, number>} */
const read = new Map()
let shown = ''

/** @type {Readonly<Record<string, (rest: string, query: URLSearchParams) => HTMLElement | undefined>>} */
const PLACES = {
  '': overview,
  find: (_, query) => findPage(query),
  feature: (rest) => featurePage(rest),
  requirements,
  glossary,
  'made-up': madeUp,
  times,
  changes: changed,
  strength,
  everything,
}

/** The address in its parts: `#/feature/path/~part?query`. */
function addressNow() {
  const [, place = '', rest = '', query = ''] = /^#\/?([\w-]*)\/?([^?]*)\??(.*)$/.exec(location.hash) ?? []
  const decoded = plainly(rest)
  const whole = place === 'feature' ? decoded.split('/~') : ['', decoded]
  return { place, rest: whole[0] ?? '', part: whole[1] ?? '', query: new URLSearchParams(query) }
}

/** @param {string} text */
function plainly(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function show() {
  const { place, rest, part, query } = addressNow()
  if (shown !== '') read.set(shown, window.scrollY)
  const page =
    PLACES[place]?.(rest, query) ??
    el('div', {}, el('h1', { tabindex: '-1' }, 'There is no such place'), el('p', {}, el('a', { href: '#/' }, 'To the beginning')))
  at('main').replaceChildren(page)
  const heading = page.querySelector('h1')
  document.title = place === '' ? TITLE : `${heading?.textContent ?? ''} – ${TITLE}`
  fillFinder(place === 'find' ? query : undefined)
  markContents()
  if (!wide.matches) contentsElement().open = false
  goTo(part, heading)
  shown = location.hash || '#/'
  followed = false
}

/** Where the eye and the focus go: to the part that was asked for, to where it was read before, or to the beginning. @param {string} part @param {HTMLElement | null} heading */
function goTo(part, heading) {
  const target = part === '' ? null : document.getElementById(`~${part}`)
  const before = followed ? undefined : read.get(location.hash || '#/')
  const searching = document.activeElement?.closest('#finder') != null
  if (target !== null || (shown !== '' && !searching)) (target ?? heading)?.focus({ preventScroll: true })
  if (before !== undefined) window.scrollTo(0, before)
  else if (target !== null) arrive(target)
  else window.scrollTo(0, 0)
}

/** @param {HTMLElement} target */
function arrive(target) {
  const row = target instanceof HTMLTableRowElement
  if (row) target.querySelector('button')?.click()
  else if (target.tagName === 'ARTICLE') target.querySelector('details')?.setAttribute('open', '')
  target.classList.add('meant')
  target.scrollIntoView({ block: row ? 'center' : 'start' })
}

const wide = matchMedia('(min-width: 62rem)')
const contentsElement = () => /** @type {HTMLDetailsElement} */ (at('contents'))

function markContents() {
  const [here = ''] = plainly(location.hash).split('/~')
  for (const link of at('areas').querySelectorAll('a')) {
    const own = plainly(link.getAttribute('href') ?? '') === here
    if (!own) link.removeAttribute('aria-current')
    else {
      link.setAttribute('aria-current', 'page')
      link.closest('details')?.setAttribute('open', '')
    }
  }
}

/** Every letter is answered at once; the address follows without a history of its own. */
function search() {
  history.replaceState(null, '', addressOfFinder())
  show()
}

/** @param {KeyboardEvent} event */
function keys(event) {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault()
    at('q').focus()
  }
}

function begin() {
  if (data.features.length === 0) at('finder').hidden = true
  prepareFinder()
  at('areas').append(...contents())
  const fold = () => {
    contentsElement().open = wide.matches
  }
  wide.addEventListener('change', fold)
  fold()
  at('finder').addEventListener('input', search)
  at('finder').addEventListener('submit', (event) => event.preventDefault())
  document.addEventListener('keydown', keys)
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null) return
    followed = true
    if (link.hash === '#main') {
      event.preventDefault()
      at('main').focus()
    } else if (link.hash === location.hash) show()
  })
  window.addEventListener('hashchange', show)
  show()
  requestIdleCallback(prepare)
}

begin()
