import { rfc3339 } from '../shared/clock'
import { fitted } from '../shared/fitted'
import { widthOf } from '../shared/width'
import type { Bar, Row, Timeline, Wait } from './timeline'
import { tickStep } from './timeline-scale'
import { DEFS, LOOKS, STYLE } from './timeline-style'
import { headingOf, sentenceOf, spanWords, standingOf, tallyOf } from './timeline-words'

/** More rows than these make no picture: the first are drawn, and the picture says how many are not. */
export const MOST_ROWS = 200

const HEAD = 110
const ROW = 48
const BAR = { top: 22, height: 16 } as const
const FOOT = 24

/**
 * The picture of a timeline, as an SVG document (SVG 2). Across, time is in per cent of the whole, so that it fits any width; every row says in its
 * title what it shows, for those who do not see it. Names and reasons are ordinary text. Pure.
 */
export function drawTimeline(timeline: Timeline): string {
  const rows = timeline.rows.slice(0, MOST_ROWS)
  const scale = createScale(timeline)
  const end = HEAD + rows.length * ROW
  const notes = notesOf(timeline, rows)
  const height = end + 8 + notes.length * FOOT
  const places = new Map(rows.map((row, index) => [row.number, HEAD + index * ROW]))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="${height}" role="graphics-document" aria-labelledby="title" aria-describedby="desc" lang="en">`,
    `<title id="title">${escaped(headingOf(timeline))}</title><desc id="desc">${escaped(summaryOf(timeline))}</desc>`,
    `<style>${STYLE}</style>${DEFS}<rect class="paper" width="100%" height="100%"/>`,
    `<svg class="inset" x="3%" width="94%" overflow="visible">`,
    ...headOf(timeline),
    ...axisOf(timeline, scale, end),
    ...rows.map((row, index) => `<rect class="track" y="${placeOf(places, row) + BAR.top}" width="100%" height="${BAR.height}" data-row="${index + 1}"/>`),
    '<g aria-hidden="true">',
    ...rows.flatMap((row) => row.waits.flatMap((wait) => waitOf(wait, { scale, from: places.get(wait.on), to: placeOf(places, row) }))),
    '</g>',
    ...rows.map((row) => rowOf(row, { timeline, scale, y: placeOf(places, row) })),
    ...notes.map((note, index) => `<g transform="translate(0 ${end + 8 + index * FOOT})">${note}</g>`),
    '</svg></svg>',
  ].join('\n')
}

type Scale = (time: number) => number

/** Where a time stands across, in per cent. Nothing is shorter than a millisecond. */
function createScale({ from, to }: Timeline): Scale {
  const span = Math.max(1, to - from)
  return (time) => Number((((time - from) / span) * 100).toFixed(4))
}

const placeOf = (places: ReadonlyMap<number, number>, { number }: Pick<Row, 'number'>): number => places.get(number) ?? HEAD

/** Everything in a few sentences. */
function summaryOf({ rows, from, to, open, error }: Timeline): string {
  const begun = `Begun ${rfc3339(from)}; ${open ? 'under way for' : 'took'} ${spanWords(to - from)}.`
  const tasks = rows.length === 0 ? 'No tasks.' : `${rows.length} ${rows.length === 1 ? 'task' : 'tasks'}: ${tallyOf(rows)}.`
  return [tasks, begun, ...(error === undefined ? [] : [`Error: ${error}`]), ...leftOut(rows)].join(' ')
}

const leftOut = (rows: readonly Row[]): readonly string[] =>
  rows.length > MOST_ROWS ? [`The first ${MOST_ROWS} of ${rows.length} tasks are drawn.`, `Not drawn: ${tallyOf(rows.slice(MOST_ROWS))}.`] : []

function headOf(timeline: Timeline): readonly string[] {
  const { rows, from, to, open } = timeline
  const when = `${rfc3339(from).slice(0, 19).replace('T', ' ')} UTC · ${open ? 'under way for ' : ''}${spanWords(to - from)}`
  const tally = tallyOf(rows)
  return [
    `<g aria-hidden="true"><text class="heading" y="26">${escaped(headingOf(timeline))}</text>`,
    `<text class="quiet" y="46">${when}</text>`,
    `<text class="wide quiet" y="65">${tally}</text><text class="narrow quiet" y="65">${fitted(tally, 56)}</text></g>`,
  ]
}

/** Lines down through all rows at round times. */
function axisOf({ from, to, open }: Timeline, scale: Scale, end: number): readonly string[] {
  const span = Math.max(1, to - from)
  const step = tickStep(span)
  const lines = ['<g aria-hidden="true">']
  for (let time = 0; time <= span; time += step) {
    const x = scale(from + time)
    const anchor = time === 0 ? 'start' : x > 94 ? 'end' : 'middle'
    lines.push(`<line class="grid" x1="${x}%" x2="${x}%" y1="${HEAD - 14}" y2="${end}"/>`)
    if (!open || x < 88) lines.push(`<text class="quiet tick" x="${x}%" y="${HEAD - 18}" text-anchor="${anchor}">${time === 0 ? '0' : spanWords(time)}</text>`)
  }
  if (open) lines.push(`<line class="now" x1="100%" x2="100%" y1="${HEAD - 14}" y2="${end}"/>`)
  if (open) lines.push(`<text class="quiet tick" x="100%" y="${HEAD - 18}" text-anchor="end">now</text>`)
  return [...lines, '</g>']
}

interface Placed {
  readonly timeline: Timeline
  readonly scale: Scale
  readonly y: number
}

function rowOf(row: Row, { timeline, scale, y }: Placed): string {
  const standing = standingOf(row)
  const why = row.reason === undefined ? standing : `${standing}: ${row.reason}`
  return [
    `<g class="row ${row.status}" role="graphics-symbol" transform="translate(0 ${y})"><title>${escaped(sentenceOf(row, timeline))}</title>`,
    `<use href="#s-${row.status}" x="8" y="10"/>`,
    labelOf(row, { variant: 'wide', name: 52 }),
    labelOf(row, { variant: 'narrow', name: 22 }),
    `<text class="wide standing ${row.status}" x="100%" y="15" text-anchor="end">${escaped(fitted(inOneLine(why), 46))}</text>`,
    `<text class="narrow standing ${row.status}" x="100%" y="15" text-anchor="end">${escaped(fitted(inOneLine(standing), 30))}</text>`,
    ...row.bars.map((bar) => barOf(bar, scale)),
    '</g>',
  ].join('')
}

function labelOf({ name, agent }: Row, { variant, name: columns }: { variant: string; name: number }): string {
  const own = fitted(inOneLine(name), name === '' ? 0 : columns - Math.min(widthOf(agent), 16))
  const doer = fitted(inOneLine(agent), Math.max(16, columns - widthOf(own)))
  const texts =
    own === '' ? `<tspan class="name">${escaped(doer)}</tspan>` : `<tspan class="name">${escaped(own)}</tspan> · <tspan class="agent">${escaped(doer)}</tspan>`
  return `<text class="${variant}" x="22" y="15">${texts}</text>`
}

function barOf({ kind, from, to, open }: Bar, scale: Scale): string {
  const x = scale(from)
  const middle = BAR.top + BAR.height / 2
  if (from === to && !open) return `<svg x="${x}%" y="${middle}" overflow="visible" class="mark ${kind}"><use href="#s-${kind}"/></svg>`
  const place = `x="${x}%" y="${BAR.top}" width="${Number((scale(to) - x).toFixed(4))}%" height="${BAR.height}" rx="2"`
  const overlay = LOOKS[kind].pattern === '' ? '' : `<rect ${place} fill="url(#p-${kind})"/>`
  return `<rect class="bar ${kind}${open ? ' open' : ''}" ${place}/>${overlay}`
}

interface Ends {
  readonly scale: Scale
  /** Tops of the rows; undefined where a row is not drawn. */
  readonly from: number | undefined
  readonly to: number
}

/** Down (or up) from where the one ended, then along the time that the other waited. */
function waitOf(wait: Wait, { scale, from, to }: Ends): readonly string[] {
  if (from === undefined) return []
  const [x1, x2] = [scale(wait.from), scale(wait.to)]
  const down = to > from
  const begin = from + BAR.top + (down ? BAR.height : 0)
  const level = to + BAR.top + BAR.height / 2
  const at = `data-on="${wait.on}" data-from="${x1}" data-to="${x2}"`
  if (x2 - x1 < 1) {
    const tip = to + BAR.top + (down ? 0 : BAR.height)
    return [`<line class="wait" ${at} x1="${x1}%" x2="${x2}%" y1="${begin}" y2="${tip}" marker-end="url(#head)"/>`]
  }
  const head = wait.open ? '' : ' marker-end="url(#head)"'
  return [
    `<line class="wait" ${at} x1="${x1}%" x2="${x1}%" y1="${begin}" y2="${level}"/>`,
    `<line class="wait level" x1="${x1}%" x2="${x2}%" y1="${level}" y2="${level}"${head}/>`,
  ]
}

/** What stands below the rows: what the lines mean, where there are any, and what is not drawn. */
function notesOf({ rows: all }: Timeline, rows: readonly Row[]): readonly string[] {
  const sample = '<line class="wait level" x1="2" x2="30" y1="11" y2="11" marker-end="url(#head)"/>'
  const approval =
    '<rect class="bar awaiting_approval" x="2" y="4" width="28" height="14" rx="2"/><rect x="2" y="4" width="28" height="14" fill="url(#p-awaiting_approval)"/>'
  const text = (words: string, x: number) => `<text class="quiet" x="${x}" y="15">${escaped(words)}</text>`
  return [
    ...(rows.some(({ waits }) => waits.length > 0) ? [sample + text('waited for another task', 40)] : []),
    ...(rows.some(({ bars }) => bars.some(({ kind }) => kind === 'awaiting_approval'))
      ? [`<g class="awaiting_approval">${approval}</g>${text("waits for a human's approval", 40)}`]
      : []),
    ...leftOut(all).map((words) => text(words, 2)),
  ]
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it stands in XML: nothing in it is markup, and what XML 1.0 does not allow is shown as unreadable. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '').replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
