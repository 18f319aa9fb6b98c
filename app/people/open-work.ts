import { type Clock, seconds } from '../shared/clock'
import { ShuttingDown } from '../shared/errors'

/** A piece of work under way: a request being answered, a stream being sent. */
export interface Work {
  /** Aborted when the credential it runs under is revoked, or when the platform has to stop. */
  readonly signal: AbortSignal
  /** Stops the work, for example because the caller left. */
  abort(reason: Error): void
  end(): void
}

/** What runs at the moment, by credential, so that a revoked one ends at once and a stopping platform waits for the rest. */
export interface OpenWork {
  /** Throws ShuttingDown once the platform is stopping. */
  begin(credentialId: string): Work
  endOf(credentialId: string, reason: Error): void
  /** Takes no more, waits until the last has ended or `graceMs` have passed, then ends the rest; how many those were. */
  drain(graceMs: number): Promise<number>
  stopping(): boolean
  count(): number
}

/** How long ended work may still take to note how it ended. */
const LAST_WORDS_MS = seconds(2)

export function createOpenWork(clock: Clock): OpenWork {
  const running = new Map<AbortController, string>()
  let stopping = false
  let drained: (() => void) | undefined

  const finished = (controller: AbortController) => {
    running.delete(controller)
    if (running.size === 0) drained?.()
  }

  const untilEmptyOr = (ms: number) =>
    new Promise<void>((resolve) => {
      if (running.size === 0) return resolve()
      const cancel = clock.deadline(ms, resolve)
      drained = () => {
        cancel()
        resolve()
      }
    })

  return {
    begin(credentialId) {
      if (stopping) throw new ShuttingDown()
      const controller = new AbortController()
      running.set(controller, credentialId)
      return { signal: controller.signal, abort: (reason) => controller.abort(reason), end: () => finished(controller) }
    },
    endOf(credentialId, reason) {
      for (const [controller, owner] of running) if (owner === credentialId) controller.abort(reason)
    },
    async drain(graceMs) {
      stopping = true
      await untilEmptyOr(graceMs)
      const left = running.size
      for (const controller of running.keys()) controller.abort(new ShuttingDown('The platform stopped before this was finished'))
      await untilEmptyOr(LAST_WORDS_MS)
      return left
    },
    stopping: () => stopping,
    count: () => running.size,
  }
}
