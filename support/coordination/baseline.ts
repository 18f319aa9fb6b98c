import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf } from '../../app/shared/errors'
import { Misuse } from './command'
import type { Summary } from './measurements'

/** Measurements that were kept, of one engine. */
export interface Baseline {
  readonly backplane: string
  readonly summaries: readonly Summary[]
}

/** Throws Misuse if the file cannot be read as measurements. */
export function readBaseline(file: string): Baseline {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Baseline
    if (typeof read.backplane !== 'string' || !Array.isArray(read.summaries) || !read.summaries.every(isSummary)) throw new Error('it holds no measurements')
    return read
  } catch (error) {
    throw new Misuse(`--baseline ${file} cannot be read: ${messageOf(error)}`)
  }
}

const isSummary = (value: unknown): boolean => typeof value === 'object' && value !== null && 'operation' in value

/** Throws Misuse if the file cannot be written: before anything is tried. */
export function refuseUnwritable(file: string): void {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK)
  } catch (error) {
    throw unwritable(file, error)
  }
}

const unwritable = (file: string, error: unknown): Misuse => new Misuse(`--keep ${file} cannot be written: ${messageOf(error)}`)

/** Throws Misuse if the file cannot be written. */
export function keepBaseline(file: string, baseline: Baseline): void {
  try {
    writeFileSync(file, `${JSON.stringify(baseline, undefined, 2)}\n`)
  } catch (error) {
    throw unwritable(file, error)
  }
}

/** One line for each operation that was measured both times: how its median and its 99th percentile stand to those kept. */
export function compared(now: readonly Summary[], { backplane, summaries }: Baseline): string {
  const lines = now.map((summary) => {
    const before = summaries.find(({ operation }) => operation === summary.operation)
    if (before === undefined) return `${summary.operation}: not measured then`
    return `${summary.operation}: p50 ${ratio(summary.p50, before.p50)}, p99 ${ratio(summary.p99, before.p99)}, per second ${ratio(summary.throughput, before.throughput)}`
  })
  const gone = summaries.filter(({ operation }) => !now.some((summary) => summary.operation === operation))
  return [`Beside the baseline (${backplane}):`, ...lines, ...gone.map(({ operation }) => `${operation}: not measured now`)].join('\n')
}

const ratio = (now: number | undefined, before: number | undefined): string =>
  now === undefined || before === undefined || before === 0 ? 'not comparable' : `× ${(now / before).toFixed(2)}`
