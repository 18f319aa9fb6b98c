import type { Cancel, Clock } from '../../shared/clock'
import { ShuttingDown } from '../../shared/errors'
import type { Worker } from '../task'

/** Workers that ask a queue for a task; each gets one in the order in which they asked. */
export interface ClaimLine<Task> {
  /** Undefined if there is none within `waitMs`. Aborting takes nothing, and rejects with the signal's reason. */
  claim(worker: Worker, waitMs: number, signal?: AbortSignal): Promise<Task | undefined>
  /** Something has become due here. */
  wake(queue: string): void
  /** Somebody, perhaps another instance, has written something. */
  lookAround(): void
  /** Whoever still waits is told that the platform stops. */
  close(): void
}

interface Source<Task> {
  readonly clock: Clock
  /** Takes tasks for these, each at the place of its worker; undefined, or nothing at all, where there was none. */
  take(queue: string, workers: readonly Worker[]): Promise<readonly (Task | undefined)[]>
  /** Gives one back that nobody was there to take. */
  undo(task: Task): Promise<void>
  /** In how many milliseconds there may be something to take; 0 if there is now. */
  soon(queue: string): Promise<number>
}

interface Claimant<Task> {
  readonly worker: Worker
  state: 'waiting' | 'late' | 'gone'
  resolve(task: Task | undefined): void
  reject(reason: unknown): void
}

interface Line<Task> {
  readonly queue: string
  readonly claimants: Claimant<Task>[]
  isServed: boolean
  again: boolean
  lookedAt: number
  alarm: Cancel | undefined
}

/** So many are served in one transaction. */
const MOST_AT_ONCE = 100
/** How soon it is seen what another instance did, as long as few queues are waited at. */
const LOOK_EVERY_MS = 100
/** Of what is written all the time only so often. */
const LOOK_AROUND_EVERY_MS = 20
/** So often is looked in a millisecond at most, however many queues are waited at. */
const MOST_LOOKS = 2

export function createClaimLine<Task>({ clock, take, undo, soon }: Source<Task>): ClaimLine<Task> {
  const lines = new Map<string, Line<Task>>()
  const spread = (ms: number): number => Math.max(ms, lines.size / MOST_LOOKS)

  const leave = (line: Line<Task>, claimant: Claimant<Task>) => {
    const place = line.claimants.indexOf(claimant)
    if (place >= 0) line.claimants.splice(place, 1)
    if (line.claimants.length > 0) return
    line.alarm?.()
    if (!line.isServed && lines.get(line.queue) === line) lines.delete(line.queue)
  }
  const handOut = async (line: Line<Task>, task: Task, claimant: Claimant<Task>): Promise<void> => {
    leave(line, claimant)
    if (await isStillFor(claimant)) return claimant.resolve(task)
    // If it cannot be undone now, it is given back as that of any silent worker.
    await undo(task).catch(() => undefined)
    line.again = true
  }
  const endAll = (line: Line<Task>, reason: unknown) => {
    for (const claimant of line.claimants.splice(0)) {
      // What is being taken for it at this moment is given back.
      claimant.state = 'gone'
      claimant.reject(reason)
    }
  }
  const round = async (line: Line<Task>): Promise<void> => {
    const present = [...line.claimants]
    const batch = present.slice(0, MOST_AT_ONCE)
    const tasks = await take(
      line.queue,
      batch.map(({ worker }) => worker),
    )
    const isEmptied = batch.some((_, index) => tasks[index] === undefined)
    for (const [index, claimant] of present.entries()) {
      const task = tasks[index]
      if (task !== undefined) await handOut(line, task, claimant)
      else if (isEmptied && claimant.state !== 'waiting') {
        leave(line, claimant)
        claimant.resolve(undefined)
      }
    }
    if (!isEmptied) line.again = true
  }
  const serve = async (line: Line<Task>): Promise<void> => {
    line.again = true
    if (line.isServed) return
    line.isServed = true
    try {
      while (line.again && line.claimants.length > 0) {
        // Those who ask at the same moment are served together.
        await Promise.resolve()
        line.again = false
        await round(line)
      }
    } catch (error) {
      endAll(line, error)
    }
    line.isServed = false
    if (line.claimants.length === 0) return void lines.delete(line.queue)
    await look(line)
  }
  /** Looks whether there is something, and again when there may be. */
  const look = async (line: Line<Task>): Promise<void> => {
    line.lookedAt = clock.monotonic()
    const ms = await soon(line.queue).catch(() => LOOK_EVERY_MS)
    if (line.claimants.length === 0 || line.isServed) return
    line.alarm?.()
    if (ms <= 0) return serve(line)
    line.alarm = clock.deadline(Math.min(ms, spread(LOOK_EVERY_MS)), () => void look(line))
  }
  const lineOf = (queue: string): Line<Task> => {
    const line = lines.get(queue) ?? { queue, claimants: [], isServed: false, again: false, lookedAt: 0, alarm: undefined }
    lines.set(queue, line)
    return line
  }

  return {
    claim: (worker, waitMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const line = lineOf(worker.queue)
        const claimant: Claimant<Task> = {
          ...{ worker, state: waitMs > 0 ? 'waiting' : 'late' },
          resolve: (task) => {
            settle()
            resolve(task)
          },
          reject: (reason) => {
            settle()
            reject(reason)
          },
        }
        const giveUp = () => {
          // Who is being served just now may be given something all the same: that is undone.
          claimant.state = 'gone'
          leave(line, claimant)
          claimant.reject(signal?.reason)
        }
        const late = () => {
          claimant.state = 'late'
          void serve(line)
        }
        const cancel = waitMs > 0 ? clock.deadline(waitMs, late) : undefined
        const settle = () => {
          cancel?.()
          signal?.removeEventListener('abort', giveUp)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        line.claimants.push(claimant)
        void serve(line)
      }),
    wake(queue) {
      const line = lines.get(queue)
      if (line !== undefined) void serve(line)
    },
    lookAround() {
      for (const line of lines.values()) {
        if (!line.isServed && clock.monotonic() - line.lookedAt >= spread(LOOK_AROUND_EVERY_MS)) void look(line)
      }
    },
    close() {
      for (const line of lines.values()) {
        line.alarm?.()
        endAll(line, new ShuttingDown())
      }
    },
  }
}

/** Whether whoever asked is there, and may have a task. */
async function isStillFor<Task>(claimant: Claimant<Task>): Promise<boolean> {
  if (!isThere(claimant)) return false
  await claimant.worker.stillMay?.().catch((error: unknown) => {
    claimant.state = 'gone'
    claimant.reject(error)
  })
  return isThere(claimant)
}

const isThere = <Task>({ state }: Claimant<Task>): boolean => state !== 'gone'
