import type { TaskStatus } from './coordination'

/** Each state is told by colour, by pattern and by a sign; the words stand beside it. */
interface Look {
  /** Name of the colour. */
  readonly colour: string
  /** Strokes of the sign, in a square from -7 to 7; `ring` is drawn around it. */
  readonly sign: string
  readonly ring: 'full' | 'dashed' | 'none'
  /** Strokes of the pattern, in a square from 0 to 8. */
  readonly pattern: string
}

export const LOOKS: Readonly<Record<TaskStatus, Look>> = {
  pending: { colour: 'quiet', sign: '', ring: 'dashed', pattern: '' },
  awaiting_approval: { colour: 'human', sign: 'M0 -4V0.5H3', ring: 'dashed', pattern: 'M2 2h0.01M6 6h0.01' },
  running: { colour: 'work', sign: 'M-2 -3.5L3.5 0L-2 3.5Z', ring: 'full', pattern: '' },
  paused: { colour: 'work', sign: 'M-2 -3V3M2 -3V3', ring: 'full', pattern: 'M0 4H8' },
  completed: { colour: 'good', sign: 'M-3.5 0.5L-1 3L3.5 -2.5', ring: 'full', pattern: '' },
  failed: { colour: 'bad', sign: 'M-3 -3L3 3M3 -3L-3 3', ring: 'full', pattern: 'M-2 10L10 -2M-2 2L2 -2M6 10L10 6' },
  cancelled: { colour: 'stop', sign: 'M-2.5 -2.5H2.5V2.5H-2.5Z', ring: 'full', pattern: 'M2 0V8M6 0V8' },
  interrupted: { colour: 'stop', sign: 'M1.5 -4.5L-2 0.5H2L-1.5 4.5', ring: 'dashed', pattern: 'M0 6L4 2L8 6' },
  blocked: { colour: 'bad', sign: 'M-3.5 0H3.5', ring: 'full', pattern: 'M0 2H8M0 6H8' },
  skipped: { colour: 'quiet', sign: 'M-4.5 4.5L4.5 -4.5', ring: 'full', pattern: '' },
}

const LIGHT = 'ink:#1c2333 quiet:#545d70 paper:#ffffff line:#d9dde6 track:#f2f4f8 good:#17713a bad:#b3261e stop:#945200 work:#0b4fb3 human:#6b3fa8'
const DARK = 'ink:#e6e9f0 quiet:#a7b0c2 paper:#1a1f2a line:#343c4c track:#232a37 good:#6fce8f bad:#ff8f80 stop:#f0b35a work:#8ab8ff human:#c5a3ff'
const colours = (list: string): string =>
  list
    .split(' ')
    .map((entry) => `--${entry}`)
    .join(';')

/** From this width on, in CSS pixels, there is room for longer texts. */
const WIDE = 720

const statusRules = Object.entries(LOOKS).map(([status, { colour }]) => `.${status}{--c:var(--${colour})}`)

/** The picture's own style: it follows the reader's choice of light and dark, and the room there is. */
export const STYLE = [
  `svg{${colours(LIGHT)};color-scheme:light dark}`,
  `@media(prefers-color-scheme:dark){svg{${colours(DARK)}}}`,
  'text{font:13px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}',
  '.heading{font-size:17px;font-weight:600}.name{font-weight:600}.name,.agent{unicode-bidi:isolate}.quiet{fill:var(--quiet);font-size:12px}',
  '.narrow .name,.narrow .agent,.narrow{font-size:12px}',
  `.wide{display:none}@media(min-width:${WIDE}px){.wide{display:inline}.narrow{display:none}.inset{x:1.5%;width:97%}}`,
  '.paper{fill:var(--paper)}.track{fill:var(--track)}.grid{stroke:var(--line)}.now{stroke:var(--work);stroke-dasharray:2 3}',
  '.wait{stroke:var(--quiet);stroke-width:1.5}.wait.level{stroke-dasharray:4 3}.arrow{fill:var(--quiet)}',
  '.bar{fill:color-mix(in srgb,var(--c) var(--full,30%),var(--paper));stroke:var(--c);stroke-width:1.5}.bar.completed{--full:75%}',
  '.bar.awaiting_approval{--full:12%}.open,.bar.awaiting_approval,.bar.interrupted{stroke-dasharray:5 3}',
  '.sign{fill:none;stroke:var(--c);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}.ring{fill:var(--paper)}.dashed{stroke-dasharray:2 2.4}',
  '.pattern{fill:none;stroke:var(--c);stroke-width:1.6;stroke-linecap:round}.standing{fill:var(--c)}.standing.pending,.standing.skipped{fill:var(--quiet)}',
  ...statusRules,
].join('')

const pattern = ([status, { pattern: strokes }]: readonly [string, Look]): string =>
  strokes === ''
    ? ''
    : `<pattern id="p-${status}" width="8" height="8" patternUnits="userSpaceOnUse"><path class="pattern ${status}" d="${strokes}"/></pattern>`

const sign = ([status, { sign: strokes, ring }]: readonly [string, Look]): string =>
  `<g id="s-${status}" class="sign ${status}"><circle class="ring ${ring}" r="7"/>${strokes === '' ? '' : `<path d="${strokes}"/>`}</g>`

/** What the picture uses again and again: patterns, signs, the head of an arrow. */
export const DEFS = [
  '<defs>',
  ...Object.entries(LOOKS).map(pattern),
  ...Object.entries(LOOKS).map(sign),
  '<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">',
  '<path class="arrow" d="M0 0.5L8 4L0 7.5Z"/></marker></defs>',
].join('')
