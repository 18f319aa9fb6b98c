import type { CoordinationKind, TaskStatus } from './coordination'
import type { Bar, Row, Timeline, Wait } from './timeline'

const UNITS = [
  ['d', 86_400_000, 24],
  ['h', 3_600_000, 60],
  ['min', 60_000, 60],
  ['s', 1_000, 1_000],
] as const

/** A length of time in at most two units, rounded to the smaller: `850 ms`, `3.2 s`, `1 min 30 s`, `2 d 4 h`. Pure. */
export function spanWords(ms: number): string {
  if (ms === 0) return '0 s'
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${Number((ms / 1_000).toFixed(1))} s`
  for (const [index, [unit, size, parts]] of UNITS.entries()) {
    const smaller = UNITS[index + 1]
    if (smaller === undefined) return `${Math.round(ms / size)} ${unit}`
    const rounded = Math.round(ms / smaller[1])
    if (rounded < parts) continue
    const rest = rounded % parts
    return `${Math.floor(rounded / parts)} ${unit}${rest === 0 ? '' : ` ${rest} ${smaller[0]}`}`
  }
  return ''
}

const KINDS: Readonly<Record<CoordinationKind, string>> = {
  parallel: 'Parallel work',
  workflow: 'Workflow',
  delegate: 'Delegated work',
  ensemble: 'Ensemble',
  peer_review: 'Peer review',
  conflict: 'Conflict',
}

const words = (status: string): string => status.replaceAll('_', ' ')

/** `Workflow: failed`. */
export const headingOf = ({ kind, status }: Timeline): string => `${KINDS[kind]}: ${words(status)}`

/** How many tasks are in each state, in the order in which the states first occur: `2 completed, 1 failed`. Pure. */
export function tallyOf(rows: readonly Pick<Row, 'status'>[]): string {
  const counts = new Map<TaskStatus, number>()
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} ${words(status)}`).join(', ')
}

/** What a task is called: its own name with its agent's, or the agent's alone. */
export const calledOf = ({ name, agent }: Pick<Row, 'name' | 'agent'>): string => (name === '' ? agent : `${name}, ${agent}`)

/** How a task stands, in a few words: `completed in 10 min`. Pure. */
export const standingOf = (row: Row): string => stateOf(row) + (row.attempts > 1 ? `, attempt ${row.attempts}` : '')

function stateOf({ status, bars, waitsFor }: Row): string {
  const last = bars.at(-1)
  const lasted = last === undefined ? '' : spanWords(last.to - last.from)
  switch (status) {
    case 'completed':
      return `completed in ${lasted}`
    case 'running':
      return `running for ${lasted}`
    case 'awaiting_approval':
      return last === undefined ? 'waits for approval' : `waits for approval, ${lasted}`
    case 'pending':
      return waitsFor.length === 0 ? 'waits for its turn' : `waits for ${waitsFor.join(', ')}`
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return last === undefined || last.from === last.to ? words(status) : `${words(status)} after ${lasted}`
    default:
      return words(status)
  }
}

/** Everything that the picture shows of a task, as one sentence; times count from the beginning. Pure. */
export function sentenceOf(row: Row, { rows, from }: Pick<Timeline, 'rows' | 'from'>): string {
  const standing = standingOf(row) + (row.reason === undefined ? '' : `: ${row.reason}`)
  const waits = row.status === 'skipped' ? [] : row.waits.map((wait) => waitWords(wait, rows))
  return `${calledOf(row)}: ${[standing, ...row.bars.map((bar) => barWords(bar, from)), ...waits].join('; ')}`
}

function waitWords({ on, from, to, open }: Wait, rows: readonly Row[]): string {
  const other = rows.find(({ number }) => number === on)
  const ended = `${other?.name || other?.agent || `task ${on}`} ended`
  if (open) return `has waited ${spanWords(to - from)} since ${ended}`
  return to === from ? `began when ${ended}` : `began ${spanWords(to - from)} after ${ended}`
}

function barWords({ kind, from, to, open }: Bar, begin: number): string {
  const what = kind === 'awaiting_approval' ? 'waited for approval' : kind === 'completed' ? 'worked' : words(kind)
  if (from === to && !open) return `${what} at ${spanWords(from - begin)}`
  return `${what} from ${spanWords(from - begin)} to ${open ? 'now' : spanWords(to - begin)}`
}
