import type { Injected } from '../../app/backplane/faulty'
import type { Summary } from './measurements'
import type { Verdict } from './runner'

const SIGNS = { kept: '✓', broken: '✗', deviated: '~', 'begun to hold': '!', 'not run': '-' } as const

/** One line for each promise, with what was seen of one that was not simply kept. */
export const verdictLines = (verdicts: readonly Verdict[]): string => verdicts.map(verdictLine).join('\n')

function verdictLine({ pattern, promise, outcome, ms }: Verdict): string {
  const line = `${SIGNS[outcome.kind]} ${pattern}: ${promise}`
  switch (outcome.kind) {
    case 'kept':
      return `${line} (${(ms / 1_000).toFixed(2)} s)`
    case 'broken':
      return `${line}\n    ${outcome.sentence}`
    case 'deviated':
      return `${line}\n    a declared deviation: ${outcome.reason}\n    ${outcome.sentence}`
    case 'begun to hold':
      return `${line}\n    it has begun to hold; declared as a deviation: ${outcome.reason}`
    case 'not run':
      return `${line} (not run)`
  }
}

const HEAD = ['operation', 'count', 'success', 'min', 'mean', 'p50', 'p95', 'p99', 'max', 'per second', 'errors']

/** The measurements, durations in milliseconds. */
export function measurementTable(summaries: readonly Summary[]): string {
  const rows = [HEAD, ...summaries.map(cells)]
  const widths = HEAD.map((_head, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 || column === HEAD.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const number = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 1))

function cells({ operation, count, success_rate, min, mean, p50, p95, p99, max, throughput, errors }: Summary): string[] {
  const met = Object.entries(errors).map(([code, times]) => `${code} ${times}`)
  return [
    operation,
    String(count),
    `${(success_rate * 100).toFixed(1)} %`,
    ...[min, mean, p50, p95, p99, max].map(number),
    throughput.toFixed(1),
    met.join(', '),
  ]
}

/** The injected failures in an order of their own, so that two runs can be laid side by side. */
export const faultLines = (faults: readonly Injected[]): string =>
  faults
    .map(({ operation, attempt, kind }) => `${operation}, attempt ${attempt}: ${kind}`)
    .sort()
    .join('\n')
