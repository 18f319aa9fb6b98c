import { html } from './html'

/** One engine's durations at the percentiles of the plot; `place` decides its colour and its dashes. */
export interface Line {
  readonly name: string
  readonly place: number
  readonly values: readonly number[]
}

const WIDTH = 360
const HEIGHT = 200
const LEFT = 46
const RIGHT = 18
const TOP = 24
const BOTTOM = 26
/** Told apart without colour by their dashes, and by the name in the legend. */
const COLOURS = [
  'light-dark(#1f5fbf, #7db3ff)',
  'light-dark(#a3480f, #ffae6b)',
  'light-dark(#6d2f9e, #d3a4f5)',
  'light-dark(#1a6b34, #6fd08c)',
  'light-dark(#8a6d00, #ffd84d)',
]
const DASHES = ['', '6 3', '2 3', '9 3 2 3', '1 5']

/** How long an operation takes at each percentile, a line for each engine, durations on a logarithmic scale. An SVG with its figures as text. */
export function percentilePlot(title: string, percentiles: readonly number[], lines: readonly Line[]): string {
  const values = lines.flatMap((line) => line.values).filter((value) => value > 0)
  const low = 10 ** Math.floor(Math.log10(Math.min(...values, 1)))
  const high = Math.max(10 ** Math.ceil(Math.log10(Math.max(...values, 1))), low * 10)
  const x = (index: number) => LEFT + (index * (WIDTH - LEFT - RIGHT)) / (percentiles.length - 1)
  const y = (value: number) => HEIGHT - BOTTOM - (Math.log10(Math.max(value, low) / low) / Math.log10(high / low)) * (HEIGHT - TOP - BOTTOM)
  const decades = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, index) => low * 10 ** index)
  const grid = decades.map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}"/><text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${tick(value)}</text>`,
  )
  const marks = percentiles.map(
    (share, index) => `<text x="${x(index)}" y="${HEIGHT - 8}" text-anchor="middle">${share === 1 ? 'max' : `p${share * 100}`}</text>`,
  )
  const drawn = lines.map((line, index) => drawing(line, { x, y, index }))
  const told = lines
    .map((line) => `${line.name}: ${line.values.map((value, index) => `${nameOf(percentiles[index])} ${value.toFixed(2)} ms`).join(', ')}`)
    .join('. ')
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${html(`${title}, percentiles in milliseconds`)}</title><desc>${html(told)}</desc>${grid.join('')}${marks.join('')}${drawn.join('')}</svg>`
}

const nameOf = (share: number | undefined): string => (share === 1 ? 'max' : `p${(share ?? 0) * 100}`)
const tick = (value: number): string => (value >= 1 ? String(Math.round(value)) : String(Number(value.toPrecision(1))))

interface Drawn {
  readonly x: (index: number) => number
  readonly y: (value: number) => number
  readonly index: number
}

function drawing({ name, place, values }: Line, { x, y, index }: Drawn): string {
  const style = `stroke:${COLOURS[place % COLOURS.length]}`
  const dashes = DASHES[place % DASHES.length]
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  const left = LEFT + index * 66
  return `<polyline points="${points}" style="${style}" stroke-dasharray="${dashes}"/><line x1="${left}" x2="${left + 16}" y1="10" y2="10" style="${style}" stroke-width="2" stroke-dasharray="${dashes}"/><text x="${left + 20}" y="14">${html(name)}</text>`
}
