import { Refused } from './api.js'
import { element } from './dom.js'

/** Each drawing has an address of its own: under the same a browser shows again what it has. */
let drawings = 0

/**
 * Shows a picture of the platform's, and beside it in words what it says of every row. The one before stays until the new one is there; one that
 * comes later than a newer one is dropped.
 * Throws Refused.
 * @param {string} path @param {Record<string, any>} slots
 */
export async function showPicture(path, slots) {
  drawings += 1
  const drawing = drawings
  const picture = new Image()
  picture.src = `${path}?drawing=${drawing}`
  const [said] = await Promise.all([wordsOf(path), picture.decode().catch(() => {})])
  if (drawing < (slots.drawing ?? 0)) return
  slots.drawing = drawing
  picture.alt = said.summary
  slots.picture.replaceWith(picture)
  slots.picture = picture
  slots.words.replaceChildren(...said.rows.map((text) => element('li', text, { dir: 'auto' })))
}

/** What stands in a picture for those who do not see it. It is read as text: as markup, nothing is let into this page. @param {string} path */
async function wordsOf(path) {
  const response = await fetch(path)
  const text = await response.text()
  if (!response.ok) throw new Refused(response.status, 'The picture cannot be drawn')
  const [, title = ''] = /<title id="title">([^<]*)/.exec(text) ?? []
  const [, summary = ''] = /<desc id="desc">([^<]*)/.exec(text) ?? []
  const rows = [...text.matchAll(/<g class="row [^>]*><title>([^<]*)/g)].map(([, sentence = '']) => read(sentence))
  return { summary: read(`${title}. ${summary}`), rows }
}

/** @type {Readonly<Record<string, string>>} */
const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
/** @param {string} text */
const read = (text) => text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
