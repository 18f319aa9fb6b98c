export type TimerKind = 'sleep' | 'deadline' | 'every'

export interface Timer {
  readonly kind: TimerKind
  /** Time between two runs; for `every` only. */
  readonly period: number
  readonly sequence: number
  due: number
  readonly run: () => void
}

/** The timers of a moved clock, which fire in the order they fall due; those due together in the order they were set. */
export interface Timers {
  set(timer: Omit<Timer, 'sequence'>): Timer
  /** Whether it was still there. */
  remove(timer: Timer): boolean
  next(): Timer | undefined
  inOrder(): readonly Timer[]
  /** How many work on after a wait, rather than watch over one. */
  sleeping(): number
  /** Resolves when somebody sleeps, or when `wake` is called. */
  somebodySleeps(): Promise<void>
  wake(): void
  clear(): void
}

const byDue = (one: Timer, other: Timer): number => one.due - other.due || one.sequence - other.sequence

export function createTimers(): Timers {
  const timers = new Set<Timer>()
  let waiting: (() => void)[] = []
  let sequence = 0
  let sleeping = 0

  const wake = () => {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }
  const remove = (timer: Timer): boolean => {
    const there = timers.delete(timer)
    if (there && timer.kind === 'sleep') sleeping--
    return there
  }
  const set = (given: Omit<Timer, 'sequence'>): Timer => {
    const timer = { ...given, sequence: sequence++ }
    timers.add(timer)
    if (timer.kind === 'sleep') {
      sleeping++
      wake()
    }
    return timer
  }
  const next = (): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers) if (first === undefined || byDue(timer, first) < 0) first = timer
    return first
  }
  return {
    set,
    remove,
    next,
    inOrder: () => [...timers].sort(byDue),
    sleeping: () => sleeping,
    somebodySleeps: () => (sleeping > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    wake,
    clear: () => {
      timers.clear()
      sleeping = 0
    },
  }
}
