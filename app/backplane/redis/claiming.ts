import { ShuttingDown } from '../../shared/errors'
import { createClaimLine } from '../embedded/claim-line'
import type { Worker } from '../task'
import type { KeptTask } from '../task-life'
import { createTaking, type Handed, type TakingDeps } from './taking'

/** Handing out tasks: the engine says which is next, the row whether it may be. */
export interface Claiming {
  claim(worker: Worker, waitMs: number, signal?: AbortSignal): Promise<KeptTask | undefined>
  wake(queue: string): void
  /** Whoever waits for a task is told that the platform stops. */
  close(): void
}

export function createClaiming(deps: TakingDeps): Claiming {
  const { jobs, clock } = deps
  const { take, undo } = createTaking(deps)
  /** As the line wants it: it ends where nothing more was there. */
  const takeInLine = async (queue: string, workers: readonly Worker[]): Promise<readonly (Handed | undefined)[]> => {
    const handed = await take(queue, workers)
    return handed.slice(0, handed.findLastIndex((each) => each !== undefined) + 1)
  }
  const line = createClaimLine<Handed>({ clock, take: takeInLine, undo, soon: jobs.soon })
  /** How many wait in the line of a queue: nobody passes them by. */
  const inLine = new Map<string, number>()
  const waitInLine = async (worker: Worker, waitMs: number, signal: AbortSignal | undefined): Promise<Handed | undefined> => {
    inLine.set(worker.queue, (inLine.get(worker.queue) ?? 0) + 1)
    try {
      return await line.claim(worker, waitMs, signal)
    } finally {
      const left = (inLine.get(worker.queue) ?? 1) - 1
      if (left > 0) inLine.set(worker.queue, left)
      else inLine.delete(worker.queue)
    }
  }

  const closed = new AbortController()
  const claim: Claiming['claim'] = async (worker, waitMs, signal) => {
    signal?.throwIfAborted()
    const since = clock.monotonic()
    if (!inLine.has(worker.queue)) {
      const [handed] = await take(worker.queue, [worker])
      if (handed !== undefined && signal?.aborted) await undo(handed)
      signal?.throwIfAborted()
      if (handed !== undefined || waitMs === 0) return handed?.task
    }
    return (await waitInLine(worker, Math.max(0, waitMs - (clock.monotonic() - since)), signal))?.task
  }

  return {
    async claim(worker, waitMs, signal) {
      try {
        return await claim(worker, waitMs, signal)
      } catch (error) {
        // What failed because the platform stops is said so.
        closed.signal.throwIfAborted()
        throw error
      }
    },
    wake: line.wake,
    close() {
      closed.abort(new ShuttingDown())
      line.close()
    },
  }
}
