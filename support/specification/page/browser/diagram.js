import { drawn, duration, el } from './dom.js'
import { LONG_MS, sentencesOf, storyAt, summaryOf } from './story.js'

/** @typedef {import('./story.js').Story} Story */

const LANE = 150
const EDGE = 75
const HEAD = 40
const LETTER = 6.4
const LINE = 15
const WIDEST_LINE = 46

let drawings = 0

/** The sequence diagram of one example, with the same in words. @param {number} place */
export async function diagramOf(place) {
  const story = await storyAt(place)
  const more = story.more > 0 ? ` Shown are the first ${story.told.length}.` : ''
  return el(
    'figure',
    { class: 'story' },
    el('div', { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': 'Sequence diagram' }, picture(story)),
    el('figcaption', {}, summaryOf(story), more),
    el('details', {}, el('summary', {}, 'The same in words'), el('ol', {}, ...sentencesOf(story).map((sentence) => el('li', {}, sentence)))),
  )
}

/** @param {Story} story */
function picture(story) {
  const rows = rowsOf(story)
  const longest = Math.max(0, ...rows.flatMap(({ lines }) => lines.map(({ length }) => length)))
  const width = Math.max(story.lanes.length * LANE, longest * LETTER + 20)
  const offset = (width - story.lanes.length * LANE) / 2
  const height = HEAD + rows.reduce((sum, row) => sum + row.height, 0) + 14
  drawings += 1
  const id = `story-${drawings}`
  return drawn(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-labelledby': `${id}-title ${id}-words` },
    drawn('title', { id: `${id}-title` }, 'What went over the wire'),
    drawn('desc', { id: `${id}-words` }, summaryOf(story)),
    ...story.lanes.map(([name, part], lane) => laneOf({ name, part, x: offset + lane * LANE + EDGE, height })),
    ...drawRows(rows, { offset, width }),
  )
}

/** @param {{ name: string, part: string, x: number, height: number }} lane */
function laneOf({ name, part, x, height }) {
  const shown = name.length > 18 ? `${name.slice(0, 17)}…` : name
  const box = drawn('rect', { x: x - 62, y: 2, width: 124, height: 26, rx: part === 'person' ? 13 : part === 'agent' ? 7 : 2 })
  const line = drawn('line', { x1: x, x2: x, y1: 28, y2: height })
  return drawn('g', { class: `lane ${part}` }, line, box, drawn('text', { x, y: 20, 'text-anchor': 'middle' }, shown))
}

/** One thing that is drawn below another: an arrow with its words, or a wait. @typedef {{ lines: readonly string[], height: number, arrow?: { from: number, to: number, kind: string } }} DiagramRow */

/** @param {Story} story @returns {DiagramRow[]} */
function rowsOf({ told }) {
  return told.flatMap(({ waited, from, to, kind, words }) => {
    const lines = brokenUp(kind === 'refused' || kind === 'lost' ? `✕ ${words}` : words)
    const row = { lines, height: lines.length * LINE + 15, arrow: { from, to, kind } }
    return waited >= LONG_MS ? [{ lines: [`${duration(waited)} pass`], height: 30 }, row] : [row]
  })
}

/** Two lines where one would be too long. @param {string} words */
function brokenUp(words) {
  if (words.length <= WIDEST_LINE) return [words]
  const space = words.lastIndexOf(' ', WIDEST_LINE)
  return space <= 0 ? [words] : [words.slice(0, space), words.slice(space + 1)]
}

/** @param {readonly DiagramRow[]} rows @param {{ offset: number, width: number }} sheet */
function drawRows(rows, { offset, width }) {
  let y = HEAD
  return rows.map((row) => {
    const top = y
    y += row.height
    return row.arrow === undefined ? waitAt(row, top, width) : arrowAt(row, row.arrow, { top, offset, width })
  })
}

/** @param {DiagramRow} row @param {number} top @param {number} width */
function waitAt({ lines }, top, width) {
  return drawn(
    'g',
    { class: 'wait' },
    drawn('rect', { x: 4, y: top + 4, width: width - 8, height: 20, rx: 3 }),
    drawn('text', { x: width / 2, y: top + 18, 'text-anchor': 'middle' }, lines[0]),
  )
}

/** @param {DiagramRow} row @param {{ from: number, to: number, kind: string }} arrow @param {{ top: number, offset: number, width: number }} sheet */
function arrowAt({ lines, height }, { from, to, kind }, { top, offset, width }) {
  const [x1 = 0, x2 = 0] = [from, to].map((lane) => offset + lane * LANE + EDGE)
  const y = top + height - 6
  const tip = x2 > x1 ? -7 : 7
  const half = (Math.max(...lines.map(({ length }) => length)) * LETTER) / 2
  const middle = Math.min(Math.max((x1 + x2) / 2, half + 4), width - half - 4)
  return drawn(
    'g',
    { class: kind },
    drawn('line', { x1, x2, y1: y, y2: y }),
    drawn('path', { d: `M${x2 + tip} ${y - 4} L${x2} ${y} L${x2 + tip} ${y + 4}` }),
    ...lines.map((line, index) => drawn('text', { x: middle, y: top + 13 + index * LINE, 'text-anchor': 'middle' }, line)),
  )
}
