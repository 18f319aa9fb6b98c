import { type Clock, seconds } from '../shared/clock'
import { ShuttingDown } from '../shared/errors'

/** A piece of work under way: a request being answered, a stream being sent. */
export interface Work {
  /** Aborted when the credential it runs under is revoked, or when the platform has to stop. */
  readonly signal: AbortSignal
  /** From now on it only watches what others do: a platform that stops does not wait for it, ends it last, and nothing is lost with it. */
  watch(): void
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
  const watching = new Set<AbortController>()
  let stopping = false
  let drained: (() => void) | undefined

  const finished = (controller: AbortController) => {
    running.delete(controller)
    watching.delete(controller)
    drained?.()
  }
  const working = (): number => running.size - watching.size

  const endAll = (controllers: Iterable<AbortController>) => {
    for (const controller of controllers) controller.abort(new ShuttingDown('The platform stopped before this was finished'))
  }

  const untilNone = (left: () => number, ms: number) =>
    new Promise<void>((resolve) => {
      if (left() === 0) return resolve()
      const cancel = clock.deadline(ms, resolve)
      drained = () => {
        if (left() > 0) return
        cancel()
        resolve()
      }
    })

  return {
    begin(credentialId) {
      if (stopping) throw new ShuttingDown()
      const controller = new AbortController()
      running.set(controller, credentialId)
      return {
        signal: controller.signal,
        watch() {
          if (running.has(controller)) watching.add(controller)
          drained?.()
        },
        abort: (reason) => controller.abort(reason),
        end: () => finished(controller),
      }
    },
    endOf(credentialId, reason) {
      for (const [controller, owner] of running) if (owner === credentialId) controller.abort(reason)
    },
    async drain(graceMs) {
      stopping = true
      await untilNone(working, graceMs)
      const left = working()
      endAll([...running.keys()].filter((controller) => !watching.has(controller)))
      await untilNone(working, LAST_WORDS_MS)
      endAll(watching)
      await untilNone(() => running.size, LAST_WORDS_MS)
      return left
    },
    stopping: () => stopping,
    count: () => running.size,
  }
}
