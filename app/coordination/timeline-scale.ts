const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Round lengths of time, as people count them. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY),
]

/** So many lines are enough, also where there is little room. */
const MOST_STEPS = 5

/** The smallest round step that divides a span into at most five. Pure. */
export const tickStep = (span: number): number => STEPS.find((step) => span / step <= MOST_STEPS) ?? Math.ceil(span / MOST_STEPS / DAY) * DAY
