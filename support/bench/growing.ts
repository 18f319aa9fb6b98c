import { table } from './table'

/** What was measured, by its name, in milliseconds. */
export type Operation = readonly [name: string, ms: number]

interface Growing {
  readonly sizes: readonly number[]
  readonly unit: string
  /** At most so many times as slow at the largest size as at the smallest. */
  readonly goal: number
  measure(size: number): Promise<readonly Operation[]>
}

/** Measures at each size, once more at the smallest to warm up, and tells how each operation grows. */
export async function tellGrowth({ sizes, unit, goal, measure }: Growing): Promise<void> {
  await measure(sizes[0] ?? 1_000)
  const results: (readonly Operation[])[] = []
  for (const size of sizes) results.push(await measure(size))
  const [first = [], last = []] = [results[0], results.at(-1)]
  const rows = first.map(([name, ms], index) => {
    const growth = (last[index]?.[1] ?? Number.NaN) / ms
    const times = results.map((measured) => ((measured[index]?.[1] ?? Number.NaN) * 1_000).toFixed(0))
    return [name, ...times, growth.toFixed(2), `${growth <= goal ? 'met' : 'NOT met'}: at most ${goal}`]
  })
  process.stdout.write(`${table(['µs, medians', ...sizes.map((size) => `${size} ${unit}`), 'growth', 'goal'], rows)}\n`)
}
