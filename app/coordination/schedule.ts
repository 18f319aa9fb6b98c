/** What a task waits for: others, a place, its end, a human's approval, a human's help; or nothing more. */
export type Place = 'waiting' | 'ready' | 'running' | 'asleep' | 'held' | 'ended'

export interface Scheduled {
  readonly number: number
  /** Numbers of the tasks that must be completed first. */
  readonly after: readonly number[]
}

/** A task that will never run, and which one is to blame. */
export interface Skip {
  readonly number: number
  readonly cause: number
}

/** In which order tasks are run: what depends on nothing open, first asked first, and never more at once than there are places. */
export interface Schedule {
  /** Tasks that are new. What they depend on was added before, or with them. */
  add(tasks: readonly Scheduled[]): void
  /** The next one to be run, if a place is free; it has that place from now on. */
  take(): number | undefined
  /** It runs already, and has a place. */
  occupy(number: number): void
  /** It waits for a human: its place is free for others. */
  sleep(number: number): void
  /** It stands still until a human helps; so does what depends on it. */
  hold(number: number): void
  /** It may be run, or run again. */
  wake(number: number): void
  /** It has ended; answers all that can never run now, nearest first. */
  end(number: number, completed: boolean): readonly Skip[]
  count(place: Place): number
  placeOf(number: number): Place | undefined
}

/** Every operation takes time in proportion to what it changes, so that a large graph costs no more for each task than a small one. */
export function createSchedule(places: number): Schedule {
  const at = new Map<number, Place>()
  const dependents = new Map<number, number[]>()
  const missing = new Map<number, number>()
  const completed = new Set<number>()
  const counts: Record<Place, number> = { waiting: 0, ready: 0, running: 0, asleep: 0, held: 0, ended: 0 }
  let queue: number[] = []
  let head = 0

  const dependentsOf = (number: number): number[] => {
    const known = dependents.get(number)
    if (known !== undefined) return known
    const none: number[] = []
    dependents.set(number, none)
    return none
  }

  const move = (number: number, place: Place) => {
    const before = at.get(number)
    if (before === place) return
    if (before !== undefined) counts[before]--
    counts[place]++
    at.set(number, place)
    if (place === 'ready') queue.push(number)
  }

  /** All that can never run once one has failed. */
  const skipAfter = (failed: number): Skip[] => {
    const skipped: Skip[] = []
    const causes = [failed]
    for (const cause of causes)
      for (const number of dependents.get(cause) ?? []) {
        if (at.get(number) !== 'waiting') continue
        move(number, 'ended')
        skipped.push({ number, cause })
        causes.push(number)
      }
    return skipped
  }

  const release = (number: number) => {
    for (const dependent of dependents.get(number) ?? []) {
      const left = (missing.get(dependent) ?? 1) - 1
      missing.set(dependent, left)
      if (left === 0 && at.get(dependent) === 'waiting') move(dependent, 'ready')
    }
  }

  return {
    add(tasks) {
      for (const { number, after } of tasks) {
        const open = after.filter((needed) => !completed.has(needed))
        for (const needed of open) dependentsOf(needed).push(number)
        missing.set(number, open.length)
        move(number, open.length === 0 ? 'ready' : 'waiting')
      }
    },
    take() {
      while (counts.running < places && head < queue.length) {
        const number = queue[head++]
        if (head > 1_000) {
          queue = queue.slice(head)
          head = 0
        }
        if (number === undefined || at.get(number) !== 'ready') continue
        move(number, 'running')
        return number
      }
      return undefined
    },
    occupy: (number) => move(number, 'running'),
    sleep: (number) => move(number, 'asleep'),
    hold: (number) => move(number, 'held'),
    wake: (number) => move(number, 'ready'),
    end(number, isCompleted) {
      if (at.get(number) === 'ended') return []
      move(number, 'ended')
      if (!isCompleted) return skipAfter(number)
      completed.add(number)
      release(number)
      return []
    },
    count: (place) => counts[place],
    placeOf: (number) => at.get(number),
  }
}
