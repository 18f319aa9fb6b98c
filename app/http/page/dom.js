import { Refused } from './api.js'

/** The element of the page with this id. @param {string} id */
export function at(id) {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page has no ${id}`)
  return element
}

/** Puts text where it differs, so that what is selected or read aloud stays. @param {string | HTMLElement} where @param {string} text */
export function show(where, text) {
  const element = typeof where === 'string' ? at(where) : where
  if (element.textContent !== text) element.textContent = text
}

/** A new element with text in it. @param {string} tag @param {string} [text] @param {Record<string, string>} [attributes] */
export function element(tag, text = '', attributes = {}) {
  const made = document.createElement(tag)
  made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

/** Makes something that scrolls reachable by keyboard also where the browser does not. @param {HTMLElement} scroller @param {string} [label] */
export function reachable(scroller, label) {
  scroller.tabIndex = 0
  if (label !== undefined) scroller.setAttribute('aria-label', label)
}

/** What to tell a person about something that failed. @param {unknown} error */
export const faultOf = (error) => (error instanceof Refused ? error.message : 'the platform cannot be reached.')

/** For answers that may overtake each other: whether one is news still, or came later than the answer to a later question. */
export function inOrder() {
  let asked = 0
  let told = 0
  return () => {
    asked += 1
    const mine = asked
    return () => {
      if (mine < told) return false
      told = mine
      return true
    }
  }
}

const MOST_NEWS = 5

/** Says something to those who listen to the page, without moving anybody's focus. @param {readonly string[]} news */
export function announce(news) {
  at('news').append(...news.map((text) => element('p', text)))
  while (at('news').childElementCount > MOST_NEWS) at('news').firstElementChild?.remove()
}

/**
 * A card made from a template, and its slots by name. What a button or form of it begins disables it until that has ended; what fails is said on the card.
 * @param {string} template @param {string} id
 */
export function cardFrom(template, id) {
  const { content } = /** @type {HTMLTemplateElement} */ (at(template))
  const root = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (content.firstElementChild).cloneNode(true))
  /** @type {Record<string, any>} */
  const slots = {}
  for (const slot of root.querySelectorAll('[data-slot]')) slots[/** @type {HTMLElement} */ (slot).dataset.slot ?? ''] = slot
  slots.title.id = `title-${id}`
  root.setAttribute('aria-labelledby', slots.title.id)
  let busy = false
  /** @param {() => Promise<void>} work */
  const run = async (work) => {
    if (busy) return
    busy = true
    slots.fault.textContent = ''
    root.setAttribute('aria-busy', 'true')
    await work().catch((error) => show(slots.fault, faultOf(error)))
    root.removeAttribute('aria-busy')
    busy = false
  }
  return { root, slots, run }
}

/**
 * Says how many of a list are open, or that there is nothing in it.
 * @param {'running' | 'waiting' | 'coordination'} list @param {number} count @param {number} [shown]
 */
export function tally(list, count, shown = count) {
  show(`${list}-count`, count === 0 ? '' : `(${count})`)
  at(`${list}-none`).hidden = shown > 0
}

/** Takes a card away; whoever was in it is led to the heading above. @param {HTMLElement} card @param {string} heading */
export function takeAway(card, heading) {
  const inside = card.contains(document.activeElement)
  card.remove()
  if (inside) at(heading).focus()
}
