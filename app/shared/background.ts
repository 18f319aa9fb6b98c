import type { Clock } from './clock'
import type { Logger } from './logger'

/** Work that nobody asked for, again and again; one that fails is logged and comes again. */
export interface Background {
  every(ms: number, task: () => Promise<void>): void
  /** Once at once, and then every so often. */
  soonAndEvery(ms: number, task: () => Promise<void>): void
  /** Begins nothing more. */
  stop(): void
  /** Resolves when what was begun has ended. */
  idle(): Promise<void>
}

export function createBackground({ clock, logger }: { clock: Clock; logger: Logger }): Background {
  const cancels: (() => void)[] = []
  const running = new Set<Promise<void>>()
  const run = (task: () => Promise<void>) => {
    const done = task()
      .catch((error: unknown) => logger.error({ error }, 'work in the background failed'))
      .finally(() => running.delete(done))
    running.add(done)
  }
  const every = (ms: number, task: () => Promise<void>) => void cancels.push(clock.every(ms, () => run(task)))
  return {
    every,
    soonAndEvery(ms, task) {
      run(task)
      every(ms, task)
    },
    stop: () => {
      for (const cancel of cancels) cancel()
    },
    idle: async () => void (await Promise.all(running)),
  }
}
