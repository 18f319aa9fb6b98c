import { expect } from 'chai'
import type { TaskStatus } from '../app/coordination/coordination'
import type { PersonName } from './cast'
import { jobPath } from './coordinating'
import { atOnce } from './running'
import { workflowsOf } from './workflows'
import type { ConcordWorld } from './world'

/** What stands in one row of a picture, as somebody sees it: places across in per cent, places down in pixels. */
export interface PictureRow {
  readonly top: number
  /** The sentence that is read out. */
  readonly sentence: string
  readonly name: string
  /** The words beside the name, and what its sign stands for. */
  readonly standing: string
  readonly sign: string
  readonly bars: readonly PictureBar[]
}

export interface PictureBar {
  readonly kind: TaskStatus
  readonly from: number
  readonly to: number
  readonly open: boolean
}

interface Line {
  readonly x1: number
  readonly x2: number
  readonly y1: number
  readonly y2: number
}

export interface Picture {
  readonly title: string
  readonly summary: string
  readonly rows: readonly PictureRow[]
  readonly lines: readonly Line[]
  /** Milliseconds since the beginning for a place across, by the scale that is written along the top. */
  readonly timeAt: (x: number) => number
}

const ROW_HEIGHT = 48

/** Where the picture is found of the job or the workflow that this scenario is about. */
const pictureAddress = async (world: ConcordWorld): Promise<string> => `${workflowsOf(world).address ?? (await jobPath(world))}/timeline.svg`

/** Somebody asks for the picture; the answer becomes the last one. */
export async function lookAtPicture(world: ConcordWorld, person: PersonName): Promise<void> {
  world.take(await atOnce(world, world.as(person).call('GET', await pictureAddress(world)), 'the picture'))
}

/** The picture that was looked at last. */
export function pictureOf({ reply }: ConcordWorld): Picture {
  const { status, text, headers } = reply
  expect(status, text).to.equal(200)
  expect(headers).to.include({ 'content-type': 'image/svg+xml; charset=utf-8', 'x-content-type-options': 'nosniff' })
  return {
    title: inside(text, /<title id="title">([^<]*)/),
    summary: inside(text, /<desc id="desc">([^<]*)/),
    rows: [...text.matchAll(/<g class="row (.*?)<\/g>\n/gs)].map(([row]) => rowIn(row)),
    lines: [...text.matchAll(/<line class="wait[^>]*>/g)].map(([line]) => lineIn(line)),
    timeAt: scaleIn(text),
  }
}

/** One row of it, by what it is called. */
export function rowOf(world: ConcordWorld, name: string): PictureRow {
  const { rows } = pictureOf(world)
  const found = rows.find((row) => row.name === name)
  if (found === undefined) throw new Error(`the picture has no row "${name}" among ${rows.map((row) => row.name).join(', ')}`)
  return found
}

/** Where the work of a row ends, or began. */
export const endOf = ({ bars }: PictureRow): number => bars.at(-1)?.to ?? Number.NaN
export const beginningOf = ({ bars }: PictureRow): number => bars[0]?.from ?? Number.NaN

/** The way from one row to another, as drawn: how far across it leads from the end of the one; undefined where there is none. */
export function lineBetween({ lines }: Picture, one: PictureRow, other: PictureRow): number | undefined {
  const down = lines.find(({ x1, x2, y1, y2 }) => x1 === x2 && x1 === endOf(one) && within(one, y1) && within(other, y2))
  if (down === undefined) return undefined
  return lines.find(({ x1, y1, y2 }) => x1 === down.x1 && y1 === down.y2 && y2 === down.y2)?.x2 ?? down.x2
}

/** Whether any line ends in a row. */
export const isLedTo = ({ lines }: Picture, row: PictureRow): boolean => lines.some(({ y2 }) => within(row, y2))

const within = ({ top }: PictureRow, y: number): boolean => y > top && y < top + ROW_HEIGHT

/** Every element that the last picture is made of, and every place that it refers to. */
export function materialOf({ reply: { text } }: ConcordWorld): { readonly elements: ReadonlySet<string>; readonly references: readonly string[] } {
  const elements = new Set([...text.matchAll(/<([^\s/>]+)/g)].map(([, name = '']) => name))
  const references = [...text.matchAll(/href="([^"]*)"|url\(([^)]*)\)/g)].map(([, href, url]) => href ?? url ?? '')
  return { elements, references }
}

function rowIn(row: string): PictureRow {
  const bars = [...row.matchAll(/<rect class="bar (\w+)( open)?" x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)].map(([, kind, open, x, width]) => ({
    ...{ kind: kind as TaskStatus, from: Number(x), to: Number((Number(x) + Number(width)).toFixed(4)), open: open !== undefined },
  }))
  const marks = [...row.matchAll(/<svg x="([\d.]+)%"[^>]* class="mark (\w+)">/g)].map(([, x, kind]) => ({
    ...{ kind: kind as TaskStatus, from: Number(x), to: Number(x), open: false },
  }))
  return {
    top: Number(inside(row, /translate\(0 (\d+)\)/)),
    sentence: inside(row, /<title>([^<]*)/),
    name: inside(row, /<text class="wide"[^>]*><tspan class="name">([^<]*)/),
    standing: inside(row, /<text class="wide standing [^>]*>([^<]*)/),
    sign: inside(row, /<use href="#s-(\w+)" x=/),
    bars: [...bars, ...marks].sort((one, other) => one.from - other.from || one.to - other.to),
  }
}

const lineIn = (line: string): Line => {
  const place = (name: string) => Number(inside(line, new RegExp(` ${name}="([\\d.]+)%?"`)))
  return { x1: place('x1'), x2: place('x2'), y1: place('y1'), y2: place('y2') }
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** The scale that is written along the top: its last number says how much time there is to a per cent. */
function scaleIn(text: string): (x: number) => number {
  const ticks = [...text.matchAll(/<text class="quiet tick" x="([\d.]+)%"[^>]*>([^<]*)/g)].filter(([, , label]) => label !== 'now')
  const [, x = '', label = ''] = ticks.at(-1) ?? []
  const ms = [...label.matchAll(/([\d.]+) (ms|s|min|h|d)/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? Number.NaN), 0)
  return (place) => (place * ms) / Number(x)
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

function inside(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`the picture has nothing like ${pattern} in ${text.slice(0, 400)}`)
  return found.replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? '')
}
