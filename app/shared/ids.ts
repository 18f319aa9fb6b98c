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
    return written(v7({ msecs, seq, random: random.bytes(16) }, BYTES))
  }
}

const BYTES = Buffer.alloc(16)
const TEXT = Buffer.from('00000000-0000-0000-0000-000000000000', 'latin1')
/** Where the bytes stand in the text, two digits each. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]
const DIGITS = Buffer.from('0123456789abcdef', 'latin1')

/** The text of an id, made in one piece: ids are made by the thousand. */
function written(bytes: Uint8Array): string {
  for (let at = 0; at < PLACES.length; at++) {
    const [byte, place] = [bytes[at] ?? 0, PLACES[at] ?? 0]
    TEXT[place] = DIGITS[byte >> 4] ?? 0
    TEXT[place + 1] = DIGITS[byte & 15] ?? 0
  }
  return TEXT.toString('latin1')
}

/** The id of something that can happen to `id` once only: always the same. Pure. */
export const idOnceFor = (id: string, what: string): string => v5(`urn:concord:${what}:${id}`, v5.URL)
