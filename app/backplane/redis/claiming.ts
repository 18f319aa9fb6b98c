import { ShuttingDown } from '../../shared/errors'
import { type ClaimLine, createClaimLine } from '../embedded/claim-line'
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
  const line = counted(createClaimLine<Handed>({ clock, take: takeInLine, undo, soon: jobs.soon }))

  /** Taking may have taken its time: what is for somebody who has left, or may not work any more, is for the next. Throws why. */
  const refuseGone = async ({ queue, stillMay }: Worker, handed: Handed, signal: AbortSignal | undefined): Promise<void> => {
    try {
      await stillMay?.()
      signal?.throwIfAborted()
    } catch (error) {
      await undo(handed)
      line.wake(queue)
      throw error
    }
  }

  const closed = new AbortController()
  const claim: Claiming['claim'] = async (worker, waitMs, signal) => {
    signal?.throwIfAborted()
    const since = clock.monotonic()
    if (!line.isWaitedIn(worker.queue)) {
      const [handed] = await take(worker.queue, [worker])
      if (handed !== undefined) await refuseGone(worker, handed, signal)
      signal?.throwIfAborted()
      if (handed !== undefined || waitMs === 0) return handed?.task
    }
    return (await line.claim(worker, Math.max(0, waitMs - (clock.monotonic() - since)), signal))?.task
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

/** A line that knows in which queues somebody waits: nobody passes them by. */
function counted(line: ClaimLine<Handed>): ClaimLine<Handed> & { isWaitedIn(queue: string): boolean } {
  const waiting = new Map<string, number>()
  return {
    ...line,
    isWaitedIn: (queue) => waiting.has(queue),
    async claim(worker, waitMs, signal) {
      waiting.set(worker.queue, (waiting.get(worker.queue) ?? 0) + 1)
      try {
        return await line.claim(worker, waitMs, signal)
      } finally {
        const left = (waiting.get(worker.queue) ?? 1) - 1
        if (left > 0) waiting.set(worker.queue, left)
        else waiting.delete(worker.queue)
      }
    },
  }
}
