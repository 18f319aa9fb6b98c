/** @typedef {Node | string | undefined | false | readonly (Node | string | undefined | false)[]} Child */

/** A new element. Whatever stands in a feature goes in as text, never as markup. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Readonly<Record<string, string | undefined>>} attributes @param {readonly Child[]} children @returns {HTMLElementTagNameMap[T]} */
export function el(tag, attributes, ...children) {
  const made = document.createElement(tag)
  fill(made, attributes, children)
  return made
}

/** The same for pictures. @param {string} tag @param {Readonly<Record<string, string | number>>} attributes @param {readonly Child[]} children */
export function drawn(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
  fill(made, attributes, children)
  return made
}

/** @param {Element} made @param {Readonly<Record<string, string | number | undefined>>} attributes @param {readonly Child[]} children */
function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, String(value))
  for (const child of children.flat()) if (child !== undefined && child !== false) made.append(child)
}

/** The element of the page with this id. @param {string} id */
export function at(id) {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page has no ${id}`)
  return element
}

/** Says something to those who listen to the page, without moving their focus. @param {string} news */
export const announce = (news) => {
  at('news').textContent = news
}

/** `1 example`, `3,900 examples`. @param {number} count @param {string} noun */
export const counted = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

/** `12 ms`, `1.5 s`, `2 min`, never broken between two lines. @param {number} ms */
export function duration(ms) {
  if (ms < 1_000) return `${ms} ms`
  return ms < 120_000 ? `${Number((ms / 1_000).toFixed(1))} s` : `${Math.round(ms / 60_000)} min`
}

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)
