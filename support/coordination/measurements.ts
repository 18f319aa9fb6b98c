/** What one operation took, however it ended. */
export interface Sample {
  readonly operation: string
  readonly ms: number
  /** The code of the error, or undefined. */
  readonly error: string | undefined
}

/** Of one operation. Durations in milliseconds, of what succeeded; undefined where nothing did. */
export interface Summary {
  readonly operation: string
  readonly count: number
  /** From 0 to 1. */
  readonly success_rate: number
  readonly min: number | undefined
  readonly mean: number | undefined
  readonly p50: number | undefined
  readonly p95: number | undefined
  readonly p99: number | undefined
  readonly max: number | undefined
  /** Successes a second, over the whole run. */
  readonly throughput: number
  /** How often each error was met. */
  readonly errors: Readonly<Record<string, number>>
}

/** The share of values that are not above it; the smallest value of which that is true (nearest rank). Undefined without values. */
export function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

/** The summaries of all operations, in the order of their names. */
export function summarize(samples: readonly Sample[], elapsedMs: number): readonly Summary[] {
  return [...Map.groupBy(samples, ({ operation }) => operation)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([operation, of]) => summaryOf(operation, of, elapsedMs))
}

function summaryOf(operation: string, samples: readonly Sample[], elapsedMs: number): Summary {
  const durations = samples.flatMap(({ ms, error }) => (error === undefined ? [ms] : [])).sort((one, other) => one - other)
  const errors = Map.groupBy(
    samples.filter(({ error }) => error !== undefined),
    ({ error }) => String(error),
  )
  return {
    ...{ operation, count: samples.length, success_rate: durations.length / samples.length },
    ...{ min: durations[0], max: durations.at(-1), mean: meanOf(durations) },
    ...{ p50: percentile(durations, 0.5), p95: percentile(durations, 0.95), p99: percentile(durations, 0.99) },
    throughput: elapsedMs > 0 ? (durations.length * 1_000) / elapsedMs : 0,
    errors: Object.fromEntries([...errors].map(([code, of]) => [code, of.length])),
  }
}

const meanOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

/** The durations of each operation at a few percentiles, for a plot. */
export const PLOTTED = [0.5, 0.75, 0.9, 0.95, 0.99, 1] as const
export function plotted(samples: readonly Sample[]): Readonly<Record<string, readonly number[]>> {
  const succeeded = samples.filter(({ error }) => error === undefined)
  return Object.fromEntries(
    [...Map.groupBy(succeeded, ({ operation }) => operation)].map(([operation, of]) => {
      const sorted = of.map(({ ms }) => ms).sort((one, other) => one - other)
      return [operation, PLOTTED.map((share) => percentile(sorted, share) ?? 0)]
    }),
  )
}
