import { v5, v7 } from 'uuid'
import type { Clock } from './clock'
import type { Random } from './random'

/** Makes an id: a UUID v7 (RFC 9562), so that ids sort in the order they were made. */
export type NewId = () => string

/** Ids of one process: in order also within one millisecond and when the clock is turned back. */
export function createIds({ clock, random }: { clock: Clock; random: Random }): NewId {
  let msecs = 0
  let seq = 0
  return () => {
    const now = clock.now()
    seq = now > msecs ? 0 : seq + 1
    msecs = Math.max(msecs, now)
    return v7({ msecs, seq, random: random.bytes(16) })
  }
}

/** The id of something that can happen to `id` once only: always the same. Pure. */
export const idOnceFor = (id: string, what: string): string => v5(`urn:concord:${what}:${id}`, v5.URL)
