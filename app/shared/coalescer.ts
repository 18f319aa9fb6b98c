import type { Cancel, Clock } from './clock'

/** Runs one task for all who ask for it in a while, and never twice at the same time. */
export interface Coalescer {
  /** The task shall run after this, soon: at once if it was quiet, else when its time comes. Nothing happens before `begin` and after `end`. */
  ask(): void
  begin(): void
  /** No run begins any more, and the last one is over, when it resolves; whether it had begun at all. */
  end(): Promise<boolean>
}

interface Task {
  /** A run begins so long after the one before at the soonest. */
  readonly everyMs: number
  /** Answers `done`, or in how many milliseconds it must run again though nobody asks. Never rejects. */
  run(): Promise<'done' | number>
}

export function createCoalescer(clock: Clock, task: Task): Coalescer {
  let state: 'idle' | 'on' | 'over' = 'idle'
  let asked = false
  let earliest = clock.monotonic()
  let waiting: Cancel | undefined
  let running: Promise<void> | undefined

  const run = async () => {
    asked = false
    earliest = clock.monotonic() + task.everyMs
    const again = await task.run()
    running = undefined
    if (again !== 'done') {
      asked = true
      earliest = clock.monotonic() + again
    }
    schedule()
  }
  const schedule = () => {
    if (!asked || state !== 'on' || waiting !== undefined || running !== undefined) return
    const wait = earliest - clock.monotonic()
    if (wait <= 0) {
      running = run()
      return
    }
    waiting = clock.deadline(wait, () => {
      waiting = undefined
      schedule()
    })
  }
  return {
    ask: () => {
      asked = true
      schedule()
    },
    begin: () => {
      state = 'on'
      schedule()
    },
    async end() {
      const begun = state === 'on'
      state = 'over'
      waiting?.()
      await running
      return begun
    },
  }
}
