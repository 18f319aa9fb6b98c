import { type Clock, seconds } from '../../shared/clock'
import type { Arrival, Passage } from '../barrier'
import type { BarrierServer } from './barrier-server'
import { type BarrierWatch, createBarrierWatch, passageOf, type Waiter } from './barrier-watch'

interface Deps {
  readonly server: BarrierServer
  readonly clock: Clock
  readonly silenceMs: number
}

/** Those who wait at this instance. */
export interface BarrierWaits extends Pick<BarrierWatch, 'told' | 'stir' | 'end'> {
  /** Until all have arrived or nobody passes; never longer than the arrival says. */
  waitFor(place: Pick<Waiter, 'generation' | 'position'>, arrival: Arrival, signal: AbortSignal | undefined): Promise<Passage>
}

/** Where somebody waits at the server now; elsewhere once they had to arrive anew. */
interface Waiting {
  readonly arrival: Arrival
  waiter: Waiter
}

const LOOK_EVERY_MS = seconds(1)

export function createBarrierWaits({ server, clock, silenceMs }: Deps): BarrierWaits {
  const waitings = new Map<Waiter, Waiting>()
  const enter = (waiting: Waiting) => {
    waitings.set(waiting.waiter, waiting)
    watch.add(waiting.waiter)
  }
  const leave = ({ waiter }: Waiting) => {
    waitings.delete(waiter)
    watch.remove(waiter)
  }
  const arriveAgain = async (waiter: Waiter): Promise<void> => {
    const waiting = waitings.get(waiter)
    if (waiting === undefined) return
    const received = await server.arrive(waiting.arrival, waiter.generation)
    // Who has gone meanwhile has just been heard for the last time.
    if (!waitings.has(waiter)) return
    leave(waiting)
    if (received.kind === 'told') return waiter.resolve(received.passage)
    waiting.waiter = { ...waiter, ...received }
    enter(waiting)
  }
  const watch = createBarrierWatch({ clock, everyMs: Math.min(LOOK_EVERY_MS, silenceMs / 4), look: server.look, arriveAgain })
  /** What came first: another end, or this one. */
  const giveUp = async ({ waiter, arrival }: Waiting): Promise<void> => {
    const { generation, member } = waiter
    const end = await server.giveUp(waiter, arrival.actor.id)
    waiter.resolve(end === undefined ? { kind: 'broken', generation, reason: 'silent', member } : passageOf(end, waiter))
  }
  return {
    told: watch.told,
    stir: watch.stir,
    end: watch.end,
    async waitFor(place, arrival, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Passage>()
      const { barrier, member, timeoutMs } = arrival
      const waiting: Waiting = { arrival, waiter: { barrier, member, ...place, resolve, reject } }
      const stop = () => reject(signal?.reason)
      const cancel = clock.deadline(timeoutMs, () => void giveUp(waiting).catch(reject))
      signal?.addEventListener('abort', stop, { once: true })
      if (signal?.aborted) stop()
      enter(waiting)
      try {
        return await promise
      } finally {
        cancel()
        signal?.removeEventListener('abort', stop)
        leave(waiting)
        // Its silence begins now. If that cannot be said, it began when the member was heard last.
        if (signal?.aborted) await server.hear(waiting.waiter).catch(() => undefined)
      }
    },
  }
}
